/** A tiny app that uses what the host offers; the host's own specs run on it. Not part of the product. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  session,
  shell,
  Tray,
} from 'electron';

// What happened, for the specs; the file is for what happens when no window is left.
const seen: string[] = [];
const askedFor: string[] = [];
function note(what: string): void {
  seen.push(what);
  appendFileSync(join(app.getPath('userData'), 'seen.log'), `${what}\n`);
}

let refuseClose = false;
let refuseQuit = false;

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' app:; frame-src 'self'";

async function servePage(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/redirect') return Response.redirect(new URL('app://sample/other.html'), 302);
  if (pathname === '/origin')
    return new Response(`${request.url} ${request.headers.get('origin')} ${await request.text()}`);
  const file = await net.fetch(pathToFileURL(join(import.meta.dirname, 'page', pathname)).href);
  const headers = new Headers(file.headers);
  headers.set('content-security-policy', policy);
  return new Response(file.body, { headers });
}

function handleIpc(window: BrowserWindow): void {
  ipcMain.handle('echo', (_event, ...args) => args);
  ipcMain.handle('describe', (_event, value: unknown) => {
    const entries = Object.entries(value as object);
    return entries.map(([key, item]) => `${key}: ${Object.prototype.toString.call(item)}`);
  });
  ipcMain.handle('values', () => ({
    nothing: undefined,
    date: new Date(0),
    map: new Map([['key', new Set([1])]]),
    bytes: new Uint8Array([1, 2, 3]),
    big: 12n,
    own: new (class Own {
      kept = 1;
      lost() {}
    })(),
  }));
  ipcMain.handle('fails', () => {
    throw new TypeError('not like this');
  });
  ipcMain.handle('functions', () => ({ run() {} }));
  ipcMain.handle('frame', (event) => ({
    url: event.senderFrame?.url,
    origin: event.senderFrame?.origin,
    isMainFrame: event.senderFrame === event.sender.mainFrame,
    inTop: event.senderFrame?.parent === event.sender.mainFrame,
    sender: event.sender.id,
  }));
  ipcMain.handle('seen', () => seen);
  ipcMain.handle('asked for', () => askedFor);
  ipcMain.handle('packaged', () => app.isPackaged);
  ipcMain.handle('userData', () => app.getPath('userData'));
  ipcMain.handle('refuse', (_event, close: boolean, quit: boolean) => {
    refuseClose = close;
    refuseQuit = quit;
  });
  ipcMain.handle('copy', (_event, text: string) => clipboard.writeText(text));
  ipcMain.handle('paste', () => clipboard.readText());
  ipcMain.handle('ask', (_event, message: string) =>
    dialog.showMessageBox(window, { message, buttons: ['Yes', 'No'], cancelId: 1 }),
  );
  ipcMain.handle('choose', () => dialog.showOpenDialog({ properties: ['openFile'] }));
  ipcMain.handle('save', () => dialog.showSaveDialog({ defaultPath: 'passwords.csv' }));
  ipcMain.handle('notify', (_event, body: string) => {
    const notification = new Notification({ title: 'Sample', body });
    notification.on('click', () => note('notification clicked'));
    notification.show();
  });
  ipcMain.handle('open', (_event, url: string) => shell.openExternal(url));
  ipcMain.handle('unknown', () => (app as unknown as Record<string, () => void>).getAppMetrics?.());
  ipcMain.handle('unknown event', () => void window.on('enter-html-full-screen' as 'closed', () => {}));
  ipcMain.handle('weaken', (_event, preferences: Electron.WebPreferences) => {
    new BrowserWindow({ webPreferences: preferences });
  });
  ipcMain.handle('crash', () => {
    setImmediate(() => {
      throw new Error('the sample crashes');
    });
  });
  ipcMain.handle('later', (_event, ms: number) => void setTimeout(() => note('later'), ms));
  ipcMain.handle('theme', () => nativeTheme.shouldUseDarkColors);
  ipcMain.handle('shortcut', () => globalShortcut.register('Ctrl+Shift+M', () => note('shortcut')));
  ipcMain.on('tell', (event, value: unknown) => {
    note(`told ${JSON.stringify(value)} by ${event.senderFrame?.url}`);
    event.reply('told', value);
  });
}

function guard(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(({ url, disposition }) => {
    note(`open ${url} ${disposition}`);
    return { action: 'deny' };
  });
  for (const name of ['will-navigate', 'will-redirect'] as const)
    webContents.on(name as 'will-navigate', (event, url) => {
      note(`${name} ${url}`);
      if (url !== 'app://sample/other.html' || name === 'will-redirect') event.preventDefault();
    });
  webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    note(`menu ${isEditable} ${selectionText} ${editFlags.canCopy}`);
    Menu.buildFromTemplate([{ role: 'copy', enabled: editFlags.canCopy }]).popup({ window });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
    askedFor.push(permission);
    callback(permission === 'geolocation');
  });
  webContents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return;
    note(`will-frame-navigate ${event.url}`);
    event.preventDefault();
  });
  session.defaultSession.setDevicePermissionHandler(({ deviceType }) => deviceType === 'hid');
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission !== 'midi');
}

function setUpDesktop(window: BrowserWindow): void {
  const tray = new Tray(nativeImage.createEmpty());
  tray.on('click', () => note('tray icon'));
  tray.setContextMenu(
    Menu.buildFromTemplate([
      {
        label: 'Say hello',
        click: () => window.webContents.send('hello', { at: new Date(0), from: 'tray' }),
      },
      { label: 'Watch', type: 'checkbox', click: (item) => note(`watch ${item.checked}`) },
      { type: 'separator' },
      {
        label: 'More',
        submenu: [
          { label: 'Deep', click: () => note('deep') },
          { label: 'Off', enabled: false },
        ],
      },
    ]),
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'fileMenu' }, { role: 'editMenu' }]));
  powerMonitor.on('suspend', () => note('suspend'));
}

if (app.requestSingleInstanceLock({ from: 'sample' })) {
  app.on('second-instance', (_event, argv, _directory, data) =>
    note(`second ${argv.at(-1)} ${JSON.stringify(data)}`),
  );
  app.on('before-quit', (event) => {
    note('before-quit');
    if (refuseQuit) event.preventDefault();
  });
  app.on('will-quit', () => note('will-quit'));
  app.on('window-all-closed', () => note('window-all-closed'));
  void app.whenReady().then(async () => {
    protocol.handle('app', servePage);
    const window = new BrowserWindow({
      width: 640,
      height: 480,
      show: false,
      webPreferences: {
        preload: join(import.meta.dirname, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
      },
    });
    window.on('close', (event) => {
      note('close');
      if (refuseClose) event.preventDefault();
    });
    window.once('ready-to-show', () => window.show());
    handleIpc(window);
    guard(window);
    setUpDesktop(window);
    await window.loadURL('app://sample/index.html');
  });
} else {
  app.quit();
}
