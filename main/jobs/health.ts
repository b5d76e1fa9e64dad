import type { XapiError } from '../xapi/index.ts';
import { concernsWholePbx, decide, isPutOff, type Verdict } from './policy.ts';
import type { Rate } from './rate.ts';

/** A try as it began: what was under way together and fails together is one trouble, not several. */
export type Wave = number;

/** What a job's failures say of the whole PBX. */
export interface Health {
  /** Asked for as a try begins. */
  wave(): Wave;
  carriedOut(): void;
  /** After a trouble of the whole PBX one try at a time shows whether it is over. */
  probing(): boolean;
  /** What follows from a failure. @param attempts of the item, this one included; 0 where none was begun */
  failed(error: XapiError, attempts: number, wave: Wave): Verdict;
}

/** @param rate is slowed down when the PBX asks for less, and recovers with what it carries out */
export function createHealth(rate: Rate, random: () => number): Health {
  /** Failures in a row that concern the whole PBX: those it put off, and those without a clear answer. */
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
      // One device that the PBX answers with an error again and again says no more of the whole PBX than the first time.
      const repeated = error.byPbx && attempts > 1;
      if (repeated) return decide(error, attempts, 1, random);
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
      const verdict = decide(error, attempts, isPutOff(error) ? putOff : unclear, random);
      if (verdict.next === 'again' && (verdict.wholeJob || !begun)) rate.holdFor(verdict.waitMs);
      // Where nothing was begun there is no item to fail: no request can be sent at all.
      return begun || verdict.next === 'again' ? verdict : { next: 'pause' };
    },
  };
}
