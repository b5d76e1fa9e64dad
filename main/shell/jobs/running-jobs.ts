import type { EventName } from '../../../common/channels.ts';
import { RekeyError } from '../../../common/errors.ts';
import type { EventData } from '../../../common/ipc/index.ts';
import type { Item, ItemCounts, Job } from '../../../common/model.ts';
import { countsOf } from '../../../common/progress.ts';
import { type JobEvent, pauseReason, type RunOptions, sleepReason } from '../../jobs/index.ts';

/** The runs of this process, each from its first step (the keychain, the device list) to the end of its job. */
export interface RunningJobs {
  /**
   * Does a run, and notifies the windows of its job's events.
   *
   * @throws RekeyError `pbx-busy-elsewhere` when one is under way on this PBX, `cancelled` when the app is quitting,
   * `computer-asleep` when it had no job yet as the computer went to sleep
   */
  run(pbxId: string, work: (options: Pick<RunOptions, 'signal' | 'onEvent'>) => Promise<Job>): Promise<Job>;
  /** Finishes what is in flight and leaves the rest queued. */
  pause(pbxId: string): void;
  /** Finishes what is in flight and cancels the rest. */
  cancel(pbxId: string): void;
  /** Pauses all, lets none begin any more, and waits until the outcome of what is in flight is on disk. */
  pauseAll(): Promise<void>;
  /**
   * The computer is about to sleep: finishes what is in flight; the rest of a job waits to resume. A run without a
   * job yet ends.
   */
  sleep(): void;
  has(jobId: number): boolean;
  /** What the user asked of a job that is finishing what is in flight. */
  stopping(jobId: number): Stopping | null;
  /** The number of jobs; a run that has none yet can be ended without losing anything. */
  count(): number;
}

type Stopping = EventData<'jobs:stopping'>['stopping'];

export interface RunningJobsParts {
  tell<Name extends EventName>(name: Name, data: EventData<Name>): void;
  /** A job as it is now. */
  jobNow(jobId: number): Job | null;
  counts(jobId: number): ItemCounts;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

/** A run; its job's number is known once there is a job. */
interface Run {
  jobId: number | null;
  stop: AbortController;
  /** What the user asked of it; the first request counts. */
  stopping: Stopping | null;
  ended: Promise<unknown>;
}

/** Changed items are sent together, at most this often: a window cannot show more. */
const tellEveryMs = 100;

export function createRunningJobs({ tell, jobNow, counts, later }: RunningJobsParts): RunningJobs {
  const running = new Map<string, Run>();
  let ending = false;

  const withJob = (jobId: number): Run | undefined =>
    [...running.values()].find((run) => run.jobId === jobId);
  const tellStopping = ({ jobId, stopping }: Run): void => {
    if (jobId !== null && stopping) tell('jobs:stopping', { jobId, stopping });
  };
  const stop = (run: Run | undefined, stopping: Stopping): void => {
    if (!run || run.stop.signal.aborted) return;
    run.stopping = stopping;
    run.stop.abort(stopping === 'pausing' ? pauseReason : undefined);
    tellStopping(run);
  };
  const follow = (run: Run): { onEvent(event: JobEvent): void; end(): void } => {
    const batch = createBatch((items) => run.jobId && tell('jobs:items', { jobId: run.jobId, items }), later);
    return {
      onEvent(event) {
        if (event.type === 'started') {
          run.jobId = event.job.id;
          tell('jobs:started', { job: event.job, ended: countsOf(counts(event.job.id)).done });
          tellStopping(run);
        }
        if (event.type === 'item') batch.add(event.item);
        if (event.type === 'waiting' && run.jobId) {
          batch.flush();
          const until = new Date(event.until).toISOString();
          tell('jobs:waiting', { jobId: run.jobId, until, problem: event.problem });
        }
      },
      end() {
        batch.flush();
        // Also for a job that was interrupted, for example by a full disk.
        const job = run.jobId && jobNow(run.jobId);
        if (job) tell('jobs:ended', { job });
      },
    };
  };

  return {
    async run(pbxId, work) {
      if (ending) throw new RekeyError('cancelled');
      const other = running.get(pbxId);
      if (other) throw new RekeyError('pbx-busy-elsewhere', other.jobId === null ? {} : { job: other.jobId });
      const run: Run = { jobId: null, stop: new AbortController(), stopping: null, ended: Promise.resolve() };
      running.set(pbxId, run);
      const { onEvent, end } = follow(run);
      try {
        const ended = work({ signal: run.stop.signal, onEvent });
        run.ended = ended;
        return await ended;
      } catch (error) {
        const { reason } = run.stop.signal;
        if (run.jobId === null && reason === sleepReason && isCancelled(error))
          throw new RekeyError('computer-asleep', { reason: 'not-begun' }, { cause: error });
        throw error;
      } finally {
        running.delete(pbxId);
        end();
      }
    },
    pause: (pbxId) => stop(running.get(pbxId), 'pausing'),
    cancel: (pbxId) => stop(running.get(pbxId), 'cancelling'),
    sleep() {
      for (const { stop } of running.values()) stop.abort(sleepReason);
    },
    async pauseAll() {
      ending = true;
      for (const run of running.values()) stop(run, 'pausing');
      await Promise.allSettled([...running.values()].map(({ ended }) => ended));
    },
    has: (jobId) => withJob(jobId) !== undefined,
    stopping: (jobId) => withJob(jobId)?.stopping ?? null,
    count: () => [...running.values()].filter(({ jobId }) => jobId !== null).length,
  };
}

function isCancelled(error: unknown): boolean {
  return error instanceof RekeyError && error.code === 'cancelled';
}

/** Batches items that change in quick succession; the first after a quiet period is sent at once. */
function createBatch(
  send: (items: Item[]) => void,
  later: RunningJobsParts['later'],
): { add(item: Item): void; flush(): void } {
  let gathered = new Map<number, Item>();
  let stopTimer: (() => void) | null = null;

  const flush = (): void => {
    stopTimer?.();
    stopTimer = null;
    if (gathered.size === 0) return;
    const items = [...gathered.values()];
    gathered = new Map();
    send(items);
  };
  const quiet = (): void => {
    stopTimer = null;
    if (gathered.size === 0) return;
    flush();
    stopTimer = later(quiet, tellEveryMs);
  };

  return {
    add(item) {
      gathered.set(item.id, item);
      if (stopTimer) return;
      flush();
      stopTimer = later(quiet, tellEveryMs);
    },
    flush,
  };
}
