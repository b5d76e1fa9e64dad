/** `npm run test:electron`: the window's specs on real Electron. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../node_modules/@playwright/test/cli.js');
const { status } = spawnSync(process.execPath, [cli, 'test', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, REKEY_E2E: 'electron' },
});
process.exit(status ?? 1);
