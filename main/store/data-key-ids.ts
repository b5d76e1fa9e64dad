import type { Db } from './db.ts';
import { readMeta, writeMeta } from './meta.ts';

/** Which data keys the sealed passwords need, by the ids that stand in what was sealed. */
export interface DataKeyIds {
  inUse(): string[];
  /** The keys that the keychain had at the last look; passwords under others cannot be opened. */
  note(ids: readonly string[]): void;
}

const name = 'data key ids';

/**
 * SQL: 1 where the key of what a column holds was missing at the last look into the keychain, else 0. Before the first
 * look none is.
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
        // It is noted the next time; what is there must be readable on a full disk, too.
        if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
      }
    },
  };
}
