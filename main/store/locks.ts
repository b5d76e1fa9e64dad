import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { RekeyError } from '../../common/errors.ts';

/** Held by one process at a time; the operating system takes it from a process that dies. */
export interface Lock {
  release(): void;
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
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.lock`;
    const db = new Database(join(folder, file), { timeout: 0 });
    try {
      // A journal on the disk would need room there, though nothing is ever written.
      db.pragma('journal_mode = MEMORY');
      db.exec(begin);
    } catch (error) {
      db.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
      throw error;
    }
    held.add(db);
    return {
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
