import type { Item, Problem } from '../../common/model.ts';
import type { JobStore } from '../store/jobs.ts';
import type { Sealer } from '../store/seal.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import type { Journal } from './journal.ts';
import { keysOf } from './plan.ts';
import type { Verdict } from './policy.ts';

export interface AttemptParts {
  jobs: JobStore;
  journal: Journal;
  xapi: Xapi;
  /** Null for a run without a keychain. */
  sealer: Sealer | null;
  now(): number;
  /** Aborted: nothing more is sent. */
  signal: AbortSignal;
  judge(error: XapiError, attempts: number): { problem: Problem; verdict: Verdict };
  carriedOut(): void;
  /** Waits until the pace allows one more request. */
  turn(): Promise<void>;
  /** It is known how the try ended, though not on disk yet. */
  settled(): void;
  /** Told before it is on disk: where that fails, the password is not lost with it. */
  learned(item: Item, password: string): void;
  /** The item will be tried again. */
  putOff(verdict: Verdict): void;
  changed(item: Item): void;
}

type Ending = { state: 'succeeded' | 'failed' | 'uncertain'; problem: Problem | null };

/** What sealed credentials belong to. */
export function sealContext(itemId: number): string {
  return `item ${itemId}`;
}

/** One try of one item: noted in the journal before its request is sent, and again with its outcome. */
export async function attempt(itemId: number, parts: AttemptParts): Promise<void> {
  const { jobs, journal, xapi } = parts;
  const note = async (when: 'begin' | 'end', change: () => void): Promise<Item> => {
    const item = await journal[when](() => {
      change();
      return jobs.item(itemId);
    });
    parts.changed(item);
    return item;
  };
  const begun = await note('begin', () => jobs.beginAttempt(itemId));
  const { mac, device, attempts } = begun;
  const keys = keysOf(mac, device);

  const conclude = async (
    ending: Ending,
    password: string | null,
    source: 'reply' | 'read-back',
  ): Promise<void> => {
    const sealed = password === null ? null : (parts.sealer?.seal(sealContext(itemId), password) ?? null);
    const credentials = password === null ? null : { source, sealed };
    if (password !== null) parts.learned({ ...begun, ...ending, credentialsSource: source }, password);
    parts.settled();
    await note('end', () => jobs.conclude(itemId, { ...ending, credentials }));
  };

  let told: string | null;
  try {
    told = await xapi.regenerate(mac, keys, parts.signal);
  } catch (error) {
    if (!(error instanceof XapiError)) throw error;
    if (error.code === 'cancelled' && error.effect === 'none') {
      await note('end', () => jobs.requeue(itemId, begun.problem, null));
      return;
    }
    const { problem, verdict } = parts.judge(error, attempts);
    if (verdict.next === 'fail') return conclude({ state: 'failed', problem }, null, 'reply');
    if (verdict.next === 'doubt') {
      const doubt: Problem = { code: 'outcome-uncertain', facts: problem.facts };
      return conclude({ state: 'uncertain', problem: doubt }, await readBack(), 'read-back');
    }
    parts.putOff(verdict);
    const waitMs = verdict.next === 'again' ? verdict.waitMs : 0;
    await note('end', () => jobs.requeue(itemId, problem, parts.now() + waitMs));
    return;
  }
  parts.carriedOut();
  const done: Ending = { state: 'succeeded', problem: null };
  return told === null ? conclude(done, await readBack(), 'read-back') : conclude(done, told, 'reply');

  /** The password the PBX has for the device now; null when that cannot be had either. */
  async function readBack(): Promise<string | null> {
    try {
      await parts.turn();
      return await xapi.readPassword(mac, keys);
    } catch (error) {
      if (error instanceof XapiError) return null;
      throw error;
    }
  }
}
