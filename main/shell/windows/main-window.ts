import type { BrowserWindow } from 'electron';
import type { Target } from '../../../common/ipc/index.ts';
import { productName } from '../../files/data-folder.ts';
import { tell } from '../ipc/serve.ts';
import { createOurWindow, type WindowParts } from './our-window.ts';

/** The main window: created when first needed, and hidden rather than closed. */
export interface MainWindow {
  /** Brings it to the front in any state: not created yet, minimised, hidden or behind others. */
  show(): void;
  /** Brings it to the front at a given place. */
  go(target: Target): void;
  /** Where its page should go; null if it was sent nowhere since the last call. */
  takeTarget(): Target | null;
  /** Null before it was first shown. */
  now(): BrowserWindow | null;
}

/**
 * @param url of its page
 * @param prepare does what has to be done before its page begins to load
 */
export function createMainWindow(
  parts: WindowParts,
  url: string,
  prepare: (window: BrowserWindow) => void,
): MainWindow {
  let window: BrowserWindow | null = null;
  let target: Target | null = null;

  const open = (): BrowserWindow => {
    const opened = createOurWindow(parts, {
      title: productName,
      width: 960,
      height: 640,
      minWidth: 720,
      minHeight: 520,
      autoHideMenuBar: true,
    });
    prepare(opened);
    opened.once('ready-to-show', () => opened.show());
    opened.on('closed', () => {
      window = null;
    });
    // Otherwise an empty window would be brought to the front forever; a new one is created next time.
    opened.webContents.on('render-process-gone', () => setImmediate(() => opened.destroy()));
    opened.loadURL(url).catch((error: unknown) => {
      if (!opened.isDestroyed()) throw error;
    });
    return opened;
  };
  const show = (): void => {
    if (!window) {
      window = open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  return {
    show,
    go(next) {
      target = next;
      show();
      // A page that is still loading asks on its own.
      if (window) tell(window.webContents, 'app:target', undefined);
    },
    takeTarget() {
      const taken = target;
      target = null;
      return taken;
    },
    now: () => window,
  };
}
