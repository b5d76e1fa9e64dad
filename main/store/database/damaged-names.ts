import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseName, isThisFolder } from './folder.ts';
import { entryPrefix, entryState } from './meta.ts';

/** The keychain entries that databases set aside as damaged still name. */
export interface DamagedNames {
  /** Names of this data folder's entries. */
  entries: string[];
  /** Names of entries that another data folder may need. */
  shared: string[];
  pbxIds: string[];
  /** One of them could not be read, so there may be entries whose names are lost. */
  incomplete: boolean;
}

/** @param only the name of one set-aside database; all of them by default */
export function damagedNames(folder: string, only?: string): DamagedNames {
  const found: DamagedNames = { entries: [], shared: [], pbxIds: [], incomplete: false };
  const isDamaged = (name: string): boolean =>
    name.startsWith(`${databaseName}.damaged-`) && !/-(wal|shm)$/.test(name);
  for (const name of only === undefined ? readdirSync(folder).filter(isDamaged) : [only]) {
    try {
      readNames(join(folder, name), folder, found);
    } catch {
      found.incomplete = true;
    }
  }
  return found;
}

function readNames(file: string, folder: string, found: DamagedNames): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    const meta = db.prepare<[string], { value: unknown }>('SELECT value FROM meta WHERE name = ?');
    const isOurs = isThisFolder(meta.get('folder path')?.value, folder);
    const entries = db
      .prepare<[], { name: string; value: unknown }>(
        `SELECT name, value FROM meta WHERE name GLOB '${entryPrefix}*'`,
      )
      .all();
    for (const { name, value } of entries) {
      const entry = name.slice(entryPrefix.length);
      const isOwn = isOurs && value === entryState.own && !isCommonToAll(entry);
      (isOwn ? found.entries : found.shared).push(entry);
    }
    if (isOurs) found.pbxIds.push(...db.prepare<[], string>('SELECT id FROM pbxs').pluck().all());
  } finally {
    db.close();
  }
}

/** Whether it has the same name in every data folder, from a version that did not distinguish them. */
function isCommonToAll(entry: string): boolean {
  return /^(data-key|proxy-login \S+)(#.*)?$/.test(entry);
}
