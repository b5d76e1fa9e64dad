import { useCallback, useRef } from 'react';

/**
 * Guards against stale answers: of requests that overlap, only the newest may show its answer. The function it returns
 * begins a request, and returns whether that request is still the newest.
 */
export function useNewest(): () => () => boolean {
  const count = useRef(0);
  return useCallback(() => {
    count.current += 1;
    const mine = count.current;
    return () => mine === count.current;
  }, []);
}
