import type { FetchStore, WatchedItem } from '../../store/fetches/fetches.ts';
import { XapiError } from '../../xapi/index.ts';
import { type EventParts, endAfter, endOverdue, readEvents, watchIntervalMs } from './events.ts';

export interface AwaitParts extends Omit<EventParts, 'fetches'> {
  fetches: FetchStore;
  /** Called with the items whose state has changed. */
  changed(itemIds: readonly number[]): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after a delay, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A timer may fire a little early: the PBX is not asked again right before the time is up. */
const minWaitMs = 1_000;

/**
 * Reads a PBX's events until nothing is awaited for some items, their time is up, or the signal is aborted. For a
 * process that does nothing else meanwhile.
 */
export async function awaitEvents(itemIds: readonly number[], parts: AwaitParts): Promise<void> {
  const { fetches, changed, now, wait, signal } = parts;
  const ids = new Set(itemIds);
  const ours = (items: readonly WatchedItem[]): WatchedItem[] =>
    items.filter(({ itemId }) => ids.has(itemId));
  const endExpired = (): void => {
    for (const item of ours(fetches.expired()))
      fetches.endWatch([item.itemId], endOverdue(item, readAt, complete));
  };
  const idsOf = (items: readonly WatchedItem[]): number[] => items.map(({ itemId }) => itemId);
  let failures = 0;
  let readAt = 0;
  let complete = true;
  while (!signal.aborted) {
    endExpired();
    const watched = ours(fetches.watched());
    if (watched.length === 0) return;
    let waitMs = watchIntervalMs(now() - Math.max(...watched.map(({ since }) => since)));
    try {
      const news = await readEvents(watched, parts);
      failures = 0;
      if (news === null) return fetches.endWatch(idsOf(watched), 'signed-out');
      readAt = now();
      complete = news.complete;
      changed(news.changed);
      if (ours(fetches.watched()).length === 0) return;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof XapiError)) throw error;
      failures += 1;
      const why = endAfter(error, failures);
      if (why) return fetches.endWatch(idsOf(watched), why);
      waitMs = Math.max(waitMs, error.retryAfterMs ?? 0);
    }
    const leftMs = Math.max(...watched.map(({ until }) => until)) - now();
    await wait(Math.min(waitMs, Math.max(minWaitMs, leftMs)), signal);
  }
}
