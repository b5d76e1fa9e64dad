import { expect, test, vi } from 'vitest';
import type { Job } from '../../../../../common/model.ts';
import type { RunOptions } from '../../../../../main/jobs/index.ts';
import { createRunningJobs } from '../../../../../main/shell/jobs/running-jobs.ts';

const job = { id: 7, pbxId: 'a' } as Job;
const counts = { queued: 3, running: 0, succeeded: 1, failed: 1, uncertain: 0, cancelled: 0, skipped: 0 };

function running() {
  const tell = vi.fn();
  const jobs = createRunningJobs({ tell, jobNow: () => job, counts: () => counts, later: () => () => {} });
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const ended = jobs.run('a', async ({ signal, onEvent }: Pick<RunOptions, 'signal' | 'onEvent'>) => {
    await started;
    onEvent?.({ type: 'started', job });
    if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    return job;
  });
  const begin = async () => {
    start();
    await vi.waitFor(() => expect(tell).toHaveBeenCalledWith('jobs:started', { job, ended: 2 }));
  };
  const stops = () => tell.mock.calls.filter(([name]) => name === 'jobs:stopping').map(([, data]) => data);
  return { jobs, begin, ended, stops };
}

test('a request to pause a job is reported once, to all', async () => {
  const { jobs, begin, ended, stops } = running();
  await begin();
  expect(jobs.stopping(7)).toBeNull();
  jobs.pause('a');
  jobs.pause('a');
  jobs.cancel('a');
  expect(stops()).toEqual([{ jobId: 7, stopping: 'pausing' }]);
  expect(jobs.stopping(7)).toBe('pausing');
  await ended;
  expect(jobs.stopping(7)).toBeNull();
});

test('a job that is cancelled before it has begun reports that as soon as it has', async () => {
  const { jobs, begin, ended, stops } = running();
  jobs.cancel('a');
  expect(stops()).toEqual([]);
  await begin();
  expect(stops()).toEqual([{ jobId: 7, stopping: 'cancelling' }]);
  await ended;
});

test('quitting pauses all, and sleeping asks nothing', async () => {
  const ending = running();
  await ending.begin();
  await ending.jobs.pauseAll();
  expect(ending.stops()).toEqual([{ jobId: 7, stopping: 'pausing' }]);

  const sleeping = running();
  await sleeping.begin();
  sleeping.jobs.sleep();
  await sleeping.ended;
  expect(sleeping.stops()).toEqual([]);
});
