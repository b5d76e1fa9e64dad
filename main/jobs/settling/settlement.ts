import type { Item, Problem } from '../../../common/model.ts';
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
  /**
   * A settled outcome is read once more this long after the item's last unclear request, or after this reading if no
   * request was unclear.
   */
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
 * The result of a reading: whether the PBX has a different password from before.
 *
 * @param before the password shortly before the request; undefined if unknown
 * @param current null if it could not be read, or the PBX shows none: neither proves anything
 */
export function compare(before: KnownPassword, current: string | null): 'changed' | 'unchanged' | 'unknown' {
  if (before === undefined || current === null) return 'unknown';
  return before === current ? 'unchanged' : 'changed';
}

/**
 * The problem of an item whose request counts as not carried out.
 *
 * @param nowMs milliseconds since 1970, as all times here
 */
export function notCarriedOut(problem: Problem | null, nowMs: number): Problem {
  const { status, pbxSays } = problem?.facts ?? {};
  const facts = {
    ...(status === undefined ? {} : { status }),
    ...(pbxSays === undefined ? {} : { pbxSays }),
    asOf: new Date(nowMs).toISOString(),
  };
  return { code: 'not-carried-out', facts };
}

/** What a reading is judged by. */
export interface JudgeParts {
  times: SettlingTimes;
  nowMs: number;
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
export function judgeReadback(unsettled: Unsettled, password: string | null, parts: JudgeParts): Settlement {
  // What could not be read before is settled by the last reading, too; all else is checked by it.
  const isCheck = unsettled.item.nextReadback?.kind === 'last' && !isOpen(unsettled.item);
  return isCheck ? judgeCheck(unsettled, password, parts) : judgeOpen(unsettled, password, parts);
}

/** Whether the PBX said that it made a password, but not which, and it could not be read since. */
function isUntold({ state, credentialsSource }: Item): boolean {
  return state === 'succeeded' && credentialsSource === null;
}

function isOpen(item: Item): boolean {
  return isUntold(item) || (item.state === 'uncertain' && item.problem?.code === 'outcome-uncertain');
}

/** Checks a known outcome for the last time: the PBX may have carried out a request much later. */
function judgeCheck(
  { item }: Unsettled,
  password: string | null,
  { before, recorded, seal }: JudgeParts,
): Settlement {
  const { problem, knownBy } = item;
  const state = item.state as Settlement['state'];
  const expected = state === 'succeeded' ? recorded : before;
  if (password === null || compare(expected, password) !== 'changed')
    return { state, problem, credentials: 'keep', knownBy, readback: null };
  return {
    state: 'succeeded',
    problem: null,
    credentials: { source: 'read-back', sealed: seal(password) },
    knownBy: 'settled',
    readback: null,
    revised: true,
  };
}

/** Settles an outcome that is not known for sure yet. */
function judgeOpen({ item, unclearAt }: Unsettled, password: string | null, parts: JudgeParts): Settlement {
  const { times, nowMs, before, seal } = parts;
  const { problem, knownBy } = item;
  const state = item.state as Settlement['state'];
  const since = unclearAt ?? nowMs;
  const kind = item.nextReadback?.kind;
  const isLast = kind === 'last';
  const untold = isUntold(item);
  const fromReadback = (read: string): Settlement['credentials'] => ({
    source: 'read-back',
    sealed: seal(read),
  });
  const last: PlannedReadback | null =
    parts.canCheckLater && !isLast ? { kind: 'last', at: since + times.lastReadbackMs } : null;
  const elapsed = isLast || kind === 'second' || nowMs - since >= times.secondReadbackMs;
  const second: PlannedReadback = { kind: 'second', at: since + times.secondReadbackMs };
  /** The next reading after an inconclusive one. A PBX that has shown passwords may show them again later. */
  const nextIfInconclusive = (): PlannedReadback | null => {
    if (before === undefined) return null;
    if (kind === 'first') return { ...second, at: Math.max(second.at, nowMs) };
    return before === null
      ? null
      : last && { ...last, at: Math.max(last.at, nowMs + times.secondReadbackMs) };
  };

  const compared = compare(before, password);
  if (password === null || compared === 'unknown')
    return {
      state,
      ...(untold ? { knownBy } : {}),
      problem: afterInconclusiveReading(problem),
      credentials: password === null ? 'keep' : fromReadback(password),
      readback: nextIfInconclusive(),
    };
  if (compared === 'changed')
    return {
      state: 'succeeded',
      problem: null,
      credentials: fromReadback(password),
      knownBy: untold ? 'read-back' : 'settled',
      readback: last,
    };
  // The PBX said that it made another one.
  if (untold)
    return {
      state: 'uncertain',
      problem: { code: 'password-unchanged', facts: {} },
      credentials: fromReadback(password),
      readback: last,
    };
  if (problem?.code === 'password-unchanged')
    return { state, problem, credentials: 'keep', knownBy, readback: elapsed ? last : second };
  if (problem?.facts.reason === 'accepted')
    return {
      state,
      problem: { code: 'password-unchanged', facts: {} },
      credentials: fromReadback(password),
      readback: elapsed ? last : second,
    };
  if (elapsed)
    return {
      state: 'failed',
      problem: notCarriedOut(problem, nowMs),
      // What was read is the previous password.
      credentials: null,
      knownBy: 'settled',
      readback: last,
    };
  return {
    state,
    problem: withReason(problem, 'settling'),
    credentials: fromReadback(password),
    readback: second,
  };
}

/** The same problem, but for this reason. */
export function withReason(problem: Problem | null, reason: 'settling' | 'broken-off'): Problem {
  return withOwnFacts(problem?.code ?? 'outcome-uncertain', { ...problem?.facts, reason });
}

/** The problem after an inconclusive reading: no longer “not read back yet”, nor “will be read again”. */
function afterInconclusiveReading(problem: Problem | null): Problem | null {
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
