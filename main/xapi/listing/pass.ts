import type { Found } from './found.ts';
import { LimitReached, type Page, type Pages, pageSize } from './pages.ts';

/** What reading a collection once told. */
export interface PassOutcome {
  /** The end was seen. */
  ended: boolean;
  /** Nothing moved meanwhile: every page began with the last entry of the one before. */
  steady: boolean;
  /** The PBX says that there is more, but does not give it. */
  lacking: boolean;
  /** Reading once more would bring the same. */
  hopeless: boolean;
}

/** Entries of a whole collection. */
const maxEntries = 50_000;
/** Pages in a row that bring nothing new. */
const maxIdlePages = 4;

/**
 * Reads a collection once, by position: each page begins with the last entry of the one before, so that an entry which
 * appears or vanishes shows. The end is a page without entries, after which that last entry still stands where it was.
 * Where the PBX does not go by positions, its links are followed; their end is a page without a link. Only a second pass can confirm that.
 */
export async function readPass<T>(pages: Pages, found: Found<T>): Promise<PassOutcome> {
  const outcome: PassOutcome = { ended: false, steady: true, lacking: false, hopeless: false };
  /** The place after the last entry that was read. */
  let position = 0;
  let lastKey: string | null = null;
  let link: string | null = null;
  let count: number | null = null;
  let idlePages = 0;

  /** Takes a page that begins at a place; its first entry is known already where it joins the page before. */
  const take = (page: Page, place: number, joined = false): number => {
    const { entries } = page;
    const { added, again } = found.take(joined ? entries.slice(1) : entries);
    if (again) outcome.steady = false;
    idlePages = added > 0 ? 0 : idlePages + 1;
    position = place + entries.length;
    lastKey = keyOf(entries.at(-1)) ?? lastKey;
    link = page.link;
    count = page.count ?? count;
    if (position > maxEntries) throw new LimitReached();
    return added;
  };
  const keyOf = (entry: unknown): string | null => (entry === undefined ? null : found.keyOf(entry));
  const joins = ({ entries }: Page): boolean => entries.length > 0 && keyOf(entries[0]) === lastKey;

  const first = await pages.first();
  take(first, 0);
  const firstKey = keyOf(first.entries[0]);

  /** Reads on from the first page; false where that leads no further, and the end was not seen. */
  const readByPosition = async (): Promise<boolean> => {
    if (position === 0) return true;
    let fullPage = first.entries.length;
    let mayBeAll = fullPage < pageSize;
    /** A page that began with the last entry held nothing else. */
    let alone = false;
    while (idlePages < maxIdlePages) {
      if (mayBeAll) {
        const beyond = await pages.beyond(position);
        if (!beyond) break;
        if (beyond.entries.length > 0) {
          mayBeAll = false;
          if (!alone) continue;
          // The PBX gives one entry at a time, so that pages cannot overlap.
          outcome.steady = false;
          take(beyond, position);
          alone = beyond.entries.length === 1;
          mayBeAll = alone;
          continue;
        }
      }
      const page = await pages.at(position - 1);
      if (!page) break;
      const joined = joins(page);
      if (!joined) outcome.steady = false;
      if (page.entries.length === 0) return true;
      alone = joined && page.entries.length === 1;
      if (alone && mayBeAll) {
        ({ link } = page);
        count = page.count ?? count;
        return true;
      }
      const ignored = !joined && position > 1 && keyOf(page.entries[0]) === firstKey;
      const added = take(page, position - 1, joined);
      if (ignored && added === 0) break;
      mayBeAll = alone || page.entries.length < fullPage;
      fullPage = Math.max(fullPage, page.entries.length);
    }
    outcome.hopeless = true;
    return false;
  };

  /** Follows links as long as there are any; false where one leads nowhere. */
  const followLinks = async (): Promise<boolean> => {
    const followed = new Set<string>();
    idlePages = 0;
    while (link !== null) {
      if (followed.has(link) || idlePages >= maxIdlePages) return false;
      followed.add(link);
      const page = await pages.linked(link);
      if (!page) return false;
      if (take(page, position) > 0) outcome.steady = false;
    }
    return true;
  };

  outcome.ended = await readByPosition();
  if (link !== null) {
    // Linked pages do not overlap: when an entry vanishes, another may slip between two of them unseen.
    if (!outcome.ended) outcome.steady = false;
    const ended = await followLinks();
    outcome.lacking = !ended;
    outcome.ended ||= ended;
    if (ended) outcome.hopeless = false;
  }
  outcome.lacking ||= count !== null && count > position;
  return outcome;
}
