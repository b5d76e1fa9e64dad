import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../../common/model.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import { type Xapi, XapiError } from '../../xapi/index.ts';
import { isUnrelatedToDevice } from '../requests/failure-verdict.ts';
import { readTarget } from '../target.ts';
import type { Evidence } from './evidence.ts';
import { judgeReadback, type SettlingTimes } from './settlement.ts';

export interface ReadBackParts {
  jobs: JobStore;
  xapi: Pick<Xapi, 'readPassword' | 'readUserPassword'>;
  evidence: Evidence;
  times: SettlingTimes;
  canCheckLater: boolean;
  now(): number;
  signal: AbortSignal;
  /** Called before it is on disk. */
  learned(item: Item, password: string): void;
  /** Runs the change that writes the result; false if it must no longer be written. */
  write(change: () => boolean): boolean;
}

/**
 * Reads the password of an item whose outcome is unknown, or is to be checked, and records the result.
 *
 * @returns the item as it is now; null if nothing was recorded
 * @throws XapiError if nothing of this PBX can be read now; with `effect: 'none'`, because reading changes nothing
 */
export async function readBack(itemId: number, parts: ReadBackParts): Promise<Item | null> {
  const { jobs, xapi, evidence, signal } = parts;
  const before = jobs.item(itemId);
  const { nextReadback } = before;
  let pbxTime: number | null = null;
  const answered = (time: number | null): void => {
    pbxTime = time;
  };
  const password = await readTarget(before, xapi, answered).catch(unlessOfThePbx);
  if (signal.aborted) return null;
  // Another process may have read it meanwhile.
  const isStillDue = (): boolean => isDeepStrictEqual(jobs.item(itemId).nextReadback, nextReadback);
  const isWritten = parts.write(() => isStillDue() && note(itemId, password, pbxTime, parts));
  const item = jobs.item(itemId);
  if (!item.nextReadback) evidence.forget(itemId);
  return isWritten ? item : null;
}

/** @param pbxTime the PBX's own time of the reading */
function note(
  itemId: number,
  password: string | null,
  pbxTime: number | null,
  parts: ReadBackParts,
): boolean {
  const { jobs, evidence, times, canCheckLater, now, learned } = parts;
  const unsettled = jobs.unsettled(itemId);
  const { item } = unsettled;
  if (!item.nextReadback) {
    // The previous password is unknown: it stays uncertain, with what the PBX has.
    if (item.state !== 'uncertain' || item.credentialsSource !== null) return false;
    if (password !== null) learned({ ...item, credentialsSource: 'read-back' }, password);
    const sealed = password === null ? null : evidence.seal(itemId, password);
    jobs.concludeReading(itemId, password === null ? null : { source: 'read-back', sealed });
    return true;
  }
  const settlement = judgeReadback(unsettled, password, {
    times,
    nowMs: now(),
    before: evidence.before(itemId),
    recorded: evidence.recorded(itemId),
    seal: (text) => evidence.seal(itemId, text),
    canCheckLater,
  });
  if (settlement.credentials !== 'keep' && settlement.credentials !== null && password !== null) {
    const { state, problem } = settlement;
    learned({ ...item, state, problem, credentialsSource: 'read-back' }, password);
    evidence.noteRecorded(itemId, password);
  }
  const changedAt = settlement.state === 'succeeded' ? pbxTime : undefined;
  return jobs.settle(itemId, { ...settlement, changedAt });
}

function unlessOfThePbx(error: unknown): null {
  if (!(error instanceof XapiError)) throw error;
  const { code, facts, retryAfterMs } = error;
  if (isUnrelatedToDevice(error)) throw new XapiError(code, facts, 'none', { retryAfterMs, cause: error });
  return null;
}
