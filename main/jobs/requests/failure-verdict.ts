import type { ErrorCode } from '../../../common/errors.ts';
import type { Problem } from '../../../common/model.ts';
import { withOwnFacts } from '../../../common/problem.ts';
import { concernsConnection, kindOfFailure } from '../../xapi/failures.ts';
import type { XapiError } from '../../xapi/index.ts';

/** The consequence of a failed request. */
export type Verdict =
  /** The PBX rejected it for this device: the item has failed. */
  | { next: 'fail'; thenPause: boolean }
  /** The PBX may have made a new password: its current one is compared with the previous one. */
  | { next: 'uncertain'; thenPause: boolean }
  /** Certainly not carried out, and may succeed after a wait: for this device, or for the whole job. */
  | { next: 'retry'; waitMs: number; wholeJob: boolean }
  /** Nothing on this PBX can continue as things are. */
  | { next: 'pause' };

/** How often one item is tried when the PBX answers 429, 503 or an error of its own. */
export const maxTries = 5;
// Requests in flight together count as one: see health.ts.
/** Consecutive busy replies after which the job pauses. */
const maxConsecutivePutOffs = 5;
/** Consecutive failures without a clear answer after which the job pauses. */
const maxConsecutiveUnclear = 3;
const firstWaitMs = 1000;
const maxWaitMs = 30_000;
/** If a PBX asks for a longer wait than this, the job pauses instead. */
const maxRetryAfterMs = 120_000;

/** Whether a job cannot continue as things are. */
function pauses(code: ErrorCode): boolean {
  return kindOfFailure(code) === 'entry' || kindOfFailure(code) === 'connection';
}

/**
 * Decides by one rule: only what was certainly not carried out is retried automatically.
 *
 * @param attempts of this item so far, including the failed one
 * @param streak consecutive failures of the job of the same class (put off, or otherwise of the whole PBX), including
 * this one; 0 if it concerns only this device
 * @param random returns 0 or more and less than 1: jitter, so that several programs do not retry in step
 */
export function verdictOn(error: XapiError, attempts: number, streak: number, random: () => number): Verdict {
  const { code, effect, retryAfterMs } = error;
  const kind = kindOfFailure(code);
  if (effect === 'unknown') {
    // A PBX that gives no clear answers must not leave the whole list uncertain.
    return { next: 'uncertain', thenPause: streak >= maxConsecutiveUnclear || pauses(code) };
  }
  if (pauses(code)) return { next: 'pause' };
  const grown = Math.min(maxWaitMs, firstWaitMs * 2 ** (Math.max(attempts, streak, 1) - 1));
  const waitMs = Math.max(retryAfterMs ?? 0, Math.round(grown * (0.5 + random() / 2)));
  // Nothing was sent: the sign-in got no usable answer.
  if (kind === 'unstable' || kind === 'unclear')
    return streak < maxConsecutiveUnclear ? { next: 'retry', waitMs, wholeJob: true } : { next: 'pause' };
  if (kind === 'busy') {
    if (attempts >= maxTries) return { next: 'fail', thenPause: false };
    const tooBusy = streak >= maxConsecutivePutOffs || waitMs > maxRetryAfterMs;
    // A single busy reply may be about this device; `Retry-After` or several in a row mean the whole PBX.
    const wholeJob = retryAfterMs !== null || streak > 1;
    return tooBusy ? { next: 'pause' } : { next: 'retry', waitMs, wholeJob };
  }
  return { next: 'fail', thenPause: kind === 'rights' && streak >= maxConsecutiveUnclear };
}

/** Whether a failure may concern the whole PBX, not just one device: everything except a clear rejection of a request. */
export function concernsWholePbx({ code, effect }: XapiError): boolean {
  return effect === 'unknown' || kindOfFailure(code) !== 'request';
}

/**
 * Whether a failed reading says nothing about the device: no connection, or the PBX limits requests. It may be readable
 * a little later.
 */
export function isUnrelatedToDevice({ code }: XapiError): boolean {
  return concernsConnection(code) || code === 'rate-limited';
}

/** Whether the PBX clearly said that it accepts no requests now. */
export function isPutOff({ code, effect }: XapiError): boolean {
  return effect === 'none' && kindOfFailure(code) === 'busy';
}

/** The stored form of a failure, with the time before which the PBX does not want to be asked again. */
export function problemOf({ code, facts, retryAfterMs }: XapiError, now: number): Problem {
  const retryAt = retryAfterMs ? { retryAt: new Date(now + retryAfterMs).toISOString() } : {};
  return withOwnFacts(code, { ...facts, ...retryAt });
}
