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

/** Where a collection changes while it is read, it is read again; at most so often in all. */
const maxPasses = 3;

/**
 * Reads a whole collection page by page, keeping of each page only what `read` returns.
 *
 * Builds differ in what they count, in how long their pages are and whether they link to the next one, so none of these
 * is believed to tell the end: `readPass` says what does. The result is complete if a pass saw the end and nothing moved
 * meanwhile, or if two passes saw the end and found the same. Everything else may be incomplete, and says so.
 */
export async function collect<T>(collection: Collection<T>, source: PageSource): Promise<Collected<T>> {
  const pages = createPages(collection, source);
  const found = createFound(collection);
  let complete = false;
  let endedBefore = false;
  try {
    for (let passes = 1; !complete && passes <= maxPasses; passes += 1) {
      found.beginPass();
      const { ended, steady, lacking, hopeless } = await readPass(pages, found);
      complete = ended && !lacking && (steady || (endedBefore && found.agrees()));
      if (hopeless || (lacking && steady)) break;
      endedBefore = ended;
    }
  } catch (error) {
    if (!(error instanceof LimitReached || source.survives(error))) throw error;
  }
  // What a complete pass did not find is gone. Otherwise whatever was found is of use.
  const { items, unreadable } = found.result(complete);
  return { items, unreadable, complete: complete && unreadable === 0 };
}
