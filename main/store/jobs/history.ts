import { forSearch, partOfMac } from '../../../common/device-text.ts';
import {
  type Item,
  type ItemCounts,
  type ItemState,
  itemStates,
  type Job,
  type JobState,
  type Replacement,
} from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { instant } from '../rows.ts';
import { type ItemRow, itemColumns, itemOf, type JobRow, toJob } from './rows.ts';
import { newestSequence } from './sequence.ts';

interface JobSummary {
  job: Job;
  counts: ItemCounts;
  /** How many of its items are users, for their desk phones. */
  users: number;
  /** Those of them that are still queued. */
  queuedUsers: number;
  /** The item of a job for one device; null for others. */
  only: Item | null;
}

/** A position in the sequence of outcomes, whatever the clock says. */
export type Moment = number;

/** Jobs and their items in their current state. */
export interface History {
  get(id: number): Job | null;
  /** @throws Error if there is none */
  job(id: number): Job;
  /** Newest first; with `before`, those older than that job. */
  list(limit: number, before?: number | null): JobSummary[];
  /** The unfinished ones: running, waiting, paused or interrupted; newest first. */
  open(): JobSummary[];
  items(jobId: number): Item[];
  /** The newest items of a PBX, each with its job: those under way, then those that ended, newest first. */
  recent(pbxId: string, limit: number): { job: Job; item: Item }[];
  /** The items whose MAC, device, PBX, reference or user contains a text, newest first, each with its job. */
  find(text: string, limit: number): { job: Job; item: Item }[];
  item(id: number): Item;
  /** In the requested order, without missing ones. */
  itemsWithIds(ids: readonly number[]): Item[];
  /** The job of an item. */
  jobOf(itemId: number): number;
  /** The addresses of the PBXs of items. */
  urlsOf(itemIds: readonly number[]): string[];
  counts(jobId: number): ItemCounts;
  /** Jobs that a process runs or is about to run; the PBX's lock shows whether it is alive. */
  running(): Job[];
  /** How many jobs a PBX has. */
  countOf(pbxId: string): number;
  /** How many jobs are in each state, without empty states. */
  countStates(): Partial<Record<JobState, number>>;

  /** The current position: every outcome so far was before it. */
  moment(): Moment;
  /**
   * Whether jobs have given a device of a PBX, or the user of a desk phone, a password since a moment, as in `Item`.
   *
   * @param target as `targetKeyOf` returns it
   */
  replacedSince(target: string, pbx: { id: string | null; url: string }, moment: Moment): Replacement;
}

interface FoundRow {
  item_id: number;
  job_id: number;
}

/** Excludes desk phones that were left out. */
const isOfUser = `(items.user_id IS NOT NULL
  AND (items.problem IS NULL OR items.problem ->> 'code' <> 'device-is-desk-phone'))`;

export function createHistory(db: Db, now: () => number): History {
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
  const begunItems = db.prepare<[string, number], FoundRow>(
    `SELECT id AS item_id, job_id FROM items
     WHERE job_id IN (SELECT id FROM jobs WHERE pbx_id = ?) AND state = 'running' ORDER BY id DESC LIMIT ?`,
  );
  // `+` keeps it to one walk back along the sequence, usually a short one.
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
  const usersOfJobs = db.prepare<[string], { job_id: number; n: number; queued: number }>(
    `SELECT job_id, count(*) AS n, sum(state = 'queued') AS queued FROM items
     WHERE job_id IN (SELECT value FROM json_each(?)) AND ${isOfUser} GROUP BY job_id`,
  );
  const countsOfJobs = db.prepare<[string], { job_id: number; state: ItemState; n: number }>(
    `SELECT job_id, state, count(*) AS n FROM items
     WHERE job_id IN (SELECT value FROM json_each(?)) GROUP BY job_id, state`,
  );
  const countJobsOf = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM jobs WHERE pbx_id = ?');
  const countJobStates = db.prepare<[], { state: JobState; n: number }>(
    'SELECT state, count(*) AS n FROM jobs GROUP BY state ORDER BY state',
  );
  const newest = db.prepare<[], number>(`SELECT ${newestSequence}`).pluck();
  const laterOutcomes = db.prepare<
    { target: string; url: string; id: string | null; moment: Moment },
    { ended_at: number; state: ItemState }
  >(
    `SELECT ended_at, state FROM items
     WHERE target = @target AND state IN ('succeeded', 'uncertain') AND sequence > @moment
       AND (pbx_url = @url OR (SELECT pbx_id FROM jobs WHERE id = items.job_id) = @id)
     ORDER BY sequence`,
  );

  const toItem = (row: ItemRow): Item => itemOf(row, now());

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
    const users = new Map(usersOfJobs.all(ids).map((row) => [row.job_id, row]));
    const single = rows.filter(({ id }) => totalOf(each.get(id)) === 1).map(({ id }) => id);
    const only = new Map(onlyItems.all(JSON.stringify(single)).map((row) => [row.job_id, toItem(row)]));
    return rows.map((row) => ({
      job: toJob(row),
      counts: each.get(row.id) ?? noCounts(),
      users: users.get(row.id)?.n ?? 0,
      queuedUsers: users.get(row.id)?.queued ?? 0,
      only: only.get(row.id) ?? null,
    }));
  };
  const withJob = (row: FoundRow): { job: Job; item: Item } => ({
    job: job(row.job_id),
    item: item(row.item_id),
  });

  return {
    get,
    job,
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
    countOf: (pbxId) => countJobsOf.get(pbxId)?.n ?? 0,
    countStates: () => Object.fromEntries(countJobStates.all().map(({ state, n }) => [state, n])),
    moment: () => newest.get() ?? 0,
    replacedSince(target, { id, url }, moment) {
      const later = laterOutcomes.all({ target, url, id, moment });
      return {
        replacedAt: instant(later[0]?.ended_at ?? null),
        surelyReplaced: later.some(({ state }) => state === 'succeeded'),
      };
    },
  };
}

function noCounts(): ItemCounts {
  return Object.fromEntries(itemStates.map((state) => [state, 0])) as ItemCounts;
}

function totalOf(counts: ItemCounts = noCounts()): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}
