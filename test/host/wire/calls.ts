/** All calls between the test process and the app's main process. All URLs here are the app's own (`app://`). */
import type { ContextMenuParams } from 'electron';
import type {
  DeviceType,
  MenuEntry,
  PermissionName,
  Protections,
  Shown,
  Timers,
  TrayLook,
  WindowState,
} from '../running-app.ts';

/** A frame as the main process sees it. */
export interface FrameFacts {
  url: string;
  origin: string;
  /** Whether it is the page itself, rather than a frame inside it. */
  isMainFrame: boolean;
}

/** How to create a window's page. */
export interface WindowSetup {
  id: number;
  preload: string | null;
  additionalArguments: string[];
  width: number;
  height: number;
}

/** A request by a page to the app's own protocol. */
export interface PageRequest {
  windowId: number;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  isMainFrame: boolean;
  resourceType: string;
}

/** The answer of the app's protocol handler. */
export interface PageResponse {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
}

/** A navigation requested by a page or its user. */
export interface NavigationRequest {
  windowId: number;
  url: string;
  isMainFrame: boolean;
  kind: 'navigate' | 'redirect';
  frameUrl: string;
}

/** A new window requested by a page or its user. */
export interface OpenRequest {
  windowId: number;
  url: string;
  frameName: string;
  features: string;
  disposition: 'foreground-tab' | 'background-tab' | 'new-window';
  referrer: string;
}

/** What a right-click in a page was on, as far as the stand-in reports it. */
export type PageMenu = Pick<
  ContextMenuParams,
  'x' | 'y' | 'isEditable' | 'selectionText' | 'editFlags' | 'menuSourceType'
>;

/** What happened in a page, for the main process's events. */
export type PageEvent =
  | { type: 'did-start-loading' | 'dom-ready' | 'did-finish-load' | 'did-stop-loading' }
  | { type: 'did-navigate' | 'did-navigate-in-page'; url: string }
  | { type: 'did-fail-load'; errno: number; code: string; url: string }
  | { type: 'page-title-updated'; title: string }
  | { type: 'preload-error'; path: string; message: string }
  | { type: 'context-menu'; menu: PageMenu }
  | { type: 'console-message'; level: number; message: string };

/** The calls from the main process to the test process. */
export interface HostCalls {
  openWindow(setup: WindowSetup): Promise<void>;
  loadUrl(windowId: number, url: string): Promise<void>;
  reload(windowId: number): Promise<void>;
  closePage(windowId: number): void;
  resizePage(windowId: number, width: number, height: number): void;
  setColorScheme(scheme: 'light' | 'dark'): void;
  deliver(windowId: number, channel: string, args: string): void;
  evaluate(windowId: number, code: string): Promise<unknown>;
  shown(what: Shown): void;
  /** The last message of a process that exits on purpose. */
  bye(): void;
  secondInstance(argv: string[], workingDirectory: string, additionalData: unknown): void;
}

/** The calls from the test process to the main process. */
export interface MainCalls {
  invoke(
    windowId: number,
    frame: FrameFacts,
    channel: string,
    args: string,
  ): Promise<{ ok: boolean; value: string }>;
  invokeRaw(frame: FrameFacts | null, channel: string, args: string): Promise<{ ok: boolean; value: string }>;
  message(windowId: number, frame: FrameFacts, channel: string, args: string): void;
  fetch(request: PageRequest): Promise<PageResponse>;
  mayRequest(request: PageRequest): Promise<boolean>;
  mayNavigate(request: NavigationRequest): boolean;
  openRequested(request: OpenRequest): void;
  pageEvent(windowId: number, event: PageEvent): void;
  permissions(windowId: number, url: string, names: PermissionName[]): Promise<Record<string, boolean>>;
  askPermission(name: PermissionName): Promise<boolean>;
  checkPermission(name: PermissionName): boolean;
  askDevice(type: DeviceType): boolean | null;
  protections(): Promise<Protections>;
  externalRequested(windowId: number, url: string): Promise<void>;
  fetchUrl(url: string): Promise<{ status: number; headers: [string, string][]; body: string }>;
  readClipboard(): string | Promise<string>;
  writeClipboard(text: string): void | Promise<void>;
  clipboardFormats(): string[] | Promise<string[]>;
  answerDialog(answer: object): void;
  clickNotification(index: number): void;
  trayMenu(): MenuEntry[] | null;
  clickTrayMenu(labels: string[]): void;
  clickTrayIcon(): void;
  doubleClickTrayIcon(): void;
  trayLook(): TrayLook | null;
  appMenu(): MenuEntry[] | null;
  clickAppMenu(labels: string[]): void;
  popupMenus(): MenuEntry[][];
  windows(): WindowState[];
  closeWindow(windowId: number): void;
  crashPage(windowId: number): void;
  minimizeWindow(windowId: number): void;
  blurWindows(): void;
  resizeWindow(windowId: number, width: number, height: number): void;
  setSystemColorScheme(scheme: 'light' | 'dark'): void;
  quit(): void;
  /** Ends the process at once, without asking the app. */
  end(): void;
  activate(): void;
  openFile(path: string): void;
  pressShortcut(accelerator: string): boolean;
  refuseShortcut(accelerator: string): void;
  powerEvent(name: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): void;
  setOnline(online: boolean): void;
  setSystemProxy(says: string): void | Promise<void>;
  installClock(): void;
  advanceClock(ms: number): string[];
  timers(): Timers;
  secondInstance(argv: string[], workingDirectory: string, additionalData: unknown): void;
}
