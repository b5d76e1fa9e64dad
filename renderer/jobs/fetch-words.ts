import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react';
import { macsOf } from '../../common/desk-phones.ts';
import { canFetch, rejectedTargets, type SkippedFetches } from '../../common/fetching.ts';
import type { Mac } from '../../common/mac.ts';
import type { FetchState, Item, ItemFetch, Job, Pbx } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { StatusStyle } from './job-words.ts';

/** The look of each fetch state; the words are in the texts. */
export const fetchStyles: Record<ItemFetch['state'], StatusStyle> = {
  generated: { icon: CircleCheck, tone: 'ok' },
  'not-generated': { icon: CircleAlert, tone: 'bad' },
  awaited: { icon: Clock },
  'not-seen': { icon: CircleHelp, tone: 'warn' },
  unknown: { icon: CircleHelp },
};

/** The states by importance, where several devices of an item were asked. */
const byImportance: readonly FetchState[] = [
  'refused',
  'not-asked',
  'unclear',
  'running',
  'queued',
  'accepted',
  'cancelled',
];

type FetchRequest = NonNullable<ItemFetch['devices'][number]['request']>;

/** The last request that an item's devices fetch; null if none was made, or it has succeeded. */
export function requestOf({ fetch }: Item): FetchRequest | null {
  if (!fetch || fetch.state === 'generated') return null;
  const requests = fetch.devices.flatMap(({ request }) => (request ? [request] : []));
  return byImportance.flatMap((state) => requests.filter((request) => request.state === state)).at(0) ?? null;
}

/** The last requests that an item's devices fetch: with its MAC if there are several devices. */
export function requestsOf(item: Item): { mac: Mac | null; request: FetchRequest }[] {
  const { fetch } = item;
  if (!fetch || fetch.state === 'generated') return [];
  const macs = macsOf(item);
  const all = macs.flatMap((mac) => {
    const request = fetch.devices.find((device) => device.mac === mac)?.request;
    return request ? [{ mac, request }] : [];
  });
  return macs.length === 1 ? all.map(({ request }) => ({ mac: null, request })) : all;
}

/** The remarks about devices that are not asked to fetch; empty if there are none. */
export function skippedTexts(
  { replaced, fetched }: SkippedFetches,
  { fetching, jobs, words }: Texts,
): string[] {
  return [
    replaced > 0 ? jobs.notAgain(words.completedLater(replaced, 0)) : '',
    fetched > 0 ? `${fetching.skipped(fetched)}.` : '',
  ].filter((text) => text !== '');
}

/** The PBX that an item's device can be asked on; null if it was removed or now has another address. */
export function pbxToAsk(pbxs: readonly Pbx[], { pbxId, pbxUrl }: Job): Pbx | null {
  return pbxs.find(({ id, url }) => id === pbxId && url === pbxUrl) ?? null;
}

/** The fetch state of a device's new password in one line; empty if unknown, or the device has since got another. */
export function fetchText(item: Item, { fetching }: Texts): string {
  if (!item.fetch || !canFetch(item)) return '';
  const request = requestOf(item);
  const known = fetching.state(item.fetch, item.state);
  if (!request) return known;
  return [fetching.shortRequest[request.state], known].join(' · ');
}

/** Like {@link fetchText}, but short enough for a row of a table, with what matters first. */
export function shortFetchText(item: Item, { fetching }: Texts): string {
  if (!item.fetch || !canFetch(item)) return '';
  const request = requestOf(item);
  const known = fetching.shortState(item.fetch);
  if (!request) return known;
  if (request.state === 'accepted') return `${known} · ${fetching.askedAt(request.at)}`;
  // Whether it has fetched is implied, unless that has failed.
  const asked = fetching.shortRequest[request.state];
  return item.fetch.state === 'not-generated' ? `${known} · ${asked}` : asked;
}

/** Whether devices of an item are known not to have fetched its new password. */
export function isUnfetched(item: Item): boolean {
  const { fetch } = item;
  return canFetch(item) && fetch !== undefined && fetch.state !== 'generated' && fetch.state !== 'unknown';
}

/** Whether the PBX rejects the request for devices of an item. */
export function isRejected(item: Item): boolean {
  return rejectedTargets([item]).length > 0;
}

/** Whether a paused run has not asked all devices of an item yet. */
export function isLeftToFetch({ fetch }: Item): boolean {
  return fetch?.devices.some(({ request }) => request?.state === 'queued') ?? false;
}
