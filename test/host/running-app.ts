/** What a spec can do with a running app, on the stand-in for Electron or on Electron itself. */
import type { Browser, Page } from '@playwright/test';
import type { Face } from './fonts.ts';

/** How an app is started. */
export interface LaunchOptions {
  /** The app's data folder (`app.getPath('userData')`). A new temporary one by default. */
  dataDir?: string;
  /** Keeps the data folder when the app is stopped. A given `dataDir` is always kept. */
  keepDataDir?: boolean;
  /** Added to the environment of the main process. `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** Added to the command line, as typed in a terminal. */
  args?: string[];
  /** A file that the system asks to open before the app is ready, as a double click does on macOS. */
  openFile?: string;
  /** The size of the first window's content, as if the user had resized it. */
  width?: number;
  height?: number;
  /** The system's preference. Light by default. */
  colorScheme?: 'light' | 'dark';
  /** The system's language and region, such as `de-DE`. American English by default. */
  locale?: string;
  /** The font that pages are shown in. The wide one by default. Linux only. */
  face?: Face;
  /** Pretends to be installed (`app.isPackaged`). Stand-in only. */
  packaged?: boolean;
  /** The folder whose `package.json` names the compiled main bundle. The project itself by default. */
  appPath?: string;
  /** The browser for the stand-in's windows. One is started by default. */
  browser?: Browser;
}

/** One entry of a menu. */
export interface MenuEntry {
  label: string;
  type: string;
  enabled: boolean;
  checked: boolean;
  visible: boolean;
  accelerator: string | null;
  submenu?: MenuEntry[];
}

/** The visible tray icon. */
export interface TrayLook {
  /** The picture's file name, if the app gave one; null on Electron, which does not expose it. */
  icon: string | null;
  toolTip: string;
}

/** What the main process knows about one of its windows. */
export interface WindowState {
  id: number;
  url: string;
  title: string;
  visible: boolean;
  focused: boolean;
  minimized: boolean;
  alwaysOnTop: boolean;
  progress: number;
  bounds: { x: number; y: number; width: number; height: number };
}

/** The web permissions that can be asked for, by Electron's names. */
export type PermissionName =
  | 'clipboard-read'
  | 'clipboard-sanitized-write'
  | 'geolocation'
  | 'idle-detection'
  | 'local-fonts'
  | 'media'
  | 'midi'
  | 'midiSysex'
  | 'notifications'
  | 'openExternal'
  | 'persistent-storage'
  | 'screen-wake-lock'
  | 'sensors'
  | 'storage-access'
  | 'window-management';

/** A kind of device that a page can ask for. */
export type DeviceType = 'hid' | 'serial' | 'usb';

/** How the app locks down its pages, besides what can be tried in them. */
export interface Protections {
  /** Whether `app.enableSandbox()` was called: every page is sandboxed, whatever its window says. */
  sandboxEnforced: boolean;
  /** Whether the first window's session leaves its cookies and storage on disk. */
  sessionKept: boolean;
  /** The options of the first window, without its session; null on Electron, which does not expose them. */
  webPreferences: Record<string, unknown> | null;
  /** What the first window may send over WebRTC. */
  webRtcPolicy: string;
  /** The proxies of the first window's session for a foreign address, in the notation of a PAC script. */
  proxy: string;
}

/** A dialog that the app has shown. */
export interface ShownDialog {
  kind: 'message' | 'open' | 'save' | 'error';
  /** The options the app gave: `message`, `buttons`, `defaultPath`, `filters` and so on. */
  options: Record<string, unknown>;
  /** The number of the window that it belongs to; null if it belongs to none. */
  parent: number | null;
}

/** The user's answer to a dialog. Anything left out is as if the dialog had been cancelled. */
export interface DialogAnswer {
  /** The button's index, for a message box. */
  response?: number;
  checkboxChecked?: boolean;
  /** The files chosen, for an open dialog. */
  filePaths?: string[];
  /** The file chosen, for a save dialog. */
  filePath?: string;
}

