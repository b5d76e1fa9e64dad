/** What driving an app has in common on the stand-in and on Electron: most of it is a call into the main process. */
import type { Page } from '@playwright/test';
import type {
  DeviceType,
  DialogAnswer,
  Exit,
  IpcMessage,
  PermissionName,
  RunningApp,
  Shown,
} from './running-app.ts';
import type { MainCalls } from './wire/calls.ts';
import { decode, encode } from './wire/clone.ts';

type Args<K extends keyof MainCalls> = Parameters<MainCalls[K]>;
type Result<K extends keyof MainCalls> = Promise<Awaited<ReturnType<MainCalls[K]>>>;

/** A running app whose main process answers `MainCalls`. */
export abstract class DrivenApp implements RunningApp {
  abstract readonly kind: RunningApp['kind'];
  abstract readonly dataDir: string;
  abstract readonly exited: Promise<Exit>;
  abstract page(): Promise<Page>;
  abstract pages(): Page[];
  abstract onPage(listener: (page: Page) => void): void;
  abstract waitForWindow(matches: (url: string) => boolean): Promise<Page>;
  abstract resizeWindow(width: number, height: number, page?: Page): Promise<void>;
  abstract setColorScheme(scheme: 'light' | 'dark'): Promise<void>;
  abstract ipcTraffic(): IpcMessage[];
  abstract secondInstance(args?: string[]): Promise<Exit>;
  abstract logs(): string;
  abstract stop(): Promise<void>;

  /** Calls the main process. */
  protected abstract call<K extends keyof MainCalls>(name: K, ...args: Args<K>): Result<K>;
  /** Everything shown so far. */
  protected abstract shown(): Promise<Shown[]>;
  /** The number of a page's window; of the first one if no page is given. */
  protected abstract windowId(page?: Page): Promise<number>;
  /** Pastes the clipboard's contents. */
  protected abstract pressPaste(page: Page, text: string): Promise<void>;
  protected abstract noteTraffic(message: IpcMessage): void;

  readonly clipboard = {
    read: () => this.call('readClipboard'),
    write: (text: string) => this.call('writeClipboard', text),
    formats: () => this.call('clipboardFormats'),
  };
  readonly clock = {
    install: () => this.call('installClock'),
    advance: (ms: number) => this.call('advanceClock', ms),
  };
  async paste(page: Page, text: string): Promise<void> {
    await this.clipboard.write(text);
    await this.pressPaste(page, text);
  }

  async #of<K extends Shown['kind']>(kind: K): Promise<Extract<Shown, { kind: K }>[]> {
    return (await this.shown()).filter((what): what is Extract<Shown, { kind: K }> => what.kind === kind);
  }
  notifications = async () => (await this.#of('notification')).map(({ notification }) => notification);
  clickNotification = (index = -1) => this.call('clickNotification', index);
  openedExternal = async () => (await this.#of('external')).map(({ url }) => url);
  openedFiles = async () => (await this.#of('file')).map(({ path }) => path);
  loginItems = async () => (await this.#of('loginItem')).map(({ settings }) => settings);
  relaunches = async () => (await this.#of('relaunch')).map(({ args }) => args);
  shownDialogs = async () => (await this.#of('dialog')).map(({ dialog }) => dialog);
  answerNextDialog = (answer: DialogAnswer) => this.call('answerDialog', answer);

  trayMenu = () => this.call('trayMenu');
  trayLook = () => this.call('trayLook');
  clickTray = (...labels: string[]) => this.call('clickTrayMenu', labels);
  clickTrayIcon = () => this.call('clickTrayIcon');
  doubleClickTrayIcon = () => this.call('doubleClickTrayIcon');
  appMenu = () => this.call('appMenu');
  clickAppMenu = (...labels: string[]) => this.call('clickAppMenu', labels);
  popupMenus = () => this.call('popupMenus');
  pressShortcut = (accelerator: string) => this.call('pressShortcut', accelerator);
  refuseShortcut = (accelerator: string) => this.call('refuseShortcut', accelerator);
  powerEvent = (name: Parameters<RunningApp['powerEvent']>[0]) => this.call('powerEvent', name);
  setOnline = (online: boolean) => this.call('setOnline', online);
  timers = () => this.call('timers');
  setSystemProxy = (says: string) => this.call('setSystemProxy', says);
  askPermission = (name: PermissionName) => this.call('askPermission', name);
  checkPermission = (name: PermissionName) => this.call('checkPermission', name);
  askDevice = (type: DeviceType) => this.call('askDevice', type);
  protections = () => this.call('protections');
  fetch = (url: string) => this.call('fetchUrl', url);
  windows = () => this.call('windows');
  blurWindows = () => this.call('blurWindows');
  activate = () => this.call('activate');
  openFile = (path: string) => this.call('openFile', path);
  quit = () => this.call('quit');

  async closeWindow(page?: Page): Promise<void> {
    await this.call('closeWindow', await this.windowId(page));
  }
  async crashPage(page?: Page): Promise<void> {
    await this.call('crashPage', await this.windowId(page));
  }
  async minimizeWindow(page?: Page): Promise<void> {
    await this.call('minimizeWindow', await this.windowId(page));
  }

  async invokeRaw(channel: string, args: unknown[], from: { frameUrl?: string; inSubFrame?: boolean } = {}) {
    const { frameUrl, inSubFrame = false } = from;
    const url = frameUrl ?? (await this.page()).url();
    const { protocol, host } = new URL(url);
    const frame = { url, origin: host ? `${protocol}//${host}` : 'null', isMainFrame: !inSubFrame };
    this.noteTraffic({ kind: 'invoke', channel, args, url });
    const { ok, value } = await this.call('invokeRaw', frame, channel, encode(args));
    const result = ok ? decode(value) : value;
    this.noteTraffic({ kind: 'reply', channel, args: [result], url });
    if (ok) return result;
    throw new Error(`Error invoking remote method '${channel}': ${value}`);
  }
}
