/**
 * Loaded into Electron's main process before the app (`electron -r`). It handles the same calls as the stand-in,
 * intercepts what would reach the desktop (browser, dialogs, notifications), and changes nothing about windows,
 * pages, messages, sessions or protocols. Bundled to CommonJS by running.ts.
 */
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  Menu,
  Notification,
  net,
  powerMonitor,
  type Session,
  shell,
  Tray,
  type WebContents,
} from 'electron';
import type { Shown, ShownNotification } from '../running-app.ts';
import type { MainCalls } from '../wire/calls.ts';
import { clockCalls } from '../wire/clock.ts';
import { devices } from '../wire/devices.ts';
import { DialogInterceptor } from '../wire/dialog-interceptor.ts';
import { clickIn, entriesOf } from '../wire/menu-tree.ts';
import { sendFromElsewhere } from './elsewhere.ts';

/** Calls that only make sense on Electron. */
export interface HookCalls {
  shownSoFar(): Shown[];
  execPath(): string;
}

const shown: Shown[] = [];
const desk = new DialogInterceptor((dialog) => shown.push({ kind: 'dialog', dialog }));
const notifications: Notification[] = [];
const shortcuts = new Map<string, () => void>();
const refused = new Set<string>();
const trayMenus = new WeakMap<Tray, Menu | null>();
const popups: Menu[] = [];
let tray: Tray | undefined;
let online: boolean | undefined;

const replace = <T extends object>(target: T, members: Partial<T>) => Object.assign(target, members);

// The runner's own arguments are not the app's.
const own = process.argv.indexOf('-r');
if (own > 0) process.argv.splice(own, 2);
const { REKEY_HOST_DATA_DIR: dataDir } = process.env;
if (dataDir) app.setPath('userData', dataDir);
const { REKEY_HOST_OPEN_FILE: openFile } = process.env;
// The app's own listener exists by then; on Linux and Windows nothing else would report it.
if (openFile)
  app.once('will-finish-launching', () =>
    setImmediate(() => app.emit('open-file', { preventDefault() {} }, openFile)),
  );

