import { RekeyError } from '../../../common/errors.ts';
import type { Job, Problem } from '../../../common/model.ts';
import { maxWaitHours } from '../../../common/waiting.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import type { Claims } from '../claims.ts';
import { type Records, throwUnlessStopped } from '../records.ts';

/** The maximum time that a job waits for its PBX. */
export const maxPbxWaitMs = maxWaitHours * 60 * 60 * 1000;

/** Jobs that wait until their PBX can be reached: waiting.ts resumes them. */
export interface Waits {
  /**
   * Has the rest of a stopped job wait until its PBX can be reached.
   *
   * @param until at most this long, milliseconds since 1970; the maximum by default
   * @throws RekeyError `usage` if nothing is left to run, `pbx-busy-elsewhere` if it runs
   */
  wait(jobId: number, until?: number): Job;
  /** Records what prevents a waiting job from running. */
  stillWaits(jobId: number, problem: Problem): void;
  /** Stops a waiting job from starting automatically: it pauses, for the user to decide. */
  ask(jobId: number, problem: Problem): Job;
  /** Ends a job's waiting: one that had begun is paused, any other is cancelled. @throws RekeyError `usage` */
  withdraw(jobId: number): Job;
  /** Makes waiting jobs whose time is up ask; returns them. */
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
        // A time from a clock that was ahead must not count.
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
      // Its clock was ahead when the user confirmed: it waits the full time from now on, because the start is
      // unknown. A clock that was behind cannot be distinguished from a computer that slept or was off: then the time
      // is up, and the user decides.
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
