/**
 * What only real Electron can show, without the stubs of test/host/real/hook.ts: `npm run test:electron -- --project=smoke`.
 * It has not run so far, as nobody could download Electron where it was written.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { prepareElectron } from '../../scripts/electron/index.ts';

const projectRoot = join(import.meta.dirname, '../..');
const dataFolder = mkdtempSync(join(tmpdir(), 'rekey-smoke-'));
let app: ElectronApplication;

test.beforeAll(async () => {
  const electron = await prepareElectron();
  if ('whyNot' in electron) throw new Error(electron.whyNot);
  app = await _electron.launch({
    executablePath: electron.binary,
    args: [projectRoot, `--data-dir=${dataFolder}`],
    chromiumSandbox: true,
  });
  await app.firstWindow();
});
test.afterAll(async () => {
  await app?.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('the system takes a shortcut and gives it back', async () => {
  const taken = await app.evaluate(({ globalShortcut }) => {
    const accelerator = 'Control+Alt+Shift+F11';
    const registered = globalShortcut.register(accelerator, () => {});
    const known = globalShortcut.isRegistered(accelerator);
    globalShortcut.unregister(accelerator);
    return [registered, known, globalShortcut.isRegistered(accelerator)];
  });
  expect(taken).toEqual([true, true, false]);
});

test('a log-in item is read as it was set, by a quoted path on Windows', async () => {
  test.skip(
    process.platform !== 'win32',
    'Linux has a file instead, and macOS refuses programs that are not signed.',
  );
  const states = await app.evaluate(({ app: main }) => {
    const item = { path: `"${process.execPath}"`, args: ['--in-tray'] };
    main.setLoginItemSettings({ openAtLogin: true, ...item });
    const on = main.getLoginItemSettings(item);
    main.setLoginItemSettings({ openAtLogin: false, ...item });
    const off = main.getLoginItemSettings(item);
    return [on.openAtLogin, on.executableWillLaunchAtLogin, off.openAtLogin];
  });
  expect(states).toEqual([true, true, false]);
});

test('the pictures of the tray are read in every size', async () => {
  const folder = join(projectRoot, 'resources');
  const names = { win32: 'tray-idle.ico', darwin: 'tray-idle-Template.png' } as Record<string, string>;
  const path = join(folder, names[process.platform] ?? 'tray-idle.png');
  const size = await app.evaluate(({ nativeImage }, file) => {
    const image = nativeImage.createFromPath(file);
    return { isEmpty: image.isEmpty(), ...image.getSize() };
  }, path);
  expect(size).toMatchObject({ isEmpty: false });
  expect(size.width).toBeGreaterThanOrEqual(16);
});

test('the clipboard takes a text and gives it up', async () => {
  const texts = await app.evaluate(async ({ BrowserWindow, clipboard }) => {
    // On Wayland only a program in front may use it.
    BrowserWindow.getAllWindows()[0]?.focus();
    await clipboard.writeText('rekey smoke test');
    const written = await clipboard.readText();
    clipboard.clear();
    return [written, await clipboard.readText()];
  });
  expect(texts).toEqual(['rekey smoke test', '']);
});

test('the page has its sandbox', async () => {
  const page = await app.firstWindow();
  expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
  expect(await app.evaluate(() => process.argv.includes('--no-sandbox'))).toBe(false);
});
