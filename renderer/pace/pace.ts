import type { Pace } from '../../common/model.ts';

/** As in `paceSchema`, which a window does not bundle. */
export const maxAtOnce = 16;
export const maxPerSecond = 50;

export interface PaceRead {
  /** Null if one of them is invalid. */
  pace: Pace | null;
  atOnceWrong: boolean;
  perSecondWrong: boolean;
}

/** Reads the two numbers that the user typed; no rate means no limit. */
export function readPace(atOnce: string, perSecond: string): PaceRead {
  const concurrency = wholeNumber(atOnce, maxAtOnce);
  const rate = perSecond.trim() === '' ? null : wholeNumber(perSecond, maxPerSecond);
  const perSecondWrong = rate === undefined;
  return {
    pace: concurrency === undefined || perSecondWrong ? null : { concurrency, ratePerSecond: rate },
    atOnceWrong: concurrency === undefined,
    perSecondWrong,
  };
}

function wholeNumber(text: string, most: number): number | undefined {
  const number = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}
