import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files that the system has this program open, by a double click; the first may come before anything can take it. */
export interface ArrivingFiles {
  arrive(path: string): void;
  /** From now on takes what arrives, and what has. */
  takeWith(take: (path: string) => void): void;
}

export function createArrivingFiles(): ArrivingFiles {
  // Only one can be opened at a time.
  let waiting: string | null = null;
  let taker: ((path: string) => void) | null = null;
  return {
    arrive(path) {
      if (taker) taker(path);
      else waiting = path;
    },
    takeWith(take) {
      taker = take;
      if (waiting !== null) take(waiting);
      waiting = null;
    },
  };
}

/**
 * The file that a command line asks to open, as Windows and Linux tell it: its last argument that is no switch; null where
 * there is none.
 *
 * @param appPath an argument of its own while the program is not packaged
 */
export function fileOnCommandLine(
  argv: readonly string[],
  workingDirectory: string,
  appPath: string,
): string | null {
  const last = argv.slice(1).findLast((argument) => argument !== '' && !argument.startsWith('-'));
  if (last === undefined) return null;
  const path = /^file:/i.test(last) ? pathOf(last) : resolve(workingDirectory, last);
  return path === null || path === resolve(workingDirectory, appPath) ? null : path;
}

/** File managers on Linux give URLs. One with a host is of another computer. */
function pathOf(url: string): string | null {
  try {
    return new URL(url).host === '' ? fileURLToPath(url) : null;
  } catch {
    return null;
  }
}
