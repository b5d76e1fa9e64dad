import { BrowserWindow, Menu, nativeTheme, type Session } from 'electron';
import type { Texts } from '../../common/texts/index.ts';
import { productName } from '../data-folder.ts';
import { editMenu } from './menu.ts';

export interface WindowParts {
  session: Session;
  preload: string;
  url: string;
  texts(): Texts;
}

/** Colours of the page behind its content, so that a window does not flash when it opens (renderer/styles/tokens.css). */
const background = { light: '#f7f8f8', dark: '#15191a' };

/**
 * Opens the main window; it shows itself once there is something to see.
 *
 * @param prepare does what has to be done before its page begins to load
 */
export async function openMainWindow(
  { session, preload, url, texts }: WindowParts,
  prepare: (window: BrowserWindow) => void,
): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: productName,
    width: 960,
    height: 640,
    minWidth: 720,
    minHeight: 520,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  prepare(window);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('context-menu', (_event, params) => {
    const menu = editMenu(params, texts());
    const { x, y, menuSourceType } = params;
    if (menu) Menu.buildFromTemplate(menu).popup({ window, x, y, sourceType: menuSourceType });
  });
  await window.loadURL(url);
  return window;
}

/** Shows a window wherever it is: minimised, hidden or behind others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
