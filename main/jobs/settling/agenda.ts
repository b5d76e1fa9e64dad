/** The pending readings of a run, by a monotonic clock. */
export interface Agenda {
  /** @param holds whether the run continues until it is made */
  set(itemId: number, inMs: number, holds: boolean): void;
  /** Takes a reading that is due; null if there is none. */
  take(): number | null;
  /** Milliseconds until the next one is due; null if there is none. */
  waitMs(): number | null;
  /** Whether there are any that the run has to wait for. */
  holds(): boolean;
}

export function createAgenda(monotonic: () => number): Agenda {
  const entries = new Map<number, { at: number; holds: boolean }>();

  const earliest = (): [number, { at: number; holds: boolean }] | null => {
    let first: [number, { at: number; holds: boolean }] | null = null;
    for (const entry of entries) if (!first || entry[1].at < first[1].at) first = entry;
    return first;
  };

  return {
    set: (itemId, inMs, holds) => void entries.set(itemId, { at: monotonic() + inMs, holds }),
    take() {
      const first = earliest();
      if (!first || first[1].at > monotonic()) return null;
      entries.delete(first[0]);
      return first[0];
    },
    waitMs() {
      const first = earliest();
      return first && Math.max(0, first[1].at - monotonic());
    },
    holds: () => [...entries.values()].some(({ holds }) => holds),
  };
}
