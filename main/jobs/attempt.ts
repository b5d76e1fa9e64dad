import type { Item, Problem } from '../../common/model.ts';
import type { Conclusion, JobStore, PlannedLook } from '../store/jobs/index.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import type { Baseline, Evidence } from './evidence.ts';
import type { Journal } from './journal.ts';
import { maxTries, type Verdict } from './policy.ts';
import { compare, notCarriedOut, type SettlingTimes, withReason } from './settlement.ts';
import { readTarget, regenerateTarget, userOf } from './target.ts';

export interface AttemptParts {
  jobs: JobStore;
  journal: Journal;
  xapi: Xapi;
  evidence: Evidence;
  times: SettlingTimes;
  /** Whether a later process could go on with what is to be read: it can only by what is sealed. */
  canCheckLater: boolean;
  now(): number;
  /** Aborted: nothing more is sent. */
  signal: AbortSignal;
  /** Waits for work, but no longer than until it is aborted; undefined then. */
  orAborted<T>(work: Promise<T>): Promise<T | undefined>;
  judge(error: XapiError, attempts: number): { problem: Problem; verdict: Verdict };
  carriedOut(): void;
  /** Waits until the pace allows one more request. */
  turn(): Promise<void>;
  /** The version of the PBX; null where it does not show it. @throws XapiError */
  version(): Promise<string | null>;
  /** It is known how the try ended, though not on disk yet. */
  ended(): void;
  /** Told before it is on disk: where that fails, the password is not lost with it. */
  learned(item: Item, password: string): void;
  /** The item will be tried again. */
  putOff(verdict: Verdict): void;
  /** The item will be tried again after a while. */
  defer(ms: number): void;
  changed(item: Item): void;
}

type Ending = Omit<Conclusion, 'credentials'>;

/** An item that is noted as running, with what is to be known of it before its request is sent. */
export interface NotedItem {
  item: Item;
  /** The request that is about to be sent included. */
  attempts: number;
  /** When an earlier request of this item was sent that had no clear answer. */
  earlier: number | null;
  /** A request for this device, of whichever job, may still be carried out after this one. */
  overtaking: boolean;
}

/**
 * Notes that an item's request is about to be sent; to be called within a commit.
 *
 * @param fresh what the device has now; null where that could not be read
 * @param ahead it is sent a while later, if at all
 */
export function noteItem(
  itemId: number,
  fresh: Baseline | null,
  ahead: boolean,
  { jobs, evidence, times, now }: Pick<AttemptParts, 'jobs' | 'evidence' | 'times' | 'now'>,
): NotedItem {
  const earlier = jobs.unclearAt(itemId);
  const overtaking = jobs.wasUnclear(itemId, now() - times.overtakingMs);
  const baseline = evidence.sealBaseline(itemId, fresh);
  if (ahead && baseline) jobs.noteAhead(itemId, baseline);
  else jobs.beginAttempt(itemId, baseline);
  if (earlier === null) evidence.noteBaseline(itemId, fresh);
  const item = jobs.item(itemId);
  return { item, attempts: item.attempts + (ahead && baseline ? 1 : 0), earlier, overtaking };
}

/**
 * One try of one item that was noted in the journal: sends its request, and notes the outcome. What has no clear answer is
 * compared with what the device had before: see settlement.ts.
 */
