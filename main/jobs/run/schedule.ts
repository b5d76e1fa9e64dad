/** The order in which a job's queued items are tried, by a monotonic clock. */
export interface Schedule {
  /** Takes the next item that may be tried now; null if there is none. */
  take(): number | null;
  /** Items that were taken but not tried come first again, in order. */
  putBack(itemIds: readonly number[]): void;
  /** The next `count` items. The first is what `take` would return, once it may be tried. */
  upcoming(count: number): number[];
  /** Milliseconds until an item may be tried; null when none is left. */
  waitMs(): number | null;
  /** Retries an item after a delay. */
  defer(itemId: number, ms: number): void;
  /** Retries an item after all others: the problem is not its own. */
  putLast(itemId: number): void;
}

export function createSchedule(itemIds: readonly number[], monotonic: () => number): Schedule {
  /** In reverse order, so that taking one moves nothing. */
  const ready = itemIds.toReversed();
  let deferred: { itemId: number; at: number }[] = [];

  return {
    take() {
      const [first] = deferred;
      if (first && first.at <= monotonic()) {
        deferred = deferred.slice(1);
        return first.itemId;
      }
      return ready.pop() ?? null;
    },
    upcoming: (count) =>
      [
        ...deferred.filter(({ at }) => at <= monotonic()).map(({ itemId }) => itemId),
        ...ready.slice(-count).reverse(),
      ].slice(0, count),
    waitMs() {
      if (ready.length > 0) return 0;
      const [first] = deferred;
      return first ? Math.max(0, first.at - monotonic()) : null;
    },
    putBack: (itemIds) => void ready.push(...itemIds.toReversed()),
    putLast: (itemId) => void ready.unshift(itemId),
    defer(itemId, ms) {
      deferred = [...deferred, { itemId, at: monotonic() + ms }].sort((a, b) => a.at - b.at);
    },
  };
}
