import { RekeyError } from '../../common/errors.ts';
import type { Item, Job } from '../../common/model.ts';
import type { Log } from '../log/index.ts';
import type { Store } from '../store/index.ts';

/** The jobs of the journal, as the engine needs them. */
export interface Records {
  /** @throws RekeyError `usage` if there is no such job */
  required(jobId: number): Job;
  /** As `required`, for a job that has stopped; logs the state it is in. */
  left(jobId: number): Job;
  queuedItems(jobId: number): Item[];
}

export function createRecords({ jobs }: Pick<Store, 'jobs'>, log: Log): Records {
  const required = (jobId: number): Job => {
    const job = jobs.get(jobId);
    if (!job) throw new RekeyError('usage', { reason: 'job-unknown', job: jobId });
    return job;
  };
  return {
    required,
    left(jobId) {
      const job = required(jobId);
      log({ event: 'job', job: jobId, state: job.state, code: job.pauseProblem?.code ?? null });
      return job;
    },
    queuedItems: (jobId) => jobs.items(jobId).filter(({ state }) => state === 'queued'),
  };
}

/** @throws RekeyError `usage` if the job waits, runs or is over */
export function throwUnlessStopped({ id, state }: Job): void {
  if (state === 'waiting') throw new RekeyError('usage', { reason: 'job-waits', job: id });
  if (state !== 'paused' && state !== 'interrupted' && state !== 'planned')
    throw new RekeyError('usage', { reason: 'job-over', job: id });
}

/** @throws RekeyError `usage` if the job began on a PBX with another address */
export function throwIfOfOtherPbx({ id, pbxUrl }: Job, url: string): void {
  if (pbxUrl !== url)
    throw new RekeyError('usage', { reason: 'job-of-other-pbx', job: id, pbx: pbxUrl, host: url });
}
