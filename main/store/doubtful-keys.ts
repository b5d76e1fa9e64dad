import type { Db } from './database/db.ts';

/**
 * The PBXs whose API key in the keychain may not belong to their entry, because an import was started but not
 * finished: keychain and database cannot be written in one step. They need not be in the store.
 */
export interface DoubtfulKeys {
  /** Called before the keychain is changed. */
  add(pbxIds: readonly string[]): void;
  /** The key belongs to the entry, or is gone. */
  settle(pbxIds: readonly string[]): void;
  list(): string[];
}

export function createDoubtfulKeys(db: Db): DoubtfulKeys {
  const insert = db.prepare(
    'INSERT INTO doubtful_keys SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  );
  const remove = db.prepare('DELETE FROM doubtful_keys WHERE pbx_id IN (SELECT value FROM json_each(?))');
  const all = db.prepare<[], string>('SELECT pbx_id FROM doubtful_keys').pluck();
  return {
    add: (pbxIds) => void insert.run(JSON.stringify(pbxIds)),
    settle: (pbxIds) => void remove.run(JSON.stringify(pbxIds)),
    list: () => all.all(),
  };
}
