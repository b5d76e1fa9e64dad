import { type FSWatcher, watch } from 'node:fs';
import type { Db } from './db.ts';
import { databaseName } from './folder.ts';

/** What another process has changed in the database is known by its version, which SQLite keeps per connection. */
export interface OutsideChanges {
  /** Looks whether there is something new. */
  look(): void;
  stop(): void;
}

/** A write is seen before its commit counts, which may wait for the disk: it is looked at once more after so long without one. */
const settledMs = 1500;

/**
 * Calls back when another process has changed the database. Nothing wakes up while nobody writes. Where the folder cannot be
 * watched, only `look` notices it.
 */
export function watchOutsideChanges(db: Db, folder: string, changed: () => void): OutsideChanges {
  const read = (): unknown => db.pragma('data_version', { simple: true });
  let version = read();
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;

  const look = (): void => {
    if (!db.open) return;
    const now = read();
    if (now === version) return;
    version = now;
    changed();
  };
  const written = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, settledMs).unref();
    look();
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
    // Such as a system that watches no more files.
  }
  return { look, stop };
}
