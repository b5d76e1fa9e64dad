import { userOf } from '../../../common/desk-phones.ts';
import type { Problem } from '../../../common/model.ts';
import { withOwnFacts } from '../../../common/problem.ts';
import { XapiError } from '../../xapi/index.ts';
import { maxTries, type Verdict } from '../requests/failure-verdict.ts';
import { compare, notCarriedOut, withReason } from '../settling/settlement.ts';
import { regenerateTarget } from '../target.ts';
import type { NotedItem } from './noted-item.ts';
import { createTry, type Try, type TryParts } from './try.ts';

export interface AttemptParts extends TryParts {
  /** When aborted, nothing more is sent. */
  signal: AbortSignal;
  judge(error: XapiError, attempts: number): { problem: Problem; verdict: Verdict };
  carriedOut(): void;
  /** The version of the PBX; null if it does not show it. @throws XapiError */
  version(): Promise<string | null>;
  /** The item will be retried. */
  putOff(verdict: Verdict): void;
  /** The item will be retried after a delay. */
  defer(ms: number): void;
}

/**
 * One attempt for an item that was recorded in the journal: sends its request, and records the outcome. Without a
 * clear answer the device's password is compared with the previous one: see settlement.ts.
 */
export async function attempt(noted: NotedItem, parts: AttemptParts): Promise<void> {
  const tried = createTry(noted, parts);
  if (noted.earlier !== null && (await endsByEarlier(tried, parts))) return;

  const { xapi, version, signal } = parts;
  let told: string | null;
  try {
    told = await regenerateTarget(tried.item, xapi, version, signal, tried.sending, tried.answered);
  } catch (error) {
    if (!(error instanceof XapiError)) throw error;
    return concludeFailure(error, tried, noted.overtaking, parts);
  }
  parts.carriedOut();
  return concludeAnswer(told, tried, noted.overtaking);
}

/** Whether an earlier request ends this try: the PBX may have carried it out in the meantime. */
async function endsByEarlier(tried: Try, { signal }: AttemptParts): Promise<boolean> {
  const now = await tried.readToSettle();
  const compared = compare(tried.before, now);
  if (compared === 'changed') await tried.concludeChanged(now);
  else if (signal.aborted) await tried.returnUnsent();
  else if (compared === 'unknown') {
    const problem = withOwnFacts('outcome-uncertain', tried.item.problem?.facts);
    await tried.conclude({ state: 'uncertain', problem, readback: tried.second() }, now, 'read-back');
  } else return false;
  return true;
}

/**
 * The PBX accepted the request.
 *
 * @param told the password in its answer; null if there was none
 * @param overtaking as in `NotedItem`
 */
async function concludeAnswer(told: string | null, tried: Try, overtaking: boolean): Promise<void> {
  const { before } = tried;
  if (told !== null && told !== before) {
    // A request without a clear answer, from any job, may still overtake it.
    const readback = overtaking ? tried.last() : null;
    return tried.conclude(
      { state: 'succeeded', problem: null, knownBy: 'answered', readback },
      told,
      'reply',
    );
  }
  const now = await tried.read();
  const compared = compare(before, now);
  // The PBX may show the old password for a while after it made a new one.
  const isUnchanged = told === null ? compared === 'unchanged' : compared !== 'changed';
  if (isUnchanged) {
    const problem: Problem = { code: 'password-unchanged', facts: {} };
    return tried.conclude(
      { state: 'uncertain', problem, readback: tried.second(), ...tried.unclear() },
      now ?? told,
      'read-back',
    );
  }
  const isSure = compared === 'changed';
  if (!isSure && userOf(tried.item) !== null) {
    // Only a changed password proves it: see target.ts.
    const problem: Problem = { code: 'outcome-uncertain', facts: { reason: 'accepted' } };
    return tried.conclude(
      { state: 'uncertain', problem, readback: tried.second(), ...tried.unclear() },
      now,
      'read-back',
    );
  }
  // A PBX that has shown passwords may show them again a while later: until then the new one is not known.
  const unread = typeof before === 'string' ? tried.second() : null;
  const checked = !isSure || overtaking ? tried.last() : null;
  const readback = now === null ? unread : checked;
  const knownBy = now === null ? 'answered' : 'read-back';
  return tried.conclude({ state: 'succeeded', problem: null, knownBy, readback }, now, 'read-back');
}

/** The request failed, or was not sent. */
async function concludeFailure(
  error: XapiError,
  tried: Try,
  overtaking: boolean,
  parts: AttemptParts,
): Promise<void> {
  if (error.code === 'cancelled' && error.effect === 'none') return tried.returnUnsent();
  const { attempts } = tried.item;
  const { problem, verdict } = parts.judge(error, attempts);
  if (verdict.next === 'fail') {
    // An earlier request may still be carried out.
    const readback = overtaking ? tried.last() : null;
    // Without the version nothing is sent, and so nothing was answered.
    const unsent = problem.code === 'pbx-version-unknown';
    const known = unsent
      ? { knownBy: null, attempts: attempts - 1 }
      : { knownBy: 'answered' as const, attempts };
    return tried.conclude({ state: 'failed', problem, ...known, readback }, null, 'reply');
  }
  if (verdict.next === 'uncertain') return settle(error, problem, tried, parts);
  parts.putOff(verdict);
  const waitMs = verdict.next === 'retry' ? verdict.waitMs : 0;
  return tried.requeue(problem, parts.now() + waitMs);
}

/** The request was sent, but there is no clear answer: reads the PBX, as long as the run continues. */
async function settle(error: XapiError, problem: Problem, tried: Try, parts: AttemptParts): Promise<void> {
  const doubt = withOwnFacts('outcome-uncertain', problem.facts);
  const isLeft = (): boolean => parts.signal.aborted && tried.canWait;
  const leave = (): Promise<void> =>
    tried.conclude(
      { state: 'uncertain', problem: doubt, readback: tried.first(), ...tried.unclear() },
      null,
      'read-back',
    );
  if (isLeft()) return leave();
  const now = await tried.readToSettle();
  const compared = compare(tried.before, now);
  if (compared === 'changed') return tried.concludeChanged(now);
  if (compared === 'unknown' && isLeft()) return leave();
  if (compared === 'unknown' || !error.byPbx) {
    const uncertain = compared === 'unknown' ? doubt : withReason(doubt, 'settling');
    return tried.conclude(
      { state: 'uncertain', problem: uncertain, readback: tried.second(), ...tried.unclear() },
      now,
      'read-back',
    );
  }
  if (tried.item.attempts >= maxTries) {
    const failed = notCarriedOut(problem, parts.now());
    return tried.conclude(
      { state: 'failed', problem: failed, knownBy: 'settled', readback: tried.last(), ...tried.unclear() },
      null,
      'read-back',
    );
  }
  const { unclearAt } = tried.unclear();
  parts.defer(parts.times.recheckMs);
  return tried.requeue(problem, parts.now() + parts.times.recheckMs, unclearAt);
}
