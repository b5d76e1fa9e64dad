import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import type { CallInput, CallOutput } from '../../common/ipc/index.ts';
import type { Item, Job, Problem } from '../../common/model.ts';
import { countsOf } from '../../common/progress.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import { changeBook, type Followed, type JobBook, noJobs } from './job-book.ts';
import { type OpenJob, useOpenJobs } from './use-open-jobs.ts';
import { useOutcomes } from './use-outcomes.ts';

export type { Followed } from './job-book.ts';

export type CompletedChoice = NonNullable<CallInput<'jobs:resume'>['completed']>;

/** Whether a job has begun. If so, it is followed. */
export type StartResult = { ok: true; jobId: number } | { ok: false; problem: Problem };

export interface JobsStore {
  /** The followed jobs: all that run here, and those on screen. */
  jobs: ReadonlyMap<number, Followed>;
  /** Running, paused or interrupted ones, newest first; null until they are loaded. */
  open: readonly OpenJob[] | null;
  /** Those of `open` that were already paused or interrupted when the window was opened. */
  left: readonly number[];
  /** Grows whenever a job has started or ended; components that list jobs load them again. */
  changes: number;
  /** Starts a job; settles as soon as it has begun, or could not. */
  run(list: CallInput<'jobs:run'>): Promise<StartResult>;
  /**
   * Continues a paused or interrupted job; settles as soon as it runs, or could not.
   *
   * @param completed what to do with remaining devices that later jobs have run; without it, a job that has any is
   * not resumed
   */
  resume(jobId: number, completed?: CompletedChoice): Promise<StartResult>;
  /** Finishes what is in flight and leaves the rest for later. */
  pause(jobId: number): void;
  /** Finishes what is in flight and cancels the rest. */
  cancel(jobId: number): void;
  /** Cancels the rest of a paused or interrupted job. @throws ProblemError */
  abandon(jobId: number): Promise<void>;
  /** Has a list, or the rest of a stopped job, wait until its PBX can be reached. @throws ProblemError */
  wait(what: CallInput<'jobs:wait'>): Promise<Job>;
  /** Undoes that. @throws ProblemError */
  withdraw(jobId: number): Promise<void>;
  /** Has the PBX of a waiting job tried at once. */
  tryNow(jobId: number): void;
  /** Loads a job that is on screen. @throws ProblemError */
  read(jobId: number): Promise<void>;
  /** Reloads which jobs there are, because some were deleted. */
  relist(): void;
  /** Registers that a job is on screen; returns a function that unregisters it. */
  look(jobId: number): () => void;
}

const JobsContext = createContext<JobsStore | null>(null);

/** The jobs of this computer; only inside `JobsProvider`. */
export function useJobs(): JobsStore {
  const store = use(JobsContext);
  if (!store) throw new Error('outside of JobsProvider');
  return store;
}

/** A caller who waits for a job to begin. */
interface Expected {
  isIt(job: Job, items: readonly Item[]): boolean;
  begun(job: Job): void;
}

/**
 * Mounted above the screens; follows every job that this process runs, including one begun before the window was
 * reloaded.
 */
