import { useRef, useState } from 'react';
import type { CallInput } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { useJobs } from '../state/jobs.tsx';
import type { Plan } from './plan.ts';

/** The progress of starting a list's job. */
export type ListRun =
  | { kind: 'starting'; pbxId: string; devices: number; users: number }
  | { kind: 'job'; jobId: number }
  | { kind: 'not-started'; list: CallInput<'jobs:run'>; problem: Problem };

export interface ListRunStore {
  run: ListRun | null;
  start(pbxId: string, plan: Plan, reference: string | null): void;
  /** The list's job exists, though it waits. */
  waits(jobId: number): void;
  clear(): void;
}

/** A plan as the user confirmed it. */
export function agreedList(
  pbxId: string,
  { included, unlisted, deskPhones }: Plan,
  reference: string | null,
): CallInput<'jobs:run'> {
  return { pbxId, macs: included, deskPhones, tryUnlisted: unlisted > 0, reference, retryOf: null };
}

/** Starts a list's job, once. */
export function useListRun(): ListRunStore {
  const jobs = useJobs();
  const [run, setRun] = useState<ListRun | null>(null);
  // Known at once, unlike the state: pressing twice quickly starts one job.
  const starting = useRef<object | null>(null);

  const begin = async (mine: object, list: CallInput<'jobs:run'>): Promise<void> => {
    const begun = await jobs.run(list);
    if (starting.current !== mine) return;
    starting.current = null;
    if (begun.ok) setRun({ kind: 'job', jobId: begun.jobId });
    // A user who cancelled knows it, and is back at the plan.
    else if (begun.problem.code === 'cancelled') setRun(null);
    else setRun({ kind: 'not-started', list, problem: begun.problem });
  };

  return {
    run,
    start(pbxId, plan, reference) {
      if (starting.current) return;
      const mine = {};
      starting.current = mine;
      const users = plan.users.length;
      setRun({ kind: 'starting', pbxId, devices: plan.passwords - users, users });
      void begin(mine, agreedList(pbxId, plan, reference));
    },
    waits: (jobId) => setRun({ kind: 'job', jobId }),
    clear() {
      starting.current = null;
      setRun(null);
    },
  };
}
