import { createContext, type ReactNode, use, useEffect, useEffectEvent, useRef, useState } from 'react';
import { deskPhoneUser } from '../../common/desk-phones.ts';
import type { CallInput, PasswordRef } from '../../common/ipc/index.ts';
import type { Mac } from '../../common/mac.ts';
import type { Device, Item, Job, Problem, Replacement } from '../../common/model.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import type { Waiting } from './job-book.ts';
import { keyOf } from './password-key.ts';
import { useOutcomes } from './use-outcomes.ts';

/** The device or desk phone that something is done to, and its PBX, as they were when it began. */
export interface Target {
  pbxId: string;
  pbxName: string;
  mac: Mac;
  device: Device | null;
}

/** What is being done with one device, or was done last. It never contains a password. */
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
  /** The job waits until the PBX can be reached, or has waited and needs a decision. */
  | { kind: 'waits'; target: Target; job: Job }
  /** The job could not be started. */
  | { kind: 'not-run'; target: Target; tryUnlisted: boolean; reference: string | null; problem: Problem }
  | { kind: 'reading'; target: Target }
  /** `reading` null: the device has no password on the PBX. */
  | { kind: 'read'; target: Target; reading: string | null; at: string; replacement: Replacement }
  | { kind: 'not-read'; target: Target; problem: Problem };

export interface ActivityStore {
  activity: Activity | null;
  busy: boolean;
  /** How many runs have ended; components that show results load them again when it grows. */
  ended: number;
  run(target: Target, tryUnlisted: boolean, reference: string | null): void;
  /** The device's job waits. */
  waits(target: Target, job: Job): void;
  cancel(): void;
  readCurrent(target: Target): void;
  /** Clears the last activity. */
  clear(): void;
}

const ActivityContext = createContext<ActivityStore | null>(null);

/** The one activity of this window; only inside `ActivityProvider`. */
export function useActivity(): ActivityStore {
  const store = use(ActivityContext);
  if (!store) throw new Error('outside of ActivityProvider');
  return store;
}

