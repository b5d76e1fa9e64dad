import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  Menu,
  nativeTheme,
  type Session,
} from 'electron';
import type { Texts } from '../../../common/texts/index.ts';
import { editMenu } from './menu.ts';

/** What all windows have in common. */
export interface WindowParts {
  session: Session;
  preload: string;
  texts(): Texts;
}

/** Colours of the page behind its content, so that a window does not flash when it opens (renderer/styles/tokens.css). */
const background = { light: '#f7f8f8', dark: '#15191a' };

/** Creates a window for one of our pages, locked down like all of them; it is still hidden and empty. */
export function createOurWindow(
  { session, preload, texts }: WindowParts,
  options: Omit<BrowserWindowConstructorOptions, 'webPreferences' | 'show' | 'backgroundColor'>,
): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
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
  window.webContents.on('context-menu', (_event, params) => {
    const menu = editMenu(params, texts());
    const { x, y, menuSourceType } = params;
    if (menu) Menu.buildFromTemplate(menu).popup({ window, x, y, sourceType: menuSourceType });
  });
  return window;
}
