import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as E from 'electron';
import { clockCalls } from '../wire/clock.ts';
import { answer, host, leave } from './host.ts';
import { facts, isReady, whenReady } from './lifecycle.ts';
import { cancelable, notInStandIn, StrictEmitter, strict } from './strict.ts';

/** What quitting needs of windows; provided by their module, which itself needs the app. */
export const windowRegistry = { closeAll: (): boolean => true, destroyAll: (): void => {} };

const switches = new Map<string, string>();
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name) switches.set(name, value ?? '');
}

const commandLine = strict('app.commandLine', {
  appendSwitch(name: string, value = '') {
    switches.set(name, value);
  },
  appendArgument(_value: string) {},
  hasSwitch: (name: string) => switches.has(name),
  getSwitchValue: (name: string) => switches.get(name) ?? '',
  removeSwitch(name: string) {
    switches.delete(name);
  },
} satisfies Pick<E.CommandLine, keyof E.CommandLine>);

type PathName = Parameters<E.App['getPath']>[0];
type LoginItem = E.Settings;

class App extends StrictEmitter {
  readonly commandLine = commandLine as E.CommandLine;
  readonly dock = undefined;
  readonly isPackaged = facts.packaged;
  readonly #paths = new Map<string, string>();
  #name = facts.name;
  #lock: string | undefined;
  #loginItem: LoginItem = {};
  #quitting = false;
  #leaving = false;
  #badge = 0;
  #sandboxEnforced = false;

  constructor() {
    super('app', [
      ...[
        'ready',
        'will-finish-launching',
        'before-quit',
        'will-quit',
        'quit',
        'window-all-closed',
        'activate',
      ],
      ...['second-instance', 'browser-window-created', 'browser-window-focus', 'browser-window-blur'],
      ...['web-contents-created', 'session-created', 'open-file', 'open-url', 'certificate-error', 'login'],
      ...['select-client-certificate', 'render-process-gone', 'child-process-gone', 'gpu-info-update'],
      'accessibility-support-changed',
    ]);
  }

  get name(): string {
    return this.#name;
  }
  set name(name: string) {
    this.#name = name;
  }
  getName(): string {
    return this.#name;
  }
  setName(name: string): void {
    this.#name = name;
  }
  getVersion(): string {
    return facts.version;
  }
  getAppPath(): string {
    return facts.appPath;
  }
  getLocale(): string {
    return facts.locale;
  }
  getSystemLocale(): string {
    return facts.locale;
  }
  getLocaleCountryCode(): string {
    return facts.locale.split('-')[1] ?? '';
  }
  getPreferredSystemLanguages(): string[] {
    return [facts.locale];
  }
  isReady(): boolean {
    return isReady();
  }
  whenReady(): Promise<void> {
    return whenReady();
  }

  getPath(name: PathName): string {
    const known = this.#paths.get(name);
    if (known) return known;
    switch (name) {
      case 'userData':
      case 'sessionData':
        return facts.dataDir;
      case 'logs':
      case 'crashDumps':
        return join(this.getPath('userData'), name);
      case 'home':
        return homedir();
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      // Nothing from a test may end up in the user's own folders.
      case 'appData':
      case 'desktop':
      case 'documents':
      case 'downloads': {
        const folder = join(facts.dataDir, 'folders', name);
        mkdirSync(folder, { recursive: true });
        return folder;
      }
      default:
        throw notInStandIn(`app.getPath('${name}')`);
    }
  }
  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? join(this.getPath('userData'), 'logs'));
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    if (this.#lock) return true;
    const lock = join(this.getPath('userData'), 'stand-in.lock');
    mkdirSync(this.getPath('userData'), { recursive: true });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(lock, String(process.pid), { flag: 'wx' });
        this.#lock = lock;
        process.once('exit', () => this.releaseSingleInstanceLock());
        return true;
      } catch {
        if (isRunning(Number(readFileSync(lock, 'utf8')))) break;
        rmSync(lock, { force: true });
      }
    }
    host.post('secondInstance', process.argv, process.cwd(), additionalData ?? null);
    return false;
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock !== undefined;
  }
  releaseSingleInstanceLock(): void {
    if (this.#lock) rmSync(this.#lock, { force: true });
    this.#lock = undefined;
  }

  setLoginItemSettings(settings: LoginItem): void {
    this.#loginItem = settings;
    host.post('shown', { kind: 'loginItem', settings: { ...settings } });
  }
  getLoginItemSettings(): E.LoginItemSettings {
    const openAtLogin = this.#loginItem.openAtLogin ?? false;
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }

  setAppUserModelId(_id: string): void {}
  setDesktopName(_name: string): void {}
  setAboutPanelOptions(_options: E.AboutPanelOptionsOptions): void {}
  showAboutPanel(): void {}
  disableHardwareAcceleration(): void {}
  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#sandboxEnforced = true;
  }
  focus(): void {}
  hide(): void {}
  show(): void {}
  setAsDefaultProtocolClient(_protocol: string): boolean {
    return true;
  }
  addRecentDocument(_path: string): void {}
  clearRecentDocuments(): void {}
  setBadgeCount(count = 0): boolean {
    this.#badge = count;
    return true;
  }
  getBadgeCount(): number {
    return this.#badge;
  }
  async resolveProxy(_url: string): Promise<string> {
    return 'DIRECT';
  }

  quit(): void {
    if (this.#quitting || this.#leaving) return;
    const event = cancelable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    if (!windowRegistry.closeAll()) this.#quitting = false;
    else this.#end();
  }

  static sandboxEnforced = (self: App): boolean => self.#sandboxEnforced;

  /** Called when the last window is gone. */
  static windowsGone(self: App): void {
    if (self.#quitting || self.#leaving) return;
    if (self.listenerCount('window-all-closed') === 0) self.quit();
    else self.emit('window-all-closed');
  }

  #end(): void {
    const event = cancelable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }

  relaunch(options: E.RelaunchOptions = {}): void {
    host.post('shown', { kind: 'relaunch', args: options.args ?? process.argv.slice(1) });
  }

  exit(code = 0): void {
    if (this.#leaving) return;
    this.#leaving = true;
    windowRegistry.destroyAll();
    this.emit('quit', cancelable({}), code);
    setImmediate(() => leave(code));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Electron's `app`. */
export const app = new App();
/** Its class, for the check against electron.d.ts. */
export type AppStandIn = App;
/** Whether every page is sandboxed, whatever its window says. */
export const sandboxEnforced = (): boolean => App.sandboxEnforced(app);
/** Tells the app that its last window is gone. */
export const windowsGone = (): void => App.windowsGone(app);

answer({
  ...clockCalls,
  quit: () => app.quit(),
  end: () => process.exit(0),
  activate: () => {
    app.emit('activate', cancelable({}), false);
  },
  openFile: (path) => {
    app.emit('open-file', cancelable({}), path);
  },
  secondInstance: (argv, workingDirectory, additionalData) => {
    app.emit('second-instance', cancelable({}), argv, workingDirectory, additionalData);
  },
});
