import type * as E from 'electron';
import type { FrameFacts, NavigationRequest, OpenRequest, PageEvent } from '../wire/calls.ts';
import { encode } from '../wire/clone.ts';
import { host } from './host.ts';
import type { Session } from './session.ts';
import { cancelable, StrictEmitter, strict } from './strict.ts';
import { type FrameHome, WebFrameMain } from './web-frame-main.ts';

type OpenHandler = (details: E.HandlerDetails) => E.WindowOpenHandlerResponse;

const all = new Map<number, WebContents>();
/** Zoom factors by session and host, shared by all pages of a host. Only those other than 1. */
const zooms = new WeakMap<Session, Map<string, number>>();

const events = [
  ...[
    'did-start-loading',
    'did-stop-loading',
    'dom-ready',
    'did-finish-load',
    'did-fail-load',
    'did-navigate',
  ],
  ...[
    'did-navigate-in-page',
    'did-start-navigation',
    'page-title-updated',
    'preload-error',
    'console-message',
  ],
  ...['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'did-attach-webview'],
  ...[
    'did-create-window',
    'destroyed',
    'render-process-gone',
    'unresponsive',
    'responsive',
    'before-input-event',
  ],
  ...['context-menu', 'will-prevent-unload', 'certificate-error', 'login', 'select-client-certificate'],
  ...['devtools-opened', 'devtools-closed', 'focus', 'blur', 'zoom-changed'],
];

/** The page of a window. */
export class WebContents extends StrictEmitter {
  readonly id: number;
  readonly #session: Session;
  readonly #mainFrame: WebFrameMain;
  readonly #home: FrameHome;
  #url = '';
  #title = '';
  #destroyed = false;
  #loading = false;
  #crashed = false;
  #size = { width: 0, height: 0 };
  #openHandler: OpenHandler | undefined;
  #webRtcPolicy = 'default';

  constructor(id: number, session: Session) {
    super('WebContents', events);
    this.id = id;
    this.#session = session;
    this.#home = {
      url: () => this.#url,
      mainFrame: () => this.#mainFrame,
      send: (channel, args) => this.#send(channel, args),
      executeJavaScript: (code) => host.call('evaluate', id, code),
      isDestroyed: () => this.#destroyed,
    };
    this.#mainFrame = new WebFrameMain(this.#home, null);
    all.set(id, this);
  }

  get session(): E.Session {
    return this.#session as unknown as E.Session;
  }
  get mainFrame(): E.WebFrameMain {
    return this.#mainFrame as unknown as E.WebFrameMain;
  }
  getURL(): string {
    return this.#url;
  }
  getTitle(): string {
    return this.#title;
  }
  getType(): 'window' {
    return 'window';
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isLoading(): boolean {
    return this.#loading;
  }
  isLoadingMainFrame(): boolean {
    return this.#loading;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  /** The app is notified as by Electron; the page in Chromium lives on, but nothing reaches it any more. */
  forcefullyCrashRenderer(): void {
    if (this.#crashed) return;
    this.#crashed = true;
    this.emit('render-process-gone', cancelable({}), { reason: 'killed', exitCode: 9 });
  }
  send(channel: string, ...args: unknown[]): void {
    this.#send(channel, args);
  }
  #send(channel: string, args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    let encoded: string;
    try {
      encoded = encode(args);
    } catch {
      throw new Error('Failed to serialize arguments');
    }
    if (!this.#crashed) host.post('deliver', this.id, channel, encoded);
  }
  async loadURL(url: string, options?: E.LoadURLOptions): Promise<void> {
    if (options && Object.keys(options).length > 0)
      throw new Error('The stand-in loads URLs without options.');
    await host.call('loadUrl', this.id, url);
  }
  reload(): void {
    void host.call('reload', this.id).catch(() => {});
  }
  reloadIgnoringCache(): void {
    this.reload();
  }
  executeJavaScript(code: string): Promise<unknown> {
    return host.call('evaluate', this.id, code);
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  /** Chromium can only set this for all its pages, so it is only recorded. */
  setWebRTCIPHandlingPolicy(policy: Parameters<E.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this.#webRtcPolicy = policy;
  }
  getWebRTCIPHandlingPolicy(): string {
    return this.#webRtcPolicy;
  }
  get #host(): string {
    return URL.canParse(this.#url) ? new URL(this.#url).host : '';
  }
  get zoomFactor(): number {
    return zooms.get(this.#session)?.get(this.#host) ?? 1;
  }
  set zoomFactor(factor: number) {
    const ofSession = zooms.get(this.#session) ?? new Map<string, number>();
    zooms.set(this.#session, ofSession.set(this.#host, factor));
    for (const each of all.values())
      if (each.#session === this.#session && each.#host === this.#host) each.#resize();
  }
  getZoomFactor(): number {
    return this.zoomFactor;
  }
  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }
  get zoomLevel(): number {
    return Math.log(this.zoomFactor) / Math.log(1.2);
  }
  set zoomLevel(level: number) {
    this.zoomFactor = 1.2 ** level;
  }
  getZoomLevel(): number {
    return this.zoomLevel;
  }
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
  async setVisualZoomLevelLimits(): Promise<void> {}
  focus(): void {}
  // The developer tools are Playwright's here.
  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false;
  }
  setBackgroundThrottling(_allowed: boolean): void {}
  // There is no spell checker, and no menu accelerator reaches a page here.
  setIgnoreMenuShortcuts(_ignore: boolean): void {}
  close(): void {
    this.#closeWindow();
  }
  #closeWindow: () => void = () => {};
  #resize(): void {
    const { width, height } = this.#size;
    // As Chromium zooms: the page gets fewer, larger pixels.
    const zoom = this.zoomFactor;
    if (!this.#destroyed)
      host.post('resizePage', this.id, Math.round(width / zoom), Math.round(height / zoom));
  }

  // Used only by the stand-in's own modules. Static, so that an app cannot see it on the object.

  static onClose(self: WebContents, close: () => void): void {
    self.#closeWindow = close;
  }

  static resize(self: WebContents, width: number, height: number): void {
    self.#size = { width, height };
    self.#resize();
  }

  static destroy(self: WebContents): void {
    self.#destroyed = true;
    all.delete(self.id);
    self.emit('destroyed');
  }

  static session = (self: WebContents): Session => self.#session;
  static openHandler = (self: WebContents): OpenHandler | undefined => self.#openHandler;

  /** The frame that a message came from. */
  static frame(self: WebContents, facts: FrameFacts): WebFrameMain {
    return facts.isMainFrame ? self.#mainFrame : new WebFrameMain(self.#home, facts.url);
  }

  /** Pretends the page is at another URL while `run` runs, as if it had navigated there. */
  static async at<T>(self: WebContents, url: string, run: () => Promise<T>): Promise<T> {
    const before = self.#url;
    self.#url = url;
    try {
      return await run();
    } finally {
      self.#url = before;
    }
  }

  /** Asks the app's listeners about a navigation, in Electron's order. */
  static mayNavigate(self: WebContents, request: NavigationRequest): boolean {
    const { url, isMainFrame, kind } = request;
    const frame = WebContents.frame(self, { url: request.frameUrl, origin: '', isMainFrame });
    const ask = (name: string) => {
      const details = { url, isSameDocument: false, isMainFrame, frame, initiator: frame };
      const event = cancelable(details);
      self.emit(name, event, url, false, isMainFrame, frame.processId, frame.routingId);
      return !event.defaultPrevented;
    };
    if (kind === 'redirect') return ask('will-redirect');
    return ask('will-frame-navigate') && (!isMainFrame || ask('will-navigate'));
  }

  /** Forwards an event of the page. */
  static happened(self: WebContents, event: PageEvent): void {
    switch (event.type) {
      case 'did-start-loading':
      case 'did-stop-loading':
        self.#loading = event.type === 'did-start-loading';
        self.emit(event.type);
        return;
      case 'did-navigate':
        self.#url = event.url;
        if (self.zoomFactor !== 1) self.#resize();
        self.emit('did-navigate', cancelable({}), event.url, 200, 'OK');
        return;
      case 'did-navigate-in-page':
        self.#url = event.url;
        self.emit('did-navigate-in-page', cancelable({}), event.url, true, 1, self.#mainFrame.routingId);
        return;
      case 'did-fail-load':
        self.emit('did-fail-load', cancelable({}), event.errno, event.code, event.url, true, 1, 1);
        return;
      case 'page-title-updated':
        self.#title = event.title;
        self.emit('page-title-updated', cancelable({}), event.title, true);
        return;
      case 'preload-error':
        self.emit('preload-error', cancelable({}), event.path, new Error(event.message));
        return;
      case 'context-menu':
        self.emit('context-menu', cancelable({}), strict('the params of context-menu', event.menu));
        return;
      case 'console-message':
        self.emit('console-message', cancelable({ level: event.level, message: event.message }));
        return;
      default:
        self.emit(event.type, cancelable({}));
    }
  }
}

/** The page of a window by its number, while it exists. */
export const contentsOf = (id: number): WebContents | undefined => all.get(id);
/** The page of the oldest window. */
export const firstContents = (): WebContents | undefined => all.values().next().value;
/** Casts a stand-in object to the class of Electron that checks.ts compares it with. */
export const asElectron = (contents: WebContents): E.WebContents => contents as unknown as E.WebContents;

/** The details passed to a window open handler. */
export function openDetails(request: OpenRequest): E.HandlerDetails {
  const { url, frameName, features, disposition } = request;
  return { url, frameName, features, disposition, referrer: { url: request.referrer, policy: 'default' } };
}
