/** Life in the tray: its menu and icon, notifications about jobs, and the app while its window is closed. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { formatMac, type Mac } from '../../common/mac.ts';
import { openStore } from '../../main/store/index.ts';
import type { MenuEntry, RunningApp } from '../host/running-app.ts';
import { late } from '../pbx/index.ts';
import { begin, holdAt, macOf, macsOf, oneByOne, openJob, runToEnd, setPace } from './jobs-support.ts';
import { enterPassphrase, inFile, setupFile } from './setup-file-support.ts';
import {
  desktopEnv,
  deviceAt,
  expect,
  macField as field,
  goTo,
  panelOf,
  panelState,
  test,
  withTray,
} from './support.ts';

const window = async (app: RunningApp) => (await app.windows())[0];

async function labels(app: RunningApp): Promise<string[]> {
  return ((await app.trayMenu()) ?? []).map(({ label }) => label).filter(Boolean);
}

/** The picture's mood; on Electron, which does not expose it, the expected one. */
async function mood(app: RunningApp, expected: string): Promise<string> {
  const icon = (await app.trayLook())?.icon;
  return icon ? (/tray-(\w+)[-.]/.exec(icon)?.[1] ?? icon) : expected;
}

const toolTip = async (app: RunningApp) => (await app.trayLook())?.toolTip;

/** The first job's label in the menu; with its count if the menu is built each time it is opened. */
async function jobEntry(app: RunningApp): Promise<string> {
  return (await labels(app)).find((label) => /^Job 1 on Demo 3CX$|^Demo 3CX: /.test(label)) ?? 'no job';
}

const entry = async (app: RunningApp, label: string): Promise<MenuEntry | undefined> =>
  (await app.trayMenu())?.find((each) => each.label === label);

test.describe('the menu', () => {
  test('offers a new password from the clipboard, or says why there is none', async ({ demo }) => {
    const { app, pbx } = await demo({ launch: withTray });
    const panel = await panelOf(app);
    const fromClipboard = 'New password for the MAC in the clipboard';
    for (const [text, reason] of [
      ['nothing of the kind', 'No MAC address on the clipboard.'],
      [`${deviceAt(pbx, 0).MacAddress} ${deviceAt(pbx, 1).MacAddress}`, 'More than one MAC address'],
    ] as const) {
      await app.clipboard.write(text);
      await app.clickTray(fromClipboard);
      await expect(panel.getByRole('alert')).toContainText(reason);
      await expect(field(panel)).toBeFocused();
    }
    await app.clipboard.write(deviceAt(pbx, 1).MacAddress);
    await app.clickTray(fromClipboard);
    await expect(field(panel)).toHaveValue(formatMac(macOf(deviceAt(pbx, 1))));
    await expect(panel.getByRole('alert')).toHaveCount(0);
    await expect.poll(() => panelState(app)).toMatchObject({ visible: true, focused: true });
  });

  test('lists the last devices, for which it opens the panel', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    expect(await labels(app)).not.toContain('Recent on Demo 3CX');
    await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 7) });
    await expect.poll(() => labels(app)).toContain('Recent on Demo 3CX');
    const recent = (await labels(app)).filter((label) => / · ..:..:/.test(label));
    expect(recent).toHaveLength(5);
    const mac = formatMac(macOf(deviceAt(pbx, 6)));
    expect(recent[0]).toContain(mac);
    await app.clickTray(recent[0] ?? '');
    await expect(field(await panelOf(app))).toHaveValue(mac);
  });

  test('shows a running job, pauses it, and opens it', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    const pbxId = await setPace(page, oneByOne);
    const fault = holdAt(pbx, 2);
    await begin(page, { pbxId, macs: macsOf(pbx, 4) });
    await fault.arrived;
    await expect.poll(() => toolTip(app)).toBe('2 of 4 · Rekey for 3CX');
    expect(await mood(app, 'running')).toBe('running');
    await app.clickTray(await jobEntry(app), 'Show job');
    await expect(page.getByRole('heading', { name: /^Job \d+ on/ })).toBeVisible();
    await app.clickTray(await jobEntry(app), 'Pause');
    const pausing = { label: 'Pausing…', enabled: false };
    expect((await entry(app, await jobEntry(app)))?.submenu?.[1]).toMatchObject(pausing);
    // The window shows it.
    await expect(page.getByRole('main').getByText('Pausing…')).toBeVisible();
    await page.reload();
    await openJob(page, 1);
    await expect(page.getByRole('main').getByText('Pausing…')).toBeVisible();
    fault.release();
    await expect.poll(() => toolTip(app)).toBe('Rekey for 3CX');
    expect(await mood(app, 'idle')).toBe('idle');
    // A user who paused it knows that.
    await app.blurWindows();
    expect(await app.notifications()).toEqual([]);
  });

  test('shows that a job was paused in the window', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    const pbxId = await setPace(page, oneByOne);
    const fault = holdAt(pbx, 1);
    await begin(page, { pbxId, macs: macsOf(pbx, 3) });
    await fault.arrived;
    await openJob(page, 1);
    await page.getByRole('main').getByRole('button', { name: 'Pause' }).click();
    await expect
      .poll(async () => (await entry(app, await jobEntry(app)))?.submenu?.[1])
      .toMatchObject({ label: 'Pausing…', enabled: false });
    fault.release();
  });

  test('shows the PBX of an imported setup file, as the panel does', async ({ demo, dataDir }) => {
    const path = await setupFile(dataDir, [inFile('Acme', { apiKey: null })]);
    const { app, page } = await demo({ launch: { ...withTray, args: [path] } });
    const panel = await panelOf(app);
    expect(await labels(app)).not.toContain('PBX: Demo 3CX');
    await enterPassphrase(page);
    await page.getByRole('button', { name: 'Import 1 PBX' }).click();
    await expect.poll(() => labels(app)).toContain('PBX: Demo 3CX');
    await panel.getByRole('button', { name: /PBX/ }).click();
    await expect(panel.getByRole('option', { name: 'Acme' })).toBeVisible();
  });

  test('opens window and settings, uses the chosen language, and quits', async ({ demo }) => {
    const { app, page } = await demo({ launch: withTray });
    await app.minimizeWindow();
    await app.clickTray('Settings');
    await expect.poll(() => window(app)).toMatchObject({ minimized: false, focused: true });
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await page.getByRole('radio', { name: 'Deutsch' }).click();
    await expect.poll(() => labels(app)).toContain('Fenster öffnen');
    await app.minimizeWindow();
    await app.clickTray('Fenster öffnen');
    await expect.poll(() => window(app)).toMatchObject({ minimized: false, focused: true });
    await app.clickTray('Beenden');
    expect((await app.exited).code).toBe(0);
  });
});

