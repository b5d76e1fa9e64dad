import type { Pbx } from '../../../common/model.ts';
import type { WatchedItem } from '../../store/fetches/fetches.ts';
import type { WatchEnd } from '../../store/fetches/rows.ts';
import type { Store } from '../../store/index.ts';
import { type Xapi, XapiError } from '../../xapi/index.ts';
import { createSleep } from '../sleep.ts';
import { endAfter, endOverdue, readEvents, watchIntervalMs } from './events.ts';

/** Watches the events of PBXs for devices that fetch their new password. */
export interface Watching {
  /** Checks for work: at startup, and whenever a job or a fetch has ended. */
  check(): void;
  /** Someone has signed in to a PBX again: what could not be watched without a token is watched again. */
  signedIn(pbxUrl: string): void;
  /** The computer is about to sleep: nothing is read until it is awake. */
  sleep(): void;
  /** The computer is awake again. */
  wake(): void;
  /** Resolves when nothing is being read any more. Does not wait for answers. */
  stop(): Promise<void>;
}

export interface WatchingParts {
  store: Pick<Store, 'fetches' | 'jobs' | 'pbxs'>;
  /** The existing client of a PBX; null if there is none. Calls no keychain, and prompts nobody. */
  known(pbx: Pbx): Xapi | null;
  /** Called with the items whose state has changed. */
  changed(itemIds: readonly number[]): void;
  /** Called with what prevented its work, such as a full disk; it tries again later. */
  failed(thrown: unknown): void;
  /** Milliseconds since 1970, by this computer's clock. */
  now(): number;
  /** Runs work after a delay; returns a function that cancels it. */
  later(work: () => void, ms: number): () => void;
}

const minWaitMs = 1_000;
const maxWaitMs = 60_000;
/** A clock that was set back must not extend the watch. */
const clockToleranceMs = 5_000;

interface PbxState {
  nextAt: number;
  readAt: number;
  /** Whether the last reading was of all events. */
  complete: boolean;
  failures: number;
  reading: boolean;
}

export function createWatching({ store, known, changed, failed, now, later }: WatchingParts): Watching {
  const { fetches, jobs } = store;
  const stopping = new AbortController();
  const states = new Map<string, PbxState>();
  const underWay = new Set<Promise<void>>();
  const sleep = createSleep(later, () => wake());
  let stopTimer = (): void => {};

  const stateOf = (url: string): PbxState => {
    const state = states.get(url) ?? { nextAt: 0, readAt: 0, complete: true, failures: 0, reading: false };
    states.set(url, state);
    return state;
  };
  const end = (items: readonly WatchedItem[], why: WatchEnd): void => {
    if (items.length === 0) return;
    const ids = items.map(({ itemId }) => itemId);
    fetches.endWatch(ids, why);
    changed(ids);
  };
  const endAllOverdue = (): void => {
    const overdue = [
      ...fetches.expired(),
      ...fetches.watched().filter(({ since }) => since > now() + clockToleranceMs),
    ];
    const whyOf = (item: WatchedItem): WatchEnd => {
      const { readAt, complete } = stateOf(item.pbxUrl);
      return endOverdue(item, readAt, complete);
    };
    for (const why of ['over', 'unreadable', 'not-watched'] as const)
      end(
        overdue.filter((item) => whyOf(item) === why),
        why,
      );
  };
  const awaited = (): Map<string, WatchedItem[]> => {
    const found = new Map<string, WatchedItem[]>();
    for (const item of fetches.watched()) found.set(item.pbxUrl, [...(found.get(item.pbxUrl) ?? []), item]);
    return found;
  };
  const clientOf = ([first]: readonly WatchedItem[]): Xapi | null => {
    const pbx = first && first.pbxId !== null ? store.pbxs.get(first.pbxId) : null;
    return pbx && pbx.url === first?.pbxUrl ? known(pbx) : null;
  };

  const read = async (url: string, items: readonly WatchedItem[], xapi: Xapi): Promise<void> => {
    const state = stateOf(url);
    try {
      const news = await readEvents(items, { fetches, jobs, xapi, signal: stopping.signal });
      if (stopping.signal.aborted) return;
      // It never signs in for this.
      if (news === null) return end(items, 'signed-out');
      state.failures = 0;
      state.readAt = now();
      state.complete = news.complete;
      if (news.changed.length > 0) changed(news.changed);
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (!(error instanceof XapiError)) return failed(error);
      state.failures += 1;
      const why = endAfter(error, state.failures);
      if (why) end(items, why);
      state.nextAt = Math.max(state.nextAt, now() + (error.retryAfterMs ?? 0));
    }
  };

  const begin = (url: string, items: readonly WatchedItem[], xapi: Xapi): void => {
    const state = stateOf(url);
    const newest = Math.max(...items.map(({ since }) => since));
    state.reading = true;
    state.nextAt = now() + watchIntervalMs(now() - newest) * 2 ** Math.min(state.failures, 3);
    const reading = read(url, items, xapi)
      .catch(failed)
      .finally(() => {
        underWay.delete(reading);
        state.reading = false;
        check();
      });
    underWay.add(reading);
  };

  const checkAll = (): void => {
    endAllOverdue();
    const all = awaited();
    for (const url of states.keys()) if (!all.has(url) && !stateOf(url).reading) states.delete(url);
    const busy = new Set(jobs.running().map(({ pbxUrl }) => pbxUrl));
    const due: number[] = [];
    for (const [url, items] of all) {
      const state = stateOf(url);
      const ends = Math.min(...items.map(({ until }) => until));
      due.push(ends);
      if (state.reading) continue;
      // A clock that was set back must not delay it.
      state.nextAt = Math.min(state.nextAt, now() + 2 * 8 * maxWaitMs);
      const client = busy.has(url) ? null : clientOf(items);
      // A job comes first; and without an existing client there is nothing to ask with.
      if (client === null) due.push(now() + watchIntervalMs(0));
      else if (state.nextAt <= now()) begin(url, items, client);
      else due.push(state.nextAt);
    }
    if (due.length === 0) return;
    const waitMs = Math.min(...due) - now();
    stopTimer = later(check, Math.min(maxWaitMs, Math.max(minWaitMs, waitMs)));
  };

  const check = (): void => {
    stopTimer();
    stopTimer = () => {};
    if (stopping.signal.aborted || sleep.isOn()) return;
    try {
      checkAll();
    } catch (error) {
      failed(error);
      stopTimer = later(check, maxWaitMs);
    }
  };

  const wake = (): void => {
    sleep.end();
    // What broke off because of the sleep is no failure of the PBX.
    for (const state of states.values()) state.failures = 0;
    check();
  };

  return {
    check,
    sleep() {
      stopTimer();
      sleep.begin();
    },
    wake,
    signedIn(pbxUrl) {
      fetches.reopen(pbxUrl);
      check();
    },
    async stop() {
      stopTimer();
      sleep.end();
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
