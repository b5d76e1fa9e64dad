import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { prepareElectron } from '../../scripts/electron/index.ts';

/** A demo 3CX, as passed to the app. */
export interface DemoTarget {
  url: string;
  clientId: string;
  apiKey: string;
}

const require = createRequire(import.meta.url);
const project = join(import.meta.dirname, '../..');

/**
 * Opens the app on a demo 3CX and waits until it is closed.
 *
 * @returns why it could not be opened; null once it was closed
 */
export async function openApp(demo: DemoTarget, folder: string): Promise<string | null> {
  const electron = await prepareElectron();
  if ('whyNot' in electron) return electron.whyNot;
  const build = spawnSync(
    process.execPath,
    [packageFile('electron-vite', 'bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (build.status !== 0) return 'the app could not be built.';
  const app = spawn(electron.binary, ['.', `--data-dir=${folder}`], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, REKEY_DEMO: JSON.stringify(demo) },
  });
  const code = await new Promise<number | null>((ended) => {
    app.once('error', () => ended(1));
    app.once('exit', (exitCode) => ended(exitCode));
  });
  return code === 0 ? null : 'the app ended with an error.';
}

function packageFile(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}
