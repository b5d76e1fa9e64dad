import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../common/model.ts';
import { problemOf } from '../base/bridge.ts';
import { type Followed, useJobs } from './jobs.tsx';

/** A job on screen, kept up to date. */
export interface ViewedJob {
  /** Null while it is loaded for the first time, or cannot be. */
  followed: Followed | null;
  problem: Problem | null;
  retry: () => void;
}

/** When the PBX of a waiting job is tried next; null while it is being tried, or unknown. */
export function useNextTry(jobId: number): string | null {
  return useJobs().open?.find(({ job }) => job.id === jobId)?.nextTryAt ?? null;
}

/** How often a job that another process runs is loaded again. */
const elsewhereMs = 2000;

/** Follows a job while the component is mounted. */
export function useJob(jobId: number): ViewedJob {
  const { jobs, read, look } = useJobs();
  const [problem, setProblem] = useState<Problem | null>(null);
  const followed = jobs.get(jobId) ?? null;

  const retry = useCallback(() => {
    read(jobId).then(
      () => setProblem(null),
      (thrown) => setProblem(problemOf(thrown)),
    );
  }, [read, jobId]);

  useEffect(() => {
    const leave = look(jobId);
    retry();
    return leave;
  }, [look, jobId, retry]);

  const elsewhere = followed?.job.state === 'running' && !followed.here;
  useEffect(() => {
    if (!elsewhere) return;
    const timer = setInterval(retry, elsewhereMs);
    return () => clearInterval(timer);
  }, [elsewhere, retry]);

  return { followed, problem, retry };
}
