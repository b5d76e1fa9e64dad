import type { Texts } from './texts/index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago: `just now`, `3 minutes ago`, `5 hours ago`, `2 days ago`. */
export function agoText(instant: string, now: number, { time }: Texts): string {
  const passed = now - Date.parse(instant);
  if (passed < -minuteMs) return time.aheadOfClock;
  if (passed < minuteMs) return time.justNow;
  if (passed < hourMs) return time.ago(Math.floor(passed / minuteMs), 'minute');
  if (passed < 2 * dayMs) return time.ago(Math.floor(passed / hourMs), 'hour');
  return time.ago(Math.floor(passed / dayMs), 'day');
}
