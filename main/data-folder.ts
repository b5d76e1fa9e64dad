import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What the program is called, in every language. */
export const productName = 'Rekey for 3CX';

/**
 * Where the database and the log are kept: Electron's own `userData` folder, worked out without Electron so that the
 * terminal uses the same one (electron.d.ts, `app.getPath('appData')`).
 */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), productName);
    case 'darwin':
      return join(home, 'Library', 'Application Support', productName);
    default:
      return join(env.XDG_CONFIG_HOME || join(home, '.config'), productName);
  }
}

/** On Linux, what has the program start at log-in: a file of ours in the folder that desktops share (freedesktop.org). */
export function autostartFile(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CONFIG_HOME: config = '' } = env;
  const folder = isAbsolute(config) ? config : join(homedir(), '.config');
  return join(folder, 'autostart', 'rekey-for-3cx.desktop');
}
