import { useCallback, useEffect, useRef, useState } from 'react';
import type { JobSummary } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';
import { useOutcomes } from '../state/use-outcomes.ts';

const pageSize = 50;

export interface JobPages {
  /** Null while they are loaded for the first time. */
  jobs: readonly JobSummary[] | null;
  /** Whether there are older ones. */
  more: boolean;
  loading: boolean;
  problem: Problem | null;
  /** Whether the problem is that older ones could not be read. */
  olderFailed: boolean;
  loadMore: () => void;
  retry: () => void;
}

interface Read {
  jobs: readonly JobSummary[] | null;
  more: boolean;
}

/** All jobs, newest first, a page at a time; the ones shown are read again whenever a job has started or ended. */
export function useJobPages(changes: number): JobPages {
  const [read, setRead] = useState<Read>({ jobs: null, more: false });
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [olderFailed, setOlderFailed] = useState(false);
  const shown = useRef(pageSize);
  /** How many were wanted when they were last read. */
  const readUpTo = useRef(pageSize);
  const begin = useNewest();

  const load = useCallback(async () => {
    const isNewest = begin();
    const wanted = shown.current;
    setLoading(true);
    try {
      const next = await newestJobs(wanted);
      if (!isNewest()) return;
      readUpTo.current = wanted;
      setRead(next);
      setProblem(null);
    } catch (thrown) {
      if (isNewest()) {
        setProblem(problemOf(thrown));
        setOlderFailed(wanted > readUpTo.current);
      }
    }
    if (isNewest()) setLoading(false);
  }, [begin]);

  // A job for one device is shown with its password.
  useOutcomes(() => void load());
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` is why they are read again
  useEffect(() => void load(), [load, changes]);

  return {
    ...read,
    loading,
    problem,
    olderFailed,
    loadMore() {
      shown.current += pageSize;
      void load();
    },
    retry: () => void load(),
  };
}

/**
 * Reads at least so many of the newest jobs, page by page; one page more than needed shows whether there are older
 * ones.
 */
async function newestJobs(wanted: number): Promise<Read> {
  const jobs: JobSummary[] = [];
  while (jobs.length <= wanted) {
    const before = jobs.at(-1)?.job.id ?? null;
    const page = await call('jobs:list', { before, limit: pageSize + 1 });
    jobs.push(...page);
    if (page.length <= pageSize) break;
  }
  return { jobs: jobs.slice(0, wanted), more: jobs.length > wanted };
}
