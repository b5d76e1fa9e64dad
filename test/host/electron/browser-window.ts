import type * as E from 'electron';
import { app, windowRegistry, windowsGone } from './app.ts';
import { host } from './host.ts';
import { isReady } from './lifecycle.ts';
import { type Session, sessionOf } from './session.ts';
import { cancelable, strictClass } from './strict.ts';
import { asElectron, WebContents } from './web-contents.ts';
import { WindowOnDesktop } from './window-on-desktop.ts';
import { checkWindowOptions } from './window-options.ts';

const all: BrowserWindow[] = [];
let lastId = 0;

class BrowserWindowStandIn extends WindowOnDesktop {
  readonly id: number;
  readonly #contents: WebContents;
  readonly #opened: Promise<unknown>;
  #bounds: E.Rectangle;
  #minimumSize = [0, 0];
  #title: string;
  #visible: boolean;
  #focused = false;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #onTop: boolean;
  #progress = -1;
  #menuBar = true;
  #resizable: boolean;
  #destroyed = false;
  #shownOnce = false;
  readonly #options: E.BrowserWindowConstructorOptions;

  constructor(options: E.BrowserWindowConstructorOptions = {}) {
    super();
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    checkWindowOptions(options);
    lastId += 1;
    this.id = lastId;
    this.#options = options;
    const { width = 800, height = 600, x = 0, y = 0, webPreferences = {} } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? app.name;
    this.#visible = options.show !== false;
    this.#focused = this.#visible;
    this.#onTop = options.alwaysOnTop ?? false;
    this.#resizable = options.resizable ?? true;
    if (options.minWidth || options.minHeight)
      this.#minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0];
    const given = webPreferences.session as unknown as Session | undefined;
    this.#contents = new WebContents(this.id, given ?? sessionOf(webPreferences.partition ?? ''));
    WebContents.onClose(this.#contents, () => this.close());
    this.#contents.on('dom-ready', () => {
      if (this.#shownOnce) return;
      this.#shownOnce = true;
      this.emit('ready-to-show');
    });
    this.#contents.on('page-title-updated', (_event, title) => {
      const event = cancelable({});
      this.emit('page-title-updated', event, title, true);
      if (!event.defaultPrevented) this.#title = String(title);
    });
    all.push(this as BrowserWindow);
    this.#opened = host.call('openWindow', {
      id: this.id,
      preload: webPreferences.preload ?? null,
      additionalArguments: webPreferences.additionalArguments ?? [],
      width,
      height,
    });
    // Reported by the load that follows.
    this.#opened.catch(() => {});
    WebContents.resize(this.#contents, width, height);
    if (this.#visible) for (const other of all) if (other !== this) other.#loseFocus();
    app.emit('browser-window-created', cancelable({}), this);
    app.emit('web-contents-created', cancelable({}), this.#contents);
  }

  static getAllWindows(): E.BrowserWindow[] {
    return [...all] as unknown as E.BrowserWindow[];
  }
  static getFocusedWindow(): E.BrowserWindow | null {
    return (all.find((window) => window.#focused) ?? null) as unknown as E.BrowserWindow | null;
  }
  static fromId(id: number): E.BrowserWindow | null {
    return (all.find((window) => window.id === id) ?? null) as unknown as E.BrowserWindow | null;
  }
  static fromWebContents(contents: E.WebContents): E.BrowserWindow | null {
    return BrowserWindowStandIn.fromId(contents.id);
  }

  get webContents(): E.WebContents {
    return asElectron(this.#contents);
  }
  async loadURL(url: string, options?: E.LoadURLOptions): Promise<void> {
    await this.#opened;
    await this.#contents.loadURL(url, options);
  }
  reload(): void {
    this.#contents.reload();
  }

  show(): void {
    this.#alive();
    this.#setVisible(true);
    this.focus();
  }
  showInactive(): void {
    this.#alive();
    this.#setVisible(true);
  }
  hide(): void {
    this.#alive();
    this.#loseFocus();
    this.#setVisible(false);
  }
  #setVisible(visible: boolean): void {
    if (this.#visible === visible) return;
    this.#visible = visible;
    this.emit(visible ? 'show' : 'hide');
  }
  focus(): void {
    this.#alive();
    if (this.#focused || !this.#visible || this.#minimized) return;
    for (const other of all) other.#loseFocus();
    this.#focused = true;
    this.#contents.emit('focus');
    this.emit('focus', cancelable({}));
    app.emit('browser-window-focus', cancelable({}), this);
  }
  blur(): void {
    this.#alive();
    this.#loseFocus();
  }
  #loseFocus(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#contents.emit('blur');
    this.emit('blur', cancelable({}));
    app.emit('browser-window-blur', cancelable({}), this);
  }
  minimize(): void {
    this.#loseFocus();
    this.#minimized = true;
    this.emit('minimize');
  }
  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    this.emit('restore');
    this.focus();
  }
  maximize(): void {
    this.#maximized = true;
    this.show();
    this.emit('maximize');
  }
  unmaximize(): void {
    this.#maximized = false;
    this.emit('unmaximize');
  }
  setFullScreen(flag: boolean): void {
    this.#fullScreen = flag;
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
  }
  close(): void {
    if (this.#destroyed) return;
    const event = cancelable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    this.#focused = false;
    all.splice(all.indexOf(this as BrowserWindow), 1);
    WebContents.destroy(this.#contents);
    host.post('closePage', this.id);
    this.emit('closed');
    if (all.length === 0) windowsGone();
  }
  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  isDestroyed = (): boolean => this.#destroyed;
  isVisible = (): boolean => this.#visible;
  isFocused = (): boolean => this.#focused;
  isMinimized = (): boolean => this.#minimized;
  isMaximized = (): boolean => this.#maximized;
  isFullScreen = (): boolean => this.#fullScreen;
  isNormal = (): boolean => !this.#minimized && !this.#maximized && !this.#fullScreen;
  isAlwaysOnTop = (): boolean => this.#onTop;
  isResizable = (): boolean => this.#resizable;
  isMenuBarVisible = (): boolean => this.#menuBar;
  isModal = (): boolean => this.#options.modal ?? false;

  getTitle = (): string => this.#title;
  setTitle(title: string): void {
    this.#title = title;
  }
  getBounds = (): E.Rectangle => ({ ...this.#bounds });
  getContentBounds = (): E.Rectangle => this.getBounds();
  getNormalBounds = (): E.Rectangle => this.getBounds();
  getSize = (): number[] => [this.#bounds.width, this.#bounds.height];
  getContentSize = (): number[] => this.getSize();
  getPosition = (): number[] => [this.#bounds.x, this.#bounds.y];
  getMinimumSize = (): number[] => [...this.#minimumSize];
  setBounds(bounds: Partial<E.Rectangle>): void {
    this.#alive();
    const before = this.#bounds;
    const [minWidth = 0, minHeight = 0] = this.#minimumSize;
    const next = { ...before, ...bounds };
    this.#bounds = {
      ...next,
      width: Math.max(minWidth, next.width),
      height: Math.max(minHeight, next.height),
    };
    const { x, y, width, height } = this.#bounds;
    if (width !== before.width || height !== before.height) {
      WebContents.resize(this.#contents, width, height);
      this.emit('resize');
      this.emit('resized');
    }
    if (x !== before.x || y !== before.y) {
      this.emit('move');
      this.emit('moved');
    }
  }
  setContentBounds(bounds: E.Rectangle): void {
    this.setBounds(bounds);
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height];
  }
  center(): void {
    this.setBounds({
      x: Math.round((1920 - this.#bounds.width) / 2),
      y: Math.round((1080 - this.#bounds.height) / 2),
    });
  }
  setAlwaysOnTop(flag: boolean): void {
    this.#onTop = flag;
    this.emit('always-on-top-changed', cancelable({}), flag);
  }
  setResizable(resizable: boolean): void {
    this.#resizable = resizable;
  }
  setProgressBar(progress: number): void {
    this.#progress = progress;
  }
  setMenuBarVisibility(visible: boolean): void {
    this.#menuBar = visible;
  }
  setMenu(menu: E.Menu | null): void {
    this.#menuBar = menu !== null;
  }
  removeMenu(): void {
    this.#menuBar = false;
  }
  static webPreferences = (self: BrowserWindow): E.WebPreferences => self.#options.webPreferences ?? {};
  static progress = (self: BrowserWindow): number => self.#progress;
  static takeFocusFromAll(): void {
    for (const window of all) window.#loseFocus();
  }
}

/** Electron's `BrowserWindow`. */
export const BrowserWindow = strictClass(BrowserWindowStandIn);
/** One window. */
export type BrowserWindow = BrowserWindowStandIn;

windowRegistry.closeAll = () => {
  for (const window of [...all]) window.close();
  return all.length === 0;
};
windowRegistry.destroyAll = () => {
  for (const window of [...all]) window.destroy();
};
