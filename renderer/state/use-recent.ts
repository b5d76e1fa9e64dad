import { useEffect, useState } from 'react';
import type { Result } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf, useEvent } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';
import { useOutcomes } from './use-outcomes.ts';

const shownAtMost = 20;

export interface Recent {
  /** Null while they are loaded for the first time. */
  results: Result[] | null;
  problem: Problem | null;
  retry: () => void;
}

type Read = Omit<Recent, 'retry'>;

/** The newest results of a PBX, loaded again whenever another run has ended, or a job may have replaced a password. */
export function useRecent(pbxId: string, ended: number): Recent {
  const [state, setState] = useState<Read & { pbxId: string }>({ pbxId, results: null, problem: null });
  const [tries, setTries] = useState(0);

  // Including runs of other windows.
  useEvent('jobs:ended', ({ job }) => {
    if (job.pbxId === pbxId) setTries((count) => count + 1);
  });
  useOutcomes(() => setTries((count) => count + 1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ended` and `tries` are why they are read again
  useEffect(() => {
    return whileWanted(
      call('jobs:recent', { pbxId, limit: shownAtMost }),
      (results) => setState({ pbxId, results, problem: null }),
      (thrown) =>
        setState((before) => ({
          pbxId,
          results: before.pbxId === pbxId ? before.results : null,
          problem: problemOf(thrown),
        })),
    );
  }, [pbxId, ended, tries]);

  const shown = state.pbxId === pbxId ? state : { results: null, problem: null };
  return { ...shown, retry: () => setTries((count) => count + 1) };
}