test('a click on the icon opens the panel, and another one closes it', async ({ demo }) => {
  const { app, pbx } = await demo({ launch: withTray });
  const panel = await panelOf(app);
  await app.clipboard.write(deviceAt(pbx, 0).MacAddress);
  await app.clickTrayIcon();
  await expect(field(panel)).toHaveValue(formatMac(macOf(deviceAt(pbx, 0))));
  await expect.poll(() => panelState(app)).toMatchObject({ visible: true });
  await app.clickTrayIcon();
  await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
});

test('a double click on the icon leaves the panel open', async ({ demo }) => {
  const { app } = await demo({ launch: withTray });
  await panelOf(app);
  await app.doubleClickTrayIcon();
  await expect.poll(() => panelState(app)).toMatchObject({ visible: true, focused: true });
  await app.doubleClickTrayIcon();
  await expect.poll(() => panelState(app)).toMatchObject({ visible: true, focused: true });
});

test('an icon that asks for attention does so until the window was looked at', async ({
  launch,
  dataDir,
}) => {
  const store = await openStore(dataDir);
  const pbx = { pbxId: null, pbxName: 'Acme', pbxUrl: 'https://acme.example' };
  const item = { mac: '0a0000000001' as Mac, match: 'unknown', device: null, problem: null } as const;
  const job = { ...pbx, reference: null, retryOf: null, user: 'ann', items: [item] };
  store.jobs.start(store.jobs.create(job).id);
  store.close();
  const app = await launch({ ...withTray, dataDir, args: ['--in-tray'] });
  const panel = await panelOf(app);
  expect(await mood(app, 'attention')).toBe('attention');
  await app.clickTrayIcon();
  await expect.poll(() => panelState(app)).toMatchObject({ visible: true, focused: true });
  expect(await mood(app, 'attention')).toBe('attention');
  await panel.keyboard.press('Escape');
  await app.clickTray('Open window');
  await expect.poll(() => mood(app, 'idle')).toBe('idle');
});

