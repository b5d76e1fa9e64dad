/** The packaged app starts on the test host: its bundles, its native files and nothing from the checkout. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp } from '../host/app.ts';
import { type Built, buildPackage } from './build.ts';

const hasTarget = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');

describe.runIf(hasTarget)('the packaged app', () => {
  let built: Built;
  let folder: string;
  /** Named like the archive: its name tells the app that it is installed. */
  let appPath: string;
  beforeAll(async () => {
    built = await buildPackage('linux', 'dir', process.arch === 'arm64' ? 'arm64' : 'x64');
    folder = mkdtempSync(join(tmpdir(), 'rekey-packaged-'));
    appPath = join(folder, 'app.asar');
    const unpacked = process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked';
    extractAll(join(built.output, unpacked, 'resources/app.asar'), appPath);
  });
  afterAll(() => {
    built?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('opens its window, without a demo in its environment', async () => {
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
  });

  test.each([
    ['en-US', 'Rekey doesn’t run without its sandbox', 'Nothing was opened.'],
    ['de-DE', 'Rekey läuft nicht ohne Sandbox', 'Es wurde nichts geöffnet.'],
  ])('without the sandbox opens nothing but a box that says why, in %s', async (locale, title, nothing) => {
    const app = await launchApp({ appPath, packaged: true, locale, args: ['--no-sandbox'] });
    try {
      expect(await app.exited).toMatchObject({ code: 1 });
      expect(app.pages()).toEqual([]);
      const boxes = await app.shownDialogs();
      expect(boxes.map(({ kind, options }) => [kind, options.title])).toEqual([['error', title]]);
      expect(boxes[0]?.options.content).toContain('--no-sandbox');
      expect(boxes[0]?.options.content).toContain(nothing);
    } finally {
      await app.stop();
    }
  });
});
