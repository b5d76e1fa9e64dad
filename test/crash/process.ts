import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { emptyDisk, fillDisk } from './disk.ts';
import { type Instructions, lockedFile, type Message, pointFile } from './messages.ts';
import { allPoints, type Failure, type Point } from './points.ts';

/** A run of the failing program. */
export interface Program {
  /** Resolves when the engine is open, or the program ended earlier. */
  begun: Promise<void>;
  /** Resolves with its last message; null if it died without one. */
  ended: Promise<LastMessage | null>;
  /** Resolves after a while, or when it has ended. */
  pass(ms: number): Promise<void>;
  /** Causes a failure from outside. */
  fail(failure: Failure): void;
  readonly folder: string;
  readonly signal: NodeJS.Signals | null;
}

interface LastMessage {
  /** Of the error that it ended with; null without one. */
  code: string | null;
}

/** A disk or a lock that takes longer than this will never be available. */
const lockTimeoutMs = 10_000;

// Several hundred programs are started, so their sources are compiled once.
const compileCache = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'rekey-compile-cache');

export function startProgram(instructions: Instructions): Program {
  const { folder } = instructions.settings;
  const child: ChildProcess = fork(join(import.meta.dirname, 'program.ts'), {
    env: { ...process.env, REKEY_CRASH: JSON.stringify(instructions), NODE_COMPILE_CACHE: compileCache },
  });
  const begun = Promise.withResolvers<void>();
  const over = new AbortController();
  let lastMessage: LastMessage | null = null;
  let locker: Database.Database | null = null;
  const lock = (): void => {
    locker = new Database(join(folder, 'rekey.db'), { timeout: lockTimeoutMs });
    locker.exec('BEGIN IMMEDIATE');
    writeFileSync(join(folder, lockedFile), '');
  };
  const causes: Record<Failure, () => void> = {
    kill: () => void child.kill('SIGKILL'),
    'disk full': () => fillDisk(folder),
    'database locked': lock,
  };
  child.on('message', (message: Message) => {
    if (message.type === 'begun') begun.resolve();
    if (message.type === 'lock') lock();
    if (message.type === 'ended') lastMessage = { code: message.code };
  });
  const ended = once(child, 'close').then(() => {
    begun.resolve();
    over.abort();
    locker?.close();
    return lastMessage;
  });
  return {
    begun: begun.promise,
    ended,
    pass: (ms) => delay(ms, undefined, { signal: over.signal }).catch(() => {}),
    fail(failure) {
      if (!over.signal.aborted) causes[failure]();
    },
    folder,
    get signal() {
      return child.signalCode;
    },
  };
}

const expectedCodes: Record<Exclude<Failure, 'kill'>, string> = {
  'disk full': 'disk-full',
  'database locked': 'data-folder-unusable',
};

/**
 * Waits for the program's end, and frees the disk. Returns whether the failure ended it.
 *
 * @throws if it ended otherwise
 */
export async function endOf(program: Program, failure: Failure): Promise<boolean> {
  const lastMessage = await program.ended;
  if (failure === 'kill' && program.signal === 'SIGKILL') return true;
  if (failure === 'disk full') emptyDisk(program.folder);
  if (!lastMessage) throw new Error(`${failure}: the program died of ${program.signal ?? 'itself'}`);
  const { code } = lastMessage;
  if (code === null) return false;
  if (failure === 'kill' || code !== expectedCodes[failure])
    throw new Error(`${failure}: the program ended with ${code}`);
  return true;
}

/** Returns the last point that a program has reached; the first, if it reached none. */
export function lastPointOf({ settings }: Instructions): Point | null {
  return allPoints[readFileSync(join(settings.folder, pointFile))[0] ?? 0] ?? null;
}
