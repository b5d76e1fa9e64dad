import { forSearch, partOfMac, searchTextOf } from '../../common/device-text.ts';
import type { Mac } from '../../common/mac.ts';
import {
  type CredentialsSource,
  type Device,
  deviceSchema,
  type Item,
  type ItemCounts,
  type ItemState,
  itemSchema,
  itemStates,
  type Job,
  type JobState,
  jobSchema,
  type KnownBy,
  type Look,
  type Match,
  type Problem,
  type Replacement,
} from '../../common/model.ts';
import { isKeyMissing } from './data-key-ids.ts';
import type { Db } from './db.ts';
import { type FetchRow, fetchColumns, fetchOf } from './fetch-rows.ts';
import { watchMs } from './fetches.ts';
import { withoutLook } from './looks.ts';
import { instant, json, toJson } from './rows.ts';
import type { Scrubber } from './scrub.ts';
import { macsOfRow } from './target.ts';

/** A job as it is begun: nothing was sent yet. */
export interface NewJob {
  pbxId: string | null;
  pbxName: string;
  pbxUrl: string;
  reference: string | null;
  /** The job whose devices it runs again. */
  retryOf: number | null;
  user: string;
  items: NewItem[];
  /** It waits until its PBX can be reached, but not longer than this; null: it is about to run. */
  waitUntil?: number | null;
}

/** A device of a job that has waited that turned out to be something else than was agreed to. */
export interface Rematched extends Omit<NewItem, 'mac'> {
  itemId: number;
}

export interface NewItem {
  mac: Mac;
  /** All that it stands for, as `Item` says it; `mac` is the first. Unless given, that alone. */
  macs?: Mac[];
  match: Match;
  device: Device | null;
  /** Set where it is clear beforehand that nothing can be sent: the item is `failed` from the start. */
  problem: Problem | null;
}

type Credentials = { source: CredentialsSource; sealed: Buffer | null };

/** A reading of the PBX that is to come. */
export interface PlannedLook {
  kind: Look;
  /** Not before then. */
  at: number;
}

/** How an attempt ended. */
export interface Conclusion {
  state: Extract<ItemState, 'succeeded' | 'failed' | 'uncertain'>;
  problem: Problem | null;
  credentials: Credentials | null;
  /** Unless given it is not known. */
  knownBy?: KnownBy | null;
  look?: PlannedLook | null;
  /** When a request without a clear answer was sent; unless given, what was noted of an earlier one stays. */
  unclearAt?: number | null;
  /** How many there were; unless given as many as were noted. */
  attempts?: number;
  /**
   * `succeeded`: when the password was changed, at the latest, by the PBX's clock; null where that is not known. Unless given
   * nothing is noted of the device's fetching it.
   */
  changedAt?: number | null | undefined;
}

/** What a reading made of an item whose outcome was to be settled or checked. */
export interface Settlement extends Omit<Conclusion, 'credentials' | 'unclearAt' | 'attempts'> {
  /** `keep`: those that are recorded stay; null: there are none. */
  credentials: Credentials | 'keep' | null;
  /** It replaces an outcome that was told as known. */
  revised?: boolean;
}

/** The password that a device has shortly before its request is sent, as it is kept. */
export interface NotedBaseline {
  /** Null: the PBX shows no password. */
  sealed: Buffer | null;
  readAt: number;
}

/** An item whose outcome is to be settled or checked. */
export interface Unsettled {
  item: Item;
  jobId: number;
  /** Null where none was noted. */
  baseline: NotedBaseline | null;
  /** The password that is recorded. */
  sealed: Buffer | null;
  unclearAt: number | null;
}

/** A reading that is due, or will be. */
export interface DueLook {
  itemId: number;
  jobId: number;
  pbxId: string | null;
  pbxUrl: string;
  at: number;
}

interface JobSummary {
  job: Job;
  counts: ItemCounts;
  /** How many of its items are users, for their desk phones. */
  users: number;
  /** The item of a job for one device; null for others. */
  only: Item | null;
}

/** A moment between outcomes, whatever the clock says. */
export type Moment = number;

/** The journal: what was planned, begun and concluded. Every method that changes something is one durable commit. */
export interface JobStore {
  /** Makes one durable commit of several changes: all of them or none. */
  together<T>(changes: () => T): T;
  create(job: NewJob): Job;
  get(id: number): Job | null;
  /** Newest first, from before a job if one is given. */
  list(limit: number, before?: number | null): JobSummary[];
  /** Those that are not over: running, waiting, paused or interrupted; newest first. */
  open(): JobSummary[];
  items(jobId: number): Item[];
  /** The newest items of a PBX, each with its job: those under way, then those that ended, newest first. */
  recent(pbxId: string, limit: number): { job: Job; item: Item }[];
  /** The items whose MAC, device, PBX, reference or user holds a text, newest first, each with its job. */
  find(text: string, limit: number): { job: Job; item: Item }[];
  item(id: number): Item;
  /** In the order they are asked for; those that are not there are left out. */
  itemsWithIds(ids: readonly number[]): Item[];
  /** The job of an item. */
  jobOf(itemId: number): number;
  /** The addresses of the PBXs of items. */
  urlsOf(itemIds: readonly number[]): string[];
  counts(jobId: number): ItemCounts;
  /** Jobs that a process runs or is about to run; whether it lives, the PBX's lock tells. */
  running(): Job[];
  /** Those that wait until their PBX can be reached, oldest first. */
  waiting(): Job[];

