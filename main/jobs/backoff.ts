/** Seconds until the next try, by the number of failed ones; the last one from then on. */
const backoffSeconds = [15, 30, 60, 120, 300];

/** From this many failed tries on, the wait no longer grows. */
export const maxBackoffTries = backoffSeconds.length;

/** Milliseconds until the next try of background work after that many failed ones. */
export function backoffMs(tries: number): number {
  return (backoffSeconds[Math.min(tries, backoffSeconds.length) - 1] ?? 0) * 1000;
}
