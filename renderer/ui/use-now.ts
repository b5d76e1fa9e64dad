import { useEffect, useState } from 'react';

/**
 * The time, renewed every so often; null as interval stops the clock.
 *
 * @param until milliseconds since 1970; from then on it stands: nothing more is counted down
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
