import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { forSearch } from '../../../common/device-text.ts';
import { type ErrorReason, RekeyError } from '../../../common/errors.ts';
import type { Db } from './db.ts';
import { databaseName, recogniseCopy } from './folder.ts';
import { isLocked } from './locked.ts';
import type { Lock, Locks } from './locks.ts';
import { migrations } from './migrations.ts';

export interface OpenedDatabase {
  db: Db;
  /** Where a damaged file was moved before a new one was created; null if all was well. */
  damagedFile: string | null;
  /** Held while it is open, so that nobody moves the file. */
  inUse: Lock;
}

/**
 * Locks: processes that have the database open share the first; the second is held exclusively while it is being
 * opened.
 */
export const usedName = 'in use';
export const openingName = 'open';

const openPatienceMs = 30_000;
export function databaseFile(folder: string): string {
  return join(folder, databaseName);
}

/** How long a statement waits for another process that writes. */
export const writePatienceMs = 10_000;

/**
 * Opens `rekey.db` in a folder, creating and migrating it if needed. A damaged file is moved aside, never
 * overwritten. One process at a time opens; after that any number use it together (WAL).
 *
 * @throws RekeyError `data-folder-unusable`, `store-too-new`, `disk-full`
 */
export async function openDatabase(
  folder: string,
  locks: Locks,
  now: () => number,
  patienceMs: number,
): Promise<OpenedDatabase> {
  const file = databaseFile(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opening = await locks.acquire(openingName, openPatienceMs);
    try {
      const db = tryOpen(file, patienceMs);
      if (db) recogniseCopyUnlessFull(db, folder);
      if (db) return { db, damagedFile: null, inUse: locks.share(usedName) };
      const damagedFile = setAside(file, locks, now());
      const fresh = tryOpen(file, patienceMs);
      if (!fresh)
        throw new RekeyError('data-folder-unusable', {
          path: file,
          reason: 'new-unreadable',
        });
      recogniseCopyUnlessFull(fresh, folder);
      return { db: fresh, damagedFile, inUse: locks.share(usedName) };
    } finally {
      opening.release();
    }
  } catch (error) {
    throw toStoreError(error, folder);
  }
}

/** Converts an error of SQLite or the file system to one of the closed set. */
export function toStoreError(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown }).code;
  if (error instanceof RekeyError || typeof code !== 'string') return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new RekeyError('disk-full', { path }, { cause: error });
  const reason = isLocked(error) ? 'database-locked' : unusable.find(([pattern]) => pattern.test(code))?.[1];
  return reason ? new RekeyError('data-folder-unusable', { path, reason }, { cause: error }) : error;
}

const unusable: [RegExp, ErrorReason<'data-folder-unusable'>][] = [
  [/^(SQLITE_READONLY|EROFS)/, 'read-only'],
  [/^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH)/, 'no-right'],
  [/^(ENOENT|ENOTDIR|EEXIST|SQLITE_CANTOPEN)/, 'no-folder'],
  [/^(SQLITE_LOCKED|EBUSY)/, 'database-locked'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'database-damaged'],
  [/^(SQLITE_IOERR|EIO)/, 'disk-fault'],
];

/**
 * Returns null if the file is certainly damaged; throws other problems.
 *
 * @param alone no other process can use it meanwhile: it can then be read even if a full disk has no room for the
 * shared index
 */
function tryOpen(file: string, patienceMs: number, alone = false): Db | null {
  // Created here first, so that only this user can read it from its first byte; SQLite gives its companion files the
  // same permissions.
  closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file, { timeout: patienceMs });
  try {
    if (alone) db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    // SQLite's own default, 2 MB: the driver's is 16 MB, which a large job fills without getting faster.
    db.pragma('cache_size = -2000');
    db.pragma('trusted_schema = OFF');
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      db.close();
      return null;
    }
    migrate(db, file);
    return db;
  } catch (error) {
    db.close();
    if ((error as { code?: unknown }).code === 'SQLITE_IOERR_SHMSIZE' && !alone)
      return tryOpen(file, patienceMs, true);
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return null;
    throw error;
  }
}

function migrate(db: Db, file: string): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) throw new RekeyError('store-too-new', { path: file });
  // Existing data must be readable even while the disk is full.
  if (version === migrations.length) return;
  db.function('for_search', { deterministic: true }, (text) => forSearch(String(text)));
  db.transaction(() => {
    for (const sql of migrations.slice(version)) db.exec(sql);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** A full disk must not prevent reading what is stored. */
function recogniseCopyUnlessFull(db: Db, folder: string): void {
  try {
    recogniseCopy(db, folder);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_FULL') return;
    db.close();
    throw error;
  }
}

function setAside(file: string, locks: Locks, now: number): string {
  const alone = locks.tryAcquire(usedName);
  if (!alone)
    throw new RekeyError('data-folder-unusable', {
      path: file,
      reason: 'database-damaged-in-use',
    });
  alone.release();
  const suffix = `damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
  for (const companion of ['-wal', '-shm', '']) {
    if (existsSync(file + companion)) renameSync(file + companion, `${file}.${suffix}${companion}`);
  }
  return `${file}.${suffix}`;
}
