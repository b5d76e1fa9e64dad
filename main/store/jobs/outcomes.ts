import type {
  CredentialsSource,
  Item,
  ItemState,
  KnownBy,
  Problem,
  ReadbackKind,
} from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { watchMs } from '../fetches/fetches.ts';
import { toJson } from '../rows.ts';
import type { NotedBaseline } from './attempts.ts';
import type { History } from './history.ts';
import { inDoubt } from './lifecycle.ts';
import { exactlyOne } from './rows.ts';
import { nextSequence, pbxOf } from './sequence.ts';

type Credentials = { source: CredentialsSource; sealed: Buffer | null };

/** A pending reading of the PBX. */
export interface PlannedReadback {
  kind: ReadbackKind;
  /** Not before then. */
  at: number;
}

/** How an attempt ended. */
export interface Conclusion {
  state: Extract<ItemState, 'succeeded' | 'failed' | 'uncertain'>;
  problem: Problem | null;
  credentials: Credentials | null;
  /** Unknown by default. */
  knownBy?: KnownBy | null;
  readback?: PlannedReadback | null;
  /** When a request without a clear answer was sent; by default, an earlier recorded one stays. */
  unclearAt?: number | null;
  /** The number of attempts; by default, as recorded. */
  attempts?: number;
  /**
   * `succeeded`: the latest time at which the password was changed, by the PBX's clock; null if unknown. By default
   * nothing is recorded about the device fetching it.
   */
  changedAt?: number | null | undefined;
}

/** The result of a reading for an item whose outcome was to be settled or checked. */
export interface Settlement extends Omit<Conclusion, 'credentials' | 'unclearAt' | 'attempts'> {
  /** `keep`: the recorded ones stay; null: there are none. */
  credentials: Credentials | 'keep' | null;
  /** Whether it replaces an outcome that was reported as known. */
  revised?: boolean;
}

/** An item whose outcome is to be settled or checked. */
export interface Unsettled {
  item: Item;
  jobId: number;
  /** Null if none was recorded. */
  baseline: NotedBaseline | null;
  /** The recorded password. */
  sealed: Buffer | null;
  unclearAt: number | null;
}

/** The outcomes of attempts, and how readings of the PBX changed them. */
export interface Outcomes {
  conclude(itemId: number, conclusion: Conclusion): void;

  /** What is known about an item whose outcome is unknown, or is to be checked. */
  unsettled(itemId: number): Unsettled;
  /** When the item's last request without a clear answer was sent; null if there was none. */
  unclearAt(itemId: number): number | null;
  /** Whether a request for the item's device has been unclear since a time, in any job of its PBX. */
  wasUnclear(itemId: number, since: number): boolean;
  /** Records the result of a reading. False if the item is no longer to be read. */
  settle(itemId: number, settlement: Settlement): boolean;

  /** The result of reading back an item of `unread`; null: no password could be read. */
  concludeReading(itemId: number, credentials: Conclusion['credentials']): void;
}

/** For an item that was running when its process died, after the attempt to read it back. */
const inDoubtForGood: Problem = { code: 'outcome-uncertain', facts: { reason: 'broken-off' } };

interface UnsettledRow {
  job_id: number;
  baseline: string | null;
  baseline_sealed: Buffer | null;
  baseline_at: number | null;
  sealed: Buffer | null;
  unclear_at: number | null;
}

