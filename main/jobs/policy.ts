import type { ErrorCode } from '../../common/errors.ts';
import { concernsConnection, kindOfFailure } from '../xapi/failures.ts';
import type { XapiError } from '../xapi/index.ts';

/** What follows from a request that failed. */
export type Verdict =
  /** The PBX refused it for this device; it is over. */
  | { next: 'fail'; thenPause: boolean }
  /** The PBX may have made a new password: what it has is compared with what it had before. */
  | { next: 'doubt'; thenPause: boolean }
  /** Surely not carried out, and may go better after a wait: of this device, or of the whole job. */
  | { next: 'again'; waitMs: number; wholeJob: boolean }
  /** Nothing on this PBX can go on as things are. */
  | { next: 'pause' };

/** Tries of one item that the PBX puts off with 429 or 503, or answers with an error. */
export const maxTries = 5;
/** Failures in a row, over the whole job (those under way together are one), until the PBX counts as busy, or as gone. */
const maxPutOffsInARow = 5;
const maxStumbles = 3;
const firstWaitMs = 1000;
const maxWaitMs = 30_000;
/** A PBX that asks for a longer wait than this has the job pause instead. */
const maxRetryAfterMs = 120_000;

/** Whether a job cannot go on as things are. */
function pauses(code: ErrorCode): boolean {
  return kindOfFailure(code) === 'entry' || kindOfFailure(code) === 'connection';
}

/**
 * Decides by one rule: only what surely was not carried out is tried again by itself.
 *
 * @param attempts of this item so far, the failed one included
 * @param streak failures of this kind in a row, over the whole job: requests put off, or else all others that say
 *   something of the whole PBX; this one included
 * @param random from 0 up to 1, spreads the waits of several programs
 */
export function decide(error: XapiError, attempts: number, streak: number, random: () => number): Verdict {
  const { code, effect, retryAfterMs } = error;
  const kind = kindOfFailure(code);
  if (effect === 'unknown') {
    return { next: 'doubt', thenPause: streak >= maxStumbles || pauses(code) };
  }
  if (pauses(code)) return { next: 'pause' };
  const grown = Math.min(maxWaitMs, firstWaitMs * 2 ** (Math.max(attempts, streak, 1) - 1));
  const waitMs = Math.max(retryAfterMs ?? 0, Math.round(grown * (0.5 + random() / 2)));
  // Surely not carried out, and yet no answer: that was the sign-in's.
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

/**
 * Whether a failure may say something of the whole PBX, and not of one device alone: everything but a clear refusal of
 * a device. A PBX that answers nothing clearly must not have a whole list in doubt.
 */
export function concernsWholePbx(error: XapiError): boolean {
  const { code, effect } = error;
  const kind = kindOfFailure(code);
  return effect === 'unknown' || kind === 'unstable' || isPutOff(error) || kind === 'rights';
}

/** Whether the PBX could not be asked at all, so that a device may well be read a little later. */
export function saysNothingOfDevice({ code }: XapiError): boolean {
  return concernsConnection(code) || code === 'rate-limited';
}

/** Whether the PBX said clearly that it takes no request now. */
export function isPutOff({ code, effect }: XapiError): boolean {
  return effect === 'none' && kindOfFailure(code) === 'busy';
}
