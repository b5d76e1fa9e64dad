import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createLocks } from '../../main/store/database/locks.ts';
import { folderObstacle, libraryObstacle, sandboxAdvice, windowObstacle } from './obstacles.ts';
import { electronFolder, electronVersion, installedElectron } from './paths.ts';

/** Electron's executable, or why a window cannot be opened, as a clause with what helps. */
export type Prepared = { binary: string } | { whyNot: string };

/** Waits for another download as long as a slow connection may need for it. */
const maxWaitMs = 30 * 60_000;

/** Prepares Electron: on first use it is downloaded. */
export async function prepareElectron({ noSandbox = false } = {}): Promise<Prepared> {
  const { env, platform } = process;
  const obstacle = windowObstacle({ platform, env, uid: process.getuid?.(), noSandbox });
  if (obstacle) return { whyNot: obstacle };
  const binary = ownBinary(env) ?? installedElectron();
  if (binary) return started(binary, noSandbox);
  const unwritable = folderObstacle(electronFolder);
  if (unwritable) return { whyNot: unwritable };

  const locks = createLocks(join(electronFolder, '.download'));
  let lock = locks.tryAcquire('electron');
  if (!lock) {
    process.stderr.write('Electron is being downloaded by another start; waiting for it …\n');
    lock = await locks.acquire('electron', maxWaitMs).catch(() => null);
    if (!lock) return { whyNot: 'another start of Rekey has been downloading Electron for half an hour.' };
  }
  try {
    const failure = installedElectron() ? null : await download();
    if (failure !== null)
      return { whyNot: `Electron ${electronVersion} could not be downloaded: ${failure}` };
  } finally {
    lock.release();
  }
  const downloaded = installedElectron();
  return downloaded ? started(downloaded, noSandbox) : { whyNot: 'Electron could not be unpacked.' };
}

/** An executable of the user's own, named by Electron's or electron-vite's variable. */
function ownBinary({ ELECTRON_EXEC_PATH, ELECTRON_OVERRIDE_DIST_PATH }: NodeJS.ProcessEnv): string | null {
  if (ELECTRON_EXEC_PATH) return ELECTRON_EXEC_PATH;
  if (!ELECTRON_OVERRIDE_DIST_PATH) return null;
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  return join(ELECTRON_OVERRIDE_DIST_PATH, names[process.platform] ?? 'electron');
}

function started(binary: string, noSandbox: boolean): Prepared {
  const missing = libraryObstacle(binary);
  if (missing) return { whyNot: missing };
  const advice = noSandbox ? null : sandboxAdvice(binary);
  if (advice) process.stderr.write(`${advice}\n`);
  return { binary };
}

/** Returns why it failed; null when it did not. */
async function download(): Promise<string | null> {
  const { env } = process;
  // This download needs the network settings that npm uses for its registry.
  const withNpmSettings = {
    ...env,
    HTTPS_PROXY: env.HTTPS_PROXY || env.https_proxy || env.npm_config_https_proxy || env.npm_config_proxy,
    HTTP_PROXY: env.HTTP_PROXY || env.http_proxy || env.npm_config_proxy,
    NO_PROXY: env.NO_PROXY || env.no_proxy || env.npm_config_noproxy,
    NODE_EXTRA_CA_CERTS: env.NODE_EXTRA_CA_CERTS || env.npm_config_cafile,
    NODE_USE_SYSTEM_CA: env.NODE_USE_SYSTEM_CA ?? '1',
  };
  const child = fork(join(import.meta.dirname, 'download.ts'), {
    env: withNpmSettings,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let failure: string | null = 'it ended without saying why.';
  child.on('message', (message) => {
    failure = message as string | null;
  });
  // Ctrl+C reaches the child as well; it cleans up before this process ends.
  let stopped = false;
  const stop = (signal: NodeJS.Signals): void => {
    stopped = true;
    child.kill(signal);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  await once(child, 'exit');
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (stopped) process.exit(130);
  return failure;
}
