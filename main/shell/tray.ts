import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { Texts } from '../../common/texts/index.ts';
import {
  type TrayAction,
  type TrayEntry,
  type TrayMood,
  type TrayState,
  trayMenu,
  trayToolTip,
} from './tray-menu.ts';

export interface TrayParts {
  platform: NodeJS.Platform;
  /** Where the icons are. */
  icons: string;
  texts(): Texts;
  state(): TrayState;
  /** Somebody clicked the icon itself. */
  clicked(): void;
  act(action: TrayAction): void;
}

/** The icon in the tray, and what it shows. */
export interface TrayIcon {
  /** Shows how things are now. */
  refresh(): void;
  /** Where it is; null where the system does not tell. */
  bounds(): Electron.Rectangle | null;
}

export function createTray({ platform, icons, texts, state, clicked, act }: TrayParts): TrayIcon {
  const imageOf = (mood: TrayMood): Electron.NativeImage =>
    nativeImage.createFromPath(join(icons, iconFile(mood, platform)));
  let shown = '';
  let mood: TrayMood = 'idle';
  const tray = new Tray(imageOf(mood));
  tray.on('click', clicked);
  // Where the menu is set for good, macOS opens it at every click; Windows and macOS can open it when it is asked for.
  if (platform !== 'linux')
    tray.on('right-click', () => tray.popUpContextMenu(build(trayMenu(state(), texts()), act)));

  return {
    refresh() {
      const now = state();
      if (now.mood !== mood) {
        mood = now.mood;
        tray.setImage(imageOf(mood));
      }
      tray.setToolTip(trayToolTip(now, texts()));
      if (platform !== 'linux') return;
      const entries = trayMenu(now, texts());
      // Another menu closes the one that is open.
      const next = JSON.stringify(entries);
      if (next === shown) return;
      shown = next;
      tray.setContextMenu(build(entries, act));
    },
    bounds() {
      const bounds = tray.getBounds();
      return platform === 'linux' || bounds.width === 0 ? null : bounds;
    },
  };
}

/** macOS colours its icons itself; the ones for Windows and Linux stand on light and dark. Drawn by `resources/draw.ts`. */
export function iconFile(mood: TrayMood, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return `tray-${mood}-Template.png`;
  // Desktops of Linux scale one picture as they like.
  return platform === 'linux' ? `tray-${mood}-large.png` : `tray-${mood}.png`;
}

function build(entries: readonly TrayEntry[], act: (action: TrayAction) => void): Menu {
  return Menu.buildFromTemplate(entries.map((entry) => optionsOf(entry, act)));
}

function optionsOf(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'heading':
      return { label: literal(entry.label), enabled: false };
    case 'action':
      return { label: literal(entry.label), enabled: entry.enabled ?? true, click: () => act(entry.does) };
    case 'choice':
      return {
        label: literal(entry.label),
        type: 'radio',
        checked: entry.chosen,
        click: () => act(entry.does),
      };
    case 'submenu':
      return { label: literal(entry.label), submenu: entry.entries.map((each) => optionsOf(each, act)) };
  }
}

/** A single & would mark the letter after it. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}
