import { RekeyError } from '../../common/errors.ts';
import type { Job, Problem } from '../../common/model.ts';
import { maxWaitHours } from '../../common/waiting.ts';
import type { JobStore } from '../store/jobs/index.ts';
import type { Claims } from './claims.ts';
import { type Records, throwUnlessStopped } from './records.ts';

/** How long a job waits for its PBX, at the most. */
export const maxPbxWaitMs = maxWaitHours * 60 * 60 * 1000;

/** Jobs that wait until their PBX can be reached: see waiting.ts for what has them go on. */
export interface Waits {
  /**
   * Has what is left of a stopped job wait until its PBX can be reached.
   *
   * @param until not longer than this, milliseconds since 1970; the longest wait unless given
   * @throws RekeyError `usage` where nothing of it is left to run, `pbx-busy-elsewhere` where it runs
   */
  wait(jobId: number, until?: number): Job;
  /** Notes what keeps a waiting job from running. */
  stillWaits(jobId: number, problem: Problem): void;
  /** A waiting job does not begin by itself any more: it pauses, for a person to decide. */
  ask(jobId: number, problem: Problem): Job;
  /** Takes back that a job waits: what was begun is paused, what was not is cancelled. @throws RekeyError `usage` */
  withdraw(jobId: number): Job;
  /** Has waiting jobs ask whose time is over; gives them. */
  expire(): Job[];
}

export interface WaitsParts {
  jobs: JobStore;
  records: Records;
  claims: Claims;
  now(): number;
}

export function createWaits({ jobs, records, claims, now }: WaitsParts): Waits {
  const { required, left } = records;
  return {
    wait(jobId, until = now() + maxPbxWaitMs) {
      const lock = claims.claim(required(jobId).pbxUrl);
      try {
        const job = required(jobId);
        throwUnlessStopped(job);
        // What a clock said that was ahead must not count.
        jobs.wait(jobId, Math.min(until, now() + maxPbxWaitMs), job.pauseProblem);
        return left(jobId);
      } finally {
        lock.release();
      }
    },

    stillWaits: (jobId, problem) => jobs.stillWaits(jobId, problem),

    ask: (jobId, problem) => (jobs.stopWaiting(jobId, problem) ? left(jobId) : required(jobId)),

    withdraw(jobId) {
      const begun = required(jobId).startedAt !== null;
      const done = begun ? jobs.stopWaiting(jobId, null) : jobs.cancelWaiting(jobId);
      if (!done) throw new RekeyError('usage', { reason: 'job-does-not-wait', job: jobId });
      return left(jobId);
    },

    expire() {
      // Its clock was ahead when it was agreed to: it waits as long from now on, for nobody knows since when. A clock that was
      // behind cannot be told from a computer that slept or was off: then the time is over, and a person decides.
      for (const { id, waiting } of jobs.waiting()) {
        const since = Date.parse(waiting?.since ?? '');
        if (now() < since) jobs.shiftWait(id, now() - since);
      }
      return jobs
        .waiting()
        .filter(({ waiting }) => waiting !== null && Date.parse(waiting.until) <= now())
        .filter(({ id, pbxName }) => jobs.stopWaiting(id, { code: 'wait-expired', facts: { pbx: pbxName } }))
        .map(({ id }) => left(id));
    },
  };
}
