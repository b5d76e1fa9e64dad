import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Job, Problem } from '../../common/model.ts';
import { problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';

export interface WaitingActionsProps {
  job: Job;
  nextTryAt: string | null;
  /** Whether to name the job, for users who cannot see what it stands beside. */
  named?: boolean;
  onRefused: (problem: Problem) => void;
}

/** The actions for a waiting job: try its PBX at once, or stop waiting. */
export function WaitingActions({ job, nextTryAt, named = false, onRefused }: WaitingActionsProps) {
  const t = useTexts().waiting;
  const { tryNow, withdraw } = useJobs();
  const [withdrawing, setWithdrawing] = useState(false);
  const trying = nextTryAt === null;
  const takeBack = async (): Promise<void> => {
    setWithdrawing(true);
    await withdraw(job.id).catch((thrown: unknown) => onRefused(problemOf(thrown)));
    setWithdrawing(false);
  };
  // A job that had begun keeps its results.
  const word = job.startedAt === null ? t.withdraw : t.stopWaiting;
  return (
    <>
      <Action
        small
        icon={RefreshCw}
        pending={trying}
        onPress={() => tryNow(job.id)}
        {...(named ? { label: t.withJob(trying ? t.trying : t.tryNow, job.id) } : {})}
      >
        {trying ? t.trying : t.tryNow}
      </Action>
      <Action
        small
        pending={withdrawing}
        onPress={() => void takeBack()}
        {...(named ? { label: t.withJob(word, job.id) } : {})}
      >
        {word}
      </Action>
    </>
  );
}
