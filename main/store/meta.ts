import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isShortcut } from '../../common/accelerator.ts';
import { languageChoices } from '../../common/language.ts';
import { appearances, clipboardTimes, maxConfirmAbove, maxRetentionDays } from '../../common/settings.ts';
import type { EntryLedger, SharedEntries } from '../keychain/index.ts';
import { isUpdateAddress } from '../policy/update-address.ts';
import type { Db } from './database.ts';

/** SQLite has no truth values. */
const yesOrNo = ['yes', 'no'] as const;

const settingSchemas = {
  /** What the window, the tray and the notifications speak. */
  language: z.enum(languageChoices).catch('system'),
  /** The window's colours. */
  appearance: z.enum(appearances).catch('system'),
  /** Seconds after which a password that the window copied is taken off the clipboard. */
  clipboardSeconds: z.literal(clipboardTimes).catch(45),
  /** Days for which sealed passwords are kept. */
  retentionDays: z.number().int().min(1).max(maxRetentionDays).catch(30),
  /** When sealed passwords were last looked through, milliseconds since 1970; 0 before the first time. */
  retentionCheckedAt: z.number().catch(0),
  /** Whether the clock had jumped then, and may be wrong. */
  clockDoubted: z.enum(yesOrNo).catch('no'),
  /** Above how many devices a confirmation asks to type their number. */
  confirmAbove: z.number().int().min(1).max(maxConfirmAbove).catch(25),
  /** What opens the quick panel from any program; empty for nothing. */
  shortcut: z
    .string()
    .refine((text) => text === '' || isShortcut(text))
    .catch(''),
  /** Whether closing the window leaves the program in the tray, where there is one. */
  keepInTray: z.enum(yesOrNo).catch('yes'),
  /** Whether it was said that closing the window does so. */
  toldOfTray: z.enum(yesOrNo).catch('no'),
  /** Where update manifests are fetched; empty for no update check. */
  updateAddress: z
    .string()
    .refine((text) => text === '' || isUpdateAddress(text))
    .catch(''),
  /** The newest update manifest that was verified: its version and when it was signed; empty before the first. */
  updateVersion: z.string().max(40).catch(''),
  updateSignedAt: z.number().catch(0),
  /** The PBX that the window works on; empty before one was chosen. */
  selectedPbxId: z.string().catch(''),
};
export type Settings = { [name in keyof typeof settingSchemas]: z.infer<(typeof settingSchemas)[name]> };

export interface SettingStore {
  /** A missing or unusable value reads as the default. */
  get<Name extends keyof Settings>(name: Name): Settings[Name];
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): void;
  /** Those whose stored value is unusable, until they are set again. */
  damaged(): (keyof Settings)[];
}

export function createSettingStore(db: Db): SettingStore {
  const read = readMeta(db);
  const write = writeMeta(db);
  return {
    damaged: () =>
      (Object.keys(settingSchemas) as (keyof Settings)[]).filter((name) => {
        const stored = read(`setting ${name}`);
        return stored !== undefined && !settingSchemas[name].unwrap().safeParse(stored).success;
      }),
    get: (name) => settingSchemas[name].parse(read(`setting ${name}`)) as Settings[typeof name],
    set: (name, value) => write(`setting ${name}`, settingSchemas[name].parse(value)),
  };
}

/** Before the name of an entry of the keychain, in `meta`. */
export const entryPrefix = 'keychain ';

/** Whose an entry is, as the value beside its name. */
export const entryState = {
  /** This data folder's alone: it is deleted with it. */
  own: 1,
  /** Another data folder may need it, so it is never deleted; this one still reads its value where it has no own. */
  shared: 0,
  /** The same, but its value is no longer used here. */
  superseded: -1,
} as const;

/** The names of the keychain's entries that belong to this data folder. */
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

/** A random secret of this data folder, made at first use. It keys hashes; nothing is encrypted with it. */
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