export async function attempt(noted: NotedItem, parts: AttemptParts): Promise<void> {
  const { jobs, journal, xapi, evidence, times } = parts;
  const { attempts, earlier, overtaking } = noted;
  const begun: Item = { ...noted.item, attempts };
  const itemId = begun.id;
  const note = async (change: () => void): Promise<void> => {
    const item = await journal.end(() => {
      change();
      return jobs.item(itemId);
    });
    parts.changed(item);
  };
  const before = evidence.before(itemId);
  let sentAt: number | null = earlier;
  /** The PBX's own time of its last answer to the request, and to a reading. */
  const pbxTime: { answer: number | null; reading: number | null } = { answer: null, reading: null };

  const lookAt = (kind: PlannedLook['kind'], afterMs: number): PlannedLook => ({
    kind,
    at: (sentAt ?? parts.now()) + afterMs,
  });
  const second = (): PlannedLook => lookAt('second', times.secondLookMs);
  const last = (): PlannedLook | null => (parts.canCheckLater ? lookAt('last', times.lastLookMs) : null);

  const conclude = async (ending: Ending, password: string | null, source: 'reply' | 'read-back') => {
    const sealed = password === null ? null : evidence.seal(itemId, password);
    const credentials = password === null ? null : { source, sealed };
    const { state, problem } = ending;
    if (password !== null) {
      evidence.noteRecorded(itemId, password);
      parts.learned({ ...begun, state, problem, credentialsSource: source }, password);
    }
    if (!ending.look) evidence.forget(itemId);
    parts.ended();
    // A password that a reading showed was made before that, whenever it was.
    const time = ending.knownBy === 'settled' ? pbxTime.reading : pbxTime.answer;
    const changedAt = state === 'succeeded' ? time : undefined;
    await note(() => jobs.conclude(itemId, { attempts, ...ending, credentials, changedAt }));
  };
  const unclear = (): { unclearAt: number } => ({ unclearAt: sentAt ?? parts.now() });

  /** Stopping the run does not wait for a reading that a later process can make as well. */
  const canWait = before !== undefined && parts.canCheckLater;

  /** The password the PBX has for the device now; null when that cannot be had. */
  const read = async (): Promise<string | null> => {
    await parts.turn();
    const answered = (time: number | null): void => {
      pbxTime.reading = time;
    };
    return readTarget(begun, xapi, answered).catch((error: unknown) => {
      if (error instanceof XapiError) return null;
      throw error;
    });
  };

  /** The same, to settle an outcome; null also where the run is stopped meanwhile and a later process can read it. */
  const readToSettle = async (): Promise<string | null> => {
    const reading = read();
    if (!canWait) return reading;
    const password = await parts.orAborted(reading);
    if (password === undefined) reading.catch(() => {});
    return password ?? null;
  };

  /** The PBX has another password than before, whatever its answer was. */
  const settled = (password: string | null): Promise<void> =>
    conclude(
      { state: 'succeeded', problem: null, knownBy: 'settled', look: last(), ...unclear() },
      password,
      'read-back',
    );

  if (earlier !== null) {
    // The PBX may have carried it out since.
    const now = await readToSettle();
    const told = compare(before, now);
    if (told === 'changed') return settled(now);
    if (parts.signal.aborted) return returnUnsent();
    if (told === 'unknown') {
      const look = before === undefined ? null : second();
      const problem: Problem = { code: 'outcome-uncertain', facts: begun.problem?.facts ?? {} };
      return conclude({ state: 'uncertain', problem, look }, now, 'read-back');
    }
  }

  let told: string | null;
  try {
    told = await regenerateTarget(
      begun,
      xapi,
      parts.version,
      parts.signal,
      () => {
        sentAt = parts.now();
      },
      (time) => {
        pbxTime.answer = time;
      },
    );
  } catch (error) {
    if (!(error instanceof XapiError)) throw error;
    if (error.code === 'cancelled' && error.effect === 'none') return returnUnsent();
    const { problem, verdict } = parts.judge(error, attempts);
    if (verdict.next === 'fail') {
      // A request from before may still be carried out.
      const look = overtaking ? last() : null;
      // Without the version nothing is sent, and so nothing was answered.
      const unsent = problem.code === 'pbx-version-unknown';
      const known = unsent
        ? { knownBy: null, attempts: attempts - 1 }
        : { knownBy: 'answered' as const, attempts };
      return conclude({ state: 'failed', problem, ...known, look }, null, 'reply');
    }
    if (verdict.next === 'doubt') return settle(error, problem);
    parts.putOff(verdict);
    const waitMs = verdict.next === 'again' ? verdict.waitMs : 0;
    await note(() => jobs.requeue(itemId, problem, parts.now() + waitMs, { attempts }));
    return;
  }
  parts.carriedOut();
  if (told !== null && told !== before) {
    // A request without a clear answer, of whichever job, may still overtake it.
    const look = overtaking ? last() : null;
    return conclude({ state: 'succeeded', problem: null, knownBy: 'answered', look }, told, 'reply');
  }
  const now = await read();
  // The PBX may show the old password for a while after it made a new one.
  const isUnchanged =
    told === null ? compare(before, now) === 'unchanged' : compare(before, now) !== 'changed';
  if (isUnchanged) {
    const problem: Problem = { code: 'password-unchanged', facts: {} };
    return conclude({ state: 'uncertain', problem, look: second(), ...unclear() }, now ?? told, 'read-back');
  }
  const isSure = compare(before, now) === 'changed';
  if (!isSure && userOf(begun) !== null) {
    // Only another password than before proves it: see target.ts.
    const problem: Problem = { code: 'outcome-uncertain', facts: { reason: 'accepted' } };
    const look = before === undefined ? null : second();
    return conclude({ state: 'uncertain', problem, look, ...unclear() }, now, 'read-back');
  }
  const look = now !== null && (!isSure || overtaking) ? last() : null;
  const knownBy = now === null ? 'answered' : 'read-back';
  return conclude({ state: 'succeeded', problem: null, knownBy, look }, now, 'read-back');

  function returnUnsent(): Promise<void> {
    return note(() => jobs.requeue(itemId, begun.problem, null, { attempts: attempts - 1 }));
  }

  /** It was sent, and there is no clear answer. */
  async function settle(error: XapiError, problem: Problem): Promise<void> {
    const doubt: Problem = { code: 'outcome-uncertain', facts: problem.facts };
    const isLeft = (): boolean => parts.signal.aborted && canWait;
    const leave = (): Promise<void> => {
      const look = lookAt('first', 0);
      return conclude({ state: 'uncertain', problem: doubt, look, ...unclear() }, null, 'read-back');
    };
    if (isLeft()) return leave();
    const now = await readToSettle();
    const told = compare(before, now);
    if (told === 'changed') return settled(now);
    if (told === 'unknown' && isLeft()) return leave();
    if (told === 'unknown') {
      const look = before === undefined ? null : second();
      return conclude({ state: 'uncertain', problem: doubt, look, ...unclear() }, now, 'read-back');
    }
    if (!error.byPbx) {
      const settling = withReason(doubt, 'settling');
      return conclude(
        { state: 'uncertain', problem: settling, look: second(), ...unclear() },
        now,
        'read-back',
      );
    }
    if (attempts >= maxTries) {
      const failed = notCarriedOut(problem, parts.now());
      return conclude(
        { state: 'failed', problem: failed, knownBy: 'settled', look: last(), ...unclear() },
        null,
        'read-back',
      );
    }
    const { unclearAt } = unclear();
    parts.defer(times.recheckMs);
    const at = parts.now() + times.recheckMs;
    await note(() => jobs.requeue(itemId, problem, at, { attempts, unclearAt }));
  }
}
