import { isLocked } from '../../store/database/locked.ts';
import type { JobStore } from '../../store/jobs/index.ts';

/**
 * Groups the journal writes of several items into one commit. Each returned promise resolves once its write is on disk,
 * and rejects if it failed.
 *
 * A commit blocks the main thread, so it is made after pending requests have been sent: the PBX works on them meanwhile.
 * A write before a request commits at once, together with everything queued; an outcome may wait briefly for others if
 * the next requests are already recorded. Within a commit, outcomes are written first.
 */
export interface Journal {
  /** Records that a request is about to be sent; commits at once. */
  begin<T>(change: () => T): Promise<T>;
  /** Records items whose requests are sent later; may wait until the current requests are out. */
  beginAhead<T>(change: () => T): Promise<T>;
  /** Commits what is queued, as soon as replies that have already arrived are processed. */
  flushSoon(): void;
  /** Records the outcome of a request; may wait briefly for others. */
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
/** How long `beginAhead` waits, so that for answers that arrive together, the next requests are sent before the commit. */
const aheadMs = 4;

/**
 * Creates the journal of one run.
 *
 * @param mayGather whether the next request is already recorded, so that nothing waits for the commit
 */
export function createJournal(
  { together }: Pick<JobStore, 'together'>,
  mayGather: () => boolean = () => false,
): Journal {
  let waiting: Note[] = [];
  let scheduled: 'at once' | { timer: NodeJS.Timeout; at: number } | null = null;

  const flush = (): void => {
    if (scheduled !== 'at once' && scheduled !== null) clearTimeout(scheduled.timer);
    scheduled = null;
    // An item to be retried must be queued again before its next request can be recorded.
    const notes = [...waiting.filter(({ begins }) => !begins), ...waiting.filter(({ begins }) => begins)];
    waiting = [];
    try {
      const values = together(() => notes.map(({ change }) => change()));
      for (const [index, { resolve }] of notes.entries()) resolve(values[index]);
    } catch (error) {
      // Requests that were to begin are not sent if the commit fails. Outcomes are then written one by one, so that one
      // bad write does not lose the others.
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

  /** @param afterMs 0: right after the replies that have already arrived are processed */
  const schedule = (afterMs: number): void => {
    if (scheduled === 'at once') return;
    const at = performance.now() + afterMs;
    if (scheduled !== null && afterMs > 0 && scheduled.at <= at) return;
    if (scheduled !== null) clearTimeout(scheduled.timer);
    if (afterMs > 0) scheduled = { timer: setTimeout(flush, afterMs), at };
    else {
      scheduled = 'at once';
      setImmediate(flush);
    }
  };

  const write = <T>(change: () => T, begins: boolean, afterMs: number): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      schedule(afterMs);
      waiting.push({ change, begins, resolve: (value) => resolve(value as T), reject });
    });

  return {
    begin: (change) => write(change, true, 0),
    beginAhead: (change) => write(change, true, aheadMs),
    end: (change) => write(change, false, mayGather() ? gatherMs : 0),
    flushSoon() {
      if (waiting.length > 0) schedule(0);
    },
  };
}
