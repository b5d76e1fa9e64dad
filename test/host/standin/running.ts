/** A running app on the stand-in for Electron. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../chromium.ts';
import { DrivenApp } from '../driven-app.ts';
import type { Exit, IpcMessage, LaunchOptions, Shown } from '../running-app.ts';
import type { HostCalls, MainCalls } from '../wire/calls.ts';
import type { Link } from '../wire/link.ts';
import { Child, type ChildSetup } from './child.ts';
import { pasteInto } from './paste.ts';
import { HostWindow, type Surroundings } from './window.ts';

const projectRoot = join(import.meta.dirname, '../../..');

/** Starts an app on the stand-in. */
export async function launchStandIn(options: LaunchOptions): Promise<StandInApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'rekey-host-')));
  const browser = options.browser ?? (await chromium.launch(chromiumOptions(options.face)));
  const colorScheme = options.colorScheme ?? 'light';
  const locale = options.locale ?? 'en-US';
  const context = await browser.newContext({ viewport: null, colorScheme, locale });
  const cleanUp = async () => {
    // Closing the context with open pages takes Chromium two seconds more.
    await Promise.all(context.pages().map((page) => page.close().catch(() => {})));
    await context.close();
    if (!options.browser) await browser.close();
    if (!options.dataDir && !options.keepDataDir) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const browserCdp = await browser.newBrowserCDPSession();
    const chromeVersion = browser.version();
    const setup: ChildSetup = {
      appPath: options.appPath ?? projectRoot,
      dataDir,
      args: options.args ?? [],
      env: options.env ?? {},
      colorScheme,
      locale,
      packaged: options.packaged ?? false,
      openFile: options.openFile,
      chromeVersion,
    };
    return new StandInApp(setup, options, cleanUp, {
      context,
      browserCdp,
      versions: { electron: 'stand-in', chrome: chromeVersion, node: process.versions.node },
      colorScheme: setup.colorScheme,
    });
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** The app; see `RunningApp` for what each member does. */
export class StandInApp extends DrivenApp {
  readonly kind = 'stand-in';
  readonly dataDir: string;
  readonly exited: Promise<Exit>;
  readonly #setup: ChildSetup;
  readonly #child: Child;
  readonly #main: Link<MainCalls>;
  readonly #context: BrowserContext;
  readonly #around: Surroundings;
  readonly #cleanUp: () => Promise<void>;
  readonly #windows = new Map<number, HostWindow>();
  readonly #opening = new Set<number>();
  readonly #traffic: IpcMessage[] = [];
  readonly #shown: Shown[] = [];
  readonly #firstSize: { width: number; height: number } | undefined;
  #changed: (() => void)[] = [];
  #stopped: Promise<void> | undefined;

  constructor(
    setup: ChildSetup,
    options: LaunchOptions,
    cleanUp: () => Promise<void>,
    around: Omit<Surroundings, 'main' | 'traffic' | 'log' | 'changed' | 'onPage'>,
  ) {
    super();
    this.dataDir = setup.dataDir;
    this.#setup = setup;
    this.#cleanUp = cleanUp;
    this.#context = around.context;
    const { width, height } = options;
    if (width && height) this.#firstSize = { width, height };
    this.#child = new Child(setup, this.#calls());
    this.#main = this.#child.main;
    this.exited = this.#child.exited;
    this.#around = {
      ...around,
      main: this.#main,
      traffic: this.#traffic,
      log: (line) => this.#child.log(`${line}\n`),
      changed: () => this.#change(),
      onPage: [],
    };
    void this.exited.then(() => this.#change());
    // A page without a window was opened by the page itself: the app was asked, and this page is never used.
    this.#context.on('page', () => this.#closeStrays());
  }

  #calls(): HostCalls {
    return {
      openWindow: async (setup) => {
        this.#opening.add(setup.id);
        try {
          this.#windows.set(setup.id, await HostWindow.open(this.#around, setup));
        } finally {
          this.#opening.delete(setup.id);
          this.#closeStrays();
        }
        if (setup.id === 1 && this.#firstSize) await this.#resize(1, this.#firstSize);
      },
      loadUrl: async (id, url) => this.#window(id).load(url),
      reload: (id) => this.#window(id).reload(),
      closePage: (id) => {
        const window = this.#windows.get(id);
        this.#windows.delete(id);
        void window?.close();
      },
      resizePage: (id, width, height) => {
        // If the page does not exist yet, it will be opened with its last size.
        const page = this.#windows.get(id)?.page;
        // The window may be closed in the meantime.
        void page?.setViewportSize({ width, height }).catch(() => {});
      },
      setColorScheme: (colorScheme) => {
        this.#around.colorScheme = colorScheme;
        // A window may close in the meantime.
        for (const page of this.pages()) void page.emulateMedia({ colorScheme }).catch(() => {});
      },
      deliver: (id, channel, args) => void this.#windows.get(id)?.deliver(channel, args),
      evaluate: (id, code) => this.#window(id).evaluate(code),
      shown: (what) => void this.#shown.push(what),
      bye: () => {},
      secondInstance: () => {},
    };
  }

  #closeStrays(): void {
    if (this.#opening.size > 0) return;
    const own = new Set(this.pages());
    for (const page of this.#context.pages()) if (!own.has(page)) void page.close().catch(() => {});
  }

  #window(id: number): HostWindow {
    const window = this.#windows.get(id);
    if (!window) throw new Error('The window is gone.');
    return window;
  }

  protected async windowId(page?: Page): Promise<number> {
    for (const [id, window] of this.#windows) if (!page || window.page === page) return id;
    throw new Error('The app has no such window.');
  }

  #change(): void {
    const waiting = this.#changed;
    this.#changed = [];
    for (const resolve of waiting) resolve();
  }

  /** Waits until `find` returns something; it is called again whenever a window has changed. */
  async #until<T>(find: () => T | undefined): Promise<T> {
    let ended: Exit | undefined;
    void this.exited.then((exit) => {
      ended = exit;
    });
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (ended) throw this.#child.gone(ended.code, ended.signal);
      await new Promise<void>((resolve) => this.#changed.push(resolve));
    }
  }

  async page(): Promise<Page> {
    return this.#until(() => [...this.#windows.values()].find((window) => window.loaded)?.page);
  }
  onPage(listener: (page: Page) => void): void {
    for (const page of this.pages()) listener(page);
    this.#around.onPage.push(listener);
  }
  pages(): Page[] {
    return [...this.#windows.values()].map((window) => window.page);
  }
  waitForWindow(matches: (url: string) => boolean): Promise<Page> {
    return this.#until(
      () => [...this.#windows.values()].find((window) => window.loaded && matches(window.page.url()))?.page,
    );
  }
  async resizeWindow(width: number, height: number, page?: Page): Promise<void> {
    await this.#resize(await this.windowId(page), { width, height });
  }
  async #resize(id: number, size: { width: number; height: number }): Promise<void> {
    await this.#main.call('resizeWindow', id, size.width, size.height);
    // The page has the size when this resolves, not only soon after.
    const state = (await this.windows()).find((window) => window.id === id);
    if (state)
      await this.#windows
        .get(id)
        ?.page.setViewportSize({ width: state.bounds.width, height: state.bounds.height });
  }
  async setColorScheme(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.#main.call('setSystemColorScheme', colorScheme);
    await Promise.all(
      this.pages().map((page) => page.emulateMedia({ colorScheme: this.#around.colorScheme })),
    );
  }

  protected call = <K extends keyof MainCalls>(name: K, ...args: Parameters<MainCalls[K]>) =>
    this.#main.call(name, ...(args as never)) as Promise<Awaited<ReturnType<MainCalls[K]>>>;
  protected shown = async () => this.#shown;
  protected pressPaste = pasteInto;
  protected noteTraffic(message: IpcMessage): void {
    this.#traffic.push(message);
  }
  ipcTraffic = () => [...this.#traffic];
  logs = () => this.#child.output;

  async secondInstance(args: string[] = []): Promise<Exit> {
    const nothing = () => {
      throw new Error('The second instance opened a window, so it did not notice the first.');
    };
    const second = new Child(
      { ...this.#setup, args, openFile: undefined },
      {
        ...this.#calls(),
        openWindow: nothing,
        // Forwards it to the first instance, as Electron's lock does.
        secondInstance: (...told) => void this.#main.call('secondInstance', ...told),
      },
    );
    try {
      return await Promise.race([
        second.exited,
        this.exited.then(() => second.stop()).then(() => second.exited),
      ]);
    } finally {
      await second.stop();
      for (const line of second.output.split('\n')) if (line) this.#child.log(`second instance: ${line}\n`);
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= (async () => {
      await this.#child.stop();
      await this.#cleanUp();
    })();
    return this.#stopped;
  }
}
