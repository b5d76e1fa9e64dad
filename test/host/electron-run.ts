/** `npm run test:electron`: the window's specs on real Electron, which the first run downloads. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareElectron } from '../../scripts/electron/index.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const run = (program: string, ...args: string[]): number =>
  spawnSync(process.execPath, [join(modules, program), ...args], {
    stdio: 'inherit',
    env: { ...process.env, REKEY_E2E: 'electron' },
  }).status ?? 1;

// As in `real/running.ts`: root has to run without the sandbox.
const electron = await prepareElectron({ noSandbox: process.getuid?.() === 0 });
if ('whyNot' in electron) {
  console.error(
    `The tests cannot run on Electron: ${electron.whyNot}\nOn the test host they can: npm run test:e2e`,
  );
  process.exit(1);
}
process.exit(
  run('electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn') ||
    run('@playwright/test/cli.js', 'test', ...process.argv.slice(2)),
);
