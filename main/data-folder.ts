import { homedir } from 'node:os';
import { join } from 'node:path';

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
