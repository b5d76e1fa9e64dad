import { type FSWatcher, watch } from 'node:fs';
import type { Db } from './db.ts';
import { databaseName } from './folder.ts';

/** Changes by another process are detected by the database's version, which SQLite keeps per connection. */
export interface OutsideChanges {
  /** Checks for changes. */
  check(): void;
  stop(): void;
}

/**
 * A write is noticed before its commit counts, which may wait for the disk: after this long without one, it checks
 * once more.
 */
const settledMs = 1500;

/**
 * Calls back when another process has changed the database. Nothing wakes up while nobody writes. If the folder
 * cannot be watched, only `check` notices it.
 */
export function watchOutsideChanges(db: Db, folder: string, changed: () => void): OutsideChanges {
  const read = (): unknown => db.pragma('data_version', { simple: true });
  let version = read();
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;

  const check = (): void => {
    if (!db.open) return;
    const now = read();
    if (now === version) return;
    version = now;
    changed();
  };
  const written = (): void => {
    clearTimeout(timer);
    timer = setTimeout(check, settledMs).unref();
    check();
  };
  const stop = (): void => {
    clearTimeout(timer);
    watcher?.close();
    watcher = null;
  };
  try {
    watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || name.startsWith(databaseName)) written();
    });
    watcher.on('error', stop);
  } catch {
    // For example, the system cannot watch any more files.
  }
  return { check, stop };
}
