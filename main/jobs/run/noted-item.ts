import type { Item } from '../../../common/model.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import type { Baseline, Evidence } from '../settling/evidence.ts';
import type { SettlingTimes } from '../settling/settlement.ts';

/** An item that is recorded as running, with what must be known about it before its request is sent. */
export interface NotedItem {
  item: Item;
  /** Includes the request that is about to be sent. */
  attempts: number;
  /** When an earlier request of this item without a clear answer was sent. */
  earlier: number | null;
  /** Whether a request for this device, from any job, may still be carried out after this one. */
  overtaking: boolean;
}

/**
 * Records that an item's request is about to be sent; must be called within a commit.
 *
 * @param fresh the device's current password; null if it could not be read
 * @param ahead whether it is sent later, if at all
 */
export function noteItem(
  itemId: number,
  fresh: Baseline | null,
  ahead: boolean,
  { jobs, evidence, times, now }: { jobs: JobStore; evidence: Evidence; times: SettlingTimes; now(): number },
): NotedItem {
  const earlier = jobs.unclearAt(itemId);
  const overtaking = jobs.wasUnclear(itemId, now() - times.overtakingMs);
  const baseline = evidence.sealBaseline(itemId, fresh);
  if (ahead && baseline) jobs.noteAhead(itemId, baseline);
  else jobs.beginAttempt(itemId, baseline);
  if (earlier === null) evidence.noteBaseline(itemId, fresh);
  const item = jobs.item(itemId);
  return { item, attempts: item.attempts + (ahead && baseline ? 1 : 0), earlier, overtaking };
}
