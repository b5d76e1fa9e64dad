import type { Item, ReadbackKind } from '../../../common/model.ts';
import { XapiError } from '../../xapi/index.ts';
import type { RunParts } from '../engine-parts.ts';
import type { Changes } from '../run/changes.ts';
import { createAgenda } from './agenda.ts';
import type { Evidence } from './evidence.ts';
import { readBack } from './read-back.ts';

/** The readings of the PBX that a run makes, for items whose outcome is unknown or needs checking. */
export interface RunReadbacks {
  /**
   * Schedules an item's next reading. A run also makes readings that `settleDue` would make later, if it is still
   * running when they are due.
   */
  plan(item: Item): void;
  /** Takes an item whose reading is due; null if there is none. */
  take(): number | null;
  /**
   * Reads an item's password from the PBX, and records the result.
   *
   * @param failed called if the PBX can't be read at all right now; the item stays scheduled
   */
  read(itemId: number, failed: (error: XapiError) => void): Promise<void>;
  /** Milliseconds until the next reading is due; null if there is none. */
  waitMs(): number | null;
  /** Whether there are any that the run has to wait for. */
  mustWait(): boolean;
  /** Whether items that an earlier run left uncertain still have to be read back. */
  anyUnread(): boolean;
}

/** What the readings of a run need, besides the run's own parts. */
export interface RunReadbacksParts {
  evidence: Evidence;
  /** Whether results can be sealed, so that a later process can still check them. */
  canCheckLater: boolean;
  changes: Changes;
  /** Called after an item changed in the store. */
  changed(item: Item): void;
  /** Called with a password before it is on disk. */
  learned(item: Item, password: string): void;
}

/** Schedules the pending readings of a job at once. */
export function createRunReadbacks(jobId: number, parts: RunParts & RunReadbacksParts): RunReadbacks {
  const { jobs, times, signal, changes, changed } = parts;
  const agenda = createAgenda(parts.monotonic);
  /** Items an interrupted run left uncertain. This run reads them back, but sends no new request for them. */
  const unread = new Set(
    jobs.unread(jobId).filter((itemId) => (jobs.item(itemId).nextReadback?.kind ?? 'first') === 'first'),
  );
  for (const itemId of unread) agenda.set(itemId, 0, true);

  const isWaitedFor = (kind: ReadbackKind): boolean =>
    kind === 'first' || (kind === 'second' && !parts.settlesLater);

  const plan = ({ id, nextReadback }: Item): void => {
    if (!nextReadback) return;
    const { kind, at } = nextReadback;
    const maxMs = kind === 'last' ? times.lastReadbackMs : times.secondReadbackMs;
    // If the clock was set back, wait no longer than the reading's own delay.
    agenda.set(id, Math.min(Math.max(0, Date.parse(at) - parts.now()), maxMs), isWaitedFor(kind));
  };
  for (const { itemId } of jobs.readbacksOf(jobId)) plan(jobs.item(itemId));

  return {
    plan,
    take: agenda.take,
    async read(itemId, failed) {
      try {
        const reading = readBack(itemId, { ...parts, write: (change) => jobs.together(change) });
        // Stopping the run does not wait for an answer.
        const item = await changes.orAborted(reading);
        if (item === undefined) {
          // Nobody waits for it any more.
          reading.catch(() => {});
          return;
        }
        if (item === null && signal.aborted) return;
        unread.delete(itemId);
        if (item) changed(item);
      } catch (error) {
        if (!(error instanceof XapiError)) throw error;
        failed(error);
        agenda.set(itemId, 0, isWaitedFor(jobs.item(itemId).nextReadback?.kind ?? 'first'));
      }
    },
    waitMs: agenda.waitMs,
    mustWait: agenda.holds,
    anyUnread: () => unread.size > 0,
  };
}
