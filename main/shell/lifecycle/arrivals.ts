import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'electron';

/** What the system passes to the app, perhaps before there is a listener. */
export interface Arrivals<T> {
  arrive(what: T): void;
  /** Sets the listener. It gets the latest of what has arrived so far, and everything that arrives from then on. */
  listen(listener: (what: T) => void): void;
}

export function createArrivals<T extends object | string>(): Arrivals<T> {
  // Only one file can be opened at a time, and one window shown.
  let pending: T | null = null;
  let listener: ((what: T) => void) | null = null;
  return {
    arrive(what) {
      if (listener) listener(what);
      else pending = what;
    },
    listen(next) {
      listener = next;
      if (pending !== null) next(pending);
      pending = null;
    },
  };
}

/** Files that the system asks the app to open, and the command lines of later starts while it is running. */
export interface StartArrivals {
  /** Absolute paths. */
  files: Arrivals<string>;
  starts: Arrivals<readonly string[]>;
}

/** Collects arrivals from the very start: on macOS a double click is reported before the app is ready. */
export function collectArrivals(app: App): StartArrivals {
  const files = createArrivals<string>();
  const starts = createArrivals<readonly string[]>();
  const ownPaths = [app.getAppPath(), app.getPath('userData')];
  app.on('open-file', (event, path) => {
    event.preventDefault();
    files.arrive(path);
  });
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const path = fileOnCommandLine(argv, workingDirectory, ownPaths);
    if (path) files.arrive(path);
    else starts.arrive(argv);
  });
  const path = fileOnCommandLine(process.argv, process.cwd(), ownPaths);
  if (path) files.arrive(path);
  return { files, starts };
}

/**
 * Returns the file that a command line asks to open, as Windows and Linux pass it: the last argument that is neither a switch
 * nor one of the app's own paths; null if there is none.
 *
 * @param ownPaths the app's path, which is an argument while the app is not packaged, and its data folder
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

/** Returns the argument after a switch, which Chromium does not parse as its value; empty if there is none. */
export function valueAfterSwitch(name: string, argv: readonly string[]): string {
  const place = argv.indexOf(`--${name}`);
  const value = place < 0 ? '' : (argv[place + 1] ?? '');
  return value.startsWith('-') ? '' : value;
}

/** File managers on Linux pass URLs. A URL with a host is a file on another computer. */
function pathOf(url: string): string | null {
  try {
    return new URL(url).host === '' ? fileURLToPath(url) : null;
  } catch {
    return null;
  }
}