export function createOutcomes(db: Db, now: () => number, { item }: Pick<History, 'item'>): Outcomes {
  const concludeItem = db.prepare(
    `UPDATE items SET state = @state, problem = @problem, ended_at = @endedAt,
       sequence = ${nextSequence}, credentials_source = @source, sealed = @sealed, known_by = @knownBy,
       look = @look, look_at = @lookAt, unclear_at = coalesce(@unclearAt, unclear_at),
       attempts = coalesce(@attempts, attempts)
     WHERE id = @id AND state = 'running'`,
  );
  // Earlier events are about another password.
  const awaitFetch = db.prepare(
    `UPDATE items SET changed_at = @changedAt, watch_since = @now,
       watch_until = CASE WHEN @changedAt IS NULL THEN NULL ELSE @until END,
       watch_end = CASE WHEN @changedAt IS NULL THEN 'no-pbx-time' END
     WHERE id = @id`,
  );
  const unsettledItem = db.prepare<[number], UnsettledRow>(
    `SELECT job_id, baseline, baseline_sealed, baseline_at, sealed, unclear_at FROM items WHERE id = ?`,
  );
  const unclearOfItem = db
    .prepare<[number], number | null>('SELECT unclear_at FROM items WHERE id = ?')
    .pluck();
  const wasUnclearBy = (column: 'unclear_at' | 'unclear_before'): string => `EXISTS (
      SELECT 1 FROM items JOIN items AS later ON later.target = items.target
      WHERE items.id = @id AND later.${column} > @since
        AND (later.pbx_url = items.pbx_url OR ${pbxOf('later')} = ${pbxOf('items')}))`;
  const unclearOfDevice = db
    .prepare<{ id: number; since: number }, 0 | 1>(
      `SELECT ${wasUnclearBy('unclear_at')} OR ${wasUnclearBy('unclear_before')}`,
    )
    .pluck();
  // Its place among the outcomes remains that of the request. An item noted ahead when its process died has no attempt yet, but was
  // sent if the PBX carried it out.
  const settleItem = db.prepare(
    `UPDATE items SET state = @state, problem = @problem, known_by = @knownBy, look = @look, look_at = @lookAt,
       credentials_source = CASE WHEN @keeps THEN credentials_source ELSE @source END,
       sealed = CASE WHEN @keeps THEN sealed ELSE @sealed END,
       ended_at = CASE WHEN @keeps THEN ended_at ELSE @now END,
       revised_at = CASE WHEN @revised THEN @now ELSE revised_at END,
       attempts = CASE WHEN @state = 'succeeded' THEN max(attempts, 1) ELSE attempts END
     WHERE id = @id AND look IS NOT NULL AND state IN ('succeeded', 'failed', 'uncertain')`,
  );
  // Its password is stored from now on; its place among the outcomes remains that of the request.
  const readItem = db.prepare(
    `UPDATE items SET credentials_source = @source, sealed = @sealed,
       ended_at = CASE WHEN @source IS NULL THEN ended_at ELSE @now END,
       problem = CASE WHEN problem = @unread THEN @read ELSE problem END
     WHERE id = @id AND state = 'uncertain' AND credentials_source IS NULL`,
  );

  const noteChange = (itemId: number, changedAt: number | null | undefined): void => {
    if (changedAt === undefined) return;
    awaitFetch.run({ id: itemId, changedAt, now: now(), until: now() + watchMs });
  };

  return {
    conclude(itemId, { state, problem, credentials, knownBy, readback, unclearAt, attempts, changedAt }) {
      exactlyOne(
        concludeItem.run({
          id: itemId,
          state,
          problem: toJson(problem),
          endedAt: now(),
          source: credentials?.source ?? null,
          sealed: credentials?.sealed ?? null,
          knownBy: knownBy ?? null,
          look: readback?.kind ?? null,
          lookAt: readback?.at ?? null,
          unclearAt: unclearAt ?? null,
          attempts: attempts ?? null,
        }).changes,
      );
      noteChange(itemId, changedAt);
    },
    unsettled(itemId) {
      const row = unsettledItem.get(itemId);
      if (!row) throw new Error(`no item ${itemId}`);
      return {
        item: item(itemId),
        jobId: row.job_id,
        baseline: (row.baseline && { sealed: row.baseline_sealed, readAt: row.baseline_at ?? 0 }) || null,
        sealed: row.sealed,
        unclearAt: row.unclear_at,
      };
    },
    unclearAt: (itemId) => unclearOfItem.get(itemId) ?? null,
    wasUnclear: (id, since) => unclearOfDevice.get({ id, since }) === 1,
    settle(itemId, { state, problem, credentials, knownBy, readback, revised = false, changedAt }) {
      const keeps = credentials === 'keep';
      const isSettled =
        settleItem.run({
          id: itemId,
          state,
          problem: toJson(problem),
          knownBy: knownBy ?? null,
          look: readback?.kind ?? null,
          lookAt: readback?.at ?? null,
          keeps: keeps ? 1 : 0,
          source: keeps ? null : (credentials?.source ?? null),
          sealed: keeps ? null : (credentials?.sealed ?? null),
          revised: revised ? 1 : 0,
          now: now(),
        }).changes === 1;
      if (isSettled && !keeps) noteChange(itemId, changedAt);
      return isSettled;
    },
    concludeReading: (itemId, credentials) =>
      exactlyOne(
        readItem.run({
          id: itemId,
          now: now(),
          source: credentials?.source ?? null,
          sealed: credentials?.sealed ?? null,
          unread: toJson(inDoubt),
          read: toJson(inDoubtForGood),
        }).changes,
      ),
  };
}
