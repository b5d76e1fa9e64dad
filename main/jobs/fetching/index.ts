import { setTimeout as delay } from 'node:timers/promises';
import { macsOf } from '../../../common/desk-phones.ts';
import { RekeyError } from '../../../common/errors.ts';
import { canFetch } from '../../../common/fetching.ts';
import type { Mac } from '../../../common/mac.ts';
import type { Item } from '../../../common/model.ts';
import type { Log } from '../../log/index.ts';
import type { FetchTarget } from '../../store/fetches.ts';
import type { Store } from '../../store/index.ts';
import { lockPbx, pbxLockName } from '../../store/pbx-lock.ts';
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
  /** Only these of the items' devices; all of them by default. */
  macs?: ReadonlySet<Mac>;
  /** Called once the devices are recorded as queued. */
  onStart?(items: Item[]): void;
}

/** How a run ended, with its items as they are now. */
export interface FetchRun extends FetchEnding {
  items: Item[];
}

/** Has devices fetch their configuration, because the user asked for it. */
export interface Fetches {
  /**
   * Asks the devices of items, one after the other, under the PBX's lock: no job runs there meanwhile.
   *
   * @param url of the PBX that `xapi` connects to
   * @throws RekeyError `usage` if an item belongs to another PBX, or has no new password; `pbx-busy-elsewhere`, and
   * as `refuseIfChanged`, before anything is recorded or sent
   */
  start(url: string, itemIds: readonly number[], options: FetchOptions): Promise<FetchRun>;
  /** Drops the devices still queued on a PBX whose run has stopped. @returns their items */
  cancel(url: string): Item[];
  /** Marks what dead processes were sending as unclear; on a full disk the next start does. */
  recover(): void;
}

export interface FetchesParts {
  store: Pick<Store, 'fetches' | 'jobs' | 'locks'>;
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

  const checkedItems = (url: string, itemIds: readonly number[]): Item[] => {
    const items = jobs.itemsWithIds(itemIds);
    const urls = new Set(jobs.urlsOf(itemIds));
    if (items.length === 0 || items.length < new Set(itemIds).size || !items.every(canFetch))
      throw new RekeyError('usage', { reason: 'nothing-to-fetch' });
    if (urls.size > 1 || !urls.has(url)) throw new RekeyError('usage', { reason: 'fetch-of-other-pbx' });
    return items;
  };

  return {
    async start(url, itemIds, { refuseIfChanged, macs, onStart, ...options }) {
      const items = checkedItems(url, itemIds);
      const lock = lockPbx(store, url);
      try {
        // Only the holder of the lock sends to this PBX, so nothing recorded as being sent still is.
        fetches.interrupt(url);
        refuseIfChanged();
        const targets: FetchTarget[] = items.flatMap((item) =>
          macsOf(item)
            .filter((mac) => macs === undefined || macs.has(mac))
            .map((mac) => ({ itemId: item.id, mac })),
        );
        fetches.plan(targets);
        onStart?.(jobs.itemsWithIds(itemIds));
        const parts = { ...options, fetches, jobs, log, now, monotonic, wait };
        const { state, problem } = await runFetch(targets, parts).catch((error: unknown) => {
          // The disk may be full: then the next start does it.
          try {
            fetches.interrupt(url);
          } catch {}
          throw error;
        });
        if (state === 'cancelled') fetches.cancel(url);
        const isLeft = fetches.queued(url).some(({ itemId }) => itemIds.includes(itemId));
        return {
          state: state === 'paused' && !isLeft ? 'finished' : state,
          problem,
          items: jobs.itemsWithIds(itemIds),
        };
      } finally {
        lock.release();
      }
    },

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
      for (const { pbxUrl, running } of fetches.open()) {
        const lock = running > 0 ? locks.tryAcquire(pbxLockName(pbxUrl)) : null;
        if (!lock) continue;
        try {
          fetches.interrupt(pbxUrl);
        } catch (error) {
          if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error;
        } finally {
          lock.release();
        }
      }
    },
  };
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
