import { execFile } from 'node:child_process';

const patienceMs = 2000;

/**
 * Whether this desktop shows tray icons. Windows and macOS do. On Linux Electron cannot tell (an icon that nobody shows
 * is no error there), so the session bus is asked whether somebody takes icons; where it cannot be asked, there is none.
 */
export async function hasTray(platform: NodeJS.Platform, run: Run = runProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [program, args] of questions) {
    const answer = await run(program, args);
    if (answer !== null) return answer.includes('true');
  }
  return false;
}

/** Runs a program; gives what it prints, or null where it fails or is not there. */
type Run = (program: string, args: readonly string[]) => Promise<string | null>;

const watcher = 'org.kde.StatusNotifierWatcher';
/** The same question in the words of two programs, of which desktops have one or both. */
const questions: readonly [string, readonly string[]][] = [
  [
    'gdbus',
    [
      ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
      ...['--method', 'org.freedesktop.DBus.NameHasOwner', watcher],
    ],
  ],
  [
    'dbus-send',
    [
      ...['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
      ...['org.freedesktop.DBus.NameHasOwner', `string:${watcher}`],
    ],
  ],
];

const runProgram: Run = (program, args) =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: patienceMs }, (error, output) => resolve(error ? null : output));
  });