export function JobsProvider({ children }: { children: ReactNode }) {
  const [book, change] = useReducer(changeBook, noJobs);
  const { open, left, reopen, stillOpen } = useOpenJobs();
  const [changes, setChanges] = useState(0);
  const expected = useRef(new Set<Expected>());
  const looks = useRef(new Map<number, number>());

  const read = useCallback(async (jobId: number): Promise<CallOutput<'jobs:show'>> => {
    const shown = await call('jobs:show', { jobId });
    change({ type: 'read', ...shown, isOnScreen: looks.current.has(jobId), at: performance.now() });
    return shown;
  }, []);

  const follow = useCallback(
    async (job: Job, ended: number): Promise<void> => {
      change({ type: 'started', job, ended, at: performance.now() });
      try {
        const { items } = await read(job.id);
        for (const each of expected.current) if (each.isIt(job, items)) each.begun(job);
      } catch {
        // It is loaded again when it has ended, or when it is opened.
      }
    },
    [read],
  );

  const relist = useCallback((): void => {
    setChanges((count) => count + 1);
    void reopen();
  }, [reopen]);

  const settle = useCallback(
    (job: Job): void => {
      change({ type: 'ended', job });
      if (looks.current.has(job.id)) void read(job.id).catch(() => {});
      else change({ type: 'forget', jobId: job.id });
      relist();
    },
    [read, relist],
  );

  useEvent('jobs:started', ({ job, ended }) => {
    void follow(job, ended);
    relist();
  });
  useEvent('jobs:items', ({ jobId, items }) =>
    change({ type: 'items', jobId, items, at: performance.now() }),
  );
  useEvent('jobs:waiting', ({ jobId, until, problem }) =>
    change({ type: 'waiting', jobId, waiting: { until, problem } }),
  );
  useEvent('jobs:stopping', ({ jobId, stopping }) => change({ type: 'stopping', jobId, stopping }));
  useEvent('jobs:ended', ({ job }) => settle(job));
  useEvent('jobs:wait-changed', ({ job, nextTryAt }) => {
    change({ type: 'stands', job });
    if (stillOpen(job, nextTryAt)) return;
    // Its devices may have been matched again.
    if (looks.current.has(job.id)) void read(job.id).catch(() => {});
    relist();
  });
  // A job on screen shows for each device what other jobs did to it.
  useOutcomes((outcomes) => {
    for (const jobId of looks.current.keys())
      if ([...outcomes].some((each) => each !== jobId)) void read(jobId).catch(() => {});
    if (outcomes.has('elsewhere')) relist();
  });
  useEffect(() => {
    const tellMain = (): void => void call('app:network-changed', undefined).catch(() => {});
    window.addEventListener('online', tellMain);
    return () => window.removeEventListener('online', tellMain);
  }, []);

  useEffect(() => {
    void reopen().then((found) => {
      for (const { job, counts, here, stopping } of found) {
        if (!here) continue;
        void follow(job, countsOf(counts).done);
        change({ type: 'stopping', jobId: job.id, stopping });
      }
    });
  }, [reopen, follow]);

  const runsHere = [...book.values()].some(({ here }) => here);
  useEffect(() => {
    if (!runsHere) return;
    const timer = setInterval(() => change({ type: 'tick', at: performance.now() }), 1000);
    return () => clearInterval(timer);
  }, [runsHere]);

  const actions = useMemo(() => {
    const begin = (isIt: Expected['isIt'], ending: () => Promise<{ job: Job }>): Promise<StartResult> => {
      const { promise, resolve } = Promise.withResolvers<StartResult>();
      let jobId: number | null = null;
      const waiting: Expected = {
        isIt,
        begun(job) {
          jobId = job.id;
          resolve({ ok: true, jobId });
        },
      };
      expected.current.add(waiting);
      ending()
        .then(
          ({ job }) => resolve({ ok: true, jobId: job.id }),
          (thrown) => {
            const problem = problemOf(thrown);
            resolve({ ok: false, problem });
            if (jobId === null) return;
            change({ type: 'broken', jobId, problem });
            void read(jobId).catch(() => {});
            relist();
          },
        )
        .finally(() => expected.current.delete(waiting));
      return promise;
    };

    return {
      run: (list: CallInput<'jobs:run'>) =>
        begin(
          (job, items) => job.pbxId === list.pbxId && sameDevices(list.macs, items),
          () => call('jobs:run', list),
        ),
      resume: (jobId: number, completed?: CompletedChoice) =>
        begin(
          (job) => job.id === jobId,
          () => call('jobs:resume', { jobId, completed }),
        ),
      abandon: async (jobId: number) => settle(await call('jobs:abandon', { jobId })),
      async wait(what: CallInput<'jobs:wait'>) {
        const job = await call('jobs:wait', what);
        settle(job);
        return job;
      },
      withdraw: async (jobId: number) => settle(await call('jobs:withdraw', { jobId })),
      tryNow: (jobId: number) => void call('jobs:try-now', { jobId }).catch(() => {}),
      read: async (jobId: number) => void (await read(jobId)),
      look(jobId: number) {
        looks.current.set(jobId, (looks.current.get(jobId) ?? 0) + 1);
        return () => {
          const others = (looks.current.get(jobId) ?? 1) - 1;
          if (others > 0) looks.current.set(jobId, others);
          else {
            looks.current.delete(jobId);
            change({ type: 'forget', jobId });
          }
        };
      },
    };
  }, [read, settle, relist]);

  const stop = (jobId: number, stopping: 'pausing' | 'cancelling'): void => {
    const pbxId = book.get(jobId)?.job.pbxId;
    if (!pbxId) return;
    change({ type: 'stopping', jobId, stopping });
    call(stopping === 'pausing' ? 'jobs:pause' : 'jobs:cancel', { pbxId }).catch(() =>
      change({ type: 'stopping', jobId, stopping: null }),
    );
  };

  const store: JobsStore = {
    jobs: book satisfies JobBook,
    open,
    left,
    changes,
    ...actions,
    relist,
    pause: (jobId) => stop(jobId, 'pausing'),
    cancel: (jobId) => stop(jobId, 'cancelling'),
  };
  return <JobsContext value={store}>{children}</JobsContext>;
}

/** Whether items stand for exactly these devices; a user's desk phones are one item. */
function sameDevices(macs: readonly string[], items: readonly Item[]): boolean {
  const wanted = new Set(macs);
  const all = items.flatMap((item) => item.macs);
  return all.length === wanted.size && all.every((mac) => wanted.has(mac));
}
