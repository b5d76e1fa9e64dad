import { execFile } from 'node:child_process';

const patienceMs = 2000;

/**
 * Whether this desktop shows tray icons now. Windows and macOS do. On Linux Electron cannot tell (an icon that nobody
 * shows is no error there), so the session bus is asked whether somebody shows icons, as Electron itself asks once, when
 * it makes one; where it cannot be asked, nobody does.
 */
export async function showsTray(platform: NodeJS.Platform, run: Run = runProgram): Promise<boolean> {
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
const path = '/StatusNotifierWatcher';
const get = 'org.freedesktop.DBus.Properties.Get';
/** A watcher may be there before the bar that shows what it keeps. */
const property = 'IsStatusNotifierHostRegistered';
/** The same question in the words of two programs, of which desktops have one or both. */
const questions: readonly [string, readonly string[]][] = [
  [
    'gdbus',
    [
      ...['call', '--session', '--dest', watcher, '--object-path', path],
      ...['--method', get, watcher, property],
    ],
  ],
  [
    'dbus-send',
    [
      ...['--session', '--print-reply=literal', `--dest=${watcher}`, path],
      ...[get, `string:${watcher}`, `string:${property}`],
    ],
  ],
];

const runProgram: Run = (program, args) =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: patienceMs }, (error, output) => resolve(error ? null : output));
  });
