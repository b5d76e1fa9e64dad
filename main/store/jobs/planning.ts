import { forSearch, searchTextOf } from '../../../common/device-text.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, Job, Match, Problem } from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { toJson } from '../rows.ts';
import type { Attempts } from './attempts.ts';
import type { History } from './history.ts';
import type { Lifecycle } from './lifecycle.ts';
import { exactlyOne } from './rows.ts';
import { newestSequence, nextSequence } from './sequence.ts';
import { endUnsent, unsentAt } from './unsent.ts';
import type { Waiting } from './waiting.ts';

/** A job as it is created: nothing was sent yet. */
export interface NewJob {
  pbxId: string | null;
  pbxName: string;
  pbxUrl: string;
  reference: string | null;
  /** The job whose devices it retries. */
  retryOf: number | null;
  user: string;
  items: NewItem[];
  /**
   * Until when it may wait for its PBX to become reachable, in milliseconds since 1970; null or missing: it runs now.
   */
  waitUntil?: number | null;
}

/** An item of a job that is about to be created. */
export interface NewItem {
  mac: Mac;
  /** All MACs that it stands for, as in `Item`; `mac` is the first. Only that one by default. */
  macs?: Mac[];
  match: Match;
  device: Device | null;
  /** Set if it is clear beforehand that nothing can be sent: the item is `failed` from the start. */
  problem: Problem | null;
}

/** An item of a waiting job whose device turned out to be other than the user confirmed. */
export interface RematchedItem extends Omit<NewItem, 'mac'> {
  itemId: number;
}

/** Creates jobs, and changes their items as long as these are queued. */
export interface Planning {
  /** Creates a job that is about to run, or waits. */
  create(job: NewJob): Job;
  /**
   * Replaces what the items of a waiting job were matched to, once the PBX can be asked. An item for which nothing can
   * be sent becomes `failed`. One with an earlier request without a clear answer becomes `uncertain` instead, also if
   * it now belongs to another user. If queued items remain, the job is paused until the user confirms them; otherwise
   * it is finished.
   *
   * @param problem why the job is paused
   */
  rematch(id: number, items: readonly RematchedItem[], problem: Problem): void;
  /** Skips queued items that a later job has run. */
  skip(itemIds: readonly number[]): void;
  /**
   * Records that the user confirmed queued items although other jobs have run them since; from now on, only jobs after
   * this moment count as later.
   */
  reconfirm(itemIds: readonly number[]): void;
}

type PlanningParts = Pick<History, 'job' | 'moment'> &
  Pick<Attempts, 'queued'> &
  Pick<Lifecycle, 'finish'> &
  Pick<Waiting, 'wait'>;

