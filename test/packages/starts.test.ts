/** The packaged app starts on the test host: its bundles, its native files and nothing from the checkout. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { expect, test } from 'vitest';
import { launchApp } from '../host/app.ts';
import { buildPackage } from './build.ts';

const hasTarget = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');

test.runIf(hasTarget)('the packaged app opens its window, without a demo in its environment', async () => {
  const built = await buildPackage('linux', 'dir', process.arch === 'arm64' ? 'arm64' : 'x64');
  const folder = mkdtempSync(join(tmpdir(), 'rekey-packaged-'));
  // Named like the archive: its name tells the app that it is installed.
  const appPath = join(folder, 'app.asar');
  try {
    const unpacked = process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked';
    extractAll(join(built.output, unpacked, 'resources/app.asar'), appPath);
    const demo = JSON.stringify({ url: 'https://localhost:1', clientId: 'a', apiKey: 'b' });
    const app = await launchApp({ appPath, packaged: true, env: { REKEY_DEMO: demo } });
    try {
      const page = await app.page();
      await page.getByText('Add your first PBX').first().waitFor();
      expect(await page.title()).toContain('Rekey for 3CX');
      expect((await page.content()).includes('Demo 3CX')).toBe(false);
    } finally {
      await app.stop();
    }
  } finally {
    built.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
