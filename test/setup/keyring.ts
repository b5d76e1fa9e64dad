import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { addSilentPrompter, end, freshEnvironment, startBus } from './session.ts';

/**
 * The environment of a child process: a keyring that is unlocked, or locked (a prompt cannot be shown), or locked
 * with a prompt that nobody answers; a D-Bus session without a Secret Service; no D-Bus at all; no libsecret.
 */
export type KeyringMode = 'unlocked' | 'locked' | 'prompting' | 'no-service' | 'absent' | 'no-library';

/** A separate keyring, isolated from the user's own. */
export interface Keyring {
  /** The whole environment for child processes. keytar reads it once, at its first use in a process. */
  env: NodeJS.ProcessEnv;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  stop(): Promise<void>;
}

/** Why tests with a keyring are skipped, or false if they can run. */
export const noKeyringHere = process.platform !== 'linux' && 'the Secret Service is Linux only';

const run = promisify(execFile);
const secretService = ['-d', 'org.freedesktop.secrets', '-o', '/org/freedesktop/secrets'];
const password = 'test';
const collection = '/org/freedesktop/secrets/collection/login';

/** Starts the keyring; its `stop` must be called. */
export async function withKeyring(mode: KeyringMode): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'rekey-'));
  const env = await freshEnvironment(home);
  const processes: ChildProcess[] = [];
  let daemon: ChildProcess | null = null;

  async function gdbus(...args: string[]): Promise<string> {
    return (await run('gdbus', args, { env })).stdout;
  }

  /** The login keyring is unlocked with its password at startup, as a desktop login does. */
  async function startDaemon(): Promise<void> {
    daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(daemon, 'spawn');
    daemon.stdin?.end(password);
    await gdbus('wait', '--session', '--timeout', '20', 'org.freedesktop.secrets');
    await waitUntilLocked(false);
  }

  async function waitUntilLocked(wanted: boolean): Promise<void> {
    const deadline = Date.now() + 20_000;
    const property = ['org.freedesktop.Secret.Collection', 'Locked'];
    const method = 'org.freedesktop.DBus.Properties.Get';
    for (;;) {
      const reply = await gdbus(
        ...['call', '--session', '-d', 'org.freedesktop.secrets', '-o', collection],
        ...['-m', method, ...property],
      ).catch(() => '');
      if (reply.includes(String(wanted))) return;
      if (Date.now() > deadline) throw new Error(`the keyring is not ${wanted ? 'locked' : 'unlocked'}`);
    }
  }

  const keyring: Keyring = {
    env,
    async lock() {
      const method = 'org.freedesktop.Secret.Service.Lock';
      await gdbus('call', '--session', ...secretService, '-m', method, `[objectpath "${collection}"]`);
      await waitUntilLocked(true);
    },
    async unlock() {
      await sendPassword(join(env.XDG_RUNTIME_DIR ?? '', 'keyring', 'control'));
      await waitUntilLocked(false);
    },
    async stop() {
      await end(daemon);
      for (const child of processes) await end(child);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  try {
    if (mode === 'no-library') await hideLibrary(home, env);
    if (mode === 'absent' || mode === 'no-library') return keyring;
    if (mode === 'prompting') await addSilentPrompter(home);
    processes.push(await startBus(home, env));
    if (mode === 'no-service') return keyring;
    await startDaemon();
    if (mode !== 'unlocked') await keyring.lock();
    return keyring;
  } catch (error) {
    await keyring.stop();
    throw error;
  }
}

/**
 * Unlocks the login keyring of a running daemon as PAM does at login: a zero byte that carries the credentials, then
 * length, operation (1 is unlock) and password. Restarting the daemon would not work: libsecret in a process without
 * a GLib main loop keeps using the first one it connected to.
 */
async function sendPassword(controlSocket: string): Promise<void> {
  const request = Buffer.alloc(13 + password.length);
  request.writeUInt32BE(12 + password.length, 1);
  request.writeUInt32BE(1, 5);
  request.writeUInt32BE(password.length, 9);
  request.write(password, 13);
  const socket = connect(controlSocket);
  socket.end(request);
  const reply = await buffer(socket);
  if (reply.length < 8 || reply.readUInt32BE(4) !== 0) throw new Error('the keyring refused its password');
}

/** The loader finds an empty file in place of libsecret, and fails as if it were missing. */
async function hideLibrary(home: string, env: NodeJS.ProcessEnv): Promise<void> {
  await writeFile(join(home, 'libsecret-1.so.0'), '');
  env.LD_LIBRARY_PATH = home;
}
