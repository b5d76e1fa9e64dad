import type { ErrorCode } from '../../common/errors.ts';
import type { XapiError } from '../xapi/index.ts';

/** What follows from a request that failed. */
export type Verdict =
  /** The PBX refused it for this device; it is over. */
  | { next: 'fail' }
  /** The PBX may have made a new password; only a person may run it again. */
  | { next: 'doubt'; thenPause: boolean }
  /** Surely not carried out, and may go better after a wait. */
  | { next: 'again'; waitMs: number }
  /** Nothing on this PBX can go on as things are. */
  | { next: 'pause' };

/** Tries of one item that the PBX puts off with 429 or 503. */
const mostPutOffs = 5;
/** Tries in a row without reaching the PBX, or with another program taking the token. */
const mostStumbles = 3;
const firstWaitMs = 1000;
const longestWaitMs = 30_000;
/** A PBX that asks for a longer wait than this has the job pause instead. */
const longestRetryAfterMs = 120_000;

const pausing: readonly ErrorCode[] = [
  'sign-in-refused',
  'sign-in-held-off',
  'address-blocked-suspected',
  'certificate-untrusted',
  'certificate-changed',
  'proxy-failed',
  'not-a-3cx',
];
const stumbling: readonly ErrorCode[] = ['pbx-unreachable', 'token-contested'];
const puttingOff: readonly ErrorCode[] = ['rate-limited', 'pbx-error'];

/**
 * Decides by one rule: only what surely was not carried out is tried again by itself.
 *
 * @param tries how often this was tried so far, the failed one included; over the whole job in a row where
 * `concernsWholePbx`
 * @param random from 0 up to 1, spreads the waits of several programs
 */
export function decide(error: XapiError, tries: number, random: () => number): Verdict {
  if (error.effect === 'unknown') {
    const silent = stumbling.includes(error.code) && tries >= mostStumbles;
    return { next: 'doubt', thenPause: silent || pausing.includes(error.code) };
  }
  if (pausing.includes(error.code)) return { next: 'pause' };
  const grown = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
  const waitMs = error.retryAfterMs ?? Math.round(grown * (0.5 + random() / 2));
  if (stumbling.includes(error.code))
    return tries < mostStumbles ? { next: 'again', waitMs } : { next: 'pause' };
  if (puttingOff.includes(error.code)) {
    if (waitMs > longestRetryAfterMs) return { next: 'pause' };
    return tries < mostPutOffs ? { next: 'again', waitMs } : { next: 'fail' };
  }
  return { next: 'fail' };
}

/** Whether a code's tries are counted over the whole job, because it says nothing of one device. */
export function concernsWholePbx(code: ErrorCode): boolean {
  return stumbling.includes(code);
}
