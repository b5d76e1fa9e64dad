import { isLocked } from '../../store/database/locked.ts';
import type { JobStore } from '../../store/jobs/index.ts';

/**
 * Writes to the journal so that the notes of several items become one commit. Each note resolves when it is on disk.
 *
 * Commits are made on the main thread, but after pending requests were sent: the PBX works meanwhile. A note before a
 * request is written at once, with everything that waits; an outcome may wait briefly for others, as long as the next
 * requests were noted before. In a commit outcomes come first.
 */
export interface Journal {
  /** Before a request is sent. */
  begin<T>(change: () => T): Promise<T>;
  /** Before requests that are sent later: after those that are sent now. */
  ahead<T>(change: () => T): Promise<T>;
  /** Writes what waits now. */
  hurry(): void;
  /** After a request's answer. */
  end<T>(change: () => T): Promise<T>;
}

interface Note {
  change(): unknown;
  begins: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** How long an outcome waits for others, in milliseconds. */
const gatherMs = 15;
/**
 * How long a note ahead waits, so that for answers that arrive together, the next requests are sent before the
 * commit.
 */
const aheadMs = 4;

/** @param mayGather whether the next request is already noted, so that nothing waits for the commit */
export function createJournal(
  { together }: Pick<JobStore, 'together'>,
  mayGather: () => boolean = () => false,
): Journal {
  let waiting: Note[] = [];
  let planned: 'at once' | { timer: NodeJS.Timeout; at: number } | null = null;

  const flush = (): void => {
    if (planned !== 'at once' && planned !== null) clearTimeout(planned.timer);
    planned = null;
    // An item to be retried must be queued before it can be noted again.
    const notes = [...waiting.filter(({ begins }) => !begins), ...waiting.filter(({ begins }) => begins)];
    waiting = [];
    try {
      const values = together(() => notes.map(({ change }) => change()));
      for (const [index, { resolve }] of notes.entries()) resolve(values[index]);
    } catch (error) {
      // Nothing is sent after the journal failed, but no outcome may be lost with another one's.
      let locked = isLocked(error);
      for (const note of notes) {
        if (note.begins || notes.length === 1 || locked) note.reject(error);
        else locked = !writeAlone(note);
      }
    }
  };

  /** Returns false if trying another one is pointless. */
  const writeAlone = ({ change, resolve, reject }: Note): boolean => {
    try {
      resolve(together(change));
      return true;
    } catch (error) {
      reject(error);
      return !isLocked(error);
    }
  };

  /** @param afterMs 0: after every reply that has arrived so far was read */
  const plan = (afterMs: number): void => {
    if (planned === 'at once') return;
    const at = performance.now() + afterMs;
    if (planned !== null && afterMs > 0 && planned.at <= at) return;
    if (planned !== null) clearTimeout(planned.timer);
    if (afterMs > 0) planned = { timer: setTimeout(flush, afterMs), at };
    else {
      planned = 'at once';
      setImmediate(flush);
    }
  };

  const write = <T>(change: () => T, begins: boolean, afterMs: number): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      plan(afterMs);
      waiting.push({ change, begins, resolve: (value) => resolve(value as T), reject });
    });

  return {
    begin: (change) => write(change, true, 0),
    ahead: (change) => write(change, true, aheadMs),
    end: (change) => write(change, false, mayGather() ? gatherMs : 0),
    hurry() {
      if (waiting.length > 0) plan(0);
    },
  };
}
