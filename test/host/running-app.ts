/** What a spec can do with a running app, wherever it runs: on the stand-in for Electron, or on Electron itself. */
import type { Browser, Page } from '@playwright/test';
import type { Face } from './fonts.ts';

/** How an app is started. */
export interface LaunchOptions {
  /** The app's data folder (`app.getPath('userData')`). A new temporary one when left out. */
  dataDir?: string;
  /** Keeps the data folder when the app is stopped. A given `dataDir` is always kept. */
  keepDataDir?: boolean;
  /** Added to the environment of the main process. `undefined` takes a variable away. */
  env?: Record<string, string | undefined>;
  /** Added to the command line, as a person would in a terminal. */
  args?: string[];
  /** A file that the system asks to open before the app is ready, as a double click does on macOS. */
  openFile?: string;
  /** The size of the first window's content, as if a person had dragged it there. */
  width?: number;
  height?: number;
  /** What the system prefers. Light when left out. */
  colorScheme?: 'light' | 'dark';
  /** The system's language and region, such as `de-DE`. American English when left out. */
  locale?: string;
  /** The font that pages are shown in. The wide one when left out. Linux only. */
  face?: Face;
  /** As if it had been installed (`app.isPackaged`). Stand-in only. */
  packaged?: boolean;
  /** The folder whose `package.json` names the compiled main bundle. The project itself when left out. */
  appPath?: string;
  /** The browser for the stand-in's windows. One is started when left out. */
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

/** The tray icon as it is seen. */
export interface TrayLook {
  /** The picture's file name, where the app gave one; null on Electron, which does not tell. */
  icon: string | null;
  toolTip: string;
}

/** What the main process knows of one of its windows. */
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

/** How the app closes its pages off, beside what can be tried in them. */
export interface Protections {
  /** Whether `app.enableSandbox()` was called: every page is sandboxed, whatever its window says. */
  sandboxEnforced: boolean;
  /** Whether the first window's session leaves its cookies and storage on disk. */
  sessionKept: boolean;
  /** What the first window was made with, its session left out; null on Electron, which does not tell. */
  webPreferences: Record<string, unknown> | null;
  /** What the first window may send over WebRTC. */
  webRtcPolicy: string;
  /** The proxies of the first window's session for a foreign address, as a PAC script would say it. */
  proxy: string;
}

/** A dialog that the app has shown. */
export interface ShownDialog {
  kind: 'message' | 'open' | 'save' | 'error';
  /** The options the app gave: `message`, `buttons`, `defaultPath`, `filters` and so on. */
  options: Record<string, unknown>;
  /** The number of the window that it hangs on; null where it stands alone. */
  parent: number | null;
}

/** What a person answers to a dialog. What is left out is as if the dialog had been cancelled. */
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

/** Something that left the app towards the desktop. */
export type Shown =
  | { kind: 'notification'; notification: ShownNotification }
  | { kind: 'dialog'; dialog: ShownDialog }
  | { kind: 'external'; url: string }
  | { kind: 'file'; path: string }
  | { kind: 'loginItem'; settings: Record<string, unknown> }
  | { kind: 'relaunch'; args: string[] };

/** Timeouts and intervals, also Node's own and those that keep no process alive. */
export interface Timers {
  /** How long each takes that is set now, in milliseconds. */
  pending: number[];
  setSoFar: number;
}

/** One message between a page and the main process. */
export interface IpcMessage {
  /** `invoke` and `send` come from the page; `reply` and `event` go to it. */
  kind: 'invoke' | 'send' | 'reply' | 'event';
  channel: string;
  /** The arguments; for a reply the one result, or the error's text. */
  args: unknown[];
  /** The page that sent or receives it. */
  url: string;
}

/** How an app ended. */
export interface Exit {
  code: number | null;
  signal: string | null;
}

/** Why something cannot be done on real Electron; a spec turns it into a skip. */
export class NotOnElectron extends Error {
  override name = 'NotOnElectron';
}

/** A running app. Every wait rejects, with the main process's output, when the app ends before it is over. */
export interface RunningApp {
  /** Where it runs. */
  readonly kind: 'stand-in' | 'electron';
  readonly dataDir: string;

  /** The first window's page, once its document is there. */
  page(): Promise<Page>;
  /** All pages, oldest first. */
  pages(): Page[];
  /** Calls the listener for every page, those to come before they load anything (on Electron: soon after). */
  onPage(listener: (page: Page) => void): void;
  /** The page whose URL satisfies `matches`, now or later. */
  waitForWindow(matches: (url: string) => boolean): Promise<Page>;
  /** What the main process says about its windows. */
  windows(): Promise<WindowState[]>;
  /** Presses a window's close button. The app may refuse, or hide it instead. */
  closeWindow(page?: Page): Promise<void>;
  /** Ends the process of a page, as a crash does. */
  crashPage(page?: Page): Promise<void>;
  minimizeWindow(page?: Page): Promise<void>;
  /** Gives a window a new content size. */
  resizeWindow(width: number, height: number, page?: Page): Promise<void>;
  /** As if another program had been clicked. On Electron: asks the focused window to give up its focus. */
  blurWindows(): Promise<void>;
  /** Changes what the system prefers. On Electron only the pages see it, not `nativeTheme`. */
  setColorScheme(scheme: 'light' | 'dark'): Promise<void>;

