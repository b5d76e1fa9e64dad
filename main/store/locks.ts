import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { RekeyError } from '../../common/errors.ts';

/** Held by one process at a time; the operating system takes it from a process that dies. */
export interface Lock {
  release(): void;
  /** Where its file is. */
  file: string;
}

export interface Locks {
  /** Takes the lock, or gives null when somebody (this process included) holds it. */
  tryAcquire(name: string): Lock | null;
  /** Waits for the lock. @throws RekeyError `data-folder-unusable` when it does not come in time */
  acquire(name: string, patienceMs: number): Promise<Lock>;
  /** Takes part in a lock that any number may share, and nobody can take alone meanwhile. */
  share(name: string): Lock;
}

const pollMs = 50;

/**
 * Locks between processes as exclusive SQLite transactions on empty files. Unlike a lease with a time in it, it needs
 * no clock and no heartbeat: a killed holder loses it at once, one that sleeps with the laptop keeps it.
 */
export function createLocks(folder: string): Locks {
  // A connection that nobody refers to would be closed by the garbage collector, and its lock lost.
  const held = new Set<Database.Database>();

  const take = (name: string, begin: string): Lock | null => {
    const file = join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.lock`);
    const before = makeFile(folder, file);
    const db = new Database(file, { timeout: 0 });
    try {
      // A journal on the disk would need room there, though nothing is ever written.
      db.pragma('journal_mode = MEMORY');
      db.exec(begin);
    } catch (error) {
      db.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
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
 * Makes an empty file where there is none, and returns its inode. It is never opened where it exists: closing a file
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
      // The data folder is being deleted just now.
      if (code !== 'ENOENT' || tries === 5) throw error;
    }
  }
}

function inodeOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
