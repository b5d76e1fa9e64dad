import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { dirname, posix, win32 } from 'node:path';

/**
 * Has Node load code from a compile cache in a folder that belongs to this user alone: code that somebody else put
 * there would run. Without such a folder the program starts more slowly; NODE_COMPILE_CACHE and
 * NODE_DISABLE_COMPILE_CACHE take precedence.
 */
export function enableCompileCache(env: NodeJS.ProcessEnv = process.env): void {
  try {
    if (env.NODE_COMPILE_CACHE) return;
    const folder = compileCacheFolder(env);
    if (!isOwn(nearestFolder(folder))) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(folder)) return;
    module.enableCompileCache(folder);
  } catch {
    // The disk is full or read-only, or this user has no home folder.
  }
}

/** Returns the folder for files that this user's programs can regenerate. */
export function compileCacheFolder(env: NodeJS.ProcessEnv, platform = process.platform): string {
  const own = ['rekey-for-3cx', 'compile-cache'];
  const { isAbsolute, join } = posix;
  switch (platform) {
    case 'win32':
      return win32.join(env.LOCALAPPDATA || win32.join(homedir(), 'AppData', 'Local'), ...own);
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', ...own);
    default: {
      const { XDG_CACHE_HOME: caches = '' } = env;
      return join(isAbsolute(caches) ? caches : join(homedir(), '.cache'), ...own);
    }
  }
}

/** Under sudo, the home folder can be another user's: folders created in it would lock that user out. */
function isOwn(folder: string): boolean {
  return !process.getuid || lstatSync(folder).uid === process.getuid();
}

function nearestFolder(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? path : nearestFolder(parent);
}

/** On Windows the rights of the user's profile are inherited. */
function isPrivate(folder: string): boolean {
  const stats = lstatSync(folder);
  return !process.getuid || (stats.isDirectory() && isOwn(folder) && (stats.mode & 0o022) === 0);
}
