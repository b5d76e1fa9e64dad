/** What Electron fills in for the roles of menu items on Linux, and what choosing one does here. */
import type * as E from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { notInStandIn } from './strict.ts';

interface Role {
  label: string;
  accelerator?: string;
  submenu?: E.MenuItemConstructorOptions[];
}

const separator = { type: 'separator' } as const;

const roles: Record<string, Role> = {
  about: { label: 'About' },
  close: { label: 'Close', accelerator: 'CommandOrControl+W' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
  delete: { label: 'Delete' },
  editmenu: {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      separator,
      { role: 'selectAll' },
    ],
  },
  filemenu: { label: 'File', submenu: [{ role: 'quit' }] },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  hide: { label: 'Hide', accelerator: 'Command+H' },
  hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q' },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  services: { label: 'Services' },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I' },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: 'F11' },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  unhide: { label: 'Show All' },
  viewmenu: {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { role: 'forceReload' },
      { role: 'toggleDevTools' },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  },
  window: { label: 'Window' },
  windowmenu: { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] },
  zoom: { label: 'Zoom' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
};

/** What a role implies. */
export function roleOf(name: string): Role {
  const role = roles[name.toLowerCase()];
  if (!role) throw notInStandIn(`the menu role '${name}'`);
  return role;
}

/** Runs a role's action, where a test could see it. Editing and full screen belong to the page and the desktop. */
export function runRole(name: string): void {
  const window = BrowserWindow.getFocusedWindow();
  switch (name.toLowerCase()) {
    case 'quit':
      app.quit();
      return;
    case 'about':
      app.showAboutPanel();
      return;
    case 'close':
      window?.close();
      return;
    case 'minimize':
      window?.minimize();
      return;
    case 'reload':
    case 'forcereload':
      window?.webContents.reload();
      return;
    case 'zoomin':
    case 'zoomout':
    case 'resetzoom': {
      const contents = window?.webContents;
      if (contents)
        contents.zoomLevel = name.toLowerCase() === 'resetzoom' ? 0 : contents.zoomLevel + stepOf(name);
      return;
    }
    default:
      throw notInStandIn(`choosing the menu role '${name}'`);
  }
}

const stepOf = (name: string) => (name.toLowerCase() === 'zoomin' ? 0.5 : -0.5);
