/** What the quick panel shows, and where its focus is, when it is opened in the middle of something. */
import type { Page } from '@playwright/test';
import { formatMac } from '../../common/mac.ts';
import type { RunningApp } from '../host/fixtures.ts';
import type { DemoPbx } from '../pbx/index.ts';
import { holdAt, macOf, macsOf, oneByOne, runToEnd, setPace } from './jobs-support.ts';
import { keys, waitForKeys, withShortcut } from './panel-support.ts';
import {
  deviceAt,
  expect,
  macField as field,
  panelOf,
  panelState,
  regenerations,
  test,
  withTray,
} from './support.ts';

const shownMac = (pbx: DemoPbx, index: number): string => formatMac(macOf(deviceAt(pbx, index)));
const yes = (panel: Page) => panel.getByRole('button', { name: 'Regenerate' });
const copy = (panel: Page) => panel.getByRole('button', { name: /^Copy the password of/ });
const inFront = (app: RunningApp) =>
  expect.poll(() => panelState(app)).toMatchObject({ visible: true, focused: true });
const hidden = (app: RunningApp) => expect.poll(() => panelState(app)).toMatchObject({ visible: false });

/** Presses the shortcut with this text on the clipboard. */
async function openByShortcut(app: RunningApp, text: string): Promise<void> {
  await app.clipboard.write(text);
  await app.pressShortcut(keys);
  await inFront(app);
  await waitForKeys(await panelOf(app));
}

/** Opens the panel for a device, up to its question. */
async function askFor(app: RunningApp, panel: Page, pbx: DemoPbx, index: number): Promise<void> {
  await openByShortcut(app, deviceAt(pbx, index).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, index));
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('group')).toContainText(shownMac(pbx, index));
  await expect(yes(panel)).toBeFocused();
}

async function chooseRecent(app: RunningApp, mac: string): Promise<void> {
  const entry = async () => (await app.trayMenu())?.find(({ label }) => label.includes(mac))?.label;
  await expect.poll(entry).toBeTruthy();
  await app.clickTray((await entry()) ?? '');
}

test('its page is loaded only where a tray icon or a shortcut can open it', async ({ demo }) => {
  const { app, page } = await demo();
  // Longer than the app waits before it loads the page.
  await page.waitForTimeout(2_500);
  expect(await panelState(app)).toBeUndefined();
  await withShortcut(app, page);
  await app.pressShortcut(keys);
  await inFront(app);
});

test('the question is about the device chosen last', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 2) });
  const panel = await withShortcut(app, page);
  await askFor(app, panel, pbx, 0);
  await chooseRecent(app, shownMac(pbx, 1));
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await expect(field(panel)).toBeFocused();
  await expect(panel.getByRole('group')).toHaveCount(0);
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('group')).toContainText(shownMac(pbx, 1));

  // The user switched from its question to another program, and copied the next MAC there.
  await app.blurWindows();
  await openByShortcut(app, deviceAt(pbx, 0).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, 0));
  await expect(field(panel)).toBeFocused();
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('group')).toContainText(shownMac(pbx, 0));

  // Without another MAC it comes back unchanged.
  await app.blurWindows();
  await openByShortcut(app, 'hello');
  await expect(yes(panel)).toBeFocused();
  expect(regenerations(pbx)).toBe(2);
});

test('the next device does not disturb a run, and is in the field when the run ends', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 2) });
  const panel = await withShortcut(app, page);
  const fault = holdAt(pbx, 0);
  await askFor(app, panel, pbx, 0);
  await panel.keyboard.press('Enter');
  await expect(panel.getByText('Regenerating the password').first()).toBeVisible();
  await chooseRecent(app, shownMac(pbx, 1));
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await panel.keyboard.press('Enter');
  fault.release();
  await expect(copy(panel)).toBeFocused();
  await expect(panel.getByText(`New password for ${deviceAt(pbx, 0).Name}`).first()).toBeVisible();
  await panel.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  expect(regenerations(pbx)).toBe(3);
  await app.blurWindows();
  await hidden(app);
  await openByShortcut(app, 'hello');
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await expect(copy(panel)).toHaveCount(0);
});

