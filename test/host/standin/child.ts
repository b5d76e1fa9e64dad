/** The app's main process: a Node child with the stand-in for Electron. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { variables } from '../electron/lifecycle-variables.ts';
import type { Exit } from '../running-app.ts';
import type { HostCalls, MainCalls } from '../wire/calls.ts';
import { Link, type Packet } from '../wire/link.ts';

const start = join(import.meta.dirname, '../electron/start.ts');
// Long enough for anything that an app may still have to write.
const graceMs = 5_000;

/** How the process is started. */
export interface ChildSetup {
  appPath: string;
  dataDir: string;
  args: string[];
  env: Record<string, string | undefined>;
  colorScheme: 'light' | 'dark';
  locale: string;
  packaged: boolean;
  openFile: string | undefined;
  chromeVersion: string;
}

/** A main process. */
export class Child {
  readonly main: Link<MainCalls>;
  readonly exited: Promise<Exit>;
  readonly #process: ChildProcess;
  #log = '';

  constructor(setup: ChildSetup, calls: HostCalls) {
    const env = {
      ...process.env,
      // Settings of the test runner would change the app's behaviour.
      NODE_OPTIONS: undefined,
      FORCE_COLOR: undefined,
      NODE_V8_COVERAGE: process.env.NODE_V8_COVERAGE,
      // Whatever desktop this computer has.
      XDG_SESSION_TYPE: 'x11',
      ...setup.env,
      [variables.appPath]: setup.appPath,
      [variables.dataDir]: setup.dataDir,
      [variables.colorScheme]: setup.colorScheme,
      [variables.locale]: setup.locale,
      [variables.packaged]: String(setup.packaged),
      [variables.openFile]: setup.openFile,
      [variables.chrome]: setup.chromeVersion,
    };
    this.#process = fork(start, setup.args, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      silent: true,
      env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    });
    this.main = new Link<MainCalls>((packet) => {
      // A process that is exiting cannot receive anything; its end is noticed below.
      if (this.#process.connected) this.#process.send(packet, () => {});
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.log(text));
    this.#process.on('message', (packet) => void this.main.receive(packet as Packet, calls));
    this.exited = new Promise((resolve) => {
      // 'close' comes after the last output, unlike 'exit'.
      this.#process.once('close', (code, signal) => {
        this.main.close(this.gone(code, signal));
        resolve({ code, signal });
      });
    });
  }

  gone(code: number | null, signal: string | null): Error {
    const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
    return new Error(`The app's main process ${how}. It said:\n${this.#log || '(nothing)'}`);
  }

  get output(): string {
    return this.#log;
  }

  log(text: string): void {
    this.#log += text;
  }

  /** Kills the process if it still exists. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.main.post('end');
      const timer = setTimeout(() => this.#process.kill('SIGKILL'), graceMs);
      await this.exited;
      clearTimeout(timer);
    }
    await this.exited;
  }
}
