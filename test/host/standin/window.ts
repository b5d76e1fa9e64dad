/**
 * A window of the app: a page in Chromium with the preload's world, its requests intercepted, and its messages
 * forwarded.
 */
import { randomUUID } from 'node:crypto';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import type { IpcMessage } from '../running-app.ts';
import type { FrameFacts, MainCalls, PageEvent, WindowSetup } from '../wire/calls.ts';
import { decode } from '../wire/clone.ts';
import type { Link } from '../wire/link.ts';
import type { Incoming } from '../world/ipc-renderer.ts';
import type { Report } from '../world/preload.ts';
import { loadErrorOf } from './load-error.ts';
import { Loads } from './loads.ts';
import { translateUrls } from './page.ts';
import { settlePermissions } from './permissions.ts';
import { holdRequests } from './requests.ts';
import { isAppUrl, toApp, toWeb } from './urls.ts';
import { worldScripts } from './worlds.ts';

/** What all windows of an app share. */
export interface Surroundings {
  context: BrowserContext;
  browserCdp: CDPSession;
  main: Link<MainCalls>;
  traffic: IpcMessage[];
  versions: Record<string, string>;
  colorScheme: 'light' | 'dark';
  log(line: string): void;
  /** Called when a window has loaded its document. */
  changed(): void;
  /** Called with every new page before anything happens in it. */
  onPage: ((page: Page) => void)[];
}

const worldName = 'Electron Isolated Context';

/** A window. */
export class HostWindow {
  readonly id: number;
  readonly page: Page;
  readonly #cdp: CDPSession;
  readonly #around: Surroundings;
  readonly #setup: WindowSetup;
  readonly #loads: Loads;
  readonly #secret = `host${randomUUID().replaceAll('-', '')}`;
  readonly #expected = new Set<{ url: string }>();
  readonly #frames = new Map<string, string>();
  #mainFrameId = '';
  #browserContextId: string | undefined;
  #world: number | undefined;
  #loaded = false;

  private constructor(around: Surroundings, setup: WindowSetup, page: Page, cdp: CDPSession) {
    this.id = setup.id;
    this.page = page;
    this.#cdp = cdp;
    this.#loads = new Loads(page, cdp);
    this.#around = around;
    this.#setup = setup;
  }

  /** Creates a window's empty page. */
  static async open(around: Surroundings, setup: WindowSetup): Promise<HostWindow> {
    const page = await around.context.newPage();
    const cdp = await around.context.newCDPSession(page);
    const window = new HostWindow(around, setup, page, cdp);
    for (const listener of around.onPage) listener(page);
    translateUrls(page, (url) => window.#expect(url));
    await Promise.all([
      page.setViewportSize({ width: setup.width, height: setup.height }),
      page.emulateMedia({ colorScheme: around.colorScheme }),
      window.#listen(),
    ]);
    return window;
  }

  /** Whether its document is loaded. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Until it is over, a navigation to this URL does not count as the page's own. */
  #expect(url: string): () => void {
    const expectation = { url: withoutHash(url) };
    this.#expected.add(expectation);
    return () => this.#expected.delete(expectation);
  }

  #takeExpected(url: string): boolean {
    for (const expectation of this.#expected)
      if (expectation.url === withoutHash(url)) return this.#expected.delete(expectation);
    return false;
  }

