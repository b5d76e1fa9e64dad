import type { ItemCounts, Pace } from './model.ts';
import type { Texts } from './texts/index.ts';

/** A job's progress, as shown to the user. */
export interface Progress {
  done: number;
  total: number;
  /** Items that end per second, over a recent period; null until that is known. */
  perSecond: number | null;
  /** Null if the speed is not known, or nothing is left. */
  secondsLeft: number | null;
}

/** Measures a job's speed from how many of its items have ended. */
export interface ProgressMeter {
  /** @param at milliseconds of a monotonic clock */
  at(at: number, done: number, total: number): Progress;
}

/** Short enough to follow a change of speed, long enough not to flicker. */
const windowMs = 10_000;
const minIntervalMs = 1_000;

export function createProgressMeter(): ProgressMeter {
  let seen: { at: number; done: number }[] = [];

  return {
    at(at, done, total) {
      if (seen.at(-1)?.done !== done || seen.length === 0) seen.push({ at, done });
      while (seen.length > 2 && (seen[1]?.at ?? at) <= at - windowMs) seen = seen.slice(1);
      const [first] = seen;
      const passedMs = first ? at - first.at : 0;
      const ended = first ? done - first.done : 0;
      const perSecond = passedMs >= minIntervalMs && ended > 0 ? (ended / passedMs) * 1000 : null;
      const left = total - done;
      return {
        done,
        total,
        perSecond,
        secondsLeft: perSecond !== null && left > 0 ? Math.ceil(left / perSecond) : null,
      };
    },
  };
}

/** How many items have ended, and how many there are. */
export function countsOf(counts: ItemCounts): { done: number; total: number } {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return { done: total - counts.queued - counts.running, total };
}

/** As roughly as it is known: `3 s left`, `about 4 min left`, `about 2 h left`. */
export function timeLeftText(seconds: number, { words }: Texts): string {
  if (seconds < 60) return words.secondsLeft(seconds);
  if (seconds < 90 * 60) return words.minutesLeft(Math.round(seconds / 60));
  return words.hoursLeft(Math.round(seconds / 3600));
}

/** Roughly how long a job of so many devices takes at a PBX's speed settings: `8 s`, `4 min`; null without a limit. */
export function expectedDurationText(
  devices: number,
  { ratePerSecond }: Pace,
  { time, words }: Texts,
): string | null {
  if (ratePerSecond === null) return null;
  const seconds = Math.ceil(devices / ratePerSecond);
  if (seconds < 60) return time.seconds(seconds);
  if (seconds < 90 * 60) return words.inMinutes(Math.round(seconds / 60));
  return words.inHours(Math.round(seconds / 3600));
}
