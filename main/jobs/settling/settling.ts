import { toRekeyError } from '../../../common/errors.ts';
import type { Pbx } from '../../../common/model.ts';
import type { Store } from '../../store/index.ts';
import type { DueReadback } from '../../store/jobs/index.ts';
import { backoffMs } from '../backoff.ts';
import { createSleep } from '../sleep.ts';
import { settlingTimes } from './settlement.ts';

/** Has PBXs read again when the outcomes of earlier requests are to be settled or checked. */
export interface Settling {
  /** Checks for work: at startup, and whenever a job has ended. */
  check(): void;
  /** The computer is about to sleep: no reading begins until it is awake. */
  sleep(): void;
  /** The computer is awake again, or the network changed: failures are retried at once. */
  wake(): void;
  /** Resolves when nothing is being read any more. Does not wait for answers. */
  stop(): Promise<void>;
}

export interface SettlingParts {
  store: Pick<Store, 'jobs' | 'pbxs'>;
  /** Marks jobs whose process died as interrupted. */
  recover(): void;
  /** Makes the readings of a PBX that are due. @throws RekeyError why they cannot be made now */
  settle(pbx: Pbx, signal: AbortSignal): Promise<void>;
  /** Called with what prevented its work; it tries again later. */
  failed(thrown: unknown): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

const maxWaitMs = 60_000;
const minWaitMs = 1_000;
/** Each try may prompt the user to unlock the keychain. */
const keychainWaitMs = 60 * 60_000;

/** PBXs that could not be read. */
interface Delay {
  tries: number;
  until: number;
}

export function createSettling({ store, recover, settle, failed, now, later }: SettlingParts): Settling {
  const stopping = new AbortController();
  const delays = new Map<string, Delay>();
  let stopTimer = (): void => {};
  let underWay: Promise<void> | null = null;
  let recoveredAt = Number.NEGATIVE_INFINITY;
  const sleep = createSleep(later, () => wake());

  /** The PBX of a reading: its own, or another entry of its address; null if no entry has that address by now. */
  const pbxOf = ({ pbxId, pbxUrl }: DueReadback): Pbx | null => {
    const pbx = pbxId === null ? null : store.pbxs.get(pbxId);
    return pbx?.url === pbxUrl ? pbx : (store.pbxs.list().find(({ url }) => url === pbxUrl) ?? null);
  };

  /** While another process writes, this is checked often; each lock attempt opens a file. */
  const recoverNowAndThen = (): void => {
    if (Math.abs(now() - recoveredAt) < maxWaitMs) return;
    recoveredAt = now();
    recover();
  };

  /** A clock that was set back does not delay what it planned before. */
  const pullIn = (): void => {
    const latest = now() + settlingTimes.lastReadbackMs;
    if (store.jobs.readbacks().some(({ at }) => at > latest)) store.jobs.advanceReadbacks(latest);
  };

  /** The PBXs to read, each with when. */
  const agenda = (): Map<string, { pbx: Pbx; at: number }> => {
    const found = new Map<string, { pbx: Pbx; at: number }>();
    const busy = new Set(store.jobs.running().map(({ pbxUrl }) => pbxUrl));
    for (const due of store.jobs.readbacks()) {
      const pbx = pbxOf(due);
      if (!pbx || found.has(pbx.id)) continue;
      const mustWait = busy.has(pbx.url) || deniesSignIn(pbx);
      found.set(pbx.id, {
        pbx,
        at: Math.max(due.at, delays.get(pbx.id)?.until ?? 0, mustWait ? now() + maxWaitMs : 0),
      });
    }
    return found;
  };

  const settleOne = async (pbx: Pbx): Promise<void> => {
    try {
      await settle(pbx, stopping.signal);
      delays.delete(pbx.id);
    } catch (thrown) {
      if (stopping.signal.aborted) return;
      const tries = (delays.get(pbx.id)?.tries ?? 0) + 1;
      const { code } = toRekeyError(thrown);
      const waitMs = code.startsWith('keychain-') ? keychainWaitMs : backoffMs(tries);
      delays.set(pbx.id, { tries, until: now() + waitMs });
      failed(thrown);
    }
  };

  const check = (): void => {
    stopTimer();
    stopTimer = () => {};
    if (stopping.signal.aborted || sleep.isOn() || underWay) return;
    try {
      recoverNowAndThen();
      pullIn();
      const all = [...agenda().values()];
      const due = all.filter(({ at }) => at <= now());
      if (due.length > 0) {
        underWay = Promise.all(due.map(({ pbx }) => settleOne(pbx)))
          .then(() => {})
          .finally(() => {
            underWay = null;
            scheduleNext(new Set(due.map(({ pbx }) => pbx.id)));
          });
      } else next(all);
    } catch (error) {
      failed(error);
      stopTimer = later(check, maxWaitMs);
    }
  };

  /** @param tried the PBXs that were just to be read */
  const scheduleNext = (tried: ReadonlySet<string>): void => {
    if (stopping.signal.aborted || sleep.isOn()) return;
    try {
      // Still due: another run has the PBX, such as one that has devices fetch. Each try calls the keychain.
      for (const [id, { at }] of agenda())
        if (tried.has(id) && at <= now()) delays.set(id, { tries: 0, until: now() + backoffMs(1) });
      next([...agenda().values()]);
    } catch (error) {
      failed(error);
      stopTimer = later(check, maxWaitMs);
    }
  };

  const next = (all: readonly { at: number }[]): void => {
    // The process of a running job may die, and nothing reports that.
    if (all.length === 0 && store.jobs.running().length === 0) return;
    const waitMs = Math.min(...all.map(({ at }) => at)) - now();
    stopTimer = later(check, Math.min(maxWaitMs, Math.max(minWaitMs, waitMs)));
  };

  const wake = (): void => {
    sleep.end();
    delays.clear();
    check();
  };

  return {
    check,
    sleep() {
      stopTimer();
      sleep.begin();
    },
    wake,
    async stop() {
      stopTimer();
      sleep.end();
      stopping.abort();
      await underWay;
    },
  };
}

/** A denied sign-in counts against this computer's address, so only the user repeats it. */
function deniesSignIn({ lastFailure }: Pbx): boolean {
  const code = lastFailure?.problem.code;
  return code === 'sign-in-denied' || code === 'sign-in-held-off';
}
