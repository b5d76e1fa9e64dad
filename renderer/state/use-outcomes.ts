import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { useEvent } from '../base/bridge.ts';

/**
 * Where devices may have got a password: jobs of this process, and `elsewhere` for another one, such as the terminal.
 */
export type Outcomes = ReadonlySet<number | 'elsewhere'>;

/** Components that show passwords do not check them more often than this. */
const everyMs = 1000;

/**
 * Calls a listener when jobs may have given devices a password, which replaces another one: at once, then once a
 * second.
 */
export function useOutcomes(listener: (outcomes: Outcomes) => void): void {
  const tell = useEffectEvent(listener);
  const gathered = useRef(new Set<number | 'elsewhere'>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const happened = useCallback((where: number | 'elsewhere') => {
    gathered.current.add(where);
    if (timer.current !== null) return;
    const flush = (): void => {
      timer.current = null;
      if (gathered.current.size === 0) return;
      const outcomes = gathered.current;
      gathered.current = new Set();
      timer.current = setTimeout(flush, everyMs);
      tell(outcomes);
    };
    flush();
  }, []);
  useEvent('jobs:items', ({ jobId, items }) => {
    if (items.some(({ state }) => state === 'succeeded' || state === 'uncertain')) happened(jobId);
  });
  useEvent('jobs:changed-elsewhere', () => happened('elsewhere'));
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
}
