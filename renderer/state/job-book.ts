import type { Item, ItemCounts, Job, Problem } from '../../common/model.ts';
import { countsOf, createProgressMeter, type Progress, type ProgressMeter } from '../../common/progress.ts';

/** Nothing is sent for the job until then. */
export interface Waiting {
  until: string;
  problem: Problem;
}

/** A followed job, kept up to date by main's events. */
export interface Followed {
  job: Job;
  /** In the list's order; null until they are loaded. */
  items: readonly Item[] | null;
  counts: ItemCounts;
  /** Whether this process runs it. */
  here: boolean;
  /** From the clock and the counts; null while it does not run here. */
  progress: Progress | null;
  waiting: Waiting | null;
  /** What the user asked of it while it runs, until it has ended. */
  stopping: 'pausing' | 'cancelling' | null;
  /** Why its run was interrupted; null if it was not. */
  broken: Problem | null;
}

/** Internal state besides. */
interface Entry extends Followed {
  /** Items that were reported before all were loaded. */
  early: readonly Item[];
  meter: ProgressMeter;
}

/** The followed jobs, by number. */
export type JobBook = ReadonlyMap<number, Entry>;

/** What happens to the jobs. `at`: milliseconds of a monotonic clock. */
export type JobChange =
  /** `ended`: how many of its items had ended before. */
  | { type: 'started'; job: Job; ended: number; at: number }
  /** `isOnScreen`: whether the job is still on screen; a late answer must not bring it back. */
  | { type: 'read'; job: Job; items: readonly Item[]; isOnScreen: boolean; at: number }
  | { type: 'items'; jobId: number; items: readonly Item[]; at: number }
  | { type: 'waiting'; jobId: number; waiting: Waiting }
  | { type: 'stopping'; jobId: number; stopping: Followed['stopping'] }
  | { type: 'ended'; job: Job }
  /** The state of a job that does not run. */
  | { type: 'stands'; job: Job }
  | { type: 'broken'; jobId: number; problem: Problem }
  | { type: 'tick'; at: number }
  /** Nobody looks at it any more; one that runs here stays. */
  | { type: 'forget'; jobId: number };

export const noJobs: JobBook = new Map();

/** Returns the book after a change. */
export function changeBook(book: JobBook, change: JobChange): JobBook {
  switch (change.type) {
    case 'started':
      return put(book, started(book.get(change.job.id), change.job, change.ended, change.at));
    case 'read': {
      const before = book.get(change.job.id);
      return before || change.isOnScreen ? put(book, read(before, change)) : book;
    }
    case 'items':
      return edit(book, change.jobId, (entry) => told(entry, change.items, change.at));
    case 'waiting':
      return edit(book, change.jobId, (entry) => ({ ...entry, waiting: change.waiting }));
    case 'stopping':
      return edit(book, change.jobId, (entry) => ({ ...entry, stopping: change.stopping }));
    case 'ended':
      return edit(book, change.job.id, (entry) => ({ ...entry, ...still, job: change.job }));
    case 'stands':
      return edit(book, change.job.id, (entry) => (entry.here ? entry : { ...entry, job: change.job }));
    case 'broken':
      return edit(book, change.jobId, (entry) => ({ ...entry, ...still, broken: change.problem }));
    case 'tick':
      return new Map([...book].map(([id, entry]) => [id, measured(entry, change.at)]));
    case 'forget': {
      if (book.get(change.jobId)?.here) return book;
      const rest = new Map(book);
      rest.delete(change.jobId);
      return rest;
    }
  }
}

const still = { here: false, progress: null, waiting: null, stopping: null } as const;

function put(book: JobBook, entry: Entry): JobBook {
  return new Map(book).set(entry.job.id, entry);
}

function edit(book: JobBook, jobId: number, by: (entry: Entry) => Entry): JobBook {
  const entry = book.get(jobId);
  return entry ? put(book, by(entry)) : book;
}

function started(before: Entry | undefined, job: Job, ended: number, at: number): Entry {
  const items = before?.items ?? null;
  const counts = countStates(items ?? []);
  const meter = createProgressMeter();
  // The speed counts from the start, not from when the items are loaded.
  const { done, total } = items ? countsOf(counts) : { done: ended, total: ended };
  meter.at(at, done, total);
  return measured({ job, items, counts, ...still, broken: null, early: [], meter, here: true }, at);
}

function read(
  before: Entry | undefined,
  { job, items, at }: { job: Job; items: readonly Item[]; at: number },
): Entry {
  const all = before?.here ? merged(items, before.early) : items;
  const counts = countStates(all);
  if (before) return measured({ ...before, job, items: all, counts, early: [] }, at);
  return { job, items: all, counts, ...still, broken: null, early: [], meter: createProgressMeter() };
}

function told(entry: Entry, items: readonly Item[], at: number): Entry {
  if (!entry.items) return { ...entry, early: [...entry.early, ...items], waiting: null };
  const all = merged(entry.items, items);
  return measured({ ...entry, items: all, counts: countStates(all), waiting: null }, at);
}

/** An item's position is its index in the list. */
function merged(all: readonly Item[], changed: readonly Item[]): readonly Item[] {
  if (changed.length === 0) return all;
  const next = [...all];
  for (const item of changed) if (next[item.position]?.id === item.id) next[item.position] = item;
  return next;
}

function measured(entry: Entry, at: number): Entry {
  if (!entry.here || !entry.items) return entry;
  const { done, total } = countsOf(entry.counts);
  return { ...entry, progress: entry.meter.at(at, done, total) };
}

/** How many items are in each state. */
function countStates(items: readonly Item[]): ItemCounts {
  const counts = { queued: 0, running: 0, succeeded: 0, failed: 0, uncertain: 0, cancelled: 0, skipped: 0 };
  for (const { state } of items) counts[state] += 1;
  return counts;
}
