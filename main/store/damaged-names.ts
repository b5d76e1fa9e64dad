import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseName } from './database.ts';
import { entryPrefix } from './meta.ts';

/** What databases that were set aside as damaged still tell of the keychain. */
export interface DamagedNames {
  /** Names of entries. */
  entries: string[];
  pbxIds: string[];
  /** One of them could not be read, so there may be entries that nobody can name. */
  incomplete: boolean;
}

export function damagedNames(folder: string): DamagedNames {
  const found: DamagedNames = { entries: [], pbxIds: [], incomplete: false };
  const isDamaged = (name: string): boolean =>
    name.startsWith(`${databaseName}.damaged-`) && !/-(wal|shm)$/.test(name);
  for (const name of readdirSync(folder).filter(isDamaged)) {
    try {
      const db = new Database(join(folder, name), { fileMustExist: true });
      try {
        const entries = db
          .prepare<[], string>(`SELECT name FROM meta WHERE name GLOB '${entryPrefix}*'`)
          .pluck();
        found.entries.push(...entries.all().map((entry) => entry.slice(entryPrefix.length)));
        found.pbxIds.push(...db.prepare<[], string>('SELECT id FROM pbxs').pluck().all());
      } finally {
        db.close();
      }
    } catch {
      found.incomplete = true;
    }
  }
  return found;
}
