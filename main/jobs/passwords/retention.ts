import type { Log } from '../../log/index.ts';
import type { Store } from '../../store/index.ts';
import { unlessDiskFull } from '../unless-disk-full.ts';

/** How long sealed passwords are kept. */
export interface Retention {
  /** How many sealed passwords are older than that many days. */
  countOlder(days: number): number;
  /** Deletes them, whatever the retention time: the user has confirmed. */
  deleteOlder(days: number): void;
  /**
   * Deletes sealed passwords older than the retention time, and the files that may still contain some; on a full
   * disk, the next call does.
   *
   * @returns false if some of it has to be tried again soon
   */
  enforceRetention(): boolean;
}

export interface RetentionParts {
  store: Pick<Store, 'jobs' | 'settings' | 'setAside' | 'scrub'>;
  log: Log;
  /** The maximum retention that a policy allows. */
  maxRetentionDays?: number | undefined;
  now(): number;
}

const dayMs = 24 * 60 * 60 * 1000;
const trustedStepMs = 7 * dayMs;
const provingMs = 60 * 60_000;

export function createRetention({ store, log, maxRetentionDays, now }: RetentionParts): Retention {
  const { jobs, settings } = store;

  const deleteOlder = (days: number): void => {
    const before = now() - days * dayMs;
    const deleted = jobs.deleteSealed(before);
    if (deleted > 0) log({ event: 'retention', deleted });
    store.setAside.deleteOlder(before, now());
    store.scrub();
  };

  const deleteExpired = (): void => {
    const checkedAt = settings.get('retentionCheckedAt');
    const passedMs = now() - checkedAt;
    const doubted = settings.get('clockDoubted');
    if (doubted && passedMs >= 0 && passedMs < provingMs) return;
    // A clock that was set by days may be wrong now, or was when they were sealed. It is trusted again once it has
    // continued from there.
    const jumped = checkedAt !== 0 && Math.abs(passedMs) > trustedStepMs;
    const doubts = doubted ? passedMs < 0 : jumped;
    settings.set('retentionCheckedAt', now());
    settings.set('clockDoubted', doubts);
    if (doubts) return;
    // The retention may have been longer than it reads now.
    if (!settings.damaged().includes('retentionDays')) deleteOlder(settings.get('retentionDays'));
    // No setting can have exceeded the policy's maximum.
    else if (maxRetentionDays !== undefined) deleteOlder(maxRetentionDays);
  };

  return {
    countOlder: (days) => jobs.countSealed(now() - days * dayMs),
    deleteOlder,
    enforceRetention() {
      unlessDiskFull(deleteExpired)();
      return store.scrub();
    },
  };
}
