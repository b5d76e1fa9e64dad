import { createInFlight } from './in-flight.ts';

/** Limits how many tasks run at once. */
export interface Slots {
  /** Runs work that occupies a slot until it has ended, or frees it earlier. */
  begin(work: (freeSlot: () => void) => Promise<void>): void;
  taken(): number;
  /** The number of tasks that have not ended, with or without a slot. */
  underWay(): number;
  /** Resolves once nothing is in flight. */
  idle(): Promise<void>;
}

/**
 * @param freed called whenever a slot may be free
 * @param failed called with whatever a task throws
 */
export function createSlots(freed: () => void, failed: (error: unknown) => void): Slots {
  const inFlight = createInFlight();
  let taken = 0;
  return {
    begin(work) {
      let holdsSlot = true;
      taken += 1;
      const freeSlot = (): void => {
        if (holdsSlot) taken -= 1;
        holdsSlot = false;
        freed();
      };
      inFlight.begin();
      void work(freeSlot)
        .catch(failed)
        .finally(() => {
          inFlight.end();
          freeSlot();
        });
    },
    taken: () => taken,
    underWay: inFlight.count,
    idle: inFlight.idle,
  };
}
