import { execFile } from 'node:child_process';

const patienceMs = 2000;

/**
 * Whether this desktop shows tray icons now. Windows and macOS do. On Linux Electron cannot tell (an icon that
 * nothing shows is not an error there), so this asks the session bus whether there is a host for icons, as Electron
 * itself does once when it creates an icon; if the bus cannot be asked, there is none.
 */
export async function showsTray(platform: NodeJS.Platform, run: Run = runProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [program, args] of questions) {
    const answer = await run(program, args);
    if (answer !== null) return answer.includes('true');
  }
  return false;
}

/** Runs a program; returns its output, or null if it fails or does not exist. */
type Run = (program: string, args: readonly string[]) => Promise<string | null>;

const watcher = 'org.kde.StatusNotifierWatcher';
const path = '/StatusNotifierWatcher';
const get = 'org.freedesktop.DBus.Properties.Get';
/** A watcher may exist before the panel that shows its icons. */
const property = 'IsStatusNotifierHostRegistered';
/** The same query for two programs, of which desktops have one or both. */
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
