import { setTimeout as delay } from 'node:timers/promises';
import { clipboard } from 'electron';
import { readMac } from '../../../common/one-mac.ts';
import type { Panel, PanelRequest } from './panel.ts';
import type { Anchor } from './placement.ts';

/** Opens the quick panel from outside the windows. */
export interface PanelOpener {
  /** @param asked whether the user asked for the MAC on the clipboard, and so should see why there is none */
  open(anchor: Anchor, asked: boolean): Promise<void>;
  /** Hides the panel if it is in front; else brings it back as it is, or opens it. */
  toggle(anchor: Anchor): void;
}

/** A program that owns the clipboard may not answer; the panel does not wait longer for it. */
const clipboardPatienceMs = 500;

/** @param wayland whether the clipboard can be read only with a window in front */
export function createPanelOpener(panel: Panel, wayland: boolean): PanelOpener {
  const open = async (anchor: Anchor, asked: boolean): Promise<void> => {
    const read = (): Promise<PanelRequest> => openingFromClipboard(asked);
    // Elsewhere it opens with the MAC in it.
    panel.open(wayland ? read : await read(), anchor);
  };
  return {
    open,
    toggle(anchor) {
      if (panel.isInFront()) panel.hide();
      else if (!panel.comeBack()) void open(anchor, false);
    },
  };
}

/** What the panel starts with: the single MAC on the clipboard, or, if the user asked for it, why there is none. */
async function openingFromClipboard(asked: boolean): Promise<PanelRequest> {
  const text = await Promise.race([clipboard.readText(), delay(clipboardPatienceMs, null)]).catch(() => null);
  const found = text === null ? { kind: 'unreadable' as const } : readMac(text);
  if (found.kind !== 'one') return { mac: null, remark: asked ? found.kind : null };
  return found.ambiguous ? { mac: null, remark: asked ? 'unsure' : null } : { mac: found.mac, remark: null };
}
