import type { EventName } from '../../../common/channels.ts';
import { RekeyError } from '../../../common/errors.ts';
import type { FetchTarget } from '../../../common/fetching.ts';
import type { FetchProgress } from '../../../common/ipc/fetching.ts';
import type { EventData } from '../../../common/ipc/index.ts';
import type { Item, Pbx } from '../../../common/model.ts';
import { pauseReason, sleepReason } from '../../jobs/events.ts';
import type { FetchEvent, Fetches, FetchRun } from '../../jobs/fetching/index.ts';
import { createWatching } from '../../jobs/fetching/watching.ts';
import type { Services } from '../../services/index.ts';
import { pbxLockName } from '../../store/pbx-lock.ts';

/** The fetch runs of this process, and the watching of the PBXs' events that follows them. */
export interface RunningFetches {
  /**
   * Has devices fetch their configuration, and notifies the windows.
   *
   * @throws RekeyError `pbx-busy-elsewhere` when a run is under way on this PBX, `cancelled` when the app is
   * quitting, and as `Fetches.start`
   */
  run(pbx: Pbx, targets: readonly FetchTarget[]): Promise<FetchRun>;
  /** Resumes what paused runs have left on a PBX. @throws RekeyError as `run` */
  resume(pbx: Pbx): Promise<FetchRun>;
  /** How many runs are under way here. */
  count(): number;
  pause(pbxId: string): void;
  /** Also cancels what an inactive run has left. */
  cancel(pbx: Pbx): void;
  /** The runs under way here, and those that have devices left. */
  open(): (FetchProgress & { jobIds: number[] })[];
  /** The computer is about to sleep: finishes the request under way and stops fetch runs. */
  sleep(): void;
  /** The computer is awake again: resumes watching the events. Fetch runs stay paused. */
  wake(): void;
  /** A job or a fetch of this process ended: there may be something to watch, and a token for it. */
  jobEnded(pbxUrl: string): void;
  /** Resumes watching what was left when the app last quit, if there is anything. */
  check(): void;
  /** Pauses all, lets none begin, and resolves when what is in flight is recorded. */
  stop(): Promise<void>;
}

export interface RunningFetchesParts {
  services: Pick<Services, 'store' | 'fetches' | 'connector' | 'pbxs' | 'explain'>;
  tell<Name extends EventName>(name: Name, data: EventData<Name>): void;
  /** Called when a run has ended: what waited for its PBX can be tried. */
  ended(pbxUrl: string): void;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
  now?: () => number;
}

interface Run {
  stop: AbortController;
  ended: Promise<unknown>;
  progress: FetchProgress;
  /** Devices of items. */
  done: Set<string>;
}

