import type { Db } from '../database/db.ts';
import type { Scrubber } from '../database/scrub.ts';

/** The stored sealed passwords, and their permanent deletion. */
export interface SealedPasswords {
  /** Null if there is none, or it was deleted after the retention time. */
  sealed(itemId: number): Buffer | null;
  /** As `password`, for the device's previous password. */
  sealedBefore(itemId: number): Buffer | null;
  /** Permanently deletes the jobs of a PBX with their items and sealed credentials. */
  removeOf(pbxId: string): void;
  /** How many items that ended before a time have sealed credentials. */
  countSealed(endedBefore: number): number;
  /** Deletes sealed credentials of items that ended before a time; returns how many. */
  deleteSealed(endedBefore: number): number;
}

export function createSealedPasswords(db: Db, scrubber: Pick<Scrubber, 'mark'>): SealedPasswords {
  const sealedOfItem = db.prepare<[number], { sealed: Buffer | null }>(
    'SELECT sealed FROM items WHERE id = ?',
  );
  const sealedBeforeOfItem = db
    .prepare<[number], Buffer | null>('SELECT baseline_sealed FROM items WHERE id = ?')
    .pluck();
  // A baseline before a request that never ended counts from then.
  const oldSealed = `
    SELECT id FROM items WHERE sealed IS NOT NULL AND ended_at < @before
    UNION SELECT id FROM items
      WHERE baseline_sealed IS NOT NULL AND baseline_at < @before AND coalesce(ended_at, baseline_at) < @before`;
  const dropSealed = db.prepare(
    `UPDATE items SET sealed = NULL, baseline = NULL, baseline_sealed = NULL WHERE id IN (${oldSealed})`,
  );
  const countOldSealed = db.prepare<{ before: number }, { n: number }>(
    `SELECT count(*) AS n FROM (${oldSealed})`,
  );
  const removeJobsOf = db.prepare('DELETE FROM jobs WHERE pbx_id = ?');

  const deleteSealed = db.transaction((before: number): number => {
    const { changes } = dropSealed.run({ before });
    if (changes > 0) scrubber.mark();
    return changes;
  });
  const removeOf = db.transaction((pbxId: string) => {
    if (removeJobsOf.run(pbxId).changes > 0) scrubber.mark();
  });

  return {
    sealed: (itemId) => sealedOfItem.get(itemId)?.sealed ?? null,
    sealedBefore: (itemId) => sealedBeforeOfItem.get(itemId) ?? null,
    removeOf: (pbxId) => void removeOf.immediate(pbxId),
    countSealed: (endedBefore) => countOldSealed.get({ before: endedBefore })?.n ?? 0,
    deleteSealed: (endedBefore) => deleteSealed.immediate(endedBefore),
  };
}