test.describe('a notification', () => {
  test('reports a job that ended while another program was in front, and opens it', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    const pbxId = await setPace(page, oneByOne);
    pbx.script(deviceAt(pbx, 1).MacAddress, { kind: 'status', status: 403 });
    const fault = holdAt(pbx, 2);
    await begin(page, { pbxId, macs: macsOf(pbx, 3) });
    await fault.arrived;
    await expect.poll(() => toolTip(app)).toBe('2 of 3 · Rekey for 3CX');
    await app.blurWindows();
    fault.release();
    await expect
      .poll(() => app.notifications())
      .toMatchObject([{ title: 'Job on Demo 3CX finished', body: '2 new passwords, 1 failed' }]);
    expect(await mood(app, 'attention')).toBe('attention');
    const told = JSON.stringify(await app.notifications());
    for (const { Password } of pbx.devices.slice(0, 3)) expect(told).not.toContain(Password);

    await app.minimizeWindow();
    await app.clickNotification();
    await expect.poll(() => window(app)).toMatchObject({ minimized: false, focused: true });
    await expect(page.getByRole('heading', { name: /^Job \d+ on/ })).toBeVisible();
    // Now it was looked at.
    await expect.poll(() => mood(app, 'idle')).toBe('idle');
  });

  test('is not shown while a window is in front', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 2) });
    await expect.poll(() => labels(app)).toContain('Recent on Demo 3CX');
    expect(await app.notifications()).toEqual([]);
  });

  test('says why a job paused', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    const pbxId = await setPace(page, oneByOne);
    const fault = holdAt(pbx, 0);
    await begin(page, { pbxId, macs: macsOf(pbx, 3) });
    await fault.arrived;
    await expect.poll(() => toolTip(app)).toBe('0 of 3 · Rekey for 3CX');
    await app.blurWindows();
    pbx.evictToken();
    pbx.serverFault('token', { kind: 'always', fault: { kind: 'status', status: 400 } });
    fault.release();
    await expect.poll(() => app.notifications()).toMatchObject([{ title: 'Job on Demo 3CX paused' }]);
    expect((await app.notifications())[0]?.body).toMatch(/ \d of 3 done\.$/);
  });
});

test.describe('closing the window', () => {
  test('keeps the app in the tray, which is said once; a second start shows the window again', async ({
    demo,
  }) => {
    const { app, page } = await demo({ launch: withTray });
    await goTo(page, 'History');
    for (const _ of ['once', 'and again']) {
      await app.closeWindow(page);
      await expect.poll(() => window(app)).toMatchObject({ visible: false });
      await app.secondInstance();
      await expect.poll(() => window(app)).toMatchObject({ visible: true, focused: true });
    }
    expect(await app.notifications()).toMatchObject([{ title: 'Rekey is still running' }]);
    // As the user left it.
    await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible();
    await app.closeWindow(page);
    await expect.poll(() => window(app)).toMatchObject({ visible: false });
    await app.activate();
    await expect.poll(() => window(app)).toMatchObject({ visible: true });
  });

  test('in mid-run does not ask there; quitting does', async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: withTray });
    const pbxId = await setPace(page, oneByOne);
    const fault = holdAt(pbx, 0);
    await begin(page, { pbxId, macs: macsOf(pbx, 2) });
    await fault.arrived;
    await expect.poll(() => toolTip(app)).toBe('0 of 2 · Rekey for 3CX');
    await app.closeWindow(page);
    await expect.poll(() => window(app)).toMatchObject({ visible: false });
    expect(await app.shownDialogs()).toEqual([]);

    await app.clickTray('Quit');
    await expect.poll(async () => (await app.shownDialogs()).length).toBe(1);
    await app.answerNextDialog({ response: 1 });
    expect(await toolTip(app)).toBe('0 of 2 · Rekey for 3CX');
    await app.clickTray('Quit');
    await expect.poll(async () => (await app.shownDialogs()).length).toBe(2);
    await app.answerNextDialog({ response: 0 });
    fault.release();
    expect((await app.exited).code).toBe(0);
  });

  test('quits if that is chosen', async ({ demo }) => {
    const { app, page } = await demo({ launch: withTray });
    await goTo(page, 'Settings');
    const keep = page.getByRole('radiogroup', { name: 'Keep running in the system tray' });
    await expect(keep.getByRole('radio', { name: 'On' })).toBeChecked();
    await keep.getByRole('radio', { name: 'Off' }).click();
    await expect(page.getByText('Saved')).toBeVisible();
    await app.closeWindow(page);
    expect((await app.exited).code).toBe(0);
  });

  test('quits if the desktop has no tray, as the Settings screen says', async ({ demo }) => {
    test.skip(process.platform !== 'linux', 'Windows and macOS have a tray.');
    const { app, page } = await demo();
    await goTo(page, 'Settings');
    await expect(page.getByRole('heading', { name: 'Closing the window quits Rekey' })).toBeVisible();
    await expect(page.getByText('This desktop has no system tray')).toBeVisible();
    await expect(page.getByText('Keep running in the system tray')).toHaveCount(0);
    await app.closeWindow(page);
    expect((await app.exited).code).toBe(0);
  });
});

