import type { ErrorCode } from '../../../common/errors.ts';
import type { Mac } from '../../../common/mac.ts';
import type { FetchStore, WatchedItem } from '../../store/fetches/fetches.ts';
import type { WatchEnd } from '../../store/fetches/rows.ts';
import type { JobStore } from '../../store/jobs/index.ts';
import type { Xapi, XapiError } from '../../xapi/index.ts';

export interface EventParts {
  fetches: Pick<FetchStore, 'noteEvents' | 'endWatch'>;
  jobs: Pick<JobStore, 'itemsWithIds'>;
  xapi: Pick<Xapi, 'eventsQuietly'>;
  signal: AbortSignal;
}

/** Milliseconds until a PBX's events are read again, by the time since the last awaited change. */
export function watchIntervalMs(sinceMs: number): number {
  if (sinceMs < 2 * 60_000) return 15_000;
  return sinceMs < 10 * 60_000 ? 30_000 : 60_000;
}

/** Failures that do not go away by asking again. */
const lasting: Partial<Record<ErrorCode, WatchEnd>> = {
  forbidden: 'forbidden',
  'request-refused': 'unreadable',
  'device-not-found': 'unreadable',
};
const maxFailures = 5;

/** Why a failed reading ends the watching; null if it is retried. @param failures in a row, including this one */
export function endAfter({ code }: XapiError, failures: number): WatchEnd | null {
  return lasting[code] ?? (failures >= maxFailures ? 'unreadable' : null);
}

/** If the last reading is not older than this when the time is up, the watch counts as complete. */
const lastReadingMs = 2 * 60_000;

/**
 * How the watching of an item ends when its time is up.
 *
 * @param readAt when its PBX's events were last read; 0: never
 * @param complete whether that reading was of all events
 */
export function endOverdue({ until }: WatchedItem, readAt: number, complete: boolean): WatchEnd {
  if (readAt < until - lastReadingMs) return 'not-watched';
  return complete ? 'over' : 'unreadable';
}

/** The result of one reading. */
export interface EventNews {
  /** The items about which something new is known. */
  changed: number[];
  /** False if events may be missing; then the absence of a device's event proves nothing. */
  complete: boolean;
}

/**
 * Reads the events of one PBX, and records those about the awaited items.
 *
 * @returns null if there is no token that the PBX accepts
 * @throws XapiError
 */
export async function readEvents(
  watched: readonly WatchedItem[],
  { fetches, jobs, xapi, signal }: EventParts,
): Promise<EventNews | null> {
  const byMac = new Map<Mac, WatchedItem[]>();
  for (const item of watched)
    for (const mac of item.macs) {
      const same = byMac.get(mac);
      if (same) same.push(item);
      else byMac.set(mac, [item]);
    }
  const since = Math.min(...watched.map(({ changedAt }) => changedAt));
  const found = await xapi.eventsQuietly(new Set(byMac.keys()), since, signal);
  if (found === null) return null;
  const seen = found.events.flatMap(({ kind, at, macs }) =>
    macs.flatMap((mac) =>
      (byMac.get(mac) ?? [])
        // An event before the change is about the old password.
        .filter(({ changedAt }) => at >= changedAt)
        .map(({ itemId }) => ({ itemId, mac, kind, at })),
    ),
  );
  const changed = fetches.noteEvents(seen);
  const generated = jobs.itemsWithIds(changed).filter(({ fetch }) => fetch?.state === 'generated');
  fetches.endWatch(
    generated.map(({ id }) => id),
    'seen',
  );
  return { changed, complete: found.complete };
}