test('a result that arrived while another program was in front is one key press away', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  const fault = holdAt(pbx, 0);
  await askFor(app, panel, pbx, 0);
  await panel.keyboard.press('Enter');
  await expect(panel.getByText('Regenerating the password').first()).toBeVisible();
  await app.blurWindows();
  // Opened in the middle of the run.
  await openByShortcut(app, deviceAt(pbx, 1).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, 0));
  await app.blurWindows();
  fault.release();
  await expect(copy(panel)).toBeVisible();
  expect(await panelState(app)).toMatchObject({ visible: true, focused: false });
  await field(panel).focus();
  await openByShortcut(app, deviceAt(pbx, 1).MacAddress);
  await expect(copy(panel)).toBeFocused();
  await expect(field(panel)).toHaveValue(shownMac(pbx, 0));
  await panel.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await app.pressShortcut(keys);
  await hidden(app);
});

test('a result that was seen is gone when the panel is opened for the next device', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  await askFor(app, panel, pbx, 0);
  await panel.keyboard.press('Enter');
  await expect(copy(panel)).toBeFocused();
  await app.blurWindows();
  await hidden(app);
  await expect(copy(panel)).toHaveCount(0);
  await expect(field(panel)).toHaveValue('');
  await openByShortcut(app, deviceAt(pbx, 1).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await expect(field(panel)).toBeFocused();

  // Nor does Enter answer a question that was hidden.
  await panel.keyboard.press('Enter');
  await expect(yes(panel)).toBeFocused();
  await app.pressShortcut(keys);
  await hidden(app);
  await openByShortcut(app, 'hello');
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await expect(field(panel)).toBeFocused();
  await expect(panel.getByRole('group')).toHaveCount(0);
});

test('a result that was not seen stays, with the next device in the field', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  const fault = holdAt(pbx, 0);
  await askFor(app, panel, pbx, 0);
  await panel.keyboard.press('Enter');
  await expect(panel.getByText('Regenerating the password').first()).toBeVisible();
  await panel.keyboard.press('Escape');
  await hidden(app);
  fault.release();
  await expect.poll(() => app.notifications()).toHaveLength(1);
  await openByShortcut(app, deviceAt(pbx, 1).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await expect(field(panel)).toBeFocused();
  await expect(copy(panel)).toBeVisible();
  await panel.keyboard.press('Escape');
  await hidden(app);

  // About the same device, it is what the panel was opened for.
  const again = holdAt(pbx, 0);
  await askFor(app, panel, pbx, 0);
  await panel.keyboard.press('Enter');
  await expect(panel.getByText('Regenerating the password').first()).toBeVisible();
  await panel.keyboard.press('Escape');
  await hidden(app);
  again.release();
  await expect.poll(() => app.notifications()).toHaveLength(2);
  await openByShortcut(app, deviceAt(pbx, 0).MacAddress);
  await expect(copy(panel)).toBeFocused();
});

test('nothing of a result is left in the page when the panel is hidden', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  // While it is hidden nothing is drawn: what is in the page then is what the next opening shows first.
  await panel.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    window.rekey.on('panel:hiding', () =>
      seen.push(`${document.querySelector('input')?.value} ${document.querySelectorAll('li, h2').length}`),
    );
  });
  const seen = () => panel.evaluate(() => (window as unknown as { seen: string[] }).seen);
  for (const leave of [() => app.blurWindows(), () => panel.keyboard.press('Escape')]) {
    await askFor(app, panel, pbx, 0);
    await panel.keyboard.press('Enter');
    await expect(copy(panel)).toBeFocused();
    await leave();
    await hidden(app);
  }
  expect(await seen()).toEqual([' 0', ' 0']);
});

