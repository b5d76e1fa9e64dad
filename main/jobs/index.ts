import { userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { RekeyError } from '../../common/errors.ts';
import type { Job, Pace, Pbx } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/index.ts';
import type { NewItem } from '../store/jobs.ts';
import type { Lock } from '../store/locks.ts';
import { lockPbx, pbxLockName } from '../store/pbx-lock.ts';
import type { Sealer } from '../store/seal.ts';
import type { Xapi } from '../xapi/index.ts';
import { sealContext } from './attempt.ts';
import { type JobEvent, runJob } from './run.ts';

export { keysOf, planItems } from './plan.ts';
export { type JobEvent, pauseReason } from './run.ts';

/** Where a job runs; `id` is null for a PBX that is not stored. */
export type JobPbx = Pick<Pbx, 'name' | 'url'> & { id: string | null };

export interface RunOptions {
  xapi: Xapi;
  pace: Pace;
  /** Null for a run without a keychain. */
  sealer: Sealer | null;
  /** Aborted: cancels, or pauses where the reason is `pauseReason`; what is in flight is finished. */
  signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

/** What a person says of a job beside its devices. */
export interface JobLabel {
  /** A ticket or order. */
  reference: string | null;
  /** The job whose failed or uncertain devices it runs again. */
  retryOf: number | null;
}

/** The engine: every new password comes from here. */
export interface Jobs {
  /**
   * Makes a job and runs it until it has finished, paused or was cancelled; the returned job says which.
   *
   * @throws RekeyError `pbx-busy-elsewhere`, before anything is recorded or sent
   */
  start(pbx: JobPbx, items: NewItem[], label: JobLabel, options: RunOptions): Promise<Job>;
  /**
   * Goes on with a paused or interrupted job: what is queued, never what is uncertain.
   *
   * @param url of the PBX that `xapi` talks to; a job goes on only where it began
   */
  resume(jobId: number, url: string, options: RunOptions): Promise<Job>;
  /** Cancels what is left of a job that is not running. */
  abandon(jobId: number): Job;
  /** Marks jobs whose process died as interrupted. */
  recover(): void;
  /** The sealed password of an item; null when there is none, or it cannot be opened with this key. */
  password(itemId: number, sealer: Sealer): string | null;
  /** How many sealed passwords are older than so many days. */
  countOlder(days: number): number;
  /** Deletes them, whatever the retention time: a person has agreed. */
  deleteOlder(days: number): void;
  /** Deletes sealed passwords older than the retention time. */
  enforceRetention(): void;
}

export interface JobsParts {
  store: Store;
  log: Log;
  now?: () => number;
  monotonic?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  random?: () => number;
}

const dayMs = 24 * 60 * 60 * 1000;
const trustedStepMs = 7 * dayMs;

export function createJobs({
  store,
  log,
  now = Date.now,
  monotonic = () => performance.now(),
  wait = waitFor,
  random = Math.random,
}: JobsParts): Jobs {
  const { jobs, locks } = store;

  const interruptDead = (url: string): void => {
    for (const job of jobs.running()) {
      if (job.pbxUrl !== url) continue;
      jobs.interrupt(job.id);
      log({ event: 'job', job: job.id, state: 'interrupted', code: null });
    }
  };

  /** Whoever holds the lock alone runs jobs on this PBX, so what the journal still calls running is dead. */
  const claim = (url: string): Lock => {
    const lock = lockPbx(store, url);
    interruptDead(url);
    return lock;
  };

  const run = async (jobId: number, options: RunOptions): Promise<Job> => {
    try {
      options.onEvent({ type: 'started', job: required(jobId) });
      await runJob(jobId, { ...options, jobs, log, now, monotonic, wait, random });
    } catch (error) {
      // The journal may be what failed (a full disk): then the next start finds the job dead and does this.
      try {
        jobs.interrupt(jobId);
      } catch {}
      throw error;
    }
    return required(jobId);
  };

  const deleteOlder = (days: number): void => {
    const deleted = jobs.deleteSealed(now() - days * dayMs);
    if (deleted > 0) log({ event: 'retention', deleted });
  };

  const required = (jobId: number): Job => {
    const job = jobs.get(jobId);
    if (!job) throw new RekeyError('usage', { reason: 'job-unknown', job: jobId });
    return job;
  };

  return {
    async start(pbx, items, label, options) {
      const lock = claim(pbx.url);
      try {
        const job = jobs.create({
          pbxId: pbx.id,
          pbxName: pbx.name,
          pbxUrl: pbx.url,
          ...label,
          reference: label.reference && (tidy(label.reference, 200) || null),
          user: userName(),
          items,
        });
        return await run(job.id, options);
      } finally {
        lock.release();
      }
    },

    async resume(jobId, url, options) {
      const { pbxUrl } = required(jobId);
      if (pbxUrl !== url)
        throw new RekeyError('usage', { reason: 'job-of-other-pbx', job: jobId, pbx: pbxUrl, host: url });
      const lock = claim(required(jobId).pbxUrl);
      try {
        refuseWhatIsOver(required(jobId));
        return await run(jobId, options);
      } finally {
        lock.release();
      }
    },

    abandon(jobId) {
      const lock = claim(required(jobId).pbxUrl);
      try {
        refuseWhatIsOver(required(jobId));
        jobs.cancel(jobId);
        log({ event: 'job', job: jobId, state: 'cancelled', code: null });
        return required(jobId);
      } finally {
        lock.release();
      }
    },

    recover() {
      for (const url of new Set(jobs.running().map((job) => job.pbxUrl))) {
        const lock = locks.tryAcquire(pbxLockName(url));
        if (!lock) continue;
        try {
          interruptDead(url);
        } finally {
          lock.release();
        }
      }
    },

    password(itemId, sealer) {
      const sealed = jobs.sealed(itemId);
      return sealed ? sealer.open(sealContext(itemId), sealed) : null;
    },

    countOlder: (days) => jobs.countSealed(now() - days * dayMs),
    deleteOlder,

    enforceRetention() {
      const checkedAt = store.settings.get('retentionCheckedAt');
      store.settings.set('retentionCheckedAt', now());
      // A clock that was set by days may be wrong now, or was when they were sealed: wait until it has proved itself.
      if (Math.abs(now() - checkedAt) > trustedStepMs) return;
      deleteOlder(store.settings.get('retentionDays'));
    },
  };
}

function refuseWhatIsOver({ id, state }: Job): void {
  if (state !== 'paused' && state !== 'interrupted' && state !== 'planned')
    throw new RekeyError('usage', { reason: 'job-over', job: id });
}

/** Without an entry in the user database (as in containers) there is no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
