import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/index.ts';
import type { Store } from '../store/index.ts';
import { type Claims, createClaims } from './claims.ts';
import type { EngineParts } from './engine-parts.ts';
import { createPasswords, type Passwords } from './passwords/passwords.ts';
import { createRetention, type Retention } from './passwords/retention.ts';
import { createRecords } from './records.ts';
import { createRunning, type Running } from './running.ts';
import { type SettleOptions, settleDue } from './settling/settle-due.ts';
import { type SettlingTimes, settlingTimes } from './settling/settlement.ts';
import { createWaits, type Waits } from './waiting/waits.ts';

export type { RunOptions } from './engine-parts.ts';
export { type JobEvent, pauseReason, sleepReason } from './events.ts';
export type { OpenedItems } from './passwords/passwords.ts';
export type { JobPbx } from './planning/new-job.ts';
export { agreedPhones, keysOf, planItems, throwIfNothingToDo } from './planning/plan.ts';
export type { CompletedChoice } from './running.ts';
export { readTarget } from './target.ts';

/** The engine: every new password is made here. */
export interface Jobs extends Running, Waits, Passwords, Retention, Pick<Claims, 'recover'> {
  /**
   * Makes the readings of a PBX that are due, for all jobs that do not run: those that settle or check outcomes.
   *
   * @throws XapiError if nothing of this PBX can be read now
   */
  settleDue(url: string, options: SettleOptions): Promise<void>;
}

export interface JobsParts extends Partial<Omit<EngineParts, 'jobs' | 'log' | 'times'>> {
  store: Store;
  log: Log;
  /** The maximum retention that a policy allows. */
  maxRetentionDays?: number | undefined;
  /** Those of `settlingTimes` by default. */
  times?: Partial<SettlingTimes>;
}

export function createJobs({
  store,
  log,
  maxRetentionDays,
  now = () => Date.now(),
  monotonic = () => performance.now(),
  wait = waitFor,
  random = Math.random,
  times,
}: JobsParts): Jobs {
  const { jobs, locks } = store;
  const engine: EngineParts = {
    jobs,
    log,
    times: { ...settlingTimes, ...times },
    now,
    monotonic,
    wait,
    random,
  };
  const records = createRecords(store, log);
  const claims = createClaims(store, log);
  return {
    ...createRunning({ ...engine, records, claims }),
    ...createWaits({ jobs, records, claims, now }),
    ...createPasswords(jobs),
    ...createRetention({ store, log, maxRetentionDays, now }),
    settleDue: (url, options) => settleDue(url, options, { ...engine, locks, records }),
    recover: claims.recover,
  };
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
