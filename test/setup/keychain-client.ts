import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, type ErrorFacts, RekeyError } from '../../common/errors.ts';
import type { Keychain } from '../../main/keychain/index.ts';
import { end } from './session.ts';

/** A call, sent to the child. */
export interface KeychainRequest {
  id: number;
  method: 'get' | 'set' | 'delete';
  account: string;
  value: string;
}

/** Its outcome, sent back. */
export interface KeychainReply {
  id: number;
  value: string | null;
  error: { code: ErrorCode; facts: ErrorFacts } | null;
}

/** The real keychain in a separate process: keytar connects to one D-Bus session per process. */
export interface KeychainClient extends Keychain {
  close(): Promise<void>;
}

/** Starts a process with the environment of a test keyring that handles the returned keychain's calls. */
export function keychainIn(env: NodeJS.ProcessEnv, timeoutMs = 20_000): KeychainClient {
  const file = fileURLToPath(new URL('keychain-child.ts', import.meta.url));
  const child = fork(file, [String(timeoutMs)], {
    env,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  // Kept for failures: libsecret prints harmless warnings when two processes write at once.
  let complaints = '';
  child.stderr?.on('data', (text) => {
    complaints += text;
  });
  const waiting = new Map<number, (reply: KeychainReply | null) => void>();
  let lastId = 0;

  child.on('message', (reply: KeychainReply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.on('exit', () => {
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  });

  async function ask(method: KeychainRequest['method'], account: string, value = ''): Promise<string | null> {
    const id = ++lastId;
    const { promise, resolve } = Promise.withResolvers<KeychainReply | null>();
    waiting.set(id, resolve);
    if (child.connected) child.send({ id, method, account, value } satisfies KeychainRequest);
    else resolve(null);
    const reply = await promise;
    if (reply === null) throw new Error(`the keychain process has ended\n${complaints}`);
    if (reply.error !== null) throw new RekeyError(reply.error.code, reply.error.facts);
    return reply.value;
  }

  return {
    get: (account) => ask('get', account),
    set: async (account, value) => void (await ask('set', account, value)),
    delete: async (account) => void (await ask('delete', account)),
    // By force: a keychain call under way would keep the process alive until its prompt is answered.
    close: () => end(child),
  };
}