  async #listen(): Promise<void> {
    const cdp = this.#cdp;
    const around = this.#around;
    const secret = this.#secret;
    const scripts = await worldScripts(
      {
        secret,
        binding: `${secret}Out`,
        platform: process.platform,
        arch: process.arch,
        versions: around.versions,
        argv: this.#setup.additionalArguments,
      },
      this.#setup.preload,
    );
    cdp.on('Runtime.bindingCalled', ({ payload }) => this.#hear(JSON.parse(payload) as Report));
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === worldName && context.auxData?.frameId === this.#mainFrameId)
        this.#world = context.id;
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#world) this.#world = undefined;
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      this.#frames.set(frame.id, toApp(frame.url));
      if (!frame.parentId) this.#event({ type: 'did-navigate', url: toApp(frame.url) });
    });
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.#frames.set(frameId, toApp(url));
      if (frameId === this.#mainFrameId) this.#event({ type: 'did-navigate-in-page', url: toApp(url) });
    });
    cdp.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId === this.#mainFrameId) this.#event({ type: 'did-start-loading' });
    });
    cdp.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId === this.#mainFrameId) this.#event({ type: 'did-stop-loading' });
    });
    cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      this.#wantsWindow(url, windowName, windowFeatures.join(','), 'new-window'),
    );
    cdp.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
      if (disposition !== 'currentTab') this.#wantsWindow(url, '', '', 'background-tab');
    });
    const { page } = this;
    page.on('domcontentloaded', () => {
      this.#loaded = true;
      this.#around.changed();
      this.#event({ type: 'dom-ready' });
      void page.title().then(
        (title) => this.#event({ type: 'page-title-updated', title }),
        () => {},
      );
    });
    page.on('load', () => this.#event({ type: 'did-finish-load' }));

    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    this.#browserContextId = targetInfo.browserContextId;
    const { frameTree } = await cdp.send('Page.getFrameTree');
    this.#mainFrameId = frameTree.frame.id;
    await cdp.send('Page.enable');
    await cdp.send('Page.setLifecycleEventsEnabled', { enabled: true });
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: `${secret}Out`, executionContextName: worldName });
    // The page's half listens for the preload's, so it has to exist first.
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName });
    await holdRequests({
      windowId: this.id,
      cdp,
      main: around.main,
      mainFrameId: this.#mainFrameId,
      frameUrl: (frameId) => this.#frames.get(frameId) ?? '',
      takeExpected: (url) => this.#takeExpected(url),
      beforePage: (url) =>
        settlePermissions(around.browserCdp, this.#browserContextId, around.main, this.id, url),
      report: (error) =>
        around.log(`A request of a page failed: ${error instanceof Error ? error.message : error}`),
    });
  }

  #event(event: PageEvent): void {
    this.#around.main.post('pageEvent', this.id, event);
  }

  #wantsWindow(
    url: string,
    frameName: string,
    features: string,
    disposition: 'new-window' | 'background-tab',
  ): void {
    const referrer = toApp(this.page.mainFrame().url());
    this.#around.main.post('openRequested', {
      windowId: this.id,
      url: toApp(url),
      frameName,
      features,
      disposition,
      referrer,
    });
  }

  /** Handles a report from the preload's world. */
  #hear(report: Report): void {
    const { main, traffic, log } = this.#around;
    switch (report.about) {
      case 'invoke':
      case 'send': {
        const { about, channel, args } = report;
        const frame = frameFacts(toApp(report.url));
        traffic.push({ kind: about, channel, args: decode(args) as unknown[], url: frame.url });
        if (about === 'send') main.post('message', this.id, frame, channel, args);
        else void this.#invoke(report.id, frame, channel, args);
        return;
      }
      case 'open':
        this.#wantsWindow(report.url, report.name, report.features, 'new-window');
        return;
      case 'leave':
        void this.#leave(report.url, toApp(report.frameUrl)).catch(() => {});
        return;
      case 'menu':
        this.#event({ type: 'context-menu', menu: report.menu });
        return;
      case 'failure':
        log(`Unable to load preload script: ${this.#setup.preload}: ${report.message}`);
        this.#event({ type: 'preload-error', path: this.#setup.preload ?? '', message: report.message });
    }
  }

  async #invoke(id: number, frame: FrameFacts, channel: string, args: string): Promise<void> {
    const { main, traffic } = this.#around;
    // When the main process is gone nobody answers, and the page waits, as it would in Electron.
    const reply = await main.call('invoke', this.id, frame, channel, args).catch(() => undefined);
    if (!reply) return;
    const result = reply.ok ? decode(reply.value) : reply.value;
    traffic.push({ kind: 'reply', channel, args: [result], url: frame.url });
    await this.#tell({ about: 'reply', id, ...reply });
  }

  /** Handles a navigation that never becomes a request; it was stopped, and may be carried out here. */
  async #leave(url: string, frameUrl: string): Promise<void> {
    const { main } = this.#around;
    const request = { windowId: this.id, url, isMainFrame: true, kind: 'navigate' as const, frameUrl };
    if (!(await main.call('mayNavigate', request))) return;
    if (isAppUrl(url) && url.startsWith(`${new URL(frameUrl).protocol}//`)) await this.load(url);
    else if (!/^(about|blob|data|file):/.test(url)) await main.call('externalRequested', this.id, url);
  }

  /** Sends an event to the preload. Without a document to receive it, it is lost, as in Electron. */
  async deliver(channel: string, args: string): Promise<void> {
    const url = toApp(this.page.mainFrame().url());
    this.#around.traffic.push({ kind: 'event', channel, args: decode(args) as unknown[], url });
    await this.#tell({ about: 'event', channel, args });
  }

  async #tell(message: Incoming): Promise<void> {
    if (this.#world === undefined) return;
    await this.#cdp
      .send('Runtime.callFunctionOn', {
        executionContextId: this.#world,
        functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.#secret)}](text); }`,
        arguments: [{ value: JSON.stringify(message) }],
      })
      // The document may be gone in the meantime.
      .catch(() => {});
  }

  /** Loads a URL for the main process. Rejects as Electron does. */
  async load(url: string): Promise<void> {
    const over = this.#expect(toWeb(url));
    try {
      await this.#loads.load(toWeb(url));
    } catch (error) {
      const failure = loadErrorOf(error, url);
      this.#event({ type: 'did-fail-load', errno: failure.errno, code: failure.code, url });
      throw failure;
    } finally {
      over();
    }
  }

  async reload(): Promise<void> {
    const over = this.#expect(this.page.mainFrame().url());
    await this.#cdp.send('Page.reload').finally(over);
  }

  async evaluate(code: string): Promise<unknown> {
    return this.page.evaluate(code);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

const withoutHash = (url: string) => new URL(url).href.replace(/#.*$/s, '');

function frameFacts(url: string): FrameFacts {
  const { protocol, host } = new URL(url);
  return { url, origin: host ? `${protocol}//${host}` : 'null', isMainFrame: true };
}
