import type { Problem } from '../../../common/model.ts';
import { withOwnFacts } from '../../../common/problem.ts';
import type { PlannedReadback, Settlement, Unsettled } from '../../store/jobs/index.ts';

/** The times for finding out the outcome of a request without a clear answer, in milliseconds. */
export interface SettlingTimes {
  /** A password that was read longer before the request than this is not used as a baseline. */
  maxBaselineAgeMs: number;
  /**
   * A request that the PBX itself answered with an error is not resent before this: a PBX may show the old password
   * for a while after it made a new one.
   */
  recheckMs: number;
  /**
   * A request without any answer from the PBX counts as not carried out if the password is still the same this long
   * after it was sent.
   */
  secondReadbackMs: number;
  /** A settled outcome is read a last time this long after the last request was sent. */
  lastReadbackMs: number;
  /** For this long after an unclear request, later requests for the same device are also checked by a last reading. */
  overtakingMs: number;
}

export const settlingTimes: Readonly<SettlingTimes> = {
  maxBaselineAgeMs: 15 * 60_000,
  recheckMs: 15_000,
  secondReadbackMs: 60_000,
  // A little more than five minutes, so that what is carried out after five is noticed.
  lastReadbackMs: 5 * 60_000 + 10_000,
  overtakingMs: 60 * 60_000,
};

/** A password that was read: null if the PBX shows none, undefined if it is unknown. */
export type KnownPassword = string | null | undefined;

/**
 * The result of a reading: whether the PBX has another password than before.
 *
 * @param before shortly before the request was sent
 * @param now null if it could not be read, or the PBX shows none: neither proves anything
 */
export function compare(before: KnownPassword, now: string | null): 'changed' | 'unchanged' | 'unknown' {
  if (before === undefined || now === null) return 'unknown';
  return before === now ? 'unchanged' : 'changed';
}

/** @param now milliseconds since 1970, as all times here */
export function notCarriedOut(problem: Problem | null, now: number): Problem {
  const { status, pbxSays } = problem?.facts ?? {};
  const facts = {
    ...(status === undefined ? {} : { status }),
    ...(pbxSays === undefined ? {} : { pbxSays }),
    asOf: new Date(now).toISOString(),
  };
  return { code: 'not-carried-out', facts };
}

export interface JudgeParts {
  times: SettlingTimes;
  now: number;
  /** The device's password before the request. */
  before: KnownPassword;
  /** The recorded password; undefined if it is unknown. */
  recorded: KnownPassword;
  /** The password in stored form; null if nothing can be stored. */
  seal(password: string): Buffer | null;
  /** Whether a later process could check the outcome. */
  canCheckLater: boolean;
}

/** The consequence of reading an item. @param password null: it could not be read */
export function judgeReadback(
  { item, unclearAt }: Unsettled,
  password: string | null,
  parts: JudgeParts,
): Settlement {
  const { times, now, before, seal } = parts;
  const { problem, knownBy } = item;
  const state = item.state as Settlement['state'];
  const sentAt = unclearAt ?? now;
  const kind = item.nextReadback?.kind;
  const isLast = kind === 'last';
  const readNow = (read: string): Settlement['credentials'] => ({ source: 'read-back', sealed: seal(read) });
  const last: PlannedReadback | null =
    parts.canCheckLater && !isLast ? { kind: 'last', at: sentAt + times.lastReadbackMs } : null;
  const asItIs: Settlement = { state, problem, credentials: 'keep', knownBy, readback: null };

  // The PBX said that it made one, but not which, and could not be read since.
  const isUntold = state === 'succeeded' && item.credentialsSource === null;
  // What could not be read before is settled by it; all else is checked.
  const isOpen = isUntold || (state === 'uncertain' && problem?.code === 'outcome-uncertain');
  if (isLast && !isOpen) {
    const recorded = state === 'succeeded' ? parts.recorded : before;
    if (compare(recorded, password) !== 'changed' || password === null) return asItIs;
    return {
      state: 'succeeded',
      problem: null,
      credentials: readNow(password),
      knownBy: 'settled',
      revised: true,
    };
  }

  const elapsed = isLast || kind === 'second' || now - sentAt >= times.secondReadbackMs;
  const second: PlannedReadback = { kind: 'second', at: sentAt + times.secondReadbackMs };
  /** The next reading after an inconclusive one. A PBX that has shown passwords may show them again later. */
  const nextIfUnread = (): PlannedReadback | null => {
    if (before === undefined) return null;
    if (kind === 'first') return { ...second, at: Math.max(second.at, now) };
    return before === null ? null : last && { ...last, at: Math.max(last.at, now + times.secondReadbackMs) };
  };
  switch (compare(before, password)) {
    case 'changed':
      if (password === null) return asItIs;
      return {
        state: 'succeeded',
        problem: null,
        credentials: readNow(password),
        knownBy: isUntold ? 'read-back' : 'settled',
        readback: last,
      };
    case 'unchanged':
      // The PBX said that it made another one.
      if (isUntold && password !== null)
        return {
          state: 'uncertain',
          problem: { code: 'password-unchanged', facts: {} },
          credentials: readNow(password),
          readback: last,
        };
      if (problem?.code === 'password-unchanged') return { ...asItIs, readback: elapsed ? last : second };
      if (problem?.facts.reason === 'accepted' && password !== null)
        return {
          state,
          problem: { code: 'password-unchanged', facts: {} },
          credentials: readNow(password),
          readback: elapsed ? last : second,
        };
      if (elapsed)
        return {
          state: 'failed',
          problem: notCarriedOut(problem, now),
          // What was read is the previous password.
          credentials: null,
          knownBy: 'settled',
          readback: last,
        };
      return {
        state,
        problem: withReason(problem, 'settling'),
        credentials: password === null ? 'keep' : readNow(password),
        readback: second,
      };
    case 'unknown':
      return {
        state,
        ...(isUntold ? { knownBy } : {}),
        problem: notSettled(problem),
        credentials: password === null ? 'keep' : readNow(password),
        readback: nextIfUnread(),
      };
  }
}

export function withReason(problem: Problem | null, reason: 'settling' | 'broken-off'): Problem {
  return withOwnFacts(problem?.code ?? 'outcome-uncertain', { ...problem?.facts, reason });
}

/** A problem that is no longer reported as unread, or about to be read again. */
function notSettled(problem: Problem | null): Problem | null {
  switch (problem?.facts.reason) {
    case 'not-read-back':
      return withReason(problem, 'broken-off');
    case 'settling': {
      const { reason: _, ...facts } = problem.facts;
      return withOwnFacts(problem.code, facts);
    }
    default:
      return problem;
  }
}
