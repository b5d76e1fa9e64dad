import { RekeyError } from '../../common/errors.ts';
import type { Job } from '../../common/model.ts';
import { splitCompleted } from '../../common/run-again.ts';
import type { NewItem } from '../store/jobs/index.ts';
import type { Claims } from './claims.ts';
import type { EngineParts, RunOptions } from './engine-parts.ts';
import { changedSince } from './planning/agreed.ts';
import { type JobLabel, type JobPbx, newJob } from './planning/new-job.ts';
import { type Records, throwIfOfOtherPbx, throwUnlessStopped } from './records.ts';
import { runJob } from './run/run.ts';
import { maxPbxWaitMs } from './waiting/waits.ts';

/**
 * What to do with remaining devices that a later job has given a password, certainly or perhaps: `skip` leaves them
 * unchanged; `include` runs them again if there are as many as the user was told. Without a choice nothing is sent if
 * there are any.
 */
export type CompletedChoice = 'skip' | { include: number };

/** Jobs from their start, or resumption, until they stop. */
export interface Running {
  /**
   * Creates a job and runs it until it has finished, paused or was cancelled; the returned job says which.
   *
   * @throws RekeyError `pbx-busy-elsewhere`, `plan-changed` if it is a retry and a later job has run one of its
   * devices since, and as `refuseIfChanged`, before anything is recorded or sent
   */
  start(pbx: JobPbx, items: NewItem[], label: JobLabel, options: RunOptions): Promise<Job>;
  /**
   * Resumes a paused or interrupted job: queued items, never uncertain ones.
   *
   * @param url of the PBX that `xapi` connects to; a job continues only where it began
   * @throws RekeyError `usage` if it waits, or has waited and was not matched since: see `continueWaiting`; `plan-changed` with
   * `doneSince` if later jobs have run that many of its devices and `completed` does not cover them
   */
  resume(jobId: number, url: string, options: RunOptions, completed?: CompletedChoice): Promise<Job>;
  /**
   * Creates a job that waits until its PBX can be reached. Sends nothing.
   *
   * @throws RekeyError `plan-changed` as `start`
   */
  hold(pbx: JobPbx, items: NewItem[], label: JobLabel): Job;
  /**
   * Continues a job that waits or has waited, if everything is as it was when the user confirmed it. Otherwise
   * nothing is sent: the job pauses with `plan-changed`, or has finished if nothing can be sent for any of its
   * devices.
   *
   * @param job as it was before its devices were matched
   * @param fresh its queued devices as they are now, without trying unlisted ones
   * @throws RekeyError `usage` if it no longer waits, or began to meanwhile; `pbx-busy-elsewhere`, as
   * `refuseIfChanged`
   */
  continueWaiting(
    job: Job,
    url: string,
    fresh: readonly NewItem[],
    options: RunOptions,
    completed?: CompletedChoice,
  ): Promise<Job>;
  /** Cancels the rest of a job that is not running. */
  abandon(jobId: number): Job;
}

export interface RunningParts extends EngineParts {
  records: Records;
  claims: Claims;
}

export function createRunning(parts: RunningParts): Running {
  const { jobs, records, claims, now } = parts;
  const { required, left, queuedItems } = records;

  const run = async (jobId: number, options: RunOptions): Promise<Job> => {
    try {
      options.onEvent({ type: 'started', job: required(jobId) });
      await runJob(jobId, { ...options, ...parts });
    } catch (error) {
      // The journal itself may have failed (a full disk): then the next start finds the job dead and does this.
      try {
        jobs.interrupt(jobId);
      } catch {}
      throw error;
    }
    return required(jobId);
  };

  /**
   * Applies the user's choice for remaining devices that later jobs have run. Stable only under the PBX's lock.
   *
   * @returns how many there are that the choice does not cover
   */
  const settleCompleted = (jobId: number, choice: CompletedChoice | undefined): number => {
    const ids = splitCompleted(queuedItems(jobId)).completed.map(({ id }) => id);
    if (choice === 'skip') jobs.skip(ids);
    else if (choice?.include === ids.length) jobs.reconfirm(ids);
    else return ids.length;
    return 0;
  };

  /** A retry was based on its job's devices at that time: by now another job has run them, or they were settled. */
  const throwIfCompletedSince = (items: readonly NewItem[], { retryOf }: JobLabel): void => {
    if (retryOf === null) return;
    const wanted = new Set(items.flatMap(({ mac, macs = [mac] }) => macs));
    const before = jobs.items(retryOf).filter(({ macs }) => macs.some((mac) => wanted.has(mac)));
    const { completed, remaining } = splitCompleted(before);
    const settledSince = remaining.filter(({ state }) => state === 'succeeded');
    const doneSince = completed.length + settledSince.length;
    if (doneSince > 0) throw new RekeyError('plan-changed', { doneSince });
  };

  return {
    async start(pbx, items, label, options) {
      const lock = claims.claim(pbx.url);
      try {
        options.refuseIfChanged();
        throwIfCompletedSince(items, label);
        const job = jobs.create(newJob(pbx, items, label));
        return await run(job.id, options);
      } finally {
        lock.release();
      }
    },

    async resume(jobId, url, options, completed) {
      throwIfOfOtherPbx(required(jobId), url);
      const lock = claims.claim(url);
      try {
        throwUnlessStopped(required(jobId));
        // Another process may have made it wait meanwhile.
        if (jobs.isUnmatched(jobId)) throw new RekeyError('usage', { reason: 'job-waits', job: jobId });
        options.refuseIfChanged();
        const doneSince = settleCompleted(jobId, completed);
        if (doneSince > 0) throw new RekeyError('plan-changed', { doneSince });
        return await run(jobId, options);
      } finally {
        lock.release();
      }
    },

    hold(pbx, items, label) {
      throwIfCompletedSince(items, label);
      return left(jobs.create({ ...newJob(pbx, items, label), waitUntil: now() + maxPbxWaitMs }).id);
    },

    async continueWaiting({ id: jobId, state }, url, fresh, options, completed) {
      throwIfOfOtherPbx(required(jobId), url);
      const lock = claims.claim(url);
      try {
        const job = required(jobId);
        if (state !== 'waiting') throwUnlessStopped(job);
        else if (job.state !== 'waiting')
          throw new RekeyError('usage', { reason: 'job-does-not-wait', job: jobId });
        options.refuseIfChanged();
        const doneSince = settleCompleted(jobId, completed);
        const changed = changedSince(queuedItems(jobId), fresh);
        if (changed.length === 0 && doneSince === 0) return await run(jobId, options);
        const facts = {
          ...(changed.length > 0 ? { count: changed.length } : {}),
          ...(doneSince > 0 ? { doneSince } : {}),
        };
        jobs.rematch(jobId, changed, { code: 'plan-changed', facts });
        return left(jobId);
      } finally {
        lock.release();
      }
    },

    abandon(jobId) {
      // Others may run on its PBX meanwhile.
      if (jobs.cancelWaiting(jobId)) return left(jobId);
      const lock = claims.claim(required(jobId).pbxUrl);
      try {
        throwUnlessStopped(required(jobId));
        jobs.cancel(jobId);
        return left(jobId);
      } finally {
        lock.release();
      }
    },
  };
}
