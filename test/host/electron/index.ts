/** What `import ... from 'electron'` resolves to here. Everything Electron exports exists, or throws when used. */
import './navigation.ts';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ClipboardItem, clipboard } from './clipboard.ts';
import { globalShortcut, powerMonitor, screen, shell, systemPreferences } from './desktop.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { net, protocol } from './net.ts';
import { Notification } from './notification.ts';
import { session } from './session.ts';
import { missing, strict } from './strict.ts';
import { Tray } from './tray.ts';

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
};

// One line each, so that `import { x } from 'electron'` links and the first use of x says what is missing.
export const autoUpdater = missing('autoUpdater');
export const BaseWindow = missing('BaseWindow');
export const BrowserView = missing('BrowserView');
export const contentTracing = missing('contentTracing');
export const crashReporter = missing('crashReporter');
export const desktopCapturer = missing('desktopCapturer');
export const ImageView = missing('ImageView');
export const inAppPurchase = missing('inAppPurchase');
export const IpcMainServiceWorker = missing('IpcMainServiceWorker');
export const MessageChannelMain = missing('MessageChannelMain');
export const netLog = missing('netLog');
export const powerSaveBlocker = missing('powerSaveBlocker');
export const pushNotifications = missing('pushNotifications');
export const safeStorage = missing('safeStorage');
export const ShareMenu = missing('ShareMenu');
export const sharedTexture = missing('sharedTexture');
export const TouchBar = missing('TouchBar');
export const View = missing('View');
export const WebSocket = missing('WebSocket');
export const WebContentsView = missing('WebContentsView');
export const utilityProcess = missing('utilityProcess');
export const webContents = missing('webContents');
export const webFrameMain = missing('webFrameMain');

export default strict('electron', {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
});
