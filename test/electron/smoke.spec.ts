/**
 * What only real Electron can show, without the stubs of test/host/real/hook.ts: `npm run test:electron --
 * --project=smoke`. It has not been run yet, because Electron could not be downloaded where it was written.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { toastActivatorClsid } from '../../main/shell/lifecycle/app-id.ts';
import { isWayland } from '../../main/shell/windows/wayland.ts';
import { prepareElectron } from '../../scripts/electron/index.ts';
import { makeCertificate } from '../pbx/certificate.ts';

const projectRoot = join(import.meta.dirname, '../..');
// One app for all of them, in this order; the last one quits it.
test.describe.configure({ mode: 'serial' });
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

test('the system registers a shortcut and releases it', async () => {
  const taken = await app.evaluate(({ globalShortcut }) => {
    const accelerator = 'Control+Alt+Shift+F11';
    const registered = globalShortcut.register(accelerator, () => {});
    const known = globalShortcut.isRegistered(accelerator);
    globalShortcut.unregister(accelerator);
    return [registered, known, globalShortcut.isRegistered(accelerator)];
  });
  expect(taken).toEqual([true, true, false]);
});

test('a login item is read as it was set, by a quoted path on Windows', async () => {
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

test('the tray icons are read in every size', async () => {
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

test('the clipboard takes a text, and is cleared like a password', async () => {
  const texts = await app.evaluate(async ({ BrowserWindow, ClipboardItem, clipboard }) => {
    // On Wayland only a focused program can use it.
    BrowserWindow.getAllWindows()[0]?.focus();
    await clipboard.writeText('rekey smoke test');
    const written = await clipboard.readText();
    // As main/shell/clipboard/clipboard.ts does: on Linux a clipboard manager would restore what is cleared.
    if (process.platform === 'linux') await clipboard.write([new ClipboardItem({ 'text/plain': ' ' })]);
    else clipboard.clear();
    return [written, (await clipboard.readText()).trim()];
  });
  expect(texts).toEqual(['rekey smoke test', '']);
});

test('Electron reports on Linux whether its windows are those of Wayland', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux has both.');
  const chosen = await app.evaluate(({ app: main }) => main.commandLine.getSwitchValue('ozone-platform'));
  const found = isWayland('linux', process.env, chosen);
  expect(found).toBe(isWayland('linux', process.env, ''));
  // Without it, Wayland has no global shortcuts.
  const features = await app.evaluate(({ app: main }) => main.commandLine.getSwitchValue('enable-features'));
  expect(features).toContain('GlobalShortcutsPortal');
});

test('the TLS library judges certificates as BoringSSL does in the tests', async () => {
  const rsa = await makeCertificate({ keyType: 'rsa', keyUsage: ['keyEncipherment'] });
  const selfSigned = await makeCertificate();
  const codes: unknown[] = [];
  for (const { cert, key } of [rsa, selfSigned]) {
    const server = createServer({ cert, key }).on('tlsClientError', () => {});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    codes.push(
      await app.evaluate(async (_, to) => {
        const { connect } = process.getBuiltinModule('node:tls');
        const options = { host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false };
        const socket = connect({ ...options, port: to });
        return new Promise((resolve) => {
          socket.once('secureConnect', () => {
            const reason = socket.authorizationError as { code?: string } | string | null;
            resolve(typeof reason === 'string' ? reason : (reason?.code ?? null));
            socket.destroy();
          });
          socket.once('error', (error) => resolve((error as { code?: string }).code ?? null));
        });
      }, port),
    );
    server.close();
  }
  expect(codes).toEqual(['ERR_SSL_KEY_USAGE_BIT_INCORRECT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
});

test('a worker thread reads the system’s certificate authorities', async () => {
  const count = await app.evaluate(async () => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const source = `const { parentPort } = require('node:worker_threads');
      parentPort.postMessage(require('node:tls').getCACertificates('system').length);`;
    return new Promise((resolve, reject) => {
      new Worker(source, { eval: true }).once('message', resolve).once('error', reject);
    });
  });
  expect(count).toBeGreaterThan(0);
});

test('notifications are activated by the class that the uninstaller removes', async () => {
  test.skip(process.platform !== 'win32', 'Only Windows has one.');
  expect(await app.evaluate(({ app: main }) => main.toastActivatorCLSID)).toBe(toastActivatorClsid);
});

test('an uncaught error is shown in a dialog of the app, which keeps running', async () => {
  const title = await app.evaluate(
    ({ dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showErrorBox = resolve;
        setTimeout(() => {
          throw new Error('of the smoke test');
        });
      }),
  );
  expect(title).not.toContain('smoke test');
  expect(title).not.toContain('JavaScript');
});

test('the panel is hidden once its page was redrawn without its former content', async () => {
  const panel = (): Page | undefined => app.windows().find((page) => page.url().endsWith('/panel.html'));
  // Without a tray, as on a virtual display, it is loaded once there is a shortcut.
  const main = await app.firstWindow();
  await main.evaluate(() => window.rekey.call('settings:set', { shortcut: 'Control+Alt+K' }));
  await expect.poll(panel).toBeDefined();
  const isVisible = (show: boolean): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }, toShow) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().endsWith('/panel.html'),
      );
      if (toShow) window?.show();
      return window?.isVisible();
    }, show);
  expect(await isVisible(true)).toBe(true);
  await panel()?.evaluate(() => window.rekey.call('panel:hide', undefined));
  await expect.poll(() => isVisible(false)).toBe(false);
});

test('the page has its sandbox', async () => {
  const page = await app.firstWindow();
  expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
  expect(await app.evaluate(({ app: main }) => main.commandLine.hasSwitch('no-sandbox'))).toBe(false);
});

for (const how of [{ args: ['--no-sandbox'] }, { env: { ELECTRON_DISABLE_SANDBOX: '1' } }])
  test(`the app sees a start without the sandbox, which it refuses once installed: ${Object.keys(how)}`, async () => {
    const electron = await prepareElectron();
    if ('whyNot' in electron) throw new Error(electron.whyNot);
    const other = mkdtempSync(join(tmpdir(), 'rekey-smoke-open-'));
    const open = await _electron.launch({
      executablePath: electron.binary,
      args: [projectRoot, `--data-dir=${other}`, ...(how.args ?? [])],
      env: { ...process.env, ...how.env } as Record<string, string>,
      chromiumSandbox: true,
    });
    try {
      expect(await open.evaluate(({ app: main }) => main.commandLine.hasSwitch('no-sandbox'))).toBe(true);
    } finally {
      await open.close();
      rmSync(other, { recursive: true, force: true });
    }
  });

test('a second start with --quit, as by an installer, makes the app quit', async () => {
  const closed = app.waitForEvent('close');
  const electron = await prepareElectron();
  if ('whyNot' in electron) throw new Error(electron.whyNot);
  spawn(electron.binary, [projectRoot, `--data-dir=${dataFolder}`, '--quit'], { stdio: 'ignore' });
  await closed;
});