/** A notification that the app has shown. */
export interface ShownNotification {
  title: string;
  body: string;
  silent: boolean;
  urgency: string;
}

/** Something that the app sent to the desktop. */
export type Shown =
  | { kind: 'notification'; notification: ShownNotification }
  | { kind: 'dialog'; dialog: ShownDialog }
  | { kind: 'external'; url: string }
  | { kind: 'file'; path: string }
  | { kind: 'loginItem'; settings: Record<string, unknown> }
  | { kind: 'relaunch'; args: string[] };

/** Timeouts and intervals, including Node's own and unreferenced ones. */
export interface Timers {
  /** The delays of the pending ones, in milliseconds. */
  pending: number[];
  setSoFar: number;
}

/** One message between a page and the main process. */
export interface IpcMessage {
  /** `invoke` and `send` come from the page; `reply` and `event` go to it. */
  kind: 'invoke' | 'send' | 'reply' | 'event';
  channel: string;
  /** The arguments; for a reply the single result, or the error's text. */
  args: unknown[];
  /** The page that sent or receives it. */
  url: string;
}

/** How an app ended. */
export interface Exit {
  code: number | null;
  signal: string | null;
}

/** Why something is not possible on real Electron; a spec turns it into a skip. */
export class NotOnElectron extends Error {
  override name = 'NotOnElectron';
}

/** A running app. Every wait rejects, with the main process's output, if the app ends first. */
export interface RunningApp {
  /** Where it runs. */
  readonly kind: 'stand-in' | 'electron';
  readonly dataDir: string;

  /** The first window's page, once its document is loaded. */
  page(): Promise<Page>;
  /** All pages, oldest first. */
  pages(): Page[];
  /** Calls the listener for every page; for later ones before they load anything (on Electron: soon after). */
  onPage(listener: (page: Page) => void): void;
  /** The page whose URL satisfies `matches`, now or later. */
  waitForWindow(matches: (url: string) => boolean): Promise<Page>;
  /** The state of the main process's windows. */
  windows(): Promise<WindowState[]>;
  /** Presses a window's close button. The app may refuse, or hide it instead. */
  closeWindow(page?: Page): Promise<void>;
  /** Kills the process of a page, as a crash does. */
  crashPage(page?: Page): Promise<void>;
  minimizeWindow(page?: Page): Promise<void>;
  /** Gives a window a new content size. */
  resizeWindow(width: number, height: number, page?: Page): Promise<void>;
  /** As if another program had been clicked. On Electron: blurs the focused window. */
  blurWindows(): Promise<void>;
  /** Changes the system's preference. On Electron only the pages see it, not `nativeTheme`. */
  setColorScheme(scheme: 'light' | 'dark'): Promise<void>;

  /** The system's clipboard. */
  readonly clipboard: {
    read(): Promise<string>;
    write(text: string): Promise<void>;
    /** The formats on it, by Electron's names. */
    formats(): Promise<string[]>;
  };
  /** Puts text on the clipboard and presses the paste keys in the page. */
  paste(page: Page, text: string): Promise<void>;

  /** What was shown, oldest first. On Electron none of it reaches the desktop. */
  notifications(): Promise<ShownNotification[]>;
  /** Clicks a notification, the last one when no index is given. */
  clickNotification(index?: number): Promise<void>;
  /** The URLs given to the system's browser. None of them is actually opened. */
  openedExternal(): Promise<string[]>;
  /** The files and folders shown in, or opened by, the desktop. None of them is actually opened. */
  openedFiles(): Promise<string[]>;
  /** The app's requests to change the system's login items. */
  loginItems(): Promise<Record<string, unknown>[]>;
  /** The dialogs shown so far. */
  shownDialogs(): Promise<ShownDialog[]>;
  /** Answers the open dialog, else the next one. */
  answerNextDialog(answer: DialogAnswer): Promise<void>;

