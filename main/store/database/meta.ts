import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EntryLedger, SharedEntries } from '../../keychain/index.ts';
import type { Db } from './db.ts';

/** Prefixes the name of a keychain entry in `meta`. */
export const entryPrefix = 'keychain ';

/** Whose an entry is: the value beside its name. */
export const entryState = {
  /** Only this data folder's: it is deleted with it. */
  own: 1,
  /** Another data folder may need it, so it is never deleted; its value is still read here if there is no own entry. */
  shared: 0,
  /** As `shared`, but its value is no longer used here. */
  superseded: -1,
} as const;

/** The names of the keychain entries that belong to this data folder. */
export function createEntryLedger(db: Db): EntryLedger & SharedEntries {
  const add = db.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const strike = db.prepare(`DELETE FROM meta WHERE name = ? AND value = ${entryState.own}`);
  const supersede = db.prepare(
    `UPDATE meta SET value = ${entryState.superseded} WHERE name = ? AND value = ${entryState.shared}`,
  );
  const isShared = db
    .prepare<[string], number>(`SELECT 1 FROM meta WHERE name = ? AND value = ${entryState.shared}`)
    .pluck();
  const named = (condition: string) =>
    db
      .prepare<[], string>(
        `SELECT name FROM meta WHERE name GLOB '${entryPrefix}*' AND ${condition} ORDER BY name`,
      )
      .pluck();
  const own = named(`value = ${entryState.own}`);
  const shared = named(`value <> ${entryState.own}`);
  const bare = (name: string): string => name.slice(entryPrefix.length);
  return {
    add: (account) => void add.run(entryPrefix + account, entryState.own),
    strike: (account) => void strike.run(entryPrefix + account),
    list: () => own.all().map(bare),
    shared: () => shared.all().map(bare),
    addShared: (account) => void add.run(entryPrefix + account, entryState.superseded),
    isReadable: (account) => isShared.get(entryPrefix + account) !== undefined,
    supersede: (account) => void supersede.run(entryPrefix + account),
  };
}

/** A random secret of this data folder, created at first use. It keys hashes; nothing is encrypted with it. */
export function folderKey(db: Db): Buffer {
  const read = readMeta(db);
  const kept = read('folder key');
  if (kept instanceof Buffer) return kept;
  db.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    'folder key',
    randomBytes(32),
  );
  return z.instanceof(Buffer).parse(read('folder key'));
}

export function readMeta(db: Db): (name: string) => unknown {
  const select = db.prepare<[string], { value: unknown }>('SELECT value FROM meta WHERE name = ?');
  return (name) => select.get(name)?.value;
}

export function writeMeta(db: Db): (name: string, value: string | number | Buffer) => void {
  const write = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return (name, value) => void write.run(name, value);
}
