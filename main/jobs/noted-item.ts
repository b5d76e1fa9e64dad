import type { Item } from '../../common/model.ts';
import type { JobStore } from '../store/jobs/index.ts';
import type { Baseline, Evidence } from './evidence.ts';
import type { SettlingTimes } from './settlement.ts';

/** An item that is noted as running, with what is to be known of it before its request is sent. */
export interface NotedItem {
  item: Item;
  /** The request that is about to be sent included. */
  attempts: number;
  /** When an earlier request of this item was sent that had no clear answer. */
  earlier: number | null;
  /** A request for this device, of whichever job, may still be carried out after this one. */
  overtaking: boolean;
}

/**
 * Notes that an item's request is about to be sent; to be called within a commit.
 *
 * @param fresh what the device has now; null where that could not be read
 * @param ahead it is sent a while later, if at all
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
