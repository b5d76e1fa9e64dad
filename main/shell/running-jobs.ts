import type { Job } from '../../common/model.ts';
import type { JobEvent, RunOptions } from '../jobs/index.ts';

/** The jobs that this process is running. */
export interface RunningJobs {
  /** Runs a job, telling the windows of it. */
  run(start: (options: Pick<RunOptions, 'signal' | 'onEvent'>) => Promise<Job>): Promise<Job>;
  cancel(jobId: number): void;
  /** Cancels all and waits until what is in flight has its outcome on disk. */
  cancelAll(): Promise<void>;
  count(): number;
}

/** @param tell what windows may know of; a password is never among it */
export function createRunningJobs(tell: (jobId: number, event: JobEvent) => void): RunningJobs {
  const running = new Map<Promise<Job>, { jobId: number | null; cancelling: AbortController }>();

  return {
    async run(start) {
      const cancelling = new AbortController();
      const entry: { jobId: number | null; cancelling: AbortController } = { jobId: null, cancelling };
      const onEvent = (event: JobEvent): void => {
        if (event.type === 'started') entry.jobId = event.job.id;
        if (event.type !== 'password' && entry.jobId !== null) tell(entry.jobId, event);
      };
      const ended = start({ signal: cancelling.signal, onEvent });
      running.set(ended, entry);
      return ended.finally(() => running.delete(ended));
    },
    cancel(jobId) {
      for (const entry of running.values()) if (entry.jobId === jobId) entry.cancelling.abort();
    },
    async cancelAll() {
      for (const { cancelling } of running.values()) cancelling.abort();
      await Promise.allSettled(running.keys());
    },
    count: () => running.size,
  };
}
