import type { Db } from './database/db.ts';
import { readMeta, writeMeta } from './database/meta.ts';

/** The data keys that sealed passwords need, by the ids in the sealed texts. */
export interface DataKeyIds {
  inUse(): string[];
  /** Sets which keys the keychain had when last checked; passwords under others cannot be opened. */
  note(ids: readonly string[]): void;
}

const name = 'data key ids';

/**
 * SQL: 1 if the key of a sealed column was missing when the keychain was last checked, else 0. Before the first check
 * none is.
 */
export const isKeyMissing = (sealed: string): string => `coalesce(
    instr((SELECT value FROM meta WHERE name = '${name}'), lower(hex(substr(${sealed}, 2, 4)))) = 0, 0)`;

export function createDataKeyIds(db: Db): DataKeyIds {
  const inUse = db
    .prepare<[], string>(
      `SELECT lower(hex(id)) FROM
       (SELECT DISTINCT substr(sealed, 2, 4) AS id FROM items WHERE sealed IS NOT NULL
        UNION
        SELECT DISTINCT substr(baseline_sealed, 2, 4) FROM items WHERE baseline_sealed IS NOT NULL)`,
    )
    .pluck();
  const read = readMeta(db);
  const write = writeMeta(db);
  return {
    inUse: () => inUse.all(),
    note(ids) {
      const next = ids.join(' ');
      if (read(name) === next) return;
      try {
        write(name, next);
      } catch (error) {
        // It is recorded the next time; existing data must be readable on a full disk, too.
        if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
      }
    },
  };
}
