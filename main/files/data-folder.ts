import { homedir } from 'node:os';
import { isAbsolute, join, parse } from 'node:path';

/** The app's name, in every language. */
export const productName = 'Rekey for 3CX';

/** Returns the user's home folder; the root folder for a user without one, such as a bare user ID in a container. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return parse(process.cwd()).root;
  }
}

/**
 * The folder of the database and the log: Electron's own `userData` folder, determined without Electron so that the
 * terminal uses the same one (electron.d.ts, `app.getPath('appData')`).
 */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homeFolder();
  switch (platform) {
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), productName);
    case 'darwin':
      return join(home, 'Library', 'Application Support', productName);
    default:
      return join(env.XDG_CONFIG_HOME || join(home, '.config'), productName);
  }
}

/** The file that starts the app at login on Linux: our own, in the folder that desktops share (freedesktop.org). */
export function autostartFile(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CONFIG_HOME: config = '' } = env;
  const folder = isAbsolute(config) ? config : join(homeFolder(), '.config');
  return join(folder, 'autostart', 'rekey-for-3cx.desktop');
}
