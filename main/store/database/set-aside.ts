import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryLedger, SharedEntries } from '../../keychain/index.ts';
import { accountsOf } from '../../keychain/secrets.ts';
import { damagedNames } from './damaged-names.ts';
import type { Db } from './db.ts';
import { databaseName } from './folder.ts';
import { readMeta, writeMeta } from './meta.ts';

/** Databases that were set aside as damaged. They contain sealed passwords, so they are kept no longer than those. */
export interface SetAside {
  /** Deletes those that were set aside before a time; the keychain entries they name stay known. */
  deleteOlder(before: number, now: number): void;
  /** Whether one was deleted that could not be read, so that the keychain may hold entries whose names are lost. */
  namesLost(): boolean;
}

const prefix = `${databaseName}.damaged-`;
const lostName = 'set-aside names lost';

export function createSetAside(db: Db, folder: string, entries: EntryLedger & SharedEntries): SetAside {
  const read = readMeta(db);
  const write = writeMeta(db);
  return {
    deleteOlder(before, now) {
      for (const name of basesIn(folder)) {
        const since = setAsideAt(join(folder, name), now);
        if (since === null || since >= before) continue;
        const names = damagedNames(folder, name);
        for (const entry of [...names.entries, ...names.pbxIds.flatMap(accountsOf)]) entries.add(entry);
        for (const entry of names.shared) entries.addShared(entry);
        if (names.incomplete) write(lostName, 1);
        for (const companion of ['', '-wal', '-shm']) rmSync(join(folder, name + companion), { force: true });
      }
    },
    namesLost: () => read(lostName) !== undefined,
  };
}

/** The names of set-aside databases, including those of which only a companion file is left. */
function basesIn(folder: string): Set<string> {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return new Set(names.map((name) => name.replace(/-(wal|shm)$/, '')));
}

/** By the name, unless that lies ahead because a clock was wrong; null if it is unknown. */
function setAsideAt(file: string, now: number): number | null {
  const [, day, hours, minutes, seconds, ms] =
    /damaged-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(file) ?? [];
  const named = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return [named, changed].find((time) => time <= now) ?? null;
}
