import type { Found } from './found.ts';
import { LimitReached, type Page, type Pages, pageSize } from './pages.ts';

/** The result of reading a collection once. */
export interface PassOutcome {
  /** The end was reached. */
  ended: boolean;
  /** Nothing moved in the meantime: every page began with the last entry of the previous one. */
  stable: boolean;
  /** The PBX reports more entries than it returned, by a count or a link. */
  truncated: boolean;
  /** Neither positions nor links led to the end; another pass would not either. */
  retryIsPointless: boolean;
}

/** The most entries read of one collection; beyond that `LimitReached` is thrown. */
const maxEntries = 50_000;
/** Reading gives up after this many consecutive pages without a new entry. */
const maxIdlePages = 4;

/**
 * Reads a collection once, by position: each page begins with the last entry of the previous one, so that an entry
 * that appears or vanishes is noticed. The end is reached when the page after the last entry is empty and, requested
 * again, that last entry is still in place. If the PBX ignores or rejects positions, its links are followed; they end
 * with a page without a link, which only a second pass can confirm.
 *
 * @throws LimitReached, XapiError
 */
export async function readPass<T>(pages: Pages, found: Found<T>): Promise<PassOutcome> {
  const outcome: PassOutcome = { ended: false, stable: true, truncated: false, retryIsPointless: false };
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
    if (again) outcome.stable = false;
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
    let onlyOverlap = false;
    while (idlePages < maxIdlePages) {
      if (mayBeAll) {
        const beyond = await pages.beyond(position);
        if (!beyond) break;
        if (beyond.entries.length > 0) {
          mayBeAll = false;
          if (!onlyOverlap) continue;
          // The PBX returns one entry at a time, so pages cannot overlap.
          outcome.stable = false;
          take(beyond, position);
          onlyOverlap = beyond.entries.length === 1;
          mayBeAll = onlyOverlap;
          continue;
        }
      }
      const page = await pages.at(position - 1);
      if (!page) break;
      const joined = joins(page);
      if (!joined) outcome.stable = false;
      if (page.entries.length === 0) return true;
      onlyOverlap = joined && page.entries.length === 1;
      if (onlyOverlap && mayBeAll) {
        readFacts(page);
        return true;
      }
      const ignored = !joined && position > 1 && keyOf(page.entries[0]) === firstKey;
      const added = take(page, position - 1, joined);
      if (ignored && added === 0) break;
      mayBeAll = onlyOverlap || page.entries.length < fullPage;
      fullPage = Math.max(fullPage, page.entries.length);
    }
    outcome.retryIsPointless = true;
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
      if (take(page, position) > 0) outcome.stable = false;
    }
    return true;
  };

  outcome.ended = await readByPosition();
  if (link !== null) {
    // Linked pages do not overlap: if an entry vanishes, another may slip between two of them unnoticed.
    if (!outcome.ended) outcome.stable = false;
    const ended = await followLinks();
    outcome.truncated = !ended;
    outcome.ended ||= ended;
    if (ended) outcome.retryIsPointless = false;
  }
  // Positions count repeated entries, too, so they don't show that all have come.
  if (highestCount > found.size()) {
    outcome.truncated = true;
    // Perhaps entries vanished: another pass can tell.
    if (count <= found.size()) outcome.stable = false;
  }
  return outcome;
}
