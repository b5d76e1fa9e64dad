import { makeOf } from './make.ts';
import type { Item } from './model.ts';

/** Milliseconds between two requests that devices fetch their configuration: many at once could overload a PBX. */
export const fetchEveryMs = 2_000;

/** Why a device's page is not opened. */
export const pageRefusals = [
  'not-reported',
  'behind-sbc',
  'not-private',
  'not-an-address',
  'browser-failed',
] as const;
export type PageRefusal = (typeof pageRefusals)[number];

/**
 * Whether a device can be asked to fetch its configuration for an item, which has, or may have, set a new password
 * for it.
 */
export function canFetch({ state, surelyReplaced }: Item): boolean {
  return (state === 'succeeded' || state === 'uncertain') && !surelyReplaced;
}

/**
 * The items of a job to include when the user has all of its devices fetch their configuration: those with a new
 * password, except those that have fetched it and those that were asked and are still awaited, since each request may
 * restart a device.
 */
export function fetchableItems(items: readonly Item[]): Item[] {
  return items.filter((item) => item.state === 'succeeded' && canFetch(item) && !isFetchUnderWay(item));
}

function isFetchUnderWay({ fetch }: Item): boolean {
  if (!fetch) return false;
  const asked = fetch.devices.some(({ request }) =>
    ['accepted', 'unclear', 'running'].includes(request?.state ?? ''),
  );
  return fetch.state === 'generated' || (fetch.state === 'awaited' && asked);
}

/** What fetching means for devices of one kind and model: a DECT base restarts and drops its calls. */
export interface FetchGroup {
  kind: 'dect' | 'fxs' | 'desk-phone' | 'unknown';
  /** Make and model; null if it is not known. */
  model: string | null;
  count: number;
}

/** Makes and models of DECT bases that 3CX provisions, for PBXs that do not report a device's kind. */
const dectModels = /\b(?:dect|W\d{2}[A-Z]?|M[2-9]00|N[5-8]\d0(?: ?IP)?(?: ?PRO)?)\b/i;

/** Items by kind and model, the most frequent first. */
export function fetchGroups(items: readonly Pick<Item, 'device'>[]): FetchGroup[] {
  const groups = new Map<string, FetchGroup>();
  for (const { device } of items) {
    const model = (device && makeOf(device)) || null;
    const kind =
      device === null
        ? 'unknown'
        : device.kind === 'desk-phone'
          ? 'desk-phone'
          : dectModels.test(model ?? '')
            ? 'dect'
            : 'fxs';
    const key = `${kind} ${model}`;
    const group = groups.get(key) ?? { kind, model, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
