import type { XapiError } from '../../xapi/index.ts';
import { concernsWholePbx, isPutOff, type Verdict, verdictOn } from './failure-verdict.ts';
import type { Rate } from './rate.ts';

/** An attempt's start: attempts that are in flight together and fail together are one problem, not several. */
export type Wave = number;

/** What a job's failures say about the whole PBX. */
export interface Health {
  /** Called as an attempt begins. */
  wave(): Wave;
  carriedOut(): void;
  /** After a PBX-wide problem, one attempt at a time shows whether it is over. */
  probing(): boolean;
  /** What follows from a failure. @param attempts of the item, including this one; 0 if none was begun */
  failed(error: XapiError, attempts: number, wave: Wave): Verdict;
}

/** @param rate is slowed down when the PBX asks for less, and recovers with successes */
export function createHealth(rate: Rate, random: () => number): Health {
  /** Consecutive failures that concern the whole PBX: those it put off, and those without a clear answer. */
  let putOff = 0;
  let unclear = 0;
  let current: Wave = 0;

  return {
    wave: () => current,
    carriedOut() {
      putOff = 0;
      unclear = 0;
      rate.recover();
    },
    probing: () => unclear > 0,
    failed(error, attempts, wave) {
      const begun = attempts > 0;
      // One device that the PBX answers with an error repeatedly says no more about the whole PBX than the first
      // time.
      const repeated = error.byPbx && attempts > 1;
      if (repeated) return verdictOn(error, attempts, 1, random);
      if (begun && !concernsWholePbx(error)) {
        putOff = 0;
        unclear = 0;
      } else if (wave === current) {
        current += 1;
        if (isPutOff(error)) {
          putOff += 1;
          rate.slowDown();
        } else unclear += 1;
      }
      const verdict = verdictOn(error, attempts, isPutOff(error) ? putOff : unclear, random);
      if (verdict.next === 'retry' && (verdict.wholeJob || !begun)) rate.holdFor(verdict.waitMs);
      // If nothing was begun there is no item to fail: no request can be sent at all.
      return begun || verdict.next === 'retry' ? verdict : { next: 'pause' };
    },
  };
}
