import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A demo 3CX, as the app is told of it. */
export interface DemoTarget {
  url: string;
  clientId: string;
  apiKey: string;
}

const require = createRequire(import.meta.url);
const project = join(import.meta.dirname, '../..');
const longestDownloadMs = 5 * 60_000;

/**
 * Opens the app on a demo 3CX and waits until it is closed.
 *
 * @returns why it could not be opened; null after it was
 */
export async function openApp(demo: DemoTarget, folder: string): Promise<string | null> {
  const { env, platform } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  if (platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  const binary = electronBinary();
  if (!binary) return 'Electron’s binary could not be downloaded';
  const build = spawnSync(
    process.execPath,
    [packageFile('electron-vite', 'bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (build.status !== 0) return 'the app could not be built';
  const app = spawn(binary, ['.', `--data-dir=${folder}`], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...env, REKEY_DEMO: JSON.stringify(demo) },
  });
  const code = await new Promise<number | null>((ended) => {
    app.once('error', () => ended(1));
    app.once('exit', (exitCode) => ended(exitCode));
  });
  return code === 0 ? null : 'the app ended with an error';
}

/** Electron's executable, downloaded now if it was not before; null where that cannot be. */
function electronBinary(): string | null {
  const folder = dirname(packageFile('electron', 'package.json'));
  if (!existsSync(join(folder, 'path.txt'))) {
    process.stdout.write('Downloading Electron, this once …\n');
    spawnSync(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: longestDownloadMs,
    });
  }
  return existsSync(join(folder, 'path.txt')) ? require('electron') : null;
}

function packageFile(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}