/** Mounted above the screens, so that a run continues and its result stays when the screen or the PBX changes. */
export function ActivityProvider({ children }: { children: ReactNode }) {
  const [activity, setActivity] = useState<Activity | null>(null);
  const [ended, setEnded] = useState(0);
  // Known at once, unlike the state: pressing twice quickly starts one run.
  const underWay = useRef(false);

  const whileRunning = (by: (running: Extract<Activity, { kind: 'running' }>) => Activity): void =>
    setActivity((before) => (before?.kind === 'running' ? by(before) : before));

  useEvent('jobs:started', ({ job }) =>
    setActivity((before) => {
      if (before?.kind === 'waits' && before.job.id === job.id)
        return { ...atFirst, target: before.target, jobId: job.id };
      return before?.kind === 'running' && before.jobId === null && before.target.pbxId === job.pbxId
        ? { ...before, jobId: job.id }
        : before;
    }),
  );
  // A job that has waited is followed here from its start to its end.
  const followUp = async (target: Target, job: Job): Promise<void> => {
    const shown = await call('jobs:show', { jobId: job.id }).catch(() => null);
    const done = shown && outcomeOf(target, shown);
    setActivity((before) => (done && isAbout(before, job) ? done : before));
    setEnded((count) => count + 1);
  };
  useEvent('jobs:ended', ({ job }) => {
    // It may have started and ended before either was shown.
    if (!underWay.current && activity && isAbout(activity, job)) void followUp(activity.target, job);
  });
  useEvent('jobs:wait-changed', ({ job }) => {
    if (activity?.kind !== 'waits' || !isAbout(activity, job)) return;
    if (job.state === 'finished' || job.state === 'cancelled') void followUp(activity.target, job);
    else setActivity({ ...activity, job });
  });
  useEvent('jobs:items', ({ jobId, items }) => {
    whileRunning((running) => {
      const [item] = items;
      return running.jobId === jobId && item ? { ...running, item, waiting: null } : running;
    });
    // Later, the state of fetching the password is updated.
    setActivity((before) => {
      const item = before?.kind === 'ran' ? items.find(isSame(before.item)) : undefined;
      return before?.kind === 'ran' && item ? { ...before, item } : before;
    });
  });
  useEvent('jobs:waiting', ({ jobId, until, problem }) =>
    whileRunning((running) =>
      running.jobId === jobId ? { ...running, waiting: { until, problem } } : running,
    ),
  );

  // Whatever gives the device another password later, in any window or process: the result says so.
  const check = useEffectEvent(async () => {
    const ref = activity && checkedRef(activity);
    if (!ref) return;
    const [replacement] = await call('passwords:check', { refs: [ref] }).catch(() => []);
    if (!replacement) return;
    setActivity((before) =>
      before && keyOfRef(checkedRef(before)) === keyOfRef(ref)
        ? withReplacement(before, replacement)
        : before,
    );
  });
  // Its outcome may be settled or revised.
  const renew = useEffectEvent(async () => {
    if (activity?.kind !== 'ran' || !activity.item.nextReadback) return;
    const { job, item } = activity;
    const shown = await call('jobs:show', { jobId: job.id }).catch(() => null);
    const now = shown?.items.find(({ id }) => id === item.id);
    if (!now) return;
    setActivity((before) =>
      before?.kind === 'ran' && before.item.id === now.id ? { ...before, item: now } : before,
    );
  });
  useOutcomes(() => {
    void check();
    void renew();
  });
  const shownKey = activity && keyOfRef(checkedRef(activity));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newly shown password missed the events before it
  useEffect(() => void check(), [shownKey]);

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
    run(target, tryUnlisted, reference) {
      void begin({ ...atFirst, target }, () => runOne(target, tryUnlisted, reference));
    },
    waits(target, job) {
      if (!underWay.current) setActivity({ kind: 'waits', target, job });
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

const atFirst = { kind: 'running', jobId: null, item: null, waiting: null, cancelling: false } as const;

function isAbout(activity: Activity | null, job: Job): boolean {
  if (activity?.kind === 'waits') return activity.job.id === job.id;
  return activity?.kind === 'running' && activity.jobId === job.id;
}

/** While an item runs again, its own result is reported at its end. */
function isSame({ id, state }: Item): (item: Item) => boolean {
  return (item) => item.id === id && item.state === state;
}

/** The outcome of a job's only device; null if it has none. */
function outcomeOf(target: Target, { job, items }: { job: Job; items: Item[] }): Activity | null {
  const [item] = items;
  if (!item) return null;
  const now = { ...target, device: item.device ?? target.device };
  return job.state === 'waiting'
    ? { kind: 'waits', target: now, job }
    : { kind: 'ran', target: now, job, item };
}

function keyOfRef(ref: PasswordRef | null): string | null {
  return ref && keyOf(ref);
}

/** What a later job may replace: the password that was made or read, or the result of a device that got none. */
function checkedRef(activity: Activity): PasswordRef | null {
  if (activity.kind === 'ran') return { item: activity.item.id };
  return activity.kind === 'read' && activity.reading !== null ? { reading: activity.reading } : null;
}

function withReplacement(activity: Activity, replacement: Replacement): Activity {
  if (activity.kind === 'ran') return { ...activity, item: { ...activity.item, ...replacement } };
  return activity.kind === 'read' ? { ...activity, replacement } : activity;
}

/** What later jobs did to the device of a result. */
export function replacementOf(activity: Activity): Replacement {
  if (activity.kind === 'ran') return activity.item;
  return activity.kind === 'read' ? activity.replacement : { replacedAt: null, surelyReplaced: false };
}

/** Whether two targets share a password: the same device, or desk phones of one user. */
export function isSameTarget(one: Target, other: Target): boolean {
  if (one.pbxId !== other.pbxId) return false;
  const user = deskPhoneUser(one);
  return one.mac === other.mac || (user !== null && user.id === deskPhoneUser(other)?.id);
}

/** A run of one device, or of a desk phone's user, as a window requests it. */
export function oneDevice(
  { pbxId, mac, device }: Target,
  tryUnlisted: boolean,
  reference: string | null,
): CallInput<'jobs:run'> {
  const user = deskPhoneUser({ device });
  const deskPhones = user ? [{ mac, userId: user.id }] : [];
  return { pbxId, macs: [mac], deskPhones, tryUnlisted, reference, retryOf: null };
}

async function runOne(target: Target, tryUnlisted: boolean, reference: string | null): Promise<Activity> {
  const notRun = (problem: Problem): Activity => ({
    kind: 'not-run',
    target,
    tryUnlisted,
    reference,
    problem,
  });
  try {
    const ended = await call('jobs:run', oneDevice(target, tryUnlisted, reference));
    return outcomeOf(target, ended) ?? notRun({ code: 'internal', facts: {} });
  } catch (thrown) {
    return notRun(problemOf(thrown));
  }
}

async function readOne(target: Target): Promise<Activity> {
  try {
    const { pbxId, mac } = target;
    const deskPhone = deskPhoneUser(target) !== null;
    const found = await call('passwords:read-current', { pbxId, mac, deskPhone });
    const replacement = { replacedAt: null, surelyReplaced: false };
    return {
      kind: 'read',
      target,
      reading: found?.reading ?? null,
      at: new Date().toISOString(),
      replacement,
    };
  } catch (thrown) {
    return { kind: 'not-read', target, problem: problemOf(thrown) };
  }
}
