import { macsOf } from './desk-phones.ts';
import type { Mac } from './mac.ts';
import { makeOf } from './make.ts';
import type { Device, Item } from './model.ts';

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

/** How many devices a run left out because they need not be asked any more. */
export interface SkippedFetches {
  /** A later job gave them another password. */
  replaced: number;
  /** They have fetched while their run was paused. */
  fetched: number;
}

/** A device that is to be asked to fetch its configuration, for an item that has a new password of it. */
export interface FetchTarget {
  itemId: number;
  mac: Mac;
}

/** Returns all devices of items. */
export function targetsOf(items: readonly Item[]): FetchTarget[] {
  return items.flatMap((item) => macsOf(item).map((mac) => ({ itemId: item.id, mac })));
}

/**
 * Returns the devices to ask when the user has all devices of a job fetch their configuration: those with a new password,
 * except those that have fetched it and those that were asked and are still awaited, since each request may restart a
 * device.
 */
export function unfetchedTargets(items: readonly Item[]): FetchTarget[] {
  return items
    .filter((item) => item.state === 'succeeded' && canFetch(item))
    .flatMap((item) => targetsOf([item]).filter(({ mac }) => !isFetchUnderWay(item, mac)));
}

/** Returns the devices whose last request the PBX rejected, and which have not fetched their new password since. */
export function rejectedTargets(items: readonly Item[]): FetchTarget[] {
  return items.filter(canFetch).flatMap((item) =>
    targetsOf([item]).filter(({ mac }) => {
      const device = item.fetch?.devices.find((each) => each.mac === mac);
      return device?.generatedAt === null && ['refused', 'not-asked'].includes(device.request?.state ?? '');
    }),
  );
}

/** Returns how many of the devices of items have fetched their new password. */
export function countFetched(items: readonly Item[]): { generated: number; total: number } {
  const of = items.map((item) => {
    const macs = macsOf(item);
    const devices = item.fetch?.devices ?? [];
    const generated = devices.filter(({ mac, generatedAt }) => generatedAt !== null && macs.includes(mac));
    return { generated: generated.length, total: macs.length };
  });
  const sum = (key: 'generated' | 'total'): number => of.reduce((total, each) => total + each[key], 0);
  return { generated: sum('generated'), total: sum('total') };
}

/** Whether a device of an item has fetched its new password. */
export function hasFetched({ fetch }: Item, mac: Mac): boolean {
  return fetch?.devices.some((each) => each.mac === mac && each.generatedAt !== null) ?? false;
}

/** Whether a device of an item has fetched its new password, or was asked to and is still awaited. */
export function isFetchUnderWay(item: Item, mac: Mac): boolean {
  const request = item.fetch?.devices.find((each) => each.mac === mac)?.request;
  const asked = ['accepted', 'unclear', 'running'].includes(request?.state ?? '');
  return hasFetched(item, mac) || (item.fetch?.state === 'awaited' && asked);
}

/** What is known about devices that are about to be asked, apart from those never asked. */
export interface KnownFetches {
  /** `asked`: they were, but Rekey doesn't watch for it any more. */
  state: 'fetched' | 'failed' | 'awaited' | 'asked' | 'rejected';
  count: number;
  /** The latest: when they fetched, when that failed, or when they were asked; null for `rejected`. */
  at: string | null;
}

/** Groups devices by what is known about their fetching; those never asked are in none of the groups. */
export function knownFetches(items: readonly Item[], targets: readonly FetchTarget[]): KnownFetches[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const groups = new Map<KnownFetches['state'], KnownFetches>();
  for (const { itemId, mac } of targets) {
    const item = byId.get(itemId);
    const known = item && knownFetchOf(item, mac);
    if (!known) continue;
    const { count = 0, at = null } = groups.get(known.state) ?? {};
    const times = [at, known.at].filter((time) => time !== null);
    groups.set(known.state, { ...known, count: count + 1, at: times.sort().at(-1) ?? null });
  }
  return knownStates.flatMap((state) => groups.get(state) ?? []);
}

const knownStates: readonly KnownFetches['state'][] = ['fetched', 'awaited', 'asked', 'failed', 'rejected'];

function knownFetchOf({ fetch }: Item, mac: Mac): Omit<KnownFetches, 'count'> | null {
  const device = fetch?.devices.find((each) => each.mac === mac);
  if (!device) return null;
  const { request, generatedAt, failedAt } = device;
  if (generatedAt !== null) return { state: 'fetched', at: generatedAt };
  if (failedAt !== null) return { state: 'failed', at: failedAt };
  switch (request?.state) {
    case 'accepted':
    case 'unclear':
    case 'running':
      return { state: fetch?.state === 'awaited' ? 'awaited' : 'asked', at: request.at };
    case 'refused':
    case 'not-asked':
      return { state: 'rejected', at: null };
    default:
      return null;
  }
}

/** Devices for which fetching means the same: a DECT base restarts and drops its calls. */
export interface FetchGroup {
  kind: 'dect' | 'fxs' | 'desk-phone' | 'unknown';
  count: number;
  /** Makes and models, the most frequent first, as far as they are known. */
  models: { model: string; count: number }[];
}

/** Makes and models of DECT bases that 3CX provisions, for PBXs that do not report a device's kind. */
const dectModels = /\b(?:dect|W\d{2}[A-Z]?|M[2-9]00|N[5-8]\d0(?: ?IP)?(?: ?PRO)?)\b/i;

/** Groups devices by what fetching means for them; the worst first. */
export function fetchGroups(items: readonly Item[], targets: readonly FetchTarget[]): FetchGroup[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const devices = targets.map(({ itemId, mac }) => {
    const device = byId.get(itemId)?.device ?? null;
    const model = modelOf(device, mac);
    return { kind: device === null ? ('unknown' as const) : kindOf(device, model), model };
  });
  return kinds.flatMap((kind) => {
    const models = devices.filter((device) => device.kind === kind).map(({ model }) => model);
    return models.length === 0 ? [] : [{ kind, count: models.length, models: countEach(models) }];
  });
}

const kinds: readonly FetchGroup['kind'][] = ['dect', 'fxs', 'unknown', 'desk-phone'];

function countEach(models: readonly (string | null)[]): FetchGroup['models'] {
  const counts = new Map<string, number>();
  for (const model of models) if (model) counts.set(model, (counts.get(model) ?? 0) + 1);
  return [...counts]
    .map(([model, count]) => ({ model, count }))
    .sort((one, other) => other.count - one.count);
}

function kindOf({ kind }: Device, model: string | null): FetchGroup['kind'] {
  if (kind === 'desk-phone') return 'desk-phone';
  return dectModels.test(model ?? '') ? 'dect' : 'fxs';
}

/** Make and model; a PBX names desk phones by these. */
function modelOf(device: Device | null, mac: Mac): string | null {
  if (device?.kind !== 'desk-phone') return (device && makeOf(device)) || null;
  const phone = device.user?.phones.find((each) => each.mac === mac);
  return phone?.name ?? (device.mac === mac ? makeOf(device) || device.name : null);
}
