import { randomUUID } from 'node:crypto';
import type { Db } from './db.ts';
import { readMeta, writeMeta } from './meta.ts';

/**
 * Removes deleted data from the database's files. SQLite overwrites it in the database, but the write-ahead log keeps
 * it until it is emptied, which cannot happen while another process reads.
 */
export interface Scrubber {
  /** Must be called in the transaction that deletes. */
  mark(): void;
  /** Empties the log if something was deleted since; false if it has to be tried again. */
  run(): boolean;
}

const name = 'scrub due';

export function createScrubber(db: Db): Scrubber {
  const read = readMeta(db);
  const write = writeMeta(db);
  // Another process may delete more while the log is emptied.
  const settle = db.prepare(`DELETE FROM meta WHERE name = '${name}' AND value = ?`);
  return {
    mark: () => write(name, randomUUID()),
    run() {
      const due = read(name);
      if (due === undefined) return true;
      if (!emptyLog(db)) return false;
      try {
        settle.run(due);
        return true;
      } catch (error) {
        // A full disk must not prevent reading what is stored.
        if (isPassing(error)) return false;
        throw error;
      }
    },
  };
}

function isPassing(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED|FULL)/.test(String((error as { code?: unknown }).code));
}

/** Without waiting for readers. */
function emptyLog(db: Db): boolean {
  const timeout = db.pragma('busy_timeout', { simple: true });
  db.pragma('busy_timeout = 0');
  try {
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return result?.busy === 0;
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  } finally {
    db.pragma(`busy_timeout = ${timeout}`);
  }
}