  /** @throws Error where it is over */
  start(id: number): void;
  /** `problem` null: a person paused it. */
  pause(id: number, problem: Problem | null): void;
  finish(id: number): void;
  /** What is still queued is cancelled with it; `uncertain` where a request without a clear answer was sent before. */
  cancel(id: number): void;
  /** The job's process died: items that were running are `uncertain`, for their request may have been sent. */
  interrupt(id: number): void;
  /** What is queued waits until the PBX can be reached. @param problem why it cannot run now, if that is known */
  wait(id: number, until: number, problem: Problem | null): void;
  /** A waiting job began to do so at another time by the clock, and waits as long as it did. */
  shiftWait(id: number, byMs: number): void;
  /** Notes what keeps a waiting job from running. */
  stillWaits(id: number, problem: Problem): void;
  /** Cancels a waiting job with all that is queued of it; false where it does not wait (any more). */
  cancelWaiting(id: number): boolean;
  /** A waiting job is not to begin by itself any more; false where it does not wait (any more). */
  stopWaiting(id: number, problem: Problem | null): boolean;
  /**
   * Puts in place what the devices of an unmatched job turned out to be. Those that nothing can be sent for are `failed`;
   * for the others the job asks, and it is finished where there are none.
   */
  rematch(id: number, items: readonly Rematched[], problem: Problem): void;
  /** The pinned fingerprint of the PBX when it was agreed that the job waits. */
  waitTrust(id: number): string | null;
  /**
   * Whether it was agreed that the job waits, and its devices were not matched since: until it has run or `rematch` put in
   * place what they are, whatever state it is in.
   */
  isUnmatched(id: number): boolean;
  /** Items that are still queued are not done, because a later job did them. */
  skip(itemIds: readonly number[]): void;
  /** A person agreed to do queued items although others did them: from now on only what is done later counts. */
  agreeAnew(itemIds: readonly number[]): void;

  /** The items in doubt that no password is known of, without those that a later job surely gave another one. */
  unread(jobId: number): number[];
  /** What came of reading back such an item; null: no password could be had. */
  concludeReading(itemId: number, credentials: Conclusion['credentials']): void;

  /** The items that are still to be tried, in their order. */
  queued(jobId: number): number[];
  /** What is needed to read the devices of items, or the users of desk phones. */
  targets(
    itemIds: readonly number[],
  ): { itemId: number; mac: Mac; device: Pick<Device, 'key'> | null; userId: number | null }[];
  /**
   * A while before the request is sent, which does not count as an attempt yet: what was noted when a process dies is
   * read back.
   */
  noteAhead(itemId: number, baseline: NotedBaseline): void;
  /** Before the request is sent. After an attempt without a clear answer the item keeps the baseline that it has. */
  beginAttempt(itemId: number, baseline?: NotedBaseline | null): void;
  /**
   * Not carried out: it is queued again.
   *
   * @param problem null where that is not the PBX's doing
   * @param attempts how many there were; unless given as many as were noted
   * @param unclearAt when the request was sent, where no clear answer but a reading of the PBX tells
   */
  requeue(
    itemId: number,
    problem: Problem | null,
    notBefore: number | null,
    more?: { attempts?: number; unclearAt?: number },
  ): void;
  conclude(itemId: number, conclusion: Conclusion): void;

  /** What is known of an item whose outcome is not, or is to be checked. */
  unsettled(itemId: number): Unsettled;
  /** When the item's last request without a clear answer was sent; null where there was none. */
  unclearAt(itemId: number): number | null;
  /** Whether a request for the item's device was unclear since a time, in whichever job of its PBX. */
  wasUnclear(itemId: number, since: number): boolean;
  /** Notes what a reading made of an item that was to be read. False where it is not to be read any more. */
  settle(itemId: number, settlement: Settlement): boolean;
  /** No reading is to come later than this: one that is was planned by a clock that was ahead. */
  pullInLooks(latest: number): void;
  /** Nothing of a job is read any more: what it would be compared with is not kept. */
  dropLooks(jobId: number): void;
  /** The readings of a job's items that are to come; not of devices that another job has done since. */
  looksOf(jobId: number): DueLook[];
  /** The same of all jobs that do not run, the earliest first. */
  looks(): DueLook[];

  /** Now: every outcome so far was before it. */
  moment(): Moment;
  /**
   * Whether jobs have given a device of a PBX, or the user of a desk phone, a password since a moment, as `Item` says it.
   *
   * @param target as `targetKeyOf` says it
   */
  replacedSince(target: string, pbx: { id: string | null; url: string }, moment: Moment): Replacement;

  /** Null when there is none, or it was deleted after the retention time. */
  sealed(itemId: number): Buffer | null;
  /** The same of the password that the device had before. */
  sealedBefore(itemId: number): Buffer | null;
  /** How many jobs a PBX has. */
  countOf(pbxId: string): number;
  /** Deletes the jobs of a PBX with their items and sealed credentials, for good. */
  removeOf(pbxId: string): void;
  /** How many jobs there are in each state that there are any in. */
  countStates(): Partial<Record<JobState, number>>;
  /** How many items that ended before a time have sealed credentials. */
  countSealed(endedBefore: number): number;
  /** Deletes sealed credentials of items that ended before a time; gives how many. */
  deleteSealed(endedBefore: number): number;
}

