import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the system hands to this program, such as files to open; the first may come before anything can take it. */
export interface Arriving<T> {
  arrive(what: T): void;
  /** From now on takes what arrives, and the last of what has. */
  takeWith(take: (what: T) => void): void;
}

export function createArriving<T extends object | string>(): Arriving<T> {
  // Only one file can be opened at a time, and one window shown.
  let waiting: T | null = null;
  let taker: ((what: T) => void) | null = null;
  return {
    arrive(what) {
      if (taker) taker(what);
      else waiting = what;
    },
    takeWith(take) {
      taker = take;
      if (waiting !== null) take(waiting);
      waiting = null;
    },
  };
}

/**
 * The file that a command line asks to open, as Windows and Linux tell it: its last argument that is neither a switch nor
 * one of the program's own paths; null where there is none.
 *
 * @param ownPaths of the program, which is an argument while it is not packaged, and of its data folder
 */
export function fileOnCommandLine(
  argv: readonly string[],
  workingDirectory: string,
  ownPaths: readonly string[],
): string | null {
  const own = ownPaths.map((path) => resolve(workingDirectory, path));
  const last = argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .findLast((argument) => !own.includes(resolve(workingDirectory, argument)));
  if (last === undefined) return null;
  return /^file:/i.test(last) ? pathOf(last) : resolve(workingDirectory, last);
}

/** What stands after a switch, behind a space, where Chromium finds no value of one; empty where nothing does. */
export function valueBehind(name: string, argv: readonly string[]): string {
  const place = argv.indexOf(`--${name}`);
  const value = place < 0 ? '' : (argv[place + 1] ?? '');
  return value.startsWith('-') ? '' : value;
}

/** File managers on Linux give URLs. One with a host is of another computer. */
function pathOf(url: string): string | null {
  try {
    return new URL(url).host === '' ? fileURLToPath(url) : null;
  } catch {
    return null;
  }
}
