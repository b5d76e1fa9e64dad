import type { Item } from '../../../common/model.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import type { Baselines } from '../settling/baselines.ts';
import type { Baseline } from '../settling/evidence.ts';
import type { Journal } from './journal.ts';
import type { NotedItem } from './noted-item.ts';
import type { Schedule } from './schedule.ts';

/** Items noted as running, many in one commit, so that no commit delays the next request after an answer. */
export interface Ahead {
  /** Notes the next items if few are left and there is time for it. */
  note(): void;
  /**
   * Takes the next noted item. Null if there is none, or if its baseline is too old by now: then all noted items are
   * queued again.
   */
  take(): NotedItem | null;
  /** Queues the noted items that are not sent now again, in one commit. */
  returnUnsent(): void;
  /** How many there are. */
  count(): number;
  /** Whether some are being noted. */
  noting(): boolean;
  /** Resolves once no more are being noted. */
  noted(): Promise<void>;
}

export interface AheadParts {
  jobs: JobStore;
  journal: Journal;
  schedule: Schedule;
  baselines: Baselines;
  /** How many items may be noted before there is a slot for them. */
  max(): number;
  /** As long as there are free slots, requests are sent as they are noted. */
  hasFreeSlot(): boolean;
  /** Notes an item, within a commit. */
  noteItem(itemId: number, baseline: Baseline): NotedItem;
  changed(item: Item): void;
  failed(error: unknown): void;
  /** Called when noting has ended. */
  ended(): void;
}

export function createAhead(parts: AheadParts): Ahead {
  const { jobs, journal, schedule, baselines, max } = parts;
  /** In the order in which they are sent. An array, for the reason given at `ItemMap`. */
  const all: NotedItem[] = [];
  let noting: Promise<void> | null = null;

  /** Takes the next item that may be noted, or null. Without a baseline nobody could tell later whether it was sent. */
  const takeWithBaseline = (): { itemId: number; baseline: Baseline } | null => {
    const itemId = schedule.take();
    if (itemId === null) return null;
    const baseline = baselines.get(itemId);
    if (baseline) return { itemId, baseline };
    schedule.putBack([itemId]);
    return null;
  };

  /** They are chosen only when written: by then more may have been sent, and one commit is enough for all. */
  const noteNext = (): NotedItem[] => {
    const added: NotedItem[] = [];
    while (all.length + added.length < max()) {
      const next = takeWithBaseline();
      if (!next) break;
      added.push(parts.noteItem(next.itemId, next.baseline));
    }
    return added;
  };

  const returnUnsent = (): void => {
    const unsent = all.splice(0);
    if (unsent.length === 0) return;
    const itemIds = unsent.map(({ item }) => item.id);
    const items = jobs.together(() => {
      for (const { item } of unsent) jobs.requeue(item.id, item.problem, null);
      return itemIds.map((itemId) => jobs.item(itemId));
    });
    schedule.putBack(itemIds);
    for (const item of items) parts.changed(item);
  };

  return {
    note() {
      if (max() === 0 || noting || parts.hasFreeSlot() || all.length > max() / 2) return;
      if (!schedule.upcoming(1).some((itemId) => baselines.get(itemId))) return;
      noting = journal
        .beginAhead(noteNext)
        .then((added) => {
          for (const noted of added) {
            all.push(noted);
            parts.changed(noted.item);
          }
        })
        .catch(parts.failed)
        .finally(() => {
          noting = null;
          parts.ended();
        });
    },
    take() {
      const [first] = all;
      if (!first) return null;
      if (baselines.get(first.item.id)) return all.shift() ?? null;
      returnUnsent();
      return null;
    },
    returnUnsent,
    count: () => all.length,
    noting: () => noting !== null,
    noted: async () => void (await noting),
  };
}
