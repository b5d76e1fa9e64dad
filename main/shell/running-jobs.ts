import type { EventName } from '../../common/channels.ts';
import { RekeyError } from '../../common/errors.ts';
import type { EventData } from '../../common/ipc.ts';
import type { Item, Job } from '../../common/model.ts';
import { type JobEvent, pauseReason, type RunOptions } from '../jobs/index.ts';

/** The jobs that this process is running, one of a PBX at a time. */
export interface RunningJobs {
  /**
   * Runs a job, from before there is one: what has to be fetched first belongs to it. Windows are told of it.
   *
   * @throws RekeyError `cancelled` once the program is ending
   */
  run(pbxId: string, work: (options: Pick<RunOptions, 'signal' | 'onEvent'>) => Promise<Job>): Promise<Job>;
  /** Finishes what is in flight and leaves the rest queued. */
  pause(pbxId: string): void;
  /** Finishes what is in flight and cancels the rest. */
  cancel(pbxId: string): void;
  /** Pauses all, takes no more, and waits until what is in flight has its outcome on disk. */
  pauseAll(): Promise<void>;
  has(jobId: number): boolean;
  count(): number;
}

export interface RunningJobsParts {
  tell<Name extends EventName>(name: Name, data: EventData<Name>): void;
  later(work: () => void, ms: number): () => void;
}

/** Items are told of together, at most this often: a window cannot show more. */
const tellEveryMs = 100;

interface Running {
  pbxId: string;
  jobId: number | null;
  stopping: AbortController;
  ended: Promise<Job>;
}

export function createRunningJobs({ tell, later }: RunningJobsParts): RunningJobs {
  const running = new Set<Running>();
  let ending = false;

  const stop = (pbxId: string, reason?: string): void => {
    for (const entry of running) if (entry.pbxId === pbxId) entry.stopping.abort(reason);
  };

  return {
    async run(pbxId, work) {
      if (ending) throw new RekeyError('cancelled');
      const stopping = new AbortController();
      const items = createBatch((jobId, batch) => tell('jobs:items', { jobId, items: batch }), later);
      const entry: Omit<Running, 'ended'> = { pbxId, jobId: null, stopping };

      const onEvent = (event: JobEvent): void => {
        if (event.type === 'started') {
          entry.jobId = event.job.id;
          tell('jobs:started', { job: event.job });
        }
        if (entry.jobId === null) return;
        if (event.type === 'item') items.add(entry.jobId, event.item);
        if (event.type === 'waiting') {
          items.flush();
          const until = new Date(event.until).toISOString();
          tell('jobs:waiting', { jobId: entry.jobId, until, problem: event.problem });
        }
      };
      const ended = work({ signal: stopping.signal, onEvent });
      const added = Object.assign(entry, { ended });
      running.add(added);
      try {
        const job = await ended;
        items.flush();
        running.delete(added);
        tell('jobs:ended', { job });
        return job;
      } finally {
        items.flush();
        running.delete(added);
      }
    },
    pause: (pbxId) => stop(pbxId, pauseReason),
    cancel: (pbxId) => stop(pbxId),
    async pauseAll() {
      ending = true;
      for (const { stopping } of running) stopping.abort(pauseReason);
      await Promise.allSettled([...running].map(({ ended }) => ended));
    },
    has: (jobId) => [...running].some((entry) => entry.jobId === jobId),
    count: () => running.size,
  };
}

/** Gathers items that change in quick succession; the first after a quiet moment is told at once. */
function createBatch(
  send: (jobId: number, items: Item[]) => void,
  later: RunningJobsParts['later'],
): { add(jobId: number, item: Item): void; flush(): void } {
  let gathered = new Map<number, Item>();
  let job = 0;
  let stopTimer: (() => void) | null = null;

  const flush = (): void => {
    stopTimer?.();
    stopTimer = null;
    if (gathered.size === 0) return;
    const items = [...gathered.values()];
    gathered = new Map();
    send(job, items);
  };
  const quiet = (): void => {
    stopTimer = null;
    if (gathered.size === 0) return;
    flush();
    stopTimer = later(quiet, tellEveryMs);
  };

  return {
    add(jobId, item) {
      job = jobId;
      gathered.set(item.id, item);
      if (stopTimer) return;
      flush();
      stopTimer = later(quiet, tellEveryMs);
    },
    flush,
  };
}
