import type { JobStore } from '../store/jobs.ts';

/**
 * Writes to the journal such that what several items have to note at the same moment is one commit. Each note resolves
 * when it is on disk.
 */
export interface Journal {
  /** Before a request is sent. */
  begin<T>(change: () => T): Promise<T>;
  /** After its answer. */
  end<T>(change: () => T): Promise<T>;
}

interface Note {
  change(): unknown;
  begins: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export function createJournal({ together }: Pick<JobStore, 'together'>): Journal {
  let waiting: Note[] = [];

  const flush = (): void => {
    const notes = waiting;
    waiting = [];
    try {
      const values = together(() => notes.map(({ change }) => change()));
      for (const [index, { resolve }] of notes.entries()) resolve(values[index]);
    } catch (error) {
      // Nothing is sent on a journal that failed, but no outcome is to be lost with another's.
      let locked = isLocked(error);
      for (const note of notes) {
        if (note.begins || notes.length === 1 || locked) note.reject(error);
        else locked = !writeAlone(note);
      }
    }
  };

  /** False where it is no use to try another one. */
  const writeAlone = ({ change, resolve, reject }: Note): boolean => {
    try {
      resolve(together(change));
      return true;
    } catch (error) {
      reject(error);
      return !isLocked(error);
    }
  };

  const write = <T>(change: () => T, begins: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      // After every reply that has arrived by now was read.
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ change, begins, resolve: (value) => resolve(value as T), reject });
    });

  return { begin: (change) => write(change, true), end: (change) => write(change, false) };
}

/** Another program keeps the database: each try for it would hold this one up for seconds. */
function isLocked(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_BUSY';
}
