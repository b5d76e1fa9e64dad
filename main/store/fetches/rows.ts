import type { Mac } from '../../../common/mac.ts';
import type { FetchState, ItemFetch, Problem, UnknownFetch } from '../../../common/model.ts';
import { instant, json, timeIn } from '../rows.ts';

/** Why watching an item's events has ended: all was seen, the time is up, or it cannot be watched. */
export type WatchEnd = 'seen' | 'over' | UnknownFetch;

/** The PBX's time of an answer has whole seconds: an event within that second may have been before it. */
const pbxTimeStepMs = 1_000;

/** Of an item's row, for {@link fetchOf}. */
export const fetchColumns = `
  ${timeIn('changed_at')} AS changed_at, watch_until, watch_end,
  (SELECT json_group_array(json_object('mac', fetches.mac, 'request', request, 'requestedAt', requested_at,
     'problem', problem, 'generatedAt', ${timeIn('generated_at')}, 'failedAt', ${timeIn('failed_at')}))
   FROM fetches WHERE item_id = items.id) AS fetches`;

export interface FetchRow {
  changed_at: number | null;
  watch_until: number | null;
  watch_end: WatchEnd | null;
  fetches: string;
}

interface DeviceRow {
  mac: Mac;
  request: FetchState | null;
  requestedAt: number | null;
  problem: string | null;
  generatedAt: number | null;
  failedAt: number | null;
}

/**
 * The state of an item's devices fetching their configuration; null if unknown. Events count only after the change,
 * by the PBX's clock: earlier ones are about another password.
 *
 * @param macs of the devices that its password is for
 * @returns to be validated with its item
 */
export function fetchOf(row: FetchRow, macs: readonly string[], now: number): ItemFetch | null {
  const rows = row.fetches === '[]' ? [] : (JSON.parse(row.fetches) as DeviceRow[]);
  if (rows.length === 0 && row.watch_until === null && row.watch_end === null) return null;
  const after = (at: number | null): number | null =>
    at !== null && row.changed_at !== null && at >= row.changed_at + pbxTimeStepMs ? at : null;
  const devices = rows.map((device) => ({
    mac: device.mac,
    request: device.request && {
      state: device.request,
      at: instant(device.requestedAt) ?? '',
      problem: json(device.problem) as Problem | null,
    },
    generatedAt: after(device.generatedAt),
    failedAt: after(device.failedAt),
  }));
  const of = (mac: string) => devices.find((device) => device.mac === mac);
  const generated = macs.map((mac) => of(mac)?.generatedAt ?? null);
  const failed = macs.flatMap((mac) => (of(mac)?.generatedAt ? [] : (of(mac)?.failedAt ?? [])));
  const known: Known & { at: number | null } = generated.every((at) => at !== null)
    ? { state: 'generated', at: Math.max(...generated.map(Number)), reason: null }
    : failed.length > 0
      ? { state: 'not-generated', at: Math.max(...failed), reason: null }
      : { ...unproven(row, now), at: null };
  return {
    ...known,
    at: instant(known.at),
    changedAt: instant(row.changed_at),
    watchedUntil: known.state === 'awaited' ? instant(row.watch_until) : null,
    devices: devices.map((device) => ({
      ...device,
      generatedAt: instant(device.generatedAt),
      failedAt: instant(device.failedAt),
    })),
  };
}

type Known = Pick<ItemFetch, 'state' | 'reason'>;

function unproven({ changed_at, watch_until, watch_end }: FetchRow, now: number): Known {
  if (changed_at === null && watch_end === null && watch_until !== null)
    return { state: 'unknown', reason: 'no-pbx-time' };
  if (watch_end === 'over' || watch_end === 'seen') return { state: 'not-seen', reason: null };
  if (watch_end !== null) return { state: 'unknown', reason: watch_end };
  if (watch_until !== null && watch_until > now) return { state: 'awaited', reason: null };
  return { state: 'unknown', reason: 'not-watched' };
}
