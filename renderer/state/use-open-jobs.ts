import { useCallback, useRef, useState } from 'react';
import type { CallOutput } from '../../common/ipc/index.ts';
import type { Job } from '../../common/model.ts';
import { call } from '../base/bridge.ts';
import { useNewest } from '../base/use-newest.ts';

/** An unfinished job, as main lists it. */
export type OpenJob = CallOutput<'jobs:open'>[number];

interface OpenJobs {
  /** Newest first; null until loaded. */
  open: readonly OpenJob[] | null;
  /** Those that were already stopped when first loaded. */
  left: readonly number[];
  /** Lists them again. */
  reopen(): Promise<readonly OpenJob[]>;
  /** Updates a job that keeps waiting; false if the jobs have to be listed again. */
  stillOpen(job: Job, nextTryAt: string | null): boolean;
}

/** The unfinished jobs. A failure to load them is shown where jobs are listed. */
export function useOpenJobs(): OpenJobs {
  const [open, setOpen] = useState<readonly OpenJob[] | null>(null);
  const [left, setLeft] = useState<readonly number[]>([]);
  const begin = useNewest();
  const begun = useRef(false);

  const reopen = useCallback(async (): Promise<readonly OpenJob[]> => {
    const isNewest = begin();
    const first = !begun.current;
    begun.current = true;
    try {
      const found = await call('jobs:open', undefined);
      const stopped = found.filter(({ job }) => job.state !== 'running' && job.state !== 'waiting');
      if (first) setLeft(stopped.map(({ job }) => job.id));
      if (isNewest()) setOpen(found);
      return found;
    } catch {
      return [];
    }
  }, [begin]);
  const known = useRef(open);
  known.current = open;
  const stillOpen = (job: Job, nextTryAt: string | null): boolean => {
    const before = known.current?.find((each) => each.job.id === job.id);
    if (job.state !== 'waiting' || before?.job.state !== 'waiting') return false;
    setOpen(
      (all) => all?.map((each) => (each.job.id === job.id ? { ...each, job, nextTryAt } : each)) ?? null,
    );
    return true;
  };
  return { open, left, reopen, stillOpen };
}
