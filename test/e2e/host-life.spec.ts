/** Tests the test host itself: how an app starts and ends. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, invoke, seen, test } from '../host/sample/fixtures.ts';

test('the first window can be given a size and a colour scheme', async ({ launch, samplePath }) => {
  const app = await launch({ appPath: samplePath, width: 1000, height: 650, colorScheme: 'dark' });
  const page = await app.page();
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([1000, 650]);
  expect(await invoke(page, 'theme')).toBe(true);
});

test('closing and quitting can be refused', async ({ app }) => {
  const page = await app.page();
  await invoke(page, 'refuse', true, true);
  await app.closeWindow();
  await app.quit();
  expect(await seen(page)).toEqual(['close', 'before-quit']);
  await invoke(page, 'refuse', true, false);
  await app.quit();
  // The window refused, so the app keeps running.
  expect(await seen(page)).toEqual(['close', 'before-quit', 'before-quit', 'close']);
});

test('quitting closes the windows and ends the process', async ({ launch, samplePath, dataDir }) => {
  const app = await launch({ appPath: samplePath, dataDir });
  await app.page();
  await app.quit();
  expect(await app.exited).toEqual({ code: 0, signal: null });
  expect((await readFile(join(dataDir, 'seen.log'), 'utf8')).trim().split('\n')).toEqual([
    'before-quit',
    'close',
    'will-quit',
  ]);
});

test('closing the last window is reported', async ({ launch, samplePath, dataDir }) => {
  const app = await launch({ appPath: samplePath, dataDir });
  await app.page();
  await app.closeWindow();
  await expect
    .poll(async () => (await readFile(join(dataDir, 'seen.log'), 'utf8')).trim().split('\n'))
    .toEqual(['close', 'window-all-closed']);
  expect(await app.windows()).toEqual([]);
});

test('a second instance gives way to the first', async ({ app }) => {
  const page = await app.page();
  expect(await app.secondInstance(['open-this'])).toEqual({ code: 0, signal: null });
  await expect.poll(() => seen(page)).toEqual(['second open-this {"from":"sample"}']);
});

test('the data folder can be set', async ({ launch, samplePath, dataDir }) => {
  const app = await launch({ appPath: samplePath, dataDir });
  expect(await invoke(await app.page(), 'userData')).toBe(dataDir);
});

test('an app can pretend to be installed', async ({ app, launch, samplePath }) => {
  expect(await invoke(await app.page(), 'packaged')).toBe(false);
  const installed = await launch({ appPath: samplePath, packaged: true });
  expect(await invoke(await installed.page(), 'packaged')).toBe(true);
});

test("the main process's clock can be advanced", async ({ app }) => {
  const page = await app.page();
  await app.clock.install();
  await invoke(page, 'later', 45_000);
  await app.clock.advance(44_999);
  expect(await seen(page)).toEqual([]);
  await app.clock.advance(1);
  expect(await seen(page)).toEqual(['later']);
});

test('a crash of the main process rejects pending waits', async ({ app }) => {
  const page = await app.page();
  const waiting = app.waitForWindow((url) => url === 'app://sample/never.html');
  void invoke(page, 'crash').catch(() => {});
  await expect(waiting).rejects.toThrow(/ended with exit code 1.*the sample crashes/s);
  expect((await app.exited).code).toBe(1);
  await expect(app.windows()).rejects.toThrow('the sample crashes');
  await app.stop();
});
