import { createContext, type ReactNode, use, useRef, useState } from 'react';
import type { Mac } from '../../common/mac.ts';
import type { Device, Item, Job, Problem } from '../../common/model.ts';
import { call, problemOf, useEvent } from '../bridge.ts';

/** The device that something is done to, and the PBX it is done on, as they were when it began. */
export interface Target {
  pbxId: string;
  pbxName: string;
  mac: Mac;
  device: Device | null;
}

export interface Waiting {
  until: string;
  problem: Problem;
}

/** What is done with one device, or was done last. No password is ever part of it. */
export type Activity =
  | {
      kind: 'running';
      target: Target;
      jobId: number | null;
      item: Item | null;
      waiting: Waiting | null;
      cancelling: boolean;
    }
  | { kind: 'ran'; target: Target; job: Job; item: Item }
  /** The job could not be begun. */
  | { kind: 'not-run'; target: Target; tryUnlisted: boolean; problem: Problem }
  | { kind: 'reading'; target: Target }
  /** `reading` null: the device has no password on the PBX. */
  | { kind: 'read'; target: Target; reading: string | null; at: string }
  | { kind: 'not-read'; target: Target; problem: Problem };

export interface ActivityStore {
  activity: Activity | null;
  busy: boolean;
  /** How many runs have ended; whoever shows results reads them again when it grows. */
  ended: number;
  run(target: Target, tryUnlisted: boolean): void;
  cancel(): void;
  readCurrent(target: Target): void;
  /** Forgets what was done last. */
  clear(): void;
}

const ActivityContext = createContext<ActivityStore | null>(null);

/** The one thing under way in this window; only inside of `ActivityProvider`. */
export function useActivity(): ActivityStore {
  const store = use(ActivityContext);
  if (!store) throw new Error('outside of ActivityProvider');
  return store;
}

/** Lives above the screens, so that a run goes on and its result stays when the screen or the PBX is changed. */
export function ActivityProvider({ children }: { children: ReactNode }) {
  const [activity, setActivity] = useState<Activity | null>(null);
  const [ended, setEnded] = useState(0);
  // Known at once, unlike the state: two presses in one moment start one run.
  const underWay = useRef(false);

  const whileRunning = (by: (running: Extract<Activity, { kind: 'running' }>) => Activity): void =>
    setActivity((before) => (before?.kind === 'running' ? by(before) : before));

  useEvent('jobs:started', ({ job }) =>
    whileRunning((running) =>
      running.jobId === null && running.target.pbxId === job.pbxId ? { ...running, jobId: job.id } : running,
    ),
  );
  useEvent('jobs:items', ({ jobId, items }) =>
    whileRunning((running) => {
      const [item] = items;
      return running.jobId === jobId && item ? { ...running, item, waiting: null } : running;
    }),
  );
  useEvent('jobs:waiting', ({ jobId, until, problem }) =>
    whileRunning((running) =>
      running.jobId === jobId ? { ...running, waiting: { until, problem } } : running,
    ),
  );

  const begin = async (start: Activity, work: () => Promise<Activity>): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setActivity(start);
    const done = await work();
    underWay.current = false;
    setActivity(done);
    if (start.kind === 'running') setEnded((count) => count + 1);
  };

  const store: ActivityStore = {
    activity,
    busy: activity?.kind === 'running' || activity?.kind === 'reading',
    ended,
    run(target, tryUnlisted) {
      const start: Activity = {
        kind: 'running',
        target,
        jobId: null,
        item: null,
        waiting: null,
        cancelling: false,
      };
      void begin(start, () => runOne(target, tryUnlisted));
    },
    cancel() {
      if (activity?.kind !== 'running') return;
      whileRunning((running) => ({ ...running, cancelling: true }));
      call('jobs:cancel', { pbxId: activity.target.pbxId }).catch(() =>
        whileRunning((running) => ({ ...running, cancelling: false })),
      );
    },
    readCurrent(target) {
      void begin({ kind: 'reading', target }, () => readOne(target));
    },
    clear() {
      if (!underWay.current) setActivity(null);
    },
  };
  return <ActivityContext value={store}>{children}</ActivityContext>;
}

async function runOne(target: Target, tryUnlisted: boolean): Promise<Activity> {
  try {
    const { job, items } = await call('jobs:run', {
      pbxId: target.pbxId,
      macs: [target.mac],
      tryUnlisted,
      reference: null,
      retryOf: null,
    });
    const [item] = items;
    if (!item) return { kind: 'not-run', target, tryUnlisted, problem: { code: 'internal', facts: {} } };
    return { kind: 'ran', target: { ...target, device: item.device ?? target.device }, job, item };
  } catch (thrown) {
    return { kind: 'not-run', target, tryUnlisted, problem: problemOf(thrown) };
  }
}

async function readOne(target: Target): Promise<Activity> {
  try {
    const found = await call('passwords:read-current', { pbxId: target.pbxId, mac: target.mac });
    return { kind: 'read', target, reading: found?.reading ?? null, at: new Date().toISOString() };
  } catch (thrown) {
    return { kind: 'not-read', target, problem: problemOf(thrown) };
  }
}
