import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of Electron's npm package; its executable is downloaded into `dist` there. */
export const electronFolder = dirname(require.resolve('electron/package.json'));
export const electronVersion: string = require('electron/package.json').version;

/** The last file that Electron's own install script writes. */
export const pathFile = join(electronFolder, 'path.txt');
export const distFolder = join(electronFolder, 'dist');

/** Returns the downloaded executable; null if there is none, or its version is different. */
export function installedElectron(): string | null {
  try {
    const version = readFileSync(join(distFolder, 'version'), 'utf8').trim().replace(/^v/, '');
    const binary = join(distFolder, readFileSync(pathFile, 'utf8'));
    return version === electronVersion && existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