test('started at login it is only in the tray, and its window opens on demand', async ({
  demo,
  startPbx,
  launch,
}) => {
  const target = await startPbx();
  const REKEY_DEMO = JSON.stringify({ url: target.url, clientId: target.clientId, apiKey: target.apiKey });
  const app = await launch({ args: ['--in-tray'], env: { ...withTray.env, REKEY_DEMO } });
  const panel = await panelOf(app);
  expect((await app.windows()).map(({ visible }) => visible)).toEqual([false]);
  await app.clickTray('Settings');
  const page = await app.waitForWindow((url) => url.endsWith('/index.html'));
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(panel.getByRole('textbox', { name: 'MAC address or name' })).toHaveCount(1);

  // Without a tray to show it, there is a window; a tray may take a moment.
  const without = await demo({ launch: { args: ['--in-tray'] } });
  await expect(field(without.page)).toBeVisible();
});

test('a tray that appears later gets the app’s icon as soon as it is needed', async ({
  demo,
  launch,
  dataDir,
}) => {
  test.skip(process.platform !== 'linux', 'Windows and macOS have a tray.');
  const says = join(dataDir, 'tray');
  const noTray = async () => {
    await writeFile(says, 'false');
    await rm(`${says}.asked`, { force: true });
    return { env: { ...desktopEnv({ tray: false }), REKEY_TEST_TRAY_FILE: says } };
  };
  const { app, page } = await demo({ launch: await noTray() });
  await expect(field(page)).toBeVisible();
  expect(await app.trayLook()).toBeNull();
  await writeFile(says, 'true');
  await app.closeWindow(page);
  await expect.poll(() => window(app)).toMatchObject({ visible: false });
  expect(await app.trayLook()).not.toBeNull();
  await app.clickTray('Open window');
  await expect.poll(() => window(app)).toMatchObject({ visible: true });
  // A tray that disappeared leaves nothing to stay in.
  await writeFile(says, 'false');
  await app.closeWindow(page);
  expect((await app.exited).code).toBe(0);

  const atLogin = await launch({ ...(await noTray()), args: ['--in-tray'] });
  await expect.poll(() => existsSync(`${says}.asked`)).toBe(true);
  await writeFile(says, 'true');
  await panelOf(atLogin);
  expect((await atLogin.windows()).map(({ visible }) => visible)).toEqual([false]);
  expect(await atLogin.trayLook()).not.toBeNull();
});

test('a second start during the first one shows the window', async ({ startPbx, launch }) => {
  const pbx = await startPbx();
  const held = late();
  pbx.serverFault('devices', held);
  const asked = pbx.nextRequest(({ path }) => path.includes('Fxs'));
  const REKEY_DEMO = JSON.stringify({ url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey });
  const app = await launch({ args: ['--in-tray'], env: { ...withTray.env, REKEY_DEMO } });
  await asked;
  expect((await app.secondInstance()).code).toBe(0);
  held.release();
  await expect(field(await app.waitForWindow((url) => url.endsWith('/index.html')))).toBeVisible();
});

test('while quitting it is off the desktop, and a second start is carried out afterwards', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: /^Use / }).press('Enter');
  await expect(page.getByText('Saved')).toBeVisible();
  const keys = process.platform === 'darwin' ? 'Alt+Super+K' : 'Control+Alt+K';
  const pbxId = await setPace(page, oneByOne);
  const fault = holdAt(pbx, 0);
  await begin(page, { pbxId, macs: macsOf(pbx, 2) });
  await fault.arrived;
  await expect.poll(() => toolTip(app)).toBe('0 of 2 · Rekey for 3CX');
  await app.clickTray('Quit');
  await app.answerNextDialog({ response: 0 });
  await expect.poll(() => app.trayLook()).toBeNull();
  expect(await app.pressShortcut(keys)).toBe(false);
  expect((await app.secondInstance()).code).toBe(0);
  expect(await app.windows()).toEqual([]);
  fault.release();
  expect((await app.exited).code).toBe(0);
  expect(await app.relaunches()).toEqual([[expect.any(String)]]);
});

