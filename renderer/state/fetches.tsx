import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { FetchTarget, SkippedFetches } from '../../common/fetching.ts';
import type { CallOutput, EventData } from '../../common/ipc/index.ts';
import type { Item, Problem } from '../../common/model.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';
import { useOutcomes } from './use-outcomes.ts';

/** A run in progress, or one with devices left that are not asked yet. */
export type FetchRun = CallOutput<'fetch:open'>[number];

/** The outcome of a run that this window started. */
export interface FetchOutcome {
  jobIds: readonly number[];
  /** The run's devices, and their items as they were at its end; empty where it could not be begun. */
  targets: readonly FetchTarget[];
  items: readonly Item[];
  /** Devices that it left out. */
  skipped: SkippedFetches;
  /** Why it could not be started, or stopped; null if it ran to its end. */
  problem: Problem | null;
  /** Whether it was resumed on Device, and so is shown there, whatever jobs it is of. */
  wasOnDevice: boolean;
}

export interface FetchesStore {
  /** By the ID of their PBX. */
  runs: ReadonlyMap<string, FetchRun>;
  /** The last ones, by the ID of their PBX. */
  outcomes: ReadonlyMap<string, FetchOutcome>;
  /** Asks devices of a job to fetch their configuration, which the user has confirmed. */
  start(pbxId: string, jobId: number, targets: readonly FetchTarget[]): void;
  /** Resumes what paused runs have left, of all jobs. */
  resume(pbxId: string, onDevice: boolean): void;
  /** Finishes the request under way and leaves the rest for later. */
  pause(pbxId: string): void;
  /** Finishes the request under way and drops the rest; also for a run that paused. */
  cancel(pbxId: string): void;
  /** The outcome of a PBX's last run was seen. */
  dismiss(pbxId: string): void;
}

const FetchesContext = createContext<FetchesStore | null>(null);

/** Runs that ask devices to fetch their configuration; only inside `FetchesProvider`. */
export function useFetches(): FetchesStore {
  const store = use(FetchesContext);
  if (!store) throw new Error('outside of FetchesProvider');
  return store;
}

const elsewhereMs = 2_000;

type Runs = ReadonlyMap<string, FetchRun>;

/** Mounted above the screens, so that a run is followed wherever it was started. */
export function FetchesProvider({ children }: { children: ReactNode }) {
  const [runs, setRuns] = useState<Runs>(new Map());
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, FetchOutcome>>(new Map());
  const begin = useNewest();

  const reread = useCallback(async (): Promise<void> => {
    const isNewest = begin();
    // If this fails, it is loaded again with the next change.
    const found = await call('fetch:open', undefined).catch(() => null);
    if (found && isNewest()) setRuns(new Map(found.map((run) => [run.pbxId, run])));
  }, [begin]);
  useEffect(() => void reread(), [reread]);
  // Nothing reports that another process's run has ended.
  const isElsewhere = [...runs.values()].some(({ elsewhere }) => elsewhere);
  useEffect(() => {
    if (!isElsewhere) return;
    const timer = setInterval(() => void reread(), elsewhereMs);
    return () => clearInterval(timer);
  }, [isElsewhere, reread]);
  useOutcomes((changed) => {
    if (changed.has('elsewhere')) void reread();
  });
  useEvent('fetch:changed', (progress) => {
    const before = runs.get(progress.pbxId);
    setRuns((all) => changed(all, progress));
    // The event does not say which jobs it is about.
    if (!progress.running || !before?.running || before.jobIds.length === 0) void reread();
  });

  const actions = useMemo(() => {
    const conclude = (pbxId: string, outcome: FetchOutcome | null): void =>
      setOutcomes((all) => {
        const next = new Map(all);
        if (outcome) next.set(pbxId, outcome);
        else next.delete(pbxId);
        return next;
      });
    const failed = (pbxId: string, jobIds: readonly number[], thrown: unknown): void =>
      conclude(pbxId, {
        jobIds,
        targets: [],
        items: [],
        skipped: { replaced: 0, fetched: 0 },
        problem: problemOf(thrown),
        wasOnDevice: false,
      });

    const follow = async (
      pbxId: string,
      jobIds: readonly number[],
      run: Promise<CallOutput<'fetch:start'>>,
      wasOnDevice = false,
    ): Promise<void> => {
      conclude(pbxId, null);
      try {
        const { targets, items, skipped, problem } = await run;
        conclude(pbxId, { jobIds, targets, items, skipped, problem, wasOnDevice });
      } catch (thrown) {
        failed(pbxId, jobIds, thrown);
      }
    };
    return {
      follow,
      start: (pbxId: string, jobId: number, targets: readonly FetchTarget[]) =>
        void follow(pbxId, [jobId], call('fetch:start', { jobId, targets: [...targets] })),
      dismiss: (pbxId: string) => conclude(pbxId, null),
      failed,
    };
  }, []);

  const jobIdsOf = (pbxId: string): readonly number[] => runs.get(pbxId)?.jobIds ?? [];
  const stop = (name: 'fetch:pause' | 'fetch:cancel', pbxId: string): void => {
    call(name, { pbxId }).then(reread, (thrown) => actions.failed(pbxId, jobIdsOf(pbxId), thrown));
  };

  const store: FetchesStore = {
    runs,
    outcomes,
    start: actions.start,
    resume: (pbxId, onDevice) =>
      void actions.follow(pbxId, jobIdsOf(pbxId), call('fetch:resume', { pbxId }), onDevice),
    dismiss: actions.dismiss,
    pause: (pbxId) => stop('fetch:pause', pbxId),
    cancel: (pbxId) => stop('fetch:cancel', pbxId),
  };
  return <FetchesContext value={store}>{children}</FetchesContext>;
}

function changed(all: Runs, progress: EventData<'fetch:changed'>): Runs {
  const next = new Map(all);
  if (!progress.running && progress.left === 0) next.delete(progress.pbxId);
  else next.set(progress.pbxId, { ...progress, jobIds: all.get(progress.pbxId)?.jobIds ?? [] });
  return next;
}
