import type { ErrorCode } from '../../../common/errors.ts';
import type { Problem } from '../../../common/model.ts';
import { withOwnFacts } from '../../../common/problem.ts';
import { concernsConnection, kindOfFailure } from '../../xapi/failures.ts';
import type { XapiError } from '../../xapi/index.ts';

/** The consequence of a failed request. */
export type Verdict =
  /** The PBX rejected it for this device; it is over. */
  | { next: 'fail'; thenPause: boolean }
  /** The PBX may have made a new password: its current one is compared with the previous one. */
  | { next: 'doubt'; thenPause: boolean }
  /** Certainly not carried out, and may succeed after a wait: for this device, or for the whole job. */
  | { next: 'again'; waitMs: number; wholeJob: boolean }
  /** Nothing on this PBX can continue as things are. */
  | { next: 'pause' };

/** Tries of one item that the PBX puts off with 429 or 503, or answers with an error. */
export const maxTries = 5;
/**
 * Consecutive failures over the whole job (those in flight together count as one) until the PBX counts as busy, or as
 * gone.
 */
const maxPutOffsInARow = 5;
const maxStumbles = 3;
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
 * @param streak consecutive failures of this kind over the whole job: requests put off, or else all others that
 * concern the whole PBX; including this one
 * @param random from 0 up to 1, spreads the waits of several programs
 */
export function decide(error: XapiError, attempts: number, streak: number, random: () => number): Verdict {
  const { code, effect, retryAfterMs } = error;
  const kind = kindOfFailure(code);
  if (effect === 'unknown') {
    // A PBX that gives no clear answers must not leave the whole list uncertain.
    return { next: 'doubt', thenPause: streak >= maxStumbles || pauses(code) };
  }
  if (pauses(code)) return { next: 'pause' };
  const grown = Math.min(maxWaitMs, firstWaitMs * 2 ** (Math.max(attempts, streak, 1) - 1));
  const waitMs = Math.max(retryAfterMs ?? 0, Math.round(grown * (0.5 + random() / 2)));
  // Nothing was sent: the sign-in got no usable answer.
  if (kind === 'unstable' || kind === 'unclear')
    return streak < maxStumbles ? { next: 'again', waitMs, wholeJob: true } : { next: 'pause' };
  if (kind === 'busy') {
    if (attempts >= maxTries) return { next: 'fail', thenPause: false };
    const tooBusy = streak >= maxPutOffsInARow || waitMs > maxRetryAfterMs;
    // One put off among others may be slow itself; with `Retry-After`, or several in a row, it is the PBX.
    const wholeJob = retryAfterMs !== null || streak > 1;
    return tooBusy ? { next: 'pause' } : { next: 'again', waitMs, wholeJob };
  }
  return { next: 'fail', thenPause: kind === 'rights' && streak >= maxStumbles };
}

/** Whether a failure may concern the whole PBX, not just one device: everything except a clear rejection of a request. */
export function concernsWholePbx({ code, effect }: XapiError): boolean {
  return effect === 'unknown' || kindOfFailure(code) !== 'request';
}

/** Whether the PBX could not be asked at all, so that a device may well be readable a little later. */
export function saysNothingOfDevice({ code }: XapiError): boolean {
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
