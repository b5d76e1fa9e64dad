import { setTimeout as delay } from 'node:timers/promises';
import { macsOf } from '../../../common/desk-phones.ts';
import { RekeyError } from '../../../common/errors.ts';
import { canFetch, type FetchTarget, hasFetched, type SkippedFetches } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Device, Item } from '../../../common/model.ts';
import type { Log } from '../../log/index.ts';
import type { Store } from '../../store/index.ts';
import { lockPbx, pbxLockName } from '../../store/pbx-lock.ts';
import { keysOf } from '../planning/plan.ts';
import { type FetchEnding, type FetchRunParts, runFetch } from './run.ts';

export type { FetchEvent } from './run.ts';

interface FetchOptions extends Pick<FetchRunParts, 'xapi' | 'signal' | 'onEvent' | 'everyMs'> {
  /**
   * Called under the PBX's lock, before anything is recorded or sent: its entry must still be the one that `xapi` was
   * opened for.
   *
   * @throws RekeyError if it is not
   */
  refuseIfChanged(): void;
  /** Called once the devices are recorded as queued. */
  onStart?(targets: readonly FetchTarget[], items: Item[]): void;
}

/** The devices of a run, and those left out. */
interface Chosen {
  targets: readonly FetchTarget[];
  skipped: SkippedFetches;
}

/** How a run ended, with its items as they are now. */
export interface FetchRun extends FetchEnding, Chosen {
  items: Item[];
}

/** Has devices fetch their configuration, because the user asked for it. */
export interface Fetches {
  /**
   * Asks devices, one after the other, under the PBX's lock: no job runs there meanwhile. Leaves out those that a later
   * job gave another password.
   *
   * @param url of the PBX that `xapi` connects to
   * @throws RekeyError `usage` if a device belongs to another PBX, or none has a new password; `pbx-busy-elsewhere`, and as
   * `refuseIfChanged`, before anything is recorded or sent
   */
  start(url: string, targets: readonly FetchTarget[], options: FetchOptions): Promise<FetchRun>;
  /**
   * Resumes what stopped runs have left on a PBX: exactly the devices that were not asked, except those that a later job
   * gave another password, and those that have fetched meanwhile.
   *
   * @throws RekeyError as `start`
   */
  resume(url: string, options: FetchOptions): Promise<FetchRun>;
  /** Drops the devices still queued on a PBX whose run has stopped. @returns their items */
  cancel(url: string): Item[];
  /** Marks what dead processes were sending as unclear; on a full disk the next start does. @returns their items' IDs */
  recover(): number[];
}