/** What is needed of a device to send a request for it. */
const keyedDevice = deviceSchema.pick({ key: true }).nullable();

const inDoubt: Problem = { code: 'outcome-uncertain', facts: { reason: 'not-read-back' } };
const unclear: Problem = { code: 'outcome-uncertain', facts: {} };
const settling: Problem = { code: 'outcome-uncertain', facts: { reason: 'settling' } };
const inDoubtForGood: Problem = { code: 'outcome-uncertain', facts: { reason: 'broken-off' } };

interface JobRow {
  id: number;
  pbx_id: string | null;
  pbx_name: string;
  pbx_url: string;
  state: string;
  pause_problem: string | null;
  reference: string | null;
  retry_of: number | null;
  user: string;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  wait_since: number | null;
  wait_until: number | null;
}

interface ItemRow extends FetchRow {
  id: number;
  position: number;
  mac: string;
  macs: string | null;
  match: string;
  device: string | null;
  state: string;
  attempts: number;
  problem: string | null;
  not_before: number | null;
  ended_at: number | null;
  credentials_source: string | null;
  kept: 0 | 1;
  lost: 0 | 1;
  known_by: string | null;
  look: string | null;
  look_at: number | null;
  revised_at: number | null;
  kept_before: 0 | 1;
  replaced_at: number | null;
  surely_replaced: 0 | 1;
}

interface UnsettledRow {
  job_id: number;
  baseline: string | null;
  baseline_sealed: Buffer | null;
  baseline_at: number | null;
  sealed: Buffer | null;
  unclear_at: number | null;
}

interface LookRow {
  id: number;
  job_id: number;
  pbx_id: string | null;
  pbx_url: string;
  look_at: number;
}

interface FoundRow {
  item_id: number;
  job_id: number;
}

const pbxOf = (items: string): string => `(SELECT pbx_id FROM jobs WHERE id = ${items}.job_id)`;
// The same PBX is the same entry, whatever its address was, or the same address. It counts whether a device surely or only
// perhaps got a new password.
const isDoneToo = `
  later.target = items.target AND later.state IN ('succeeded', 'uncertain')
  AND (later.pbx_url = items.pbx_url OR ${pbxOf('later')} = ${pbxOf('items')})`;
const newestSequence = '(SELECT coalesce(max(sequence), 0) FROM items)';
// What has a password is replaced by what came after it. What has none counts from when a person agreed to it, for its own
// end (skipped, cancelled) may come long after another job did it.
const isLater = `${isDoneToo} AND later.job_id <> items.job_id AND later.sequence >
  CASE WHEN items.state IN ('succeeded', 'uncertain') THEN items.sequence ELSE items.agreed_sequence END`;
const nextSequence = `${newestSequence} + 1`;
/** Not a desk phone that was left out. */
const isOfUser = `(items.user_id IS NOT NULL
  AND (items.problem IS NULL OR items.problem ->> 'code' <> 'device-is-desk-phone'))`;
const itemColumns = `
  id, position, mac, macs, match, device, state, attempts, problem, not_before, ended_at, credentials_source,
  sealed IS NOT NULL AND NOT ${isKeyMissing('sealed')} AS kept,
  ${isKeyMissing('sealed')} AS lost,
  known_by, look, look_at, revised_at,
  baseline_sealed IS NOT NULL AND NOT ${isKeyMissing('baseline_sealed')} AS kept_before,
  (SELECT later.ended_at FROM items AS later WHERE ${isLater} ORDER BY later.sequence LIMIT 1) AS replaced_at,
  EXISTS (SELECT 1 FROM items AS later WHERE ${isLater} AND later.state = 'succeeded') AS surely_replaced,
  ${fetchColumns}`;

