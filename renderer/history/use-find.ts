import { useEffect, useState } from 'react';
import type { Result } from '../../common/ipc/index.ts';
import type { Problem } from '../../common/model.ts';
import { call, problemOf } from '../base/bridge.ts';
import { whileWanted } from '../base/while-wanted.ts';
import { useOutcomes } from '../state/use-outcomes.ts';

/** Beyond this, refine the search. */
export const foundAtMost = 200;
const quietMs = 150;

/** What was found, and for which text; null before the first result. */
export interface Found {
  text: string;
  results: readonly Result[];
  problem: Problem | null;
}

/** Searches all items for a text once typing pauses; the former result stays until then. */
export function useFind(search: string, changes: number): { found: Found | null; retry: () => void } {
  const text = search.trim();
  const [found, setFound] = useState<Found | null>(null);
  const [tries, setTries] = useState(0);

  useOutcomes(() => setTries((count) => count + 1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` and `tries` are why it looks again
  useEffect(() => {
    let leave = (): void => {};
    const timer = setTimeout(() => {
      leave = whileWanted(
        call('jobs:find', { text, limit: foundAtMost }),
        (results) => setFound({ text, results, problem: null }),
        (thrown) => setFound({ text, results: [], problem: problemOf(thrown) }),
      );
    }, quietMs);
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [text, changes, tries]);

  return { found, retry: () => setTries((count) => count + 1) };
}