  /** The tray icon's menu, or null when there is no icon or no menu. */
  trayMenu(): Promise<MenuEntry[] | null>;
  /** The tray icon's appearance, or null if there is none. */
  trayLook(): Promise<TrayLook | null>;
  /** Clicks an entry of the tray's menu, by its labels from the top. */
  clickTray(...labels: string[]): Promise<void>;
  /** Clicks the tray icon itself. */
  clickTrayIcon(): Promise<void>;
  /** Double-clicks it as on Windows: the second press is a double click, not a click, and takes the focus. */
  doubleClickTrayIcon(): Promise<void>;
  /** The application menu, or null if it was removed. */
  appMenu(): Promise<MenuEntry[] | null>;
  clickAppMenu(...labels: string[]): Promise<void>;
  /** The context menus opened so far, oldest first. On Electron they are not visible. */
  popupMenus(): Promise<MenuEntry[][]>;

  /** Presses a global shortcut; false when the app has not registered it. On Electron: runs what it registered. */
  pressShortcut(accelerator: string): Promise<boolean>;
  /** From now on the system refuses to register this shortcut. */
  refuseShortcut(accelerator: string): Promise<void>;
  /** The laptop sleeps, wakes up, is locked or unlocked. */
  powerEvent(name: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>;
  /** The result of `net.isOnline()`. The pages' `navigator.onLine` is not affected. */
  setOnline(online: boolean): Promise<void>;

  /**
   * The result of the system's proxy settings from now on, for every address other than this computer's, in the
   * notation of a PAC script: `PROXY proxy.example:8080; DIRECT`. On Electron, a script with that result is given to
   * the app's sessions.
   */
  setSystemProxy(says: string): Promise<void>;

  /**
   * The main process's clock. From `install` on, its `Date`, timeouts and intervals stand still, and move with
   * `advance`; those set earlier continue by themselves. `advance` returns the source of each callback that fired.
   */
  readonly clock: { install(): Promise<void>; advance(ms: number): Promise<string[]> };
  /** The timers in the main process, without those on an installed clock. */
  timers(): Promise<Timers>;

  /**
   * Sends an IPC request that the preload does not offer, as a compromised page could. `frameUrl` makes it come from
   * another document: the window itself after navigating there, or with `inSubFrame` a frame in it. Rejects as
   * `ipcRenderer.invoke` does. On Electron it comes from a separate window of the test with a bare preload, so the
   * sender is not the app's window, but the frame, its URL and the messages are real.
   */
  invokeRaw(
    channel: string,
    args: unknown[],
    from?: { frameUrl?: string; inSubFrame?: boolean },
  ): Promise<unknown>;
  /** Every message since the start, in order. Stand-in only. */
  ipcTraffic(): IpcMessage[];
  /** Asks the session for this permission for the first window, as Electron would. */
  askPermission(name: PermissionName): Promise<boolean>;
  /** Asks whether the window already has the permission, without prompting. */
  checkPermission(name: PermissionName): Promise<boolean>;
  /** Asks for a device of this kind; null if the app leaves that to Chromium. */
  askDevice(type: DeviceType): Promise<boolean | null>;
  protections(): Promise<Protections>;
  /** Fetches a URL as the main process's `net.fetch` does, the app's own protocol included. */
  fetch(url: string): Promise<{ status: number; headers: [string, string][]; body: string }>;

  /** Starts the app a second time on the same data folder, and waits for that second process to end. */
  secondInstance(args?: string[]): Promise<Exit>;
  /** As the dock icon on macOS: the app's `activate` event. */
  activate(): Promise<void>;
  /** As a double click on a file on macOS: the app's `open-file` event. */
  openFile(path: string): Promise<void>;
  /** The arguments of the requested relaunches. It is not actually restarted. */
  relaunches(): Promise<string[][]>;
  /** Asks the app to quit; it may refuse. `exited` settles when it has. */
  quit(): Promise<void>;
  /** Settles when the main process has ended. */
  readonly exited: Promise<Exit>;
  /** Standard output and error of the main process so far. */
  logs(): string;
  /** Kills the app in any state, and cleans up. Can be called twice. */
  stop(): Promise<void>;
}