export interface FetchesParts {
  store: Pick<Store, 'devices' | 'fetches' | 'jobs' | 'locks'>;
  log: Log;
  now?: () => number;
  monotonic?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createFetches({
  store,
  log,
  now = () => Date.now(),
  monotonic = () => performance.now(),
  wait = waitFor,
}: FetchesParts): Fetches {
  const { fetches, jobs, locks } = store;

  const itemsOf = (targets: readonly FetchTarget[]): Item[] =>
    jobs.itemsWithIds([...new Set(targets.map(({ itemId }) => itemId))]);

  /** Those of the given devices whose password is still the current one. @throws RekeyError `usage` */
  const fetchable = (url: string, targets: readonly FetchTarget[]): Chosen => {
    const byId = new Map(itemsOf(targets).map((item) => [item.id, item]));
    const areOfItems = targets.every(({ itemId, mac }) => {
      const item = byId.get(itemId);
      return item !== undefined && hadNewPassword.includes(item.state) && macsOf(item).includes(mac);
    });
    const left = targets.filter(({ itemId }) => byId.get(itemId)?.surelyReplaced === false);
    if (left.length === 0 || !areOfItems) throw new RekeyError('usage', { reason: 'nothing-to-fetch' });
    const urls = new Set(jobs.urlsOf([...byId.keys()]));
    if (urls.size > 1 || !urls.has(url)) throw new RekeyError('usage', { reason: 'fetch-of-other-pbx' });
    return { targets: left, skipped: { replaced: targets.length - left.length, fetched: 0 } };
  };

  /** What runs have left on a PBX; drops devices that need not be asked any more. */
  const leftOn = (url: string): Chosen => {
    const queued = fetches.queued(url);
    const byId = new Map(itemsOf(queued).map((item) => [item.id, item]));
    const isOf = (target: FetchTarget, is: (item: Item) => boolean): boolean => {
      const item = byId.get(target.itemId);
      return item !== undefined && is(item);
    };
    const current = queued.filter((target) => isOf(target, canFetch));
    const targets = current.filter((target) => isOf(target, (item) => !hasFetched(item, target.mac)));
    const kept = new Set(targets);
    fetches.drop(queued.filter((target) => !kept.has(target)));
    return {
      targets,
      skipped: { replaced: queued.length - current.length, fetched: current.length - targets.length },
    };
  };

  /** The PBX's spelling of MACs. An earlier version did not note that of a user's other phones. */
  const createSpelling = () => {
    const listed = new Map<string, Map<Mac, Device>>();
    const find = (pbxId: string, mac: Mac): Device | null => {
      const devices =
        listed.get(pbxId) ?? new Map(store.devices.list(pbxId)?.devices.map((each) => [each.mac, each]));
      listed.set(pbxId, devices);
      return devices.get(mac) ?? null;
    };
    return ({ itemId, mac }: FetchTarget): readonly string[] => {
      const { device } = jobs.item(itemId);
      if (device?.mac === mac) return keysOf(mac, device);
      const key = device?.user?.phones.find((phone) => phone.mac === mac)?.key;
      if (key !== undefined) return [key];
      const pbxId = jobs.get(jobs.jobOf(itemId))?.pbxId ?? null;
      return keysOf(mac, pbxId === null ? null : find(pbxId, mac));
    };
  };

  /** @param choose notes the devices to ask as queued; called under the lock */
  const run = async (
    url: string,
    choose: () => Chosen,
    { refuseIfChanged, onStart, ...options }: FetchOptions,
  ): Promise<FetchRun> => {
    const lock = lockPbx(store, url);
    try {
      // Only the holder of the lock sends to this PBX, so nothing that is noted as being sent still is.
      fetches.interrupt(url);
      refuseIfChanged();
      const { targets, skipped } = choose();
      fetches.pause(url, null);
      onStart?.(targets, itemsOf(targets));
      const parts = { ...options, fetches, jobs, log, now, monotonic, wait, keysOf: createSpelling() };
      const ending = await runFetch(targets, parts).catch((error: unknown) => {
        // The disk may be full: then the next start does it.
        try {
          fetches.interrupt(url);
        } catch {}
        throw error;
      });
      const mine = new Set(targets.map(({ itemId, mac }) => `${itemId} ${mac}`));
      const left = fetches.queued(url).filter(({ itemId, mac }) => mine.has(`${itemId} ${mac}`));
      // What a paused run has left is not this run's to cancel.
      if (ending.state === 'cancelled') fetches.drop(left);
      const state = ending.state === 'paused' && left.length === 0 ? 'finished' : ending.state;
      // Going to sleep kept nothing from being asked if nothing is left.
      const wasStopped = state !== 'finished' || ending.problem?.code !== 'computer-asleep';
      const problem = wasStopped ? ending.problem : null;
      if (problem !== null) fetches.pause(url, problem);
      return { state, problem, targets, skipped, items: itemsOf(targets) };
    } finally {
      lock.release();
    }
  };

  return {
    start(url, targets, options) {
      const choose = (): Chosen => {
        const chosen = fetchable(url, targets);
        fetches.plan(chosen.targets);
        return chosen;
      };
      return run(url, choose, options);
    },

    resume: (url, options) => run(url, () => leftOn(url), options),

    cancel(url) {
      const lock = lockPbx(store, url);
      try {
        fetches.interrupt(url);
        return jobs.itemsWithIds(fetches.cancel(url));
      } finally {
        lock.release();
      }
    },

    recover() {
      const found: number[] = [];
      for (const { pbxUrl, running } of fetches.open()) {
        const lock = running > 0 ? locks.tryAcquire(pbxLockName(pbxUrl)) : null;
        if (!lock) continue;
        try {
          found.push(...fetches.interrupt(pbxUrl));
        } catch (error) {
          if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
        } finally {
          lock.release();
        }
      }
      return found;
    },
  };
}

const hadNewPassword: readonly Item['state'][] = ['succeeded', 'uncertain'];

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
