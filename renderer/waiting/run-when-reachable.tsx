import { Clock } from 'lucide-react';
import { useState } from 'react';
import type { CallInput } from '../../common/ipc/index.ts';
import type { Job, Problem } from '../../common/model.ts';
import { mayWaitAfter } from '../../common/waiting.ts';
import { problemOf } from '../base/bridge.ts';
import { useTexts } from '../base/words.tsx';
import { useJobs } from '../state/jobs.tsx';
import { Action } from '../ui/action.tsx';

export interface RunWhenReachableProps {
  /** Why it cannot run now; waiting is offered only if it helps. */
  problem: Problem;
  /** A list that was confirmed, or a job that stopped. */
  what: CallInput<'jobs:wait'>;
  disabled?: boolean;
  small?: boolean;
  onWaits?: (job: Job) => void;
  onRefused?: (problem: Problem) => void;
}

/** Has what was confirmed run automatically once its PBX can be reached. */
export function RunWhenReachable({
  problem,
  what,
  disabled = false,
  small = true,
  onWaits,
  onRefused,
}: RunWhenReachableProps) {
  const t = useTexts().waiting;
  const { wait } = useJobs();
  const [asking, setAsking] = useState(false);
  if (!offersWaiting(problem)) return null;
  const ask = async (): Promise<void> => {
    setAsking(true);
    try {
      const job = await wait(what);
      onWaits?.(job);
    } catch (thrown) {
      onRefused?.(problemOf(thrown));
    } finally {
      setAsking(false);
    }
  };
  return (
    <Action small={small} icon={Clock} pending={asking} disabled={disabled} onPress={() => void ask()}>
      {t.runWhenReachable}
    </Action>
  );
}

/** Whether waiting, or waiting once more, helps against a problem. */
export function offersWaiting(problem: Problem): boolean {
  return mayWaitAfter(problem) || problem.code === 'wait-expired';
}
