import { useEffect, useState } from 'react';

/**
 * The current time, updated at an interval; null stops the clock.
 *
 * @param until milliseconds since 1970; from then on the time no longer changes, because nothing counts down
 */
export function useNow(everyMs: number | null, until = Number.POSITIVE_INFINITY): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    setNow(Date.now());
    if (Date.now() >= until) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, until]);
  return now;
}
