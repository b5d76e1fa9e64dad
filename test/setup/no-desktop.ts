import type { HandlerParts } from '../../main/shell/ipc/handlers.ts';

/** An empty desktop, for tests that do not need one. */
export const noDesktop: HandlerParts['desktop'] = {
  facts: async () => ({
    tray: false,
    loginItem: false,
    wayland: false,
    updates: false,
    shortcutRefused: null,
  }),
  mainWindow: { go: () => {}, takeTarget: () => null },
  panel: { takeOpening: async () => null, hide: () => {}, cleared: () => {}, stand: () => {}, fit: () => {} },
  shortcut: { set: () => {}, refused: () => null },
  loginItem: { offered: false, isOn: () => false, set: async () => {} },
};
