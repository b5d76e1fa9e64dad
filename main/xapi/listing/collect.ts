import type { Collection, PageSource } from './collection.ts';
import { createFound } from './found.ts';
import { createPages, LimitReached } from './pages.ts';
import { readPass } from './pass.ts';

export interface Collected<T> {
  items: T[];
  /** Entries that could not be read. */
  unreadable: number;
  /** Nothing is missing. */
  complete: boolean;
}

/** A collection that changes while it is read is read again; this is the maximum number of passes. */
const maxPasses = 3;

/**
 * Reads a whole collection page by page, keeping of each page only what `read` returns.
 *
 * Builds differ in what they count, in the length of their pages and in whether they link to the next one, so none of
 * these is relied on to detect the end; `readPass` explains what is. The result is complete if a pass reached the end
 * while nothing moved, or if two passes reached the end and found the same. Otherwise it is marked as perhaps
 * incomplete.
 */
export async function collect<T>(collection: Collection<T>, source: PageSource): Promise<Collected<T>> {
  const pages = createPages(collection, source);
  const found = createFound(collection);
  let complete = false;
  let endedBefore = false;
  try {
    for (let passes = 1; !complete && passes <= maxPasses; passes += 1) {
      found.beginPass();
      const { ended, stable, truncated, retryIsPointless } = await readPass(pages, found);
      complete = ended && !truncated && (stable || (endedBefore && found.agrees()));
      if (retryIsPointless || (truncated && stable)) break;
      endedBefore = ended;
    }
  } catch (error) {
    if (!(error instanceof LimitReached || source.survives(error))) throw error;
  }
  // After a complete pass, an entry it did not find is gone. Otherwise everything that was found is useful.
  const { items, unreadable } = found.result(complete);
  return { items, unreadable, complete: complete && unreadable === 0 };
}