export function createJobStore(db: Db, now: () => number, scrubber: Pick<Scrubber, 'mark'>): JobStore {
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
  const newest = db.prepare<[], number>(`SELECT ${newestSequence}`).pluck();
  const jobById = db.prepare<[number], JobRow>('SELECT * FROM jobs WHERE id = ?');
  const newestJobs = db.prepare<[number, number], JobRow>(
    'SELECT * FROM jobs WHERE id < ? ORDER BY id DESC LIMIT ?',
  );
  const openJobs = db.prepare<[], JobRow>(
    "SELECT * FROM jobs WHERE state IN ('running', 'waiting', 'paused', 'interrupted') ORDER BY id DESC",
  );
  const runningJobs = db.prepare<[], JobRow>(
    "SELECT * FROM jobs WHERE state IN ('planned', 'running') ORDER BY id",
  );
  const waitingJobs = db.prepare<[], JobRow>("SELECT * FROM jobs WHERE state = 'waiting' ORDER BY id");
  const itemsOfJob = db.prepare<[number], ItemRow>(
    `SELECT ${itemColumns} FROM items WHERE job_id = ? ORDER BY position`,
  );
  const itemById = db.prepare<[number], ItemRow>(`SELECT ${itemColumns} FROM items WHERE id = ?`);
  const jobOfItem = db.prepare<[number], number>('SELECT job_id FROM items WHERE id = ?').pluck();
  const urlsOfItems = db
    .prepare<[string], string>(
      'SELECT DISTINCT pbx_url FROM items WHERE id IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const onlyItems = db.prepare<[string], ItemRow & { job_id: number }>(
    `SELECT job_id, ${itemColumns} FROM items
     WHERE job_id IN (SELECT value FROM json_each(?)) AND position = 0`,
  );
  const laterOutcomes = db.prepare<
    { target: string; url: string; id: string | null; moment: Moment },
    { ended_at: number; state: ItemState }
  >(
    `SELECT ended_at, state FROM items
     WHERE target = @target AND state IN ('succeeded', 'uncertain') AND sequence > @moment
       AND (pbx_url = @url OR (SELECT pbx_id FROM jobs WHERE id = items.job_id) = @id)
     ORDER BY sequence`,
  );
  const begunItems = db.prepare<[string, number], FoundRow>(
    `SELECT id AS item_id, job_id FROM items
     WHERE job_id IN (SELECT id FROM jobs WHERE pbx_id = ?) AND state = 'running' ORDER BY id DESC LIMIT ?`,
  );
  // `+` keeps it to one walk back along the sequence, which mostly is a short one.
  const endedItems = db.prepare<[string, number], FoundRow>(
    `SELECT id AS item_id, job_id FROM items
     WHERE +job_id IN (SELECT id FROM jobs WHERE pbx_id = ?) AND sequence IS NOT NULL
     ORDER BY sequence DESC, id DESC LIMIT ?`,
  );
  const foundItems = db.prepare<[{ text: string; mac: string | null; limit: number }], FoundRow>(
    `SELECT items.id AS item_id, job_id FROM items JOIN jobs ON jobs.id = items.job_id
     WHERE instr(items.search, @text) OR instr(coalesce(items.macs, items.mac), @mac)
        OR (${isOfUser} AND EXISTS (
          SELECT 1 FROM json_each(items.device, '$.user.phones') WHERE instr(value ->> 'mac', @mac)))
        OR items.job_id IN (SELECT id FROM jobs WHERE instr(search, @text))
     ORDER BY coalesce(items.ended_at, jobs.created_at) DESC, items.id DESC LIMIT @limit`,
  );
  const usersOfJobs = db.prepare<[string], { job_id: number; n: number }>(
    `SELECT job_id, count(*) AS n FROM items
     WHERE job_id IN (SELECT value FROM json_each(?)) AND ${isOfUser} GROUP BY job_id`,
  );
  const countsOfJobs = db.prepare<[string], { job_id: number; state: ItemState; n: number }>(
    `SELECT job_id, state, count(*) AS n FROM items
     WHERE job_id IN (SELECT value FROM json_each(?)) GROUP BY job_id, state`,
  );
  const startJob = db.prepare(
    `UPDATE jobs SET state = 'running', pause_problem = NULL, started_at = coalesce(started_at, ?), ended_at = NULL,
       wait_sequence = NULL
     WHERE id = ? AND state NOT IN ('finished', 'cancelled')`,
  );
  const pauseJob = db.prepare("UPDATE jobs SET state = 'paused', pause_problem = ? WHERE id = ?");
  const endJob = db.prepare('UPDATE jobs SET state = ?, ended_at = ? WHERE id = ?');
  // A request without a clear answer may have been carried out since, though it was to be sent again: that is settled.
  const cancelItems = db.prepare(
    `UPDATE items SET not_before = NULL, ended_at = @now, sequence = ${nextSequence},
       state = CASE WHEN unclear_at IS NULL THEN 'cancelled' ELSE 'uncertain' END,
       problem = CASE WHEN unclear_at IS NULL THEN problem WHEN baseline IS NULL THEN @unclear ELSE @settling END,
       look = CASE WHEN unclear_at IS NULL OR baseline IS NULL THEN NULL ELSE 'first' END,
       look_at = CASE WHEN unclear_at IS NULL OR baseline IS NULL THEN NULL ELSE @now END
     WHERE job_id = @jobId AND state = 'queued'`,
  );
  const interruptJob = db.prepare(
    "UPDATE jobs SET state = 'interrupted' WHERE id = ? AND state IN ('planned', 'running')",
  );
  const waitJob = db.prepare(
    `UPDATE jobs SET state = 'waiting', pause_problem = @problem, wait_since = @since, wait_until = @until,
       wait_trust = (SELECT pinned_fingerprint FROM pbxs WHERE pbxs.id = jobs.pbx_id),
       wait_sequence = coalesce(wait_sequence, ${nextSequence} - 1)
     WHERE id = @id`,
  );
  const shiftWait = db.prepare(
    `UPDATE jobs SET wait_since = wait_since + @byMs, wait_until = wait_until + @byMs
     WHERE id = @id AND state = 'waiting'`,
  );
  const noteWait = db.prepare("UPDATE jobs SET pause_problem = ? WHERE id = ? AND state = 'waiting'");
  const stopWait = db.prepare(
    "UPDATE jobs SET state = 'paused', pause_problem = ? WHERE id = ? AND state = 'waiting'",
  );
  const askAfterMatch = db.prepare(
    `UPDATE jobs SET state = 'paused', pause_problem = ?, wait_sequence = NULL
     WHERE id = ? AND state NOT IN ('finished', 'cancelled')`,
  );
  const waitSequence = db
    .prepare<[number], number | null>('SELECT wait_sequence FROM jobs WHERE id = ?')
    .pluck();
  const trustOfWait = db.prepare<[number], string | null>('SELECT wait_trust FROM jobs WHERE id = ?').pluck();
  const skipItem = db.prepare(
    `UPDATE items SET state = 'skipped', not_before = NULL, problem = NULL, ended_at = ?, sequence = ${nextSequence}
     WHERE id = ? AND state = 'queued'`,
  );
  // What an earlier request of its own did is settled by what others did since: it is begun as if nothing had been sent.
  const agreeItem = db.prepare(
    `UPDATE items SET agreed_sequence = ${newestSequence}, unclear_at = NULL,
       baseline = NULL, baseline_sealed = NULL, baseline_at = NULL
     WHERE id = ? AND state = 'queued'`,
  );
  const rematchItem = db.prepare(
    `UPDATE items SET macs = @macs, user_id = @userId, match = @match, device = @device, search = @search,
       problem = @problem, state = @state, not_before = NULL, ended_at = @endedAt,
       sequence = CASE WHEN @endedAt IS NULL THEN NULL ELSE ${nextSequence} END
     WHERE id = @itemId AND state = 'queued'`,
  );
  // Its request was sent before now, if at all.
  const doubtItems = db.prepare(
    `UPDATE items SET state = 'uncertain', problem = @problem, ended_at = @now, sequence = ${nextSequence},
       unclear_at = @now,
       look = CASE WHEN baseline IS NULL THEN NULL ELSE 'first' END,
       look_at = CASE WHEN baseline IS NULL THEN NULL ELSE @now END
     WHERE job_id = @jobId AND state = 'running'`,
  );
  const queuedItems = db
    .prepare<[number], number>("SELECT id FROM items WHERE job_id = ? AND state = 'queued' ORDER BY position")
    .pluck();
  const targetItems = db.prepare<
    [string],
    { id: number; mac: Mac; device: string | null; user_id: number | null }
  >('SELECT id, mac, device, user_id FROM items WHERE id IN (SELECT value FROM json_each(?))');
  const beginItem = db.prepare(
    `UPDATE items SET state = 'running', attempts = attempts + @sent, not_before = NULL,
       baseline = CASE WHEN unclear_at IS NULL THEN @baseline ELSE baseline END,
       baseline_sealed = CASE WHEN unclear_at IS NULL THEN @sealed ELSE baseline_sealed END,
       baseline_at = CASE WHEN unclear_at IS NULL THEN @readAt ELSE baseline_at END
     WHERE id = @id AND state = 'queued'`,
  );
  const requeueItem = db.prepare(
    `UPDATE items SET state = 'queued', problem = @problem, not_before = @notBefore,
       unclear_at = coalesce(@unclearAt, unclear_at), attempts = coalesce(@attempts, attempts)
     WHERE id = @id AND state = 'running'`,
  );
  const concludeItem = db.prepare(
    `UPDATE items SET state = @state, problem = @problem, ended_at = @endedAt,
       sequence = ${nextSequence}, credentials_source = @source, sealed = @sealed, known_by = @knownBy,
       look = @look, look_at = @lookAt, unclear_at = coalesce(@unclearAt, unclear_at),
       attempts = coalesce(@attempts, attempts)
     WHERE id = @id AND state = 'running'`,
  );
  // What was seen before is of another password.
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
  const unclearOfDevice = db
    .prepare<[number, number], number>(
      `SELECT 1 FROM items JOIN items AS later ON later.target = items.target
       WHERE items.id = ? AND later.unclear_at > ?
         AND (later.pbx_url = items.pbx_url OR ${pbxOf('later')} = ${pbxOf('items')}) LIMIT 1`,
    )
    .pluck();
  // The place among the outcomes stays that of the request.
  const settleItem = db.prepare(
    `UPDATE items SET state = @state, problem = @problem, known_by = @knownBy, look = @look, look_at = @lookAt,
       credentials_source = CASE WHEN @keeps THEN credentials_source ELSE @source END,
       sealed = CASE WHEN @keeps THEN sealed ELSE @sealed END,
       ended_at = CASE WHEN @keeps THEN ended_at ELSE @now END,
       revised_at = CASE WHEN @revised THEN @now ELSE revised_at END
     WHERE id = @id AND look IS NOT NULL AND state IN ('succeeded', 'failed', 'uncertain')`,
  );
  const pullInItems = db.prepare('UPDATE items SET look_at = @latest WHERE look_at > @latest');
  const dropLooksOf = db.prepare(`UPDATE items SET ${withoutLook} WHERE job_id = ?`);
  const isToBeRead = `look_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM items AS later WHERE ${isLater})`;
  const looksOfJob = db.prepare<[number], LookRow>(
    `SELECT id, job_id, NULL AS pbx_id, pbx_url, look_at FROM items
     WHERE job_id = ? AND ${isToBeRead} ORDER BY look_at, position`,
  );
  // A device that a running job has before it is left to that job.
  const looksOfAll = db.prepare<[], LookRow>(
    `SELECT items.id, job_id, jobs.pbx_id, items.pbx_url, look_at FROM items JOIN jobs ON jobs.id = items.job_id
     WHERE ${isToBeRead} AND jobs.state NOT IN ('planned', 'running') ORDER BY look_at, items.id`,
  );
  const unreadItems = db
    .prepare<[number], number>(
      `SELECT id FROM items
       WHERE job_id = ? AND state = 'uncertain' AND credentials_source IS NULL
         AND NOT EXISTS (SELECT 1 FROM items AS later WHERE ${isLater} AND later.state = 'succeeded')
       ORDER BY position`,
    )
    .pluck();
  // Its password is kept from now on; the place among the outcomes stays that of the request.
  const readItem = db.prepare(
    `UPDATE items SET credentials_source = @source, sealed = @sealed,
       ended_at = CASE WHEN @source IS NULL THEN ended_at ELSE @now END,
       problem = CASE WHEN problem = @unread THEN @read ELSE problem END
     WHERE id = @id AND state = 'uncertain' AND credentials_source IS NULL`,
  );
  const sealedOfItem = db.prepare<[number], { sealed: Buffer | null }>(
    'SELECT sealed FROM items WHERE id = ?',
  );
  const sealedBeforeOfItem = db
    .prepare<[number], Buffer | null>('SELECT baseline_sealed FROM items WHERE id = ?')
    .pluck();
  // What was noted before a request that never came to an end counts from then.
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
  const countJobStates = db.prepare<[], { state: JobState; n: number }>(
    'SELECT state, count(*) AS n FROM jobs GROUP BY state ORDER BY state',
  );

  const countJobsOf = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM jobs WHERE pbx_id = ?');
  const removeJobsOf = db.prepare('DELETE FROM jobs WHERE pbx_id = ?');

  const create = db.transaction((job: NewJob): number => {
    const createdAt = now();
    const agreedSequence = newest.get() ?? 0;
    const search = forSearch([job.pbxName, job.reference, job.user].filter(Boolean).join('\n'));
    const jobId = Number(insertJob.run({ ...job, search, createdAt }).lastInsertRowid);
    job.items.forEach((item, position) => {
      insertItem.run({
        jobId,
        position,
        mac: item.mac,
        pbxUrl: job.pbxUrl,
        ...foundColumns(item),
        state: item.problem ? 'failed' : 'queued',
        problem: toJson(item.problem),
        endedAt: item.problem ? createdAt : null,
        agreedSequence,
      });
    });
    const { waitUntil = null } = job;
    if (waitUntil !== null) waitJob.run({ id: jobId, since: createdAt, until: waitUntil, problem: null });
    return jobId;
  });
  const rematch = db.transaction((id: number, items: readonly Rematched[], problem: Problem) => {
    for (const { itemId, problem: refusal, ...found } of items)
      exactlyOne(
        rematchItem.run({
          itemId,
          ...foundColumns(found),
          problem: toJson(refusal),
          state: refusal ? 'failed' : 'queued',
          endedAt: refusal ? now() : null,
        }).changes,
      );
    if (queuedItems.get(id) === undefined) endJob.run('finished', now(), id);
    else exactlyOne(askAfterMatch.run(toJson(problem), id).changes);
  });
  const skip = db.transaction((itemIds: readonly number[]) => {
    for (const id of itemIds) exactlyOne(skipItem.run(now(), id).changes);
  });
  const agreeAnew = db.transaction((itemIds: readonly number[]) => {
    for (const id of itemIds) exactlyOne(agreeItem.run(id).changes);
  });
  const cancelQueued = (jobId: number): void =>
    void cancelItems.run({ jobId, now: now(), unclear: toJson(unclear), settling: toJson(settling) });
  const cancel = db.transaction((id: number) => {
    cancelQueued(id);
    endJob.run('cancelled', now(), id);
  });
  const cancelWaiting = db.transaction((id: number): boolean => {
    if (get(id)?.state !== 'waiting') return false;
    cancelQueued(id);
    endJob.run('cancelled', now(), id);
    return true;
  });
  const interrupt = db.transaction((id: number) => {
    if (interruptJob.run(id).changes > 0) doubtItems.run({ jobId: id, problem: toJson(inDoubt), now: now() });
  });

  const deleteSealed = db.transaction((before: number): number => {
    const { changes } = dropSealed.run({ before });
    if (changes > 0) scrubber.mark();
    return changes;
  });
  const removeOf = db.transaction((pbxId: string) => {
    if (removeJobsOf.run(pbxId).changes > 0) scrubber.mark();
  });

  const together = db.transaction((changes: () => unknown) => changes());

  const begin = (itemId: number, baseline: NotedBaseline | null, sent: 0 | 1): void =>
    exactlyOne(
      beginItem.run({
        id: itemId,
        sent,
        baseline: baseline && (baseline.sealed ? 'present' : 'absent'),
        sealed: baseline?.sealed ?? null,
        readAt: baseline?.readAt ?? null,
      }).changes,
    );

  const toItem = (row: ItemRow): Item => itemOf(row, now());

  const noteChange = (itemId: number, changedAt: number | null | undefined): void => {
    if (changedAt === undefined) return;
    awaitFetch.run({ id: itemId, changedAt, now: now(), until: now() + watchMs });
  };

  const get = (id: number): Job | null => {
    const row = jobById.get(id);
    return row ? toJob(row) : null;
  };

  const job = (id: number): Job => {
    const found = get(id);
    if (!found) throw new Error(`no job ${id}`);
    return found;
  };
  const item = (id: number): Item => {
    const row = itemById.get(id);
    if (!row) throw new Error(`no item ${id}`);
    return toItem(row);
  };

  const countsOf = (jobIds: number[]): Map<number, ItemCounts> => {
    const found = new Map(jobIds.map((id) => [id, noCounts()]));
    for (const { job_id, state, n } of countsOfJobs.all(JSON.stringify(jobIds))) {
      const counts = found.get(job_id);
      if (counts) counts[state] = n;
    }
    return found;
  };
  const counts = (jobId: number): ItemCounts => countsOf([jobId]).get(jobId) ?? noCounts();
  const toSummaries = (rows: JobRow[]): JobSummary[] => {
    const each = countsOf(rows.map(({ id }) => id));
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const users = new Map(usersOfJobs.all(ids).map(({ job_id, n }) => [job_id, n]));
    const single = rows.filter(({ id }) => totalOf(each.get(id)) === 1).map(({ id }) => id);
    const only = new Map(onlyItems.all(JSON.stringify(single)).map((row) => [row.job_id, toItem(row)]));
    return rows.map((row) => ({
      job: toJob(row),
      counts: each.get(row.id) ?? noCounts(),
      users: users.get(row.id) ?? 0,
      only: only.get(row.id) ?? null,
    }));
  };
  const withJob = (row: FoundRow): { job: Job; item: Item } => ({
    job: job(row.job_id),
    item: item(row.item_id),
  });

  return {
    together: <T>(changes: () => T) => together.immediate(changes) as T,
    create: (added) => job(create.immediate(added)),
    get,
    list: (limit, before) => toSummaries(newestJobs.all(before ?? Number.MAX_SAFE_INTEGER, limit)),
    open: () => toSummaries(openJobs.all()),
    items: (jobId) => itemsOfJob.all(jobId).map(toItem),
    recent(pbxId, limit) {
      const begun = begunItems.all(pbxId, limit);
      return [...begun, ...endedItems.all(pbxId, limit - begun.length)].map(withJob);
    },
    find(text, limit) {
      const wanted = forSearch(text.trim());
      return foundItems.all({ text: wanted, mac: partOfMac(text), limit }).map(withJob);
    },
    item,
    itemsWithIds: (ids) =>
      ids.flatMap((id) => {
        const row = itemById.get(id);
        return row ? [toItem(row)] : [];
      }),
    jobOf(itemId) {
      const jobId = jobOfItem.get(itemId);
      if (jobId === undefined) throw new Error(`no item ${itemId}`);
      return jobId;
    },
    urlsOf: (itemIds) => urlsOfItems.all(JSON.stringify(itemIds)),
    counts,
    running: () => runningJobs.all().map(toJob),
    waiting: () => waitingJobs.all().map(toJob),
    start: (id) => exactlyOne(startJob.run(now(), id).changes),
    pause: (id, problem) => void pauseJob.run(toJson(problem), id),
    finish: (id) => void endJob.run('finished', now(), id),
    cancel: (id) => void cancel.immediate(id),
    interrupt: (id) => void interrupt.immediate(id),
    wait: (id, until, problem) => void waitJob.run({ id, since: now(), until, problem: toJson(problem) }),
    shiftWait: (id, byMs) => void shiftWait.run({ id, byMs }),
    stillWaits: (id, problem) => void noteWait.run(toJson(problem), id),
    cancelWaiting: (id) => cancelWaiting.immediate(id),
    stopWaiting: (id, problem) => stopWait.run(toJson(problem), id).changes > 0,
    rematch: (id, items, problem) => void rematch.immediate(id, items, problem),
    waitTrust: (id) => trustOfWait.get(id) ?? null,
    isUnmatched: (id) => (waitSequence.get(id) ?? null) !== null,
    skip: (itemIds) => void skip.immediate(itemIds),
    agreeAnew: (itemIds) => void agreeAnew.immediate(itemIds),
    queued: (jobId) => queuedItems.all(jobId) as number[],
    targets: (itemIds) =>
      targetItems.all(JSON.stringify(itemIds)).map(({ id, mac, device, user_id }) => ({
        itemId: id,
        mac,
        device: keyedDevice.parse(json(device)),
        userId: user_id,
      })),
    noteAhead: (itemId, baseline) => begin(itemId, baseline, 0),
    beginAttempt: (itemId, baseline = null) => begin(itemId, baseline, 1),
    requeue: (itemId, problem, notBefore, { attempts, unclearAt } = {}) =>
      exactlyOne(
        requeueItem.run({
          id: itemId,
          problem: toJson(problem),
          notBefore,
          attempts: attempts ?? null,
          unclearAt: unclearAt ?? null,
        }).changes,
      ),
    conclude(itemId, { state, problem, credentials, knownBy, look, unclearAt, attempts, changedAt }) {
      exactlyOne(
        concludeItem.run({
          id: itemId,
          state,
          problem: toJson(problem),
          endedAt: now(),
          source: credentials?.source ?? null,
          sealed: credentials?.sealed ?? null,
          knownBy: knownBy ?? null,
          look: look?.kind ?? null,
          lookAt: look?.at ?? null,
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
    wasUnclear: (itemId, since) => unclearOfDevice.get(itemId, since) !== undefined,
    settle(itemId, { state, problem, credentials, knownBy, look, revised = false, changedAt }) {
      const keeps = credentials === 'keep';
      const isSettled =
        settleItem.run({
          id: itemId,
          state,
          problem: toJson(problem),
          knownBy: knownBy ?? null,
          look: look?.kind ?? null,
          lookAt: look?.at ?? null,
          keeps: keeps ? 1 : 0,
          source: keeps ? null : (credentials?.source ?? null),
          sealed: keeps ? null : (credentials?.sealed ?? null),
          revised: revised ? 1 : 0,
          now: now(),
        }).changes === 1;
      if (isSettled && !keeps) noteChange(itemId, changedAt);
      return isSettled;
    },
    pullInLooks: (latest) => void pullInItems.run({ latest }),
    dropLooks: (jobId) => void dropLooksOf.run(jobId),
    looksOf: (jobId) => looksOfJob.all(jobId).map(toLook),
    looks: () => looksOfAll.all().map(toLook),
    unread: (jobId) => unreadItems.all(jobId),
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
    moment: () => newest.get() ?? 0,
    replacedSince(target, { id, url }, moment) {
      const later = laterOutcomes.all({ target, url, id, moment });
      return {
        replacedAt: instant(later[0]?.ended_at ?? null),
        surelyReplaced: later.some(({ state }) => state === 'succeeded'),
      };
    },
    sealed: (itemId) => sealedOfItem.get(itemId)?.sealed ?? null,
    sealedBefore: (itemId) => sealedBeforeOfItem.get(itemId) ?? null,
    countOf: (pbxId) => countJobsOf.get(pbxId)?.n ?? 0,
    removeOf: (pbxId) => void removeOf.immediate(pbxId),
    countStates: () => Object.fromEntries(countJobStates.all().map(({ state, n }) => [state, n])),
    countSealed: (endedBefore) => countOldSealed.get({ before: endedBefore })?.n ?? 0,
    deleteSealed: (endedBefore) => deleteSealed.immediate(endedBefore),
  };
}

/** What an item was found to be on the PBX, as it is kept. */
function foundColumns({ macs = [], match, device }: Pick<NewItem, 'macs' | 'match' | 'device'>): object {
  return {
    macs: macs.length > 1 ? JSON.stringify(macs) : null,
    userId: device?.user?.id ?? null,
    match,
    device: toJson(device),
    search: device ? searchTextOf(device) : '',
  };
}

function noCounts(): ItemCounts {
  return Object.fromEntries(itemStates.map((state) => [state, 0])) as ItemCounts;
}

function totalOf(counts: ItemCounts = noCounts()): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

/** A change that met another state than it was made for must not pass in silence. */
function exactlyOne(changes: number): void {
  if (changes !== 1) throw new Error(`a job's or an item's state changed meanwhile (${changes} rows)`);
}

function toLook({ id, job_id, pbx_id, pbx_url, look_at }: LookRow): DueLook {
  return { itemId: id, jobId: job_id, pbxId: pbx_id, pbxUrl: pbx_url, at: look_at };
}

function toJob(row: JobRow): Job {
  return jobSchema.parse({
    id: row.id,
    pbxId: row.pbx_id,
    pbxName: row.pbx_name,
    pbxUrl: row.pbx_url,
    state: row.state,
    pauseProblem: json(row.pause_problem),
    waiting:
      row.state === 'waiting' ? { since: instant(row.wait_since), until: instant(row.wait_until) } : null,
    reference: row.reference,
    retryOf: row.retry_of,
    user: row.user,
    createdAt: instant(row.created_at),
    startedAt: instant(row.started_at),
    endedAt: instant(row.ended_at),
  });
}

function itemOf(row: ItemRow, now: number): Item {
  const fetch = fetchOf(row, macsOfRow(row), now);
  return itemSchema.parse({
    id: row.id,
    position: row.position,
    mac: row.mac,
    macs: json(row.macs) ?? [row.mac],
    match: row.match,
    device: json(row.device),
    state: row.state,
    attempts: row.attempts,
    problem: json(row.problem),
    notBefore: instant(row.not_before),
    endedAt: instant(row.ended_at),
    credentialsSource: row.credentials_source,
    credentialsKept: row.kept === 1,
    credentialsLost: row.lost === 1,
    knownBy: row.known_by,
    nextLook: row.look && row.replaced_at === null ? { kind: row.look, at: instant(row.look_at) } : null,
    revisedAt: instant(row.revised_at),
    previousKept: row.kept_before === 1,
    replacedAt: instant(row.replaced_at),
    surelyReplaced: row.surely_replaced === 1,
    ...(fetch ? { fetch } : {}),
  });
}
