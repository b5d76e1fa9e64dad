import { useEffect, useRef, useState } from 'react';

/** Throttles a value that changes often to one update per interval; with 0, passes it on at once. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [calm, setCalm] = useState(value);
  const last = useRef(0);

  useEffect(() => {
    if (everyMs === 0) return;
    const timer = setTimeout(
      () => {
        last.current = performance.now();
        setCalm(value);
      },
      Math.max(0, last.current + everyMs - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [value, everyMs]);

  return everyMs === 0 ? value : calm;
}
