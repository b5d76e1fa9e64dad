import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { RekeyError } from '../../../common/errors.ts';
import { isLocked } from './locked.ts';

/** Held by one process at a time; the operating system releases it when the process dies. */
export interface Lock {
  release(): void;
  /** The path of its file. */
  file: string;
}

export interface Locks {
  /** Takes the lock, or returns null if any process (including this one) holds it. */
  tryAcquire(name: string): Lock | null;
  /** Waits for the lock. @throws RekeyError `data-folder-unusable` if it is not free in time */
  acquire(name: string, patienceMs: number): Promise<Lock>;
  /** Joins a lock that any number may share, and that nobody can take exclusively meanwhile. */
  share(name: string): Lock;
}

const pollMs = 50;

/**
 * Locks between processes as exclusive SQLite transactions on empty files. Unlike a lease with a timestamp, it needs
 * no clock and no heartbeat: a killed holder loses it at once, one that sleeps with the laptop keeps it.
 */
export function createLocks(folder: string): Locks {
  // An unreferenced connection would be closed by the garbage collector, and its lock lost.
  const held = new Set<Database.Database>();

  const take = (name: string, begin: string): Lock | null => {
    const file = join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.lock`);
    const before = makeFile(folder, file);
    const db = new Database(file, { timeout: 0 });
    try {
      // A journal on disk would need space there, though nothing is ever written.
      db.pragma('journal_mode = MEMORY');
      db.exec(begin);
    } catch (error) {
      db.close();
      if (isLocked(error)) return null;
      throw error;
    }
    // Its holder has deleted the file with the data folder: other processes would lock a new file.
    if (inodeOf(file) !== before) {
      db.close();
      return null;
    }
    held.add(db);
    return {
      file,
      release() {
        held.delete(db);
        db.close();
      },
    };
  };

  const tryAcquire = (name: string): Lock | null => take(name, 'BEGIN EXCLUSIVE');

  return {
    tryAcquire,
    async acquire(name, patienceMs) {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const lock = tryAcquire(name);
        if (lock) return lock;
        if (performance.now() > deadline)
          throw new RekeyError('data-folder-unusable', {
            path: folder,
            reason: 'busy',
          });
        await wait(pollMs);
      }
    },
    share(name) {
      const lock = take(name, 'BEGIN; SELECT count(*) FROM sqlite_schema');
      if (!lock)
        throw new RekeyError('data-folder-unusable', {
          path: folder,
          reason: 'kept-locked',
        });
      return lock;
    },
  };
}

/**
 * Creates an empty file if there is none, and returns its inode. An existing one is never opened: closing a file
 * drops all locks that this process has on it.
 */
function makeFile(folder: string, file: string): bigint | null {
  for (let tries = 1; ; tries += 1) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      closeSync(openSync(file, 'wx', 0o600));
      return inodeOf(file);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code === 'EEXIST') return inodeOf(file);
      // The data folder is being deleted.
      if (code !== 'ENOENT' || tries === 5) throw error;
    }
  }
}

function inodeOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
