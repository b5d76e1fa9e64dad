import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namespaceLimit } from '../../main/shell/lifecycle/user-namespaces.ts';

/** The facts about this computer that decide whether Electron can start. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Undefined on Windows. */
  uid: number | undefined;
  /** Whether Electron is started without its sandbox. */
  noSandbox: boolean;
}

/** Returns why no window can be opened here, as far as known before downloading; null if one can. */
export function windowObstacle({ platform, env, uid, noSandbox }: Machine): string | null {
  if (platform !== 'linux') return null;
  if (uid === 0 && !noSandbox)
    return 'you are root, and Electron’s sandbox does not start as root. Start the window as an ordinary user, from a folder that this user owns.';
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY)
    return 'there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the window from a desktop session.';
  return null;
}

/** Returns why nothing can be installed into a folder; null if it can. */
export function folderObstacle(folder: string): string | null {
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch {
    return `${folder} cannot be written by this user. Run npm ci as the user who starts the window.`;
  }
}

/** Returns why a downloaded executable cannot start: missing system libraries. */
export function libraryObstacle(binary: string): string | null {
  if (process.platform !== 'linux') return null;
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8', timeout: 10_000 });
  const lines = (stdout ?? '').matchAll(/^\s*(\S+) => not found/gm);
  const missing = [...new Set(Array.from(lines, ([, name]) => name))];
  if (missing.length === 0) return null;
  return `Electron needs libraries that this system does not have: ${missing.join(', ')}. Install the packages that contain them; on Debian 12: sudo apt-get install libgtk-3-0 libnss3 libgbm1 libasound2`;
}

/**
 * Returns how to let Electron’s sandbox start on a Linux that denies user namespaces to ordinary programs, such as
 * Ubuntu since 23.10; null if nothing prevents it. A system rule may still allow them.
 */
export function sandboxAdvice(binary: string, kernel = '/proc/sys'): string | null {
  const helper = join(dirname(binary), 'chrome-sandbox');
  if (namespaceLimit(kernel) === null || !existsSync(helper)) return null;
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return null;
  return `This system restricts user namespaces. If Electron ends with a message about its sandbox, run this once:\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}
