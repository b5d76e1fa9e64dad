import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react';
import { canFetch } from '../../common/fetching.ts';
import type { FetchState, Item, ItemFetch, Problem } from '../../common/model.ts';
import type { Texts } from '../../common/texts/index.ts';
import type { Look } from './job-words.ts';

/** How it looks what is known of a device's fetching; the words are in the texts. */
export const fetchLooks: Record<ItemFetch['state'], Look> = {
  generated: { icon: CircleCheck, tone: 'ok' },
  'not-generated': { icon: CircleAlert, tone: 'bad' },
  awaited: { icon: Clock },
  'not-seen': { icon: CircleHelp, tone: 'warn' },
  unknown: { icon: CircleHelp },
};

/** What a person has to know first, where several devices of an item were asked. */
const byImportance: readonly FetchState[] = [
  'refused',
  'not-asked',
  'unclear',
  'running',
  'queued',
  'accepted',
  'cancelled',
];

/** The last request that an item's devices fetch; null where none was made, or it has led to what was wanted. */
export function requestOf({ fetch }: Item): { state: FetchState; problem: Problem | null } | null {
  if (!fetch || fetch.state === 'generated') return null;
  const requests = fetch.devices.flatMap(({ request }) => (request ? [request] : []));
  return byImportance.flatMap((state) => requests.filter((request) => request.state === state)).at(0) ?? null;
}

/** What is known of a device's fetching its new password, in a line; empty where nothing is, or it is another's by now. */
export function fetchText(item: Item, { fetching }: Texts): string {
  if (!item.fetch || !canFetch(item)) return '';
  const request = requestOf(item);
  const known = fetching.state(item.fetch);
  if (!request) return known;
  const asked = fetching.request[request.state];
  // Where a line is cut off, what is under way or went wrong is still read.
  return (request.state === 'accepted' ? [known, asked] : [asked, known]).join(' · ');
}

/** Items of a job that a paused run has not asked yet. */
export function leftToFetch(items: readonly Item[]): Item[] {
  return items.filter(({ fetch }) => fetch?.devices.some(({ request }) => request?.state === 'queued'));
}