test.describe('the settings', () => {
  const row = (page: Page, title: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });

  test('accept a shortcut by its keys, reject what cannot be one, and report what the system rejects', async ({
    demo,
  }) => {
    const { app, page } = await demo();
    await goTo(page, 'Settings');
    const shortcut = row(page, 'Shortcut for the quick panel');
    await expect(shortcut).toContainText('None');
    await shortcut.getByRole('button', { name: 'Choose…' }).press('Enter');
    const keys = page.getByRole('textbox', { name: 'Shortcut for the quick panel' });
    await expect(keys).toBeFocused();
    await page.keyboard.press('k');
    await expect(shortcut).toContainText('on its own, this key types text');
    await page.keyboard.press('Control+c');
    await expect(shortcut).toContainText('Reserved for copy, paste or undo.');
    await page.keyboard.press('Escape');
    await expect(shortcut.getByRole('button', { name: 'Choose…' })).toBeFocused();
    await expect(shortcut).toContainText('None');

    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+M');
    await expect(shortcut).toContainText('Ctrl+Shift+M');
    await expect(shortcut.getByRole('status')).toHaveText('Saved');
    expect(await app.pressShortcut('Control+Shift+M')).toBe(true);
    await expect.poll(() => panelState(app)).toMatchObject({ visible: true });

    await app.refuseShortcut('Control+Alt+T');
    await shortcut.getByRole('button', { name: 'Change…' }).press('Enter');
    await page.keyboard.press('Control+Alt+T');
    await expect(shortcut.getByRole('alert')).toContainText('“Ctrl+Alt+T”');
    await expect(shortcut).toContainText('Ctrl+Shift+M');
    expect(await app.pressShortcut('Control+Shift+M')).toBe(true);

    await shortcut.getByRole('button', { name: 'Remove' }).press('Enter');
    await expect(shortcut).toContainText('None');
    expect(await app.pressShortcut('Control+Shift+M')).toBe(false);
    await shortcut.getByRole('button', { name: /^Use / }).press('Enter');
    await expect(shortcut.getByRole('status')).toHaveText('Saved');
  });

  test('keep the shortcut for the next start', async ({ launch, dataDir }) => {
    const first = await launch({ dataDir });
    const page = await first.page();
    await goTo(page, 'Settings');
    await row(page, 'Shortcut').getByRole('button', { name: /^Use / }).press('Enter');
    await expect(row(page, 'Shortcut').getByRole('status')).toHaveText('Saved');
    await first.stop();
    const second = await launch({ dataDir });
    await panelOf(second);
    const keys = process.platform === 'darwin' ? 'Alt+Super+K' : 'Control+Alt+K';
    expect(await second.pressShortcut(keys)).toBe(true);
  });

  test('make the app start at login, if it is installed', async ({ demo, launch }) => {
    const { page } = await demo();
    await goTo(page, 'Settings');
    await expect(row(page, 'Shortcut')).toBeVisible();
    await expect(row(page, 'Open at login')).toHaveCount(0);

    test.skip(process.platform !== 'linux', 'Electron’s own log-in items are tried in test/unit.');
    const config = await mkdtemp(join(tmpdir(), 'rekey-config-'));
    const file = join(config, 'autostart/rekey-for-3cx.desktop');
    const app = await launch({ packaged: true, env: { ...withTray.env, XDG_CONFIG_HOME: config } });
    const installed = await app.page();
    await goTo(installed, 'Settings');
    const login = row(installed, 'Open at login');
    await login.getByRole('radio', { name: 'On' }).click();
    await expect(login.getByRole('status')).toHaveText('Saved');
    expect(existsSync(file)).toBe(true);
    await login.getByRole('radio', { name: 'Off' }).click();
    await expect(login.getByRole('radio', { name: 'Off' })).toBeChecked();
    await expect.poll(() => existsSync(file)).toBe(false);
    await rm(config, { recursive: true });
  });
});