replace(shell, {
  async openExternal(url) {
    shown.push({ kind: 'external', url });
  },
  async openPath(path) {
    shown.push({ kind: 'file', path });
    return '';
  },
  showItemInFolder(path) {
    shown.push({ kind: 'file', path });
  },
});
replace(dialog, {
  showMessageBox: (...args: unknown[]) => desk.messageBox(args),
  showOpenDialog: (...args: unknown[]) => desk.openDialog(args),
  showSaveDialog: (...args: unknown[]) => desk.saveDialog(args),
  showErrorBox: (title, content) => desk.errorBox(title, content),
});
replace(Notification.prototype, {
  show(this: Notification) {
    const { title, body, silent, urgency } = this;
    const notification: ShownNotification = { title, body, silent, urgency };
    notifications.push(this);
    shown.push({ kind: 'notification', notification });
    this.emit('show', {});
  },
});
let sandboxEnforced = false;
const { enableSandbox } = app;
replace(app, {
  enableSandbox() {
    enableSandbox.call(app);
    sandboxEnforced = true;
  },
  relaunch(options) {
    shown.push({ kind: 'relaunch', args: options?.args ?? process.argv.slice(1) });
  },
  setLoginItemSettings(settings) {
    shown.push({ kind: 'loginItem', settings: { ...settings } });
  },
});
replace(globalShortcut, {
  register(accelerator, callback) {
    if (refused.has(accelerator) || shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },
  unregister: (accelerator) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
  isRegistered: (accelerator) => shortcuts.has(accelerator),
});
replace(Menu.prototype, {
  popup(this: Menu) {
    popups.push(this);
  },
});
/** As a right-click on the tray icon opens it. */
function openTrayMenu(): Menu | null {
  if (process.platform !== 'linux') tray?.emit('right-click', {}, tray.getBounds());
  return (tray && trayMenus.get(tray)) ?? null;
}
const pressTrayIcon = (event: string) => void tray?.emit(event, {}, tray.getBounds(), { x: 0, y: 0 });
const { isOnline } = net;
replace(net, { isOnline: () => online ?? isOnline.call(net) });
const { destroy, setContextMenu, setToolTip } = Tray.prototype;
let toolTip = '';
replace(Tray.prototype, {
  setContextMenu(this: Tray, menu) {
    tray = this;
    trayMenus.set(this, menu);
    setContextMenu.call(this, menu);
  },
  // The first call on a tray icon, whether it has a menu of its own or opens one on demand.
  setToolTip(this: Tray, text) {
    tray = this;
    toolTip = text;
    setToolTip.call(this, text);
  },
  popUpContextMenu(this: Tray, menu) {
    trayMenus.set(this, menu ?? null);
  },
  destroy(this: Tray) {
    if (tray === this) tray = undefined;
    destroy.call(this);
  },
});

// Sessions do not expose their handlers, so they are recorded when set.
interface Handlers {
  request?: Parameters<Session['setPermissionRequestHandler']>[0];
  check?: Parameters<Session['setPermissionCheckHandler']>[0];
  device?: Parameters<Session['setDevicePermissionHandler']>[0];
}
const handlers = new WeakMap<Session, Handlers>();
const sessions: Session[] = [];
app.on('session-created', (session) => {
  const kept: Handlers = {};
  sessions.push(session);
  handlers.set(session, kept);
  const { setPermissionRequestHandler, setPermissionCheckHandler, setDevicePermissionHandler } = session;
  replace(session, {
    setPermissionRequestHandler(handler) {
      kept.request = handler;
      setPermissionRequestHandler.call(session, handler);
    },
    setPermissionCheckHandler(handler) {
      kept.check = handler;
      setPermissionCheckHandler.call(session, handler);
    },
    setDevicePermissionHandler(handler) {
      kept.device = handler;
      setDevicePermissionHandler.call(session, handler);
    },
  });
});

function firstContents(): WebContents {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('The app has no window.');
  return window.webContents;
}

const originOf = (contents: WebContents) => `${contents.mainFrame.origin}/`;
const detailsOf = (contents: WebContents) => ({ isMainFrame: true, requestingUrl: contents.getURL() });

function checkPermission(name: Parameters<MainCalls['checkPermission']>[0]): boolean {
  const contents = firstContents();
  const { check } = handlers.get(contents.session) ?? {};
  return check ? check(contents, name, originOf(contents), detailsOf(contents)) : true;
}

async function askPermission(name: Parameters<MainCalls['askPermission']>[0]): Promise<boolean> {
  if (!checkPermission(name)) return false;
  const contents = firstContents();
  const { request } = handlers.get(contents.session) ?? {};
  return request ? new Promise((resolve) => request(contents, name, resolve, detailsOf(contents))) : true;
}

function askDevice(deviceType: Parameters<MainCalls['askDevice']>[0]): boolean | null {
  const contents = firstContents();
  const { device } = handlers.get(contents.session) ?? {};
  return device ? device({ deviceType, origin: originOf(contents), device: devices[deviceType] }) : null;
}

const windowOf = (id: number) => BrowserWindow.fromId(id);

const calls: Partial<MainCalls> & HookCalls = {
  shownSoFar: () => shown,
  execPath: () => process.execPath,
  readClipboard: () => clipboard.readText(),
  writeClipboard: (text) => clipboard.writeText(text),
  clipboardFormats: async () => (await clipboard.read()).flatMap(({ types }) => types),
  answerDialog: (answer) => desk.answer(answer),
  clickNotification: (index) => void notifications.at(index)?.emit('click', {}),
  trayLook: () => (tray ? { icon: null, toolTip } : null),
  trayMenu: () => {
    const menu = openTrayMenu();
    return menu && entriesOf(menu);
  },
  clickTrayMenu: (labels) => clickIn(openTrayMenu(), labels, "the tray's menu"),
  clickTrayIcon: () => pressTrayIcon('click'),
  doubleClickTrayIcon: () => {
    pressTrayIcon('click');
    BrowserWindow.getFocusedWindow()?.blur();
    pressTrayIcon('double-click');
  },
  appMenu: () => {
    const menu = Menu.getApplicationMenu();
    return menu && entriesOf(menu);
  },
  clickAppMenu: (labels) => clickIn(Menu.getApplicationMenu(), labels, 'the application menu'),
  popupMenus: () => popups.map(entriesOf),
  windows: () =>
    BrowserWindow.getAllWindows()
      .toSorted((a, b) => a.id - b.id)
      .map((window) => ({
        id: window.id,
        url: window.webContents.getURL(),
        title: window.getTitle(),
        visible: window.isVisible(),
        focused: window.isFocused(),
        minimized: window.isMinimized(),
        alwaysOnTop: window.isAlwaysOnTop(),
        progress: -1,
        bounds: window.getBounds(),
      })),
  closeWindow: (id) => windowOf(id)?.close(),
  crashPage: (id) => windowOf(id)?.webContents.forcefullyCrashRenderer(),
  minimizeWindow: (id) => windowOf(id)?.minimize(),
  blurWindows: () => BrowserWindow.getFocusedWindow()?.blur(),
  resizeWindow: (id, width, height) => windowOf(id)?.setContentSize(width, height),
  quit: () => app.quit(),
  activate: () => void app.emit('activate', {}, false),
  openFile: (path) => void app.emit('open-file', { preventDefault() {} }, path),
  pressShortcut: (accelerator) => {
    const callback = shortcuts.get(accelerator);
    callback?.();
    return callback !== undefined;
  },
  refuseShortcut: (accelerator) => void refused.add(accelerator),
  powerEvent: (name) => void powerMonitor.emit(name),
  setOnline: (value) => {
    online = value;
  },
  setSystemProxy: async (says) => {
    const script = `function FindProxyForURL() { return ${JSON.stringify(says)}; }`;
    const pacScript = `data:application/x-ns-proxy-autoconfig,${encodeURIComponent(script)}`;
    await Promise.all(sessions.map((session) => session.setProxy({ mode: 'pac_script', pacScript })));
  },
  askPermission,
  checkPermission,
  askDevice,
  protections: async () => ({
    sandboxEnforced,
    sessionKept: firstContents().session.isPersistent(),
    webPreferences: null,
    webRtcPolicy: firstContents().getWebRTCIPHandlingPolicy(),
    proxy: await firstContents().session.resolveProxy('https://elsewhere.example'),
  }),
  fetchUrl: async (url) => {
    const response = await net.fetch(url);
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  },
  ...clockCalls,
  invokeRaw: (frame, channel, args) => {
    if (!frame) throw new Error('Which frame?');
    return sendFromElsewhere(frame, channel, args);
  },
};

Object.assign(globalThis, { rekeyHost: calls });