  /** The system's clipboard. */
  readonly clipboard: {
    read(): Promise<string>;
    write(text: string): Promise<void>;
    /** The formats that are on it, by Electron's names. */
    formats(): Promise<string[]>;
  };
  /** Puts text on the clipboard and presses the paste keys in the page. */
  paste(page: Page, text: string): Promise<void>;

  /** What was shown, oldest first. On Electron nothing of it reaches the desktop. */
  notifications(): Promise<ShownNotification[]>;
  /** Clicks a notification, the last one when no index is given. */
  clickNotification(index?: number): Promise<void>;
  /** The URLs given to the system's browser. None of them is really opened. */
  openedExternal(): Promise<string[]>;
  /** The files and folders shown in, or opened by, the desktop. None of them is really opened. */
  openedFiles(): Promise<string[]>;
  /** What the app asked of the system's log-in items. */
  loginItems(): Promise<Record<string, unknown>[]>;
  /** The dialogs shown so far. */
  shownDialogs(): Promise<ShownDialog[]>;
  /** Answers the dialog that is open, else the next one. */
  answerNextDialog(answer: DialogAnswer): Promise<void>;

  /** The tray icon's menu, or null when there is no icon or no menu. */
  trayMenu(): Promise<MenuEntry[] | null>;
  /** How the tray icon looks, or null when there is none. */
  trayLook(): Promise<TrayLook | null>;
  /** Clicks an entry of the tray's menu, by its labels from the top. */
  clickTray(...labels: string[]): Promise<void>;
  /** Clicks the tray icon itself. */
  clickTrayIcon(): Promise<void>;
  /** Clicks it twice, as on Windows: the second press is a double click, not a click, and takes the focus. */
  doubleClickTrayIcon(): Promise<void>;
  /** The application menu, or null when it was taken away. */
  appMenu(): Promise<MenuEntry[] | null>;
  clickAppMenu(...labels: string[]): Promise<void>;
  /** The menus that a right-click has opened so far, oldest first. On Electron nothing of them is seen. */
  popupMenus(): Promise<MenuEntry[][]>;

  /** Presses a global shortcut; false when the app has not registered it. On Electron: runs what it registered. */
  pressShortcut(accelerator: string): Promise<boolean>;
  /** From now on the system refuses to register this shortcut. */
  refuseShortcut(accelerator: string): Promise<void>;
  /** The laptop sleeps, wakes up, is locked or unlocked. */
  powerEvent(name: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>;
  /** What `net.isOnline()` says. The pages' `navigator.onLine` is not touched. */
  setOnline(online: boolean): Promise<void>;

  /**
   * What the system's proxy settings say from now on of every address that is not this computer's own, as a PAC script
   * does: `PROXY proxy.example:8080; DIRECT`. On Electron a script that says so is given to the app's sessions.
   */
  setSystemProxy(says: string): Promise<void>;

  /**
   * The main process's clock. From `install` on its `Date`, timeouts and intervals stand still, and move with `advance`;
   * those that were set before go on by themselves. `advance` gives the source of what each did that went off.
   */
  readonly clock: { install(): Promise<void>; advance(ms: number): Promise<string[]> };
  /** What is set in the main process, without what is set on an installed clock. */
  timers(): Promise<Timers>;

  /**
   * Sends an IPC request that the preload does not offer, as a page could whose process was taken over. `frameUrl`
   * makes it come from a document elsewhere: the window itself having gone there, or with `inSubFrame` a frame in it.
   * Rejects as `ipcRenderer.invoke` does. On Electron it comes from a window of the test's own with a bare preload,
   * so the sender is not the app's window, but the frame, its URL and the messages are real.
   */
  invokeRaw(
    channel: string,
    args: unknown[],
    from?: { frameUrl?: string; inSubFrame?: boolean },
  ): Promise<unknown>;
  /** Every message since the start, in order. Stand-in only. */
  ipcTraffic(): IpcMessage[];
  /** Asks the session whether the first window may have this permission, as Electron would. */
  askPermission(name: PermissionName): Promise<boolean>;
  /** Asks it whether that window has the permission already: nobody would be asked for it. */
  checkPermission(name: PermissionName): Promise<boolean>;
  /** Asks it for a device of this kind; null when the app leaves that to Chromium. */
  askDevice(type: DeviceType): Promise<boolean | null>;
  protections(): Promise<Protections>;
  /** Fetches a URL as the main process's `net.fetch` does, the app's own protocol included. */
  fetch(url: string): Promise<{ status: number; headers: [string, string][]; body: string }>;

  /** Starts the app a second time on the same data folder, and waits for that second process to end. */
  secondInstance(args?: string[]): Promise<Exit>;
  /** As the dock icon on macOS: the app's `activate` event. */
  activate(): Promise<void>;
  /** As a double click on a file, on macOS: the app's `open-file` event. */
  openFile(path: string): Promise<void>;
  /** With which arguments the app was to be started after its end. It is not really started. */
  relaunches(): Promise<string[][]>;
  /** Asks the app to quit; it may refuse. `exited` tells when it has. */
  quit(): Promise<void>;
  /** Settles when the main process has ended. */
  readonly exited: Promise<Exit>;
  /** Standard output and error of the main process so far. */
  logs(): string;
  /** Ends the app, whatever state it is in, and cleans up. Can be called twice. */
  stop(): Promise<void>;
}