/** @param now milliseconds since 1970; other parts of the job store do what a plan leads to */
export function createPlanning(
  db: Db,
  now: () => number,
  { job, moment, queued, finish, wait }: PlanningParts,
): Planning {
  const insertJob = db.prepare(
    `INSERT INTO jobs (pbx_id, pbx_name, pbx_url, state, reference, retry_of, user, search, created_at)
     VALUES (@pbxId, @pbxName, @pbxUrl, 'planned', @reference, @retryOf, @user, @search, @createdAt)`,
  );
  const insertItem = db.prepare(
    `INSERT INTO items
       (job_id, position, mac, macs, user_id, pbx_url, match, search, device, state, problem, ended_at, sequence,
        agreed_sequence)
     VALUES (@jobId, @position, @mac, @macs, @userId, @pbxUrl, @match, @search, @device, @state, @problem, @endedAt,
       CASE WHEN @endedAt IS NULL THEN NULL ELSE ${nextSequence} END, @agreedSequence)`,
  );
  // A request without a clear answer is settled for the device or user it was sent for, not for what the device is now.
  const endUnclear = db.prepare(
    `${endUnsent} WHERE id = @id AND state = 'queued' AND unclear_at IS NOT NULL
       AND (@refused OR user_id IS NOT @userId)`,
  );
  const rematchItem = db.prepare(
    `UPDATE items SET macs = @macs, user_id = @userId, match = @match, device = @device, search = @search,
       problem = @problem, state = @state, not_before = NULL, ended_at = @endedAt,
       sequence = CASE WHEN @endedAt IS NULL THEN NULL ELSE ${nextSequence} END
     WHERE id = @itemId AND state = 'queued'`,
  );
  const pauseForConfirmation = db.prepare(
    `UPDATE jobs SET state = 'paused', pause_problem = ?, wait_sequence = NULL
     WHERE id = ? AND state NOT IN ('finished', 'cancelled')`,
  );
  const skipItem = db.prepare(
    `UPDATE items SET state = 'skipped', not_before = NULL, problem = NULL, ended_at = ?, sequence = ${nextSequence}
     WHERE id = ? AND state = 'queued'`,
  );
  // What other jobs did since makes the item's own unclear request irrelevant, so it starts over. `unclear_before` keeps
  // it, because the PBX may still carry it out.
  const reconfirmItem = db.prepare(
    `UPDATE items SET agreed_sequence = ${newestSequence},
       unclear_before = coalesce(unclear_at, unclear_before), unclear_at = NULL,
       baseline = NULL, baseline_sealed = NULL, baseline_at = NULL
     WHERE id = ? AND state = 'queued'`,
  );

  const create = db.transaction((added: NewJob): number => {
    const createdAt = now();
    const agreedSequence = moment();
    const search = forSearch([added.pbxName, added.reference, added.user].filter(Boolean).join('\n'));
    const jobId = Number(insertJob.run({ ...added, search, createdAt }).lastInsertRowid);
    added.items.forEach((item, position) => {
      insertItem.run({
        jobId,
        position,
        mac: item.mac,
        pbxUrl: added.pbxUrl,
        ...foundColumns(item),
        state: item.problem ? 'failed' : 'queued',
        problem: toJson(item.problem),
        endedAt: item.problem ? createdAt : null,
        agreedSequence,
      });
    });
    const { waitUntil = null } = added;
    if (waitUntil !== null) wait(jobId, waitUntil, null, createdAt);
    return jobId;
  });
  const rematch = db.transaction((id: number, items: readonly RematchedItem[], problem: Problem) => {
    for (const { itemId, problem: refusal, ...found } of items) {
      const columns = foundColumns(found);
      const { changes } = endUnclear.run({
        ...unsentAt(now()),
        id: itemId,
        refused: refusal ? 1 : 0,
        userId: columns.userId,
      });
      if (changes > 0) continue;
      exactlyOne(
        rematchItem.run({
          itemId,
          ...columns,
          problem: toJson(refusal),
          state: refusal ? 'failed' : 'queued',
          endedAt: refusal ? now() : null,
        }).changes,
      );
    }
    if (queued(id).length === 0) finish(id);
    else exactlyOne(pauseForConfirmation.run(toJson(problem), id).changes);
  });
  const skip = db.transaction((itemIds: readonly number[]) => {
    for (const id of itemIds) exactlyOne(skipItem.run(now(), id).changes);
  });
  const reconfirm = db.transaction((itemIds: readonly number[]) => {
    for (const id of itemIds) exactlyOne(reconfirmItem.run(id).changes);
  });

  return {
    create: (added) => job(create.immediate(added)),
    rematch: (id, items, problem) => void rematch.immediate(id, items, problem),
    skip: (itemIds) => void skip.immediate(itemIds),
    reconfirm: (itemIds) => void reconfirm.immediate(itemIds),
  };
}

/** What an item was found to be on the PBX, in stored form. */
function foundColumns({ macs = [], match, device }: Pick<NewItem, 'macs' | 'match' | 'device'>) {
  return {
    macs: macs.length > 1 ? JSON.stringify(macs) : null,
    userId: device?.user?.id ?? null,
    match,
    device: toJson(device),
    search: device ? searchTextOf(device) : '',
  };
}
