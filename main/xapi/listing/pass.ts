import type { Found } from './found.ts';
import { LimitReached, type Page, type Pages, pageSize } from './pages.ts';

/** The result of reading a collection once. */
export interface PassOutcome {
  /** The end was reached. */
  ended: boolean;
  /** Nothing moved in the meantime: every page began with the last entry of the previous one. */
  steady: boolean;
  /** The PBX says that there is more, but does not return it. */
  lacking: boolean;
  /** Reading again would give the same result. */
  hopeless: boolean;
}

/** Entries of a whole collection. */
const maxEntries = 50_000;
/** Consecutive pages without anything new. */
const maxIdlePages = 4;

/**
 * Reads a collection once, by position: each page begins with the last entry of the previous one, so that an entry
 * that appears or vanishes is noticed. The end is an empty page, after which that last entry is still in its
 * position. If the PBX ignores positions, its links are followed; they end with a page without a link, which only a
 * second pass can confirm.
 */
export async function readPass<T>(pages: Pages, found: Found<T>): Promise<PassOutcome> {
  const outcome: PassOutcome = { ended: false, steady: true, lacking: false, hopeless: false };
  /** The position after the last entry that was read. */
  let position = 0;
  let lastKey: string | null = null;
  let link: string | null = null;
  let count = 0;
  let highestCount = 0;
  let idlePages = 0;

  /** Takes a page that begins at a position; its first entry is already known if it overlaps with the previous page. */
  const take = (page: Page, place: number, joined = false): number => {
    const { entries } = page;
    const { added, again } = found.take(joined ? entries.slice(1) : entries);
    if (again) outcome.steady = false;
    idlePages = added > 0 ? 0 : idlePages + 1;
    position = place + entries.length;
    lastKey = keyOf(entries.at(-1)) ?? lastKey;
    readFacts(page);
    if (position > maxEntries) throw new LimitReached();
    return added;
  };
  const readFacts = (page: Page): void => {
    link = page.link;
    count = page.count ?? count;
    highestCount = Math.max(highestCount, count);
  };
  const keyOf = (entry: unknown): string | null => (entry === undefined ? null : found.keyOf(entry));
  const joins = ({ entries }: Page): boolean => entries.length > 0 && keyOf(entries[0]) === lastKey;

  const first = await pages.first();
  take(first, 0);
  const firstKey = keyOf(first.entries[0]);

  /** Reads on from the first page; returns false if that leads no further without having reached the end. */
  const readByPosition = async (): Promise<boolean> => {
    if (position === 0) return true;
    let fullPage = first.entries.length;
    let mayBeAll = fullPage < pageSize;
    /** Whether a page that began with the last entry contained nothing else. */
    let alone = false;
    while (idlePages < maxIdlePages) {
      if (mayBeAll) {
        const beyond = await pages.beyond(position);
        if (!beyond) break;
        if (beyond.entries.length > 0) {
          mayBeAll = false;
          if (!alone) continue;
          // The PBX returns one entry at a time, so pages cannot overlap.
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
        readFacts(page);
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

  /** Follows links as long as there are any; returns false if one leads nowhere. */
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
    // Linked pages do not overlap: if an entry vanishes, another may slip between two of them unnoticed.
    if (!outcome.ended) outcome.steady = false;
    const ended = await followLinks();
    outcome.lacking = !ended;
    outcome.ended ||= ended;
    if (ended) outcome.hopeless = false;
  }
  // Positions count repeated entries, too, so they don't show that all have come.
  if (highestCount > found.size()) {
    outcome.lacking = true;
    // Perhaps entries vanished: another pass can tell.
    if (count <= found.size()) outcome.steady = false;
  }
  return outcome;
}
