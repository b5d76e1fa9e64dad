/** A running app on Electron itself. Has not been run on a machine with its binary; see test/host/README.md. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { build } from 'vite';
import { DrivenApp } from '../driven-app.ts';
import { fontEnv } from '../fonts.ts';
import { type Exit, type IpcMessage, type LaunchOptions, NotOnElectron, type Shown } from '../running-app.ts';
import type { MainCalls } from '../wire/calls.ts';
import type { HookCalls } from './hook.ts';

// Long enough for anything that an app may still have to write.
const graceMs = 5_000;
const projectRoot = join(import.meta.dirname, '../../..');

/** Whether Electron's binary is installed. Asking the package for its path would download it. */
function electronIsHere(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return false;
  const { ELECTRON_OVERRIDE_DIST_PATH: dist = join(folder, 'dist') } = process.env;
  return existsSync(join(dist, readFileSync(pathFile, 'utf8')));
}

async function bundle(outDir: string, name: string): Promise<string> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node24',
      lib: {
        entry: join(import.meta.dirname, `${name}.ts`),
        formats: ['cjs'],
        fileName: () => `${name}.cjs`,
      },
      rolldownOptions: { external: ['electron'] },
    },
  });
  return join(outDir, `${name}.cjs`);
}

/** Starts an app on Electron. */
export async function launchElectron(options: LaunchOptions): Promise<ElectronApp> {
  if (!electronIsHere())
    throw new Error("Electron's binary is not here. `npx install-electron` fetches it; then run this again.");
  if (options.packaged) throw new NotOnElectron('Electron is packaged or not by the name of its program.');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'rekey-host-')));
  const tools = await mkdtemp(join(tmpdir(), 'rekey-host-tools-'));
  const [hook, rawPreload] = await Promise.all([bundle(tools, 'hook'), bundle(tools, 'raw-preload')]);
  const root = process.getuid?.() === 0;
  const locale = options.locale ?? 'en-US';
  const env = Object.fromEntries(
    Object.entries({
      ...process.env,
      // Linux takes the language from here.
      LANGUAGE: locale,
      ...fontEnv(options.face ?? 'wide'),
      ...options.env,
      REKEY_HOST_DATA_DIR: dataDir,
      REKEY_HOST_OPEN_FILE: options.openFile,
      REKEY_HOST_RAW_PRELOAD: rawPreload,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const args = [`--lang=${locale}`, '-r', hook, options.appPath ?? projectRoot];
  const electron = await _electron.launch({
    args: [...args, ...(options.args ?? [])],
    env,
    // As in the stand-in: only root runs without it.
    chromiumSandbox: !root,
    colorScheme: options.colorScheme ?? 'light',
  });
  const cleanUp = async () => {
    await rm(tools, { recursive: true, force: true });
    if (!options.dataDir && !options.keepDataDir) await rm(dataDir, { recursive: true, force: true });
  };
  const again = root ? ['--no-sandbox', ...args] : args;
  const app = new ElectronApp(electron, dataDir, { args: again, env }, cleanUp);
  const { width, height } = options;
  if (width && height) await app.resizeWindow(width, height, await app.page());
  return app;
}

/** The app; see `RunningApp` for what each member does. */
export class ElectronApp extends DrivenApp {
  readonly kind = 'electron';
  readonly dataDir: string;
  readonly exited: Promise<Exit>;
  readonly #electron: ElectronApplication;
  readonly #again: { args: string[]; env: Record<string, string> };
  readonly #cleanUp: () => Promise<void>;
  #log = '';
  #exit: Exit | undefined;
  #stopped: Promise<void> | undefined;

  constructor(
    electron: ElectronApplication,
    dataDir: string,
    again: { args: string[]; env: Record<string, string> },
    cleanUp: () => Promise<void>,
  ) {
    super();
    this.#electron = electron;
    this.dataDir = dataDir;
    this.#again = again;
    this.#cleanUp = cleanUp;
    const child = electron.process();
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => {
        this.#log += String(data);
      });
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#exit = { code, signal };
        resolve(this.#exit);
      });
    });
  }

  protected call<K extends keyof MainCalls>(name: K, ...args: Parameters<MainCalls[K]>) {
    return this.#ask(name, args) as Promise<Awaited<ReturnType<MainCalls[K]>>>;
  }
  async #ask(name: keyof MainCalls | keyof HookCalls, args: unknown[]): Promise<unknown> {
    if (this.#exit) throw this.#gone();
    return this.#electron.evaluate(
      (_electron, [method, values]) => {
        const { rekeyHost } = globalThis as unknown as Record<
          string,
          Record<string, (...v: unknown[]) => unknown>
        >;
        const run = rekeyHost?.[method];
        if (!run) throw new Error(`test/host/real/hook.ts does not answer ${method}`);
        return run(...values);
      },
      [name, args] as const,
    );
  }
  #gone(): Error {
    const { code, signal } = this.#exit ?? {};
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
    return new Error(`The app's main process ${how}. It said:\n${this.#log || '(nothing)'}`);
  }
  async #orGone<T>(waiting: Promise<T>): Promise<T> {
    const gone = this.exited.then(() => Promise.reject(this.#gone()));
    return Promise.race([waiting, gone]);
  }

  protected shown = () => this.#ask('shownSoFar', []) as Promise<Shown[]>;
  protected async windowId(page?: Page): Promise<number> {
    const handle = await this.#electron.browserWindow(page ?? (await this.page()));
    return handle.evaluate((window: { id: number }) => window.id);
  }
  protected pressPaste = (page: Page) => page.keyboard.press('ControlOrMeta+V');
  protected noteTraffic(): void {}

  async page(): Promise<Page> {
    const page = await this.#orGone(this.#electron.firstWindow());
    await this.#orGone(page.waitForLoadState('domcontentloaded'));
    return page;
  }
  pages = () => this.#electron.windows();
  onPage(listener: (page: Page) => void): void {
    for (const page of this.pages()) listener(page);
    this.#electron.on('window', listener);
  }
  async waitForWindow(matches: (url: string) => boolean): Promise<Page> {
    const found = this.pages().find((page) => matches(page.url()));
    if (found) return found;
    const wait = (page: Page) => page.waitForURL((url) => matches(url.href), { timeout: 0 }).then(() => page);
    const later = new Promise<Page>((resolve) => {
      this.#electron.on('window', (page) => void wait(page).then(resolve, () => {}));
    });
    return this.#orGone(Promise.race([later, ...this.pages().map(wait)]));
  }
  async resizeWindow(width: number, height: number, page?: Page): Promise<void> {
    await this.call('resizeWindow', await this.windowId(page), width, height);
  }
  async setColorScheme(colorScheme: 'light' | 'dark'): Promise<void> {
    await Promise.all(this.pages().map((page) => page.emulateMedia({ colorScheme })));
  }
  ipcTraffic(): IpcMessage[] {
    throw new NotOnElectron('Electron does not let its messages be read; the stand-in shows them all.');
  }
  logs = () => this.#log;

  async secondInstance(args: string[] = []): Promise<Exit> {
    const execPath = (await this.#ask('execPath', [])) as string;
    const child = spawn(execPath, [...this.#again.args, ...args], { env: this.#again.env });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  stop(): Promise<void> {
    this.#stopped ??= (async () => {
      // An app that refuses to quit is killed.
      const timer = setTimeout(() => this.#electron.process().kill('SIGKILL'), graceMs);
      if (!this.#exit) await this.#electron.close().catch(() => {});
      await this.exited;
      clearTimeout(timer);
      await this.#cleanUp();
    })();
    return this.#stopped;
  }
}
