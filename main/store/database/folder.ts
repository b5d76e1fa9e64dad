import { randomUUID } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Db } from './db.ts';
import { entryPrefix, entryState, readMeta, writeMeta } from './meta.ts';

/** The database's file in its data folder. */
export const databaseName = 'rekey.db';

/** Distinguishes this data folder's keychain entries from those of other folders on the same computer. */
export interface FolderIdentity {
  /** Opaque; part of the names of this folder's entries. */
  id: string;
  /** The ids of the folder that this one was copied from. */
  formerIds: readonly string[];
}

const idsSchema = z.array(z.string()).catch([]);

export function readIdentity(db: Db): FolderIdentity {
  const read = readMeta(db);
  const former = read('former folder ids');
  return {
    id: z.string().parse(read('folder id')),
    formerIds: idsSchema.parse(typeof former === 'string' ? JSON.parse(former) : []),
  };
}

/** The folder's path as it is recorded, so that a copy can be recognised. */
function realPathOf(folder: string): string {
  return realpathSync.native(folder);
}

/**
 * Whether a database that was last used at a recorded path is the one in this folder, and not a copy of it. A moved
 * folder counts as a copy: the other one may still exist, on a disk that is not connected right now.
 */
export function isThisFolder(recorded: unknown, folder: string): boolean {
  if (typeof recorded !== 'string' || recorded === realPathOf(folder)) return true;
  try {
    // The same folder by another path, such as a second mount or a drive letter.
    const [here, there] = [folder, recorded].map((each) =>
      statSync(join(each, databaseName), { bigint: true }),
    );
    return here?.dev === there?.dev && here?.ino === there?.ino;
  } catch {
    return false;
  }
}

/**
 * Makes a copied data folder independent of its original: it gets another id, and so do its PBXs, because their
 * keychain entries are named after these. The original's entries are only read from then on, never changed or
 * deleted. Must be called before anything works with the database.
 */
export function recogniseCopy(db: Db, folder: string): void {
  const recorded = readMeta(db)('folder path');
  if (recorded === realPathOf(folder)) return;
  db.transaction(() => {
    if (!isThisFolder(recorded, folder)) becomeIndependent(db);
    writeMeta(db)('folder path', realPathOf(folder));
  }).immediate();
}

function becomeIndependent(db: Db): void {
  const write = writeMeta(db);
  const { id, formerIds } = readIdentity(db);
  write('former folder ids', JSON.stringify([id, ...formerIds]));
  write('folder id', randomUUID());

  db.pragma('defer_foreign_keys = ON');
  const pbxs = db
    .prepare<[], { id: string; former_id: string | null }>('SELECT id, former_id FROM pbxs')
    .all();
  const isNoted = db.prepare<[string], number>('SELECT 1 FROM meta WHERE name = ?').pluck();
  const isDoubtful = db.prepare<[string], number>('SELECT 1 FROM doubtful_keys WHERE pbx_id = ?').pluck();
  const rename = [
    'UPDATE pbxs SET id = @next WHERE id = @id',
    'UPDATE devices SET pbx_id = @next WHERE pbx_id = @id',
    'UPDATE jobs SET pbx_id = @next WHERE pbx_id = @id',
    "UPDATE meta SET value = @next WHERE name = 'setting selectedPbxId' AND value = @id",
  ].map((sql) => db.prepare(sql));
  const setFormer = db.prepare('UPDATE pbxs SET former_id = ? WHERE id = ?');
  for (const pbx of pbxs) {
    const hasOwnKey = isNoted.get(`${entryPrefix}api-key ${pbx.id}`) !== undefined;
    const former = hasOwnKey ? pbx.id : pbx.former_id;
    // A key that an import left doubtful may belong to another API client.
    setFormer.run(isDoubtful.get(pbx.id) ? null : former, pbx.id);
    const next = randomUUID();
    for (const statement of rename) statement.run({ id: pbx.id, next });
  }
  db.exec('DELETE FROM doubtful_keys');
  db.prepare('UPDATE meta SET value = ? WHERE name GLOB ? AND value = ?').run(
    entryState.shared,
    `${entryPrefix}*`,
    entryState.own,
  );
}
