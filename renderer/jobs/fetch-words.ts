import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react';
import { canFetch } from '../../common/fetching.ts';
import type { FetchState, Item, ItemFetch, Problem } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Look } from './job-words.ts';

/** The look of each fetch state; the words are in the texts. */
export const fetchLooks: Record<ItemFetch['state'], Look> = {
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

/** The last request that an item's devices fetch; null if none was made, or it has succeeded. */
export function requestOf({ fetch }: Item): { state: FetchState; problem: Problem | null } | null {
  if (!fetch || fetch.state === 'generated') return null;
  const requests = fetch.devices.flatMap(({ request }) => (request ? [request] : []));
  return byImportance.flatMap((state) => requests.filter((request) => request.state === state)).at(0) ?? null;
}

/** The fetch state of a device's new password in one line; empty if unknown, or the device has since got another. */
export function fetchText(item: Item, { fetching }: Texts): string {
  if (!item.fetch || !canFetch(item)) return '';
  const request = requestOf(item);
  const known = fetching.state(item.fetch);
  if (!request) return known;
  const asked = fetching.request[request.state];
  // If the line is cut off, what is in progress or went wrong can still be read.
  return (request.state === 'accepted' ? [known, asked] : [asked, known]).join(' · ');
}

/** Items of a job that a paused run has not asked yet. */
export function leftToFetch(items: readonly Item[]): Item[] {
  return items.filter(({ fetch }) => fetch?.devices.some(({ request }) => request?.state === 'queued'));
}