test('a partial MAC survives switching to another program', async ({ demo }) => {
  const { app, page } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  await openByShortcut(app, 'hello');
  await field(panel).fill('00:0B:82');
  await app.blurWindows();
  await hidden(app);
  await openByShortcut(app, 'hello');
  await expect(field(panel)).toHaveValue('00:0B:82');
  await expect(field(panel)).toBeFocused();
  await panel.keyboard.type(':1');
  await expect(field(panel)).toHaveValue('00:0B:82:1');
  // If asked for from the clipboard, the panel says that there is none.
  await app.clickTray('New password for the MAC in the clipboard');
  await expect(panel.getByRole('alert')).toContainText('No MAC address on the clipboard');
  await expect(field(panel)).toHaveValue('00:0B:82:1');
  await panel.keyboard.type('0');
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

test('keys do nothing before the panel shows what it was opened with', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  await openByShortcut(app, deviceAt(pbx, 0).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, 0));
  // Pressed at the moment in which the page learns of the next opening.
  await panel.evaluate(() => {
    const pressEnter = (): void => {
      const init = { key: 'Enter', bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init));
    };
    window.rekey.on('panel:opened', pressEnter);
  });
  await app.blurWindows();
  await hidden(app);
  await openByShortcut(app, deviceAt(pbx, 1).MacAddress);
  await expect(field(panel)).toHaveValue(shownMac(pbx, 1));
  await expect(panel.getByRole('group')).toHaveCount(0);
  await expect(panel.locator('#understanding')).toContainText(deviceAt(pbx, 1).Name ?? '');
});

test('opening the main window closes the question, and hides the panel', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  await askFor(app, panel, pbx, 0);
  await panel.getByRole('button', { name: 'Open window' }).press('Enter');
  await hidden(app);
  await expect.poll(async () => (await app.windows())[0]).toMatchObject({ focused: true });
  await expect(panel.getByRole('group')).toHaveCount(0);
  await app.blurWindows();
  await openByShortcut(app, 'hello');
  await expect(field(panel)).toBeFocused();
});

test('closed by its own button, it opens at the next click on the tray icon', async ({ demo }) => {
  const { app } = await demo({ launch: withTray });
  const panel = await panelOf(app);
  await app.clickTrayIcon();
  await inFront(app);
  // However soon that is.
  await app.clock.install();
  await panel.getByRole('button', { name: 'Open window' }).click();
  await hidden(app);
  await app.clickTrayIcon();
  await inFront(app);
});

test('it is as large as its content, and zooms with the main window', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  for (const _ of ['once', 'twice']) {
    await app.activate();
    await app.clickAppMenu('View', 'Zoom In');
  }
  await app.blurWindows();
  await askFor(app, panel, pbx, 0);
  const zoom = 1.2;
  const fits = async () => {
    const bounds = (await panelState(app))?.bounds;
    const content = await panel.evaluate(
      () => document.querySelector('main')?.parentElement?.getBoundingClientRect().height ?? 0,
    );
    return [bounds?.width, Math.abs((bounds?.height ?? 0) - Math.ceil(content) * zoom) < 2];
  };
  await expect.poll(fits).toEqual([Math.ceil(380 * zoom), true]);
});

test('a panel or window whose page crashed works again when it is opened', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch: withTray });
  const panel = await withShortcut(app, page);
  await askFor(app, panel, pbx, 0);
  await app.crashPage(panel);
  await hidden(app);
  await app.clipboard.write(deviceAt(pbx, 1).MacAddress);
  await app.pressShortcut(keys);
  await expect.poll(() => panel.isClosed()).toBe(true);
  const next = await panelOf(app);
  await expect(field(next)).toHaveValue(shownMac(pbx, 1));
  await inFront(app);
  await app.blurWindows();
  await hidden(app);

  await app.crashPage(page);
  await expect.poll(() => page.isClosed()).toBe(true);
  await app.secondInstance();
  await expect(field(await app.waitForWindow((url) => url.endsWith('/index.html')))).toBeVisible();
});
