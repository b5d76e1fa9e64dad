import type { Item, ReadbackKind } from '../../../common/model.ts';
import { XapiError } from '../../xapi/index.ts';
import type { RunParts } from '../engine-parts.ts';
import type { Changes } from '../run/changes.ts';
import { createAgenda } from './agenda.ts';
import type { Evidence } from './evidence.ts';
import { readBack } from './read-back.ts';

/** The readings of the PBX that a run makes, for items whose outcome is unknown or needs checking. */
export interface RunReadbacks {
  /** Schedules an item's next reading. Readings left to `settleDue` are made here, too, if the run lasts that long. */
  plan(item: Item): void;
  /** Takes an item whose reading is due; null if there is none. */
  take(): number | null;
  /** Reads it. @param failed called if nothing of this PBX can be read now: the item is read later */
  read(itemId: number, failed: (error: XapiError) => void): Promise<void>;
  /** Milliseconds until the next reading is due; null if there is none. */
  waitMs(): number | null;
  /** Whether there are any that the run has to wait for. */
  holds(): boolean;
  /** Whether items that an earlier run left uncertain still have to be read back. */
  anyUnread(): boolean;
}

export interface RunReadbacksParts {
  evidence: Evidence;
  canCheckLater: boolean;
  changes: Changes;
  changed(item: Item): void;
  learned(item: Item, password: string): void;
}

export function createRunReadbacks(jobId: number, parts: RunParts & RunReadbacksParts): RunReadbacks {
  const { jobs, times, signal, changes, changed } = parts;
  const agenda = createAgenda(parts.monotonic);
  /** Uncertain since an interrupted run: read back by this one, which does not run them again. */
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
    // A clock that was set back does not delay it.
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
        if (signal.aborted && !item) return void reading.catch(() => {});
        unread.delete(itemId);
        if (item) changed(item);
      } catch (error) {
        if (!(error instanceof XapiError)) throw error;
        failed(error);
        agenda.set(itemId, 0, isWaitedFor(jobs.item(itemId).nextReadback?.kind ?? 'first'));
      }
    },
    waitMs: agenda.waitMs,
    holds: agenda.holds,
    anyUnread: () => unread.size > 0,
  };
}