export function createRunningFetches({
  services,
  tell,
  ended,
  later,
  now = () => Date.now(),
}: RunningFetchesParts): RunningFetches {
  const { store, fetches, connector, pbxs } = services;
  const runs = new Map<string, Run>();
  let ending = false;

  /** Sends items as they are now to the windows, job by job. */
  const tellItems = (itemIds: readonly number[]): void => {
    const byJob = new Map<number, Item[]>();
    for (const item of store.jobs.itemsWithIds(itemIds)) {
      const jobId = store.jobs.jobOf(item.id);
      byJob.set(jobId, [...(byJob.get(jobId) ?? []), item]);
    }
    for (const [jobId, items] of byJob) tell('jobs:items', { jobId, items });
  };

  const watching = createWatching({
    store,
    known: (pbx) => connector.known(pbx),
    changed: tellItems,
    failed: (thrown) => void services.explain(thrown),
    now,
    later,
  });

  const leftOf = (pbxUrl: string): number =>
    store.fetches.open().find((each) => each.pbxUrl === pbxUrl)?.queued ?? 0;

  const change = (run: Run, changes: Partial<FetchProgress>): void => {
    run.progress = { ...run.progress, ...changes };
    tell('fetch:changed', run.progress);
  };
  const stopRun = (pbxId: string, stopping: 'pausing' | 'cancelling'): void => {
    const run = runs.get(pbxId);
    if (!run || run.stop.signal.aborted) return;
    run.stop.abort(stopping === 'pausing' ? pauseReason : undefined);
    change(run, { stopping });
  };

  const follow = (run: Run, pbx: Pbx, event: FetchEvent): void => {
    if (event.type === 'waiting') {
      change(run, { problem: event.problem, waitsUntil: new Date(event.until).toISOString() });
      return;
    }
    const { item, mac, state } = event;
    tellItems([item.id]);
    if (state !== 'running' && state !== 'queued') run.done.add(`${item.id} ${mac}`);
    change(run, { done: run.done.size, left: leftOf(pbx.url), problem: null, waitsUntil: null });
  };

  /** Whether another process asks devices of a PBX just now. */
  const runsElsewhere = ({ url }: Pbx): boolean => {
    const lock = store.locks.tryAcquire(pbxLockName(url));
    lock?.release();
    // Otherwise it is a job that another process runs there.
    return lock === null && !store.jobs.running().some(({ pbxUrl }) => pbxUrl === url);
  };

  /** Another process may have been killed while it asked a device: that is unclear, and awaited. */
  const recoverKilled = (): void => {
    const itemIds = fetches.recover();
    if (itemIds.length === 0) return;
    tellItems(itemIds);
    watching.check();
  };

  const begin = async (
    pbx: Pbx,
    total: number,
    start: (options: Parameters<Fetches['resume']>[1]) => Promise<FetchRun>,
  ): Promise<FetchRun> => {
    if (ending) throw new RekeyError('cancelled');
    if (runs.has(pbx.id)) throw new RekeyError('pbx-busy-elsewhere');
    const run: Run = {
      stop: new AbortController(),
      ended: Promise.resolve(),
      done: new Set(),
      progress: { ...stopped(pbx.id), running: true, total, left: total },
    };
    runs.set(pbx.id, run);
    let itemIds: readonly number[] = [];
    const work = async (): Promise<FetchRun> => {
      const xapi = await connector.stored(pbx);
      return start({
        xapi,
        refuseIfChanged: () => pbxs.refuseIfChanged(pbx, xapi),
        signal: run.stop.signal,
        onStart(targets, items) {
          itemIds = items.map(({ id }) => id);
          change(run, { total: targets.length, left: leftOf(pbx.url) });
          tellItems(itemIds);
        },
        onEvent: (event) => follow(run, pbx, event),
      });
    };
    const end = (problem: FetchProgress['problem']): void => {
      runs.delete(pbx.id);
      tellItems(itemIds);
      change(run, { running: false, stopping: null, left: leftOf(pbx.url), problem, waitsUntil: null });
      watching.signedIn(pbx.url);
      ended(pbx.url);
    };
    try {
      const working = work();
      run.ended = working;
      const result = await working;
      end(result.problem);
      return result;
    } catch (error) {
      end(null);
      throw error;
    }
  };

  return {
    run: (pbx, targets) => begin(pbx, targets.length, (options) => fetches.start(pbx.url, targets, options)),
    resume: (pbx) => begin(pbx, leftOf(pbx.url), (options) => fetches.resume(pbx.url, options)),
    count: () => runs.size,
    pause: (pbxId) => stopRun(pbxId, 'pausing'),
    cancel(pbx) {
      if (runs.has(pbx.id)) return stopRun(pbx.id, 'cancelling');
      tellItems(fetches.cancel(pbx.url).map(({ id }) => id));
      tell('fetch:changed', { ...stopped(pbx.id), left: leftOf(pbx.url) });
    },
    open() {
      recoverKilled();
      const all = store.fetches.open();
      return store.pbxs.list().flatMap((pbx) => {
        const found = all.find(({ pbxUrl }) => pbxUrl === pbx.url);
        const run = runs.get(pbx.id);
        if (!found && !run) return [];
        const { queued = 0, running = 0, jobIds = [], problem = null } = found ?? {};
        if (run) return [{ ...run.progress, left: queued, jobIds }];
        const elsewhere = runsElsewhere(pbx);
        const left = elsewhere ? queued + running : queued;
        return [{ ...stopped(pbx.id), elsewhere, total: left, left, jobIds, problem }];
      });
    },
    sleep() {
      watching.sleep();
      for (const { stop } of runs.values()) stop.abort(sleepReason);
    },
    wake: watching.wake,
    jobEnded: (pbxUrl) => watching.signedIn(pbxUrl),
    check: watching.check,
    async stop() {
      ending = true;
      for (const pbxId of runs.keys()) stopRun(pbxId, 'pausing');
      await Promise.allSettled([watching.stop(), ...[...runs.values()].map(({ ended }) => ended)]);
    },
  };
}

/** The progress of a run that is not active here. */
function stopped(pbxId: string): FetchProgress {
  return {
    pbxId,
    running: false,
    elsewhere: false,
    stopping: null,
    done: 0,
    total: 0,
    left: 0,
    problem: null,
    waitsUntil: null,
  };
}
