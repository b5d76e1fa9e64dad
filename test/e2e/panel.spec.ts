/** The quick panel: from a key press to a copied password, without the main window and the mouse. */
import { formatMac } from '../../common/mac.ts';
import { addPbx, begin, holdAt, macOf, macsOf, oneByOne, setPace } from './jobs-support.ts';
import { keys, waitForKeys, withShortcut } from './panel-support.ts';
import {
  deviceAt,
  expect,
  macField as field,
  goTo,
  noProblems,
  panelOf,
  panelState,
  regenerateByKeys,
  regenerations,
  test,
  withTray,
} from './support.ts';

test('shortcut, Enter, Enter, Enter, Escape: the new password is on the clipboard', async ({
  demo,
  problems,
}) => {
  const { app, page, pbx } = await demo();
  const panel = await withShortcut(app, page);
  const device = deviceAt(pbx, 0);
  await app.clipboard.write(`MAC: ${device.MacAddress}`);
  expect((await panelState(app))?.visible).toBe(false);
  expect(await app.pressShortcut(keys)).toBe(true);
  await expect.poll(() => panelState(app)).toMatchObject({ visible: true, focused: true, alwaysOnTop: true });
  await expect(field(panel)).toHaveValue(formatMac(macOf(device)));
  await expect(field(panel)).toBeFocused();
  await expect(panel.locator('#understanding')).toContainText(device.Name ?? '');
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Regenerate' })).toBeFocused();
  expect(regenerations(pbx)).toBe(0);
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /^Copy the password of/ })).toBeFocused();
  await panel.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await panel.keyboard.press('Escape');
  await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
  expect(regenerations(pbx)).toBe(1);
  // It was in front, so there was nothing to notify about.
  expect(await app.notifications()).toEqual([]);

  // The main window lists it among its results.
  await expect(page.getByRole('list', { name: 'Recent on Demo 3CX' })).toContainText(device.Name ?? '');
  // And the panel is empty again.
  await app.pressShortcut(keys);
  await expect(field(panel)).toHaveValue('');
  await expect(panel.getByRole('button', { name: /^Copy the password of/ })).toHaveCount(0);
  expect(problems).toEqual(noProblems());
});

test('a copied password is marked so that clipboard histories leave it out', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await field(page).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByRole('button', { name: /^Copy the password of/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  const formats = (await app.clipboard.formats()).join(' ');
  const mark = { win32: 'ExcludeClipboardContent', darwin: 'org.nspasteboard.ConcealedType' };
  expect(formats).toContain(mark[process.platform as keyof typeof mark] ?? 'x-kde-passwordManagerHint');
});

test('the field is left empty if the clipboard has no MAC, or several, and it is read only once', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const panel = await withShortcut(app, page);
  for (const text of ['', 'hello', `${deviceAt(pbx, 0).MacAddress}\n${deviceAt(pbx, 1).MacAddress}`]) {
    await app.clipboard.write(text);
    await app.pressShortcut(keys);
    await expect.poll(() => panelState(app)).toMatchObject({ visible: true });
    await expect(field(panel)).toHaveValue('');
    await waitForKeys(panel);
    await panel.keyboard.press('Escape');
    await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
  }
  await app.pressShortcut(keys);
  await expect.poll(() => panelState(app)).toMatchObject({ visible: true });
  await waitForKeys(panel);
  await app.clipboard.write(deviceAt(pbx, 0).MacAddress);
  await field(panel).press('0');
  await expect(field(panel)).toHaveValue('0');
});

test('it hides when another program is clicked, but not with a question or a run', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const panel = await withShortcut(app, page);
  await app.clipboard.write(deviceAt(pbx, 0).MacAddress);
  await app.pressShortcut(keys);
  await expect(field(panel)).not.toHaveValue('');
  await app.blurWindows();
  await expect.poll(() => panelState(app)).toMatchObject({ visible: false });

  await app.clipboard.write(deviceAt(pbx, 1).MacAddress);
  await app.pressShortcut(keys);
  await expect(field(panel)).toHaveValue(formatMac(macOf(deviceAt(pbx, 1))));
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Regenerate' })).toBeFocused();
  await app.blurWindows();
  expect(await panelState(app)).toMatchObject({ visible: true, focused: false });

  const fault = holdAt(pbx, 1);
  await panel.getByRole('button', { name: 'Regenerate' }).press('Enter');
  await expect(panel.getByText('Regenerating the password').first()).toBeVisible();
  expect(await panelState(app)).toMatchObject({ visible: true });
  fault.release();
  await expect(panel.getByText('New password for').first()).toBeVisible();
});

test('Escape leaves a run alone, whose end is notified, and whose result is there when the panel is opened', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const panel = await withShortcut(app, page);
  const device = deviceAt(pbx, 0);
  await app.clipboard.write(device.MacAddress);
  await app.pressShortcut(keys);
  await expect(field(panel)).not.toHaveValue('');
  const fault = holdAt(pbx, 0);
  await regenerateByKeys(panel);
  await expect(panel.getByText('Regenerating the password').first()).toBeVisible();
  await panel.keyboard.press('Escape');
  await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
  fault.release();
  await expect.poll(() => app.notifications()).toMatchObject([{ title: `New password for ${device.Name}` }]);
  expect(JSON.stringify(await app.notifications())).not.toContain(pbx.devices[0]?.Password);
  await app.pressShortcut(keys);
  await expect(panel.getByText(`New password for ${device.Name}`).first()).toBeVisible();
});

test('the selected PBX is the same in the window, the panel and the tray', async ({ demo, startPbx }) => {
  const { app, page } = await demo({ launch: withTray });
  const panel = await panelOf(app);
  const second = await startPbx({ seed: 2 });
  await addPbx(page, 'Second', second);
  await panel.getByRole('button', { name: /PBX/ }).click();
  await panel.getByRole('option', { name: 'Second' }).click();
  await expect(page.getByRole('banner')).toContainText('Second');
  await expect
    .poll(async () => (await app.trayMenu())?.find(({ label }) => label.startsWith('PBX'))?.label)
    .toBe('PBX: Second');
  await app.clickTray('PBX: Second', 'Demo 3CX');
  await expect(page.getByRole('banner')).toContainText('Demo 3CX');
  await expect(panel.getByRole('button', { name: /PBX/ })).toContainText('Demo 3CX');
});

test('what has to be done in the main window is one press away', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const panel = await withShortcut(app, page);
  await goTo(page, 'History');
  await app.minimizeWindow();
  await app.pressShortcut(keys);
  // It takes the focus as it opens, and keys a moment later.
  await expect(field(panel)).toBeFocused();
  await waitForKeys(panel);
  await panel.getByRole('button', { name: 'Open window' }).press('Enter');
  await expect.poll(async () => (await app.windows())[0]).toMatchObject({ minimized: false, focused: true });
  await expect(field(page)).toBeVisible();
  await expect.poll(() => panelState(app)).toMatchObject({ visible: false });

  const pbxId = await setPace(page, oneByOne);
  const fault = holdAt(pbx, 0);
  await begin(page, { pbxId, macs: macsOf(pbx, 3) });
  await fault.arrived;
  await app.pressShortcut(keys);
  await expect(panel.getByText('A job is running on this PBX: 0 of 3').first()).toBeVisible();
  // With the mouse: the panel focuses its field once more while it opens.
  await panel.getByRole('button', { name: 'Show job' }).click();
  await expect(page.getByRole('heading', { name: /^Job \d+ on/ })).toBeVisible();
  fault.release();
});

test('without a PBX it leads to adding one', async ({ launch }) => {
  const app = await launch(withTray);
  const page = await app.page();
  const panel = await panelOf(app);
  await app.clickTrayIcon();
  await panel.getByRole('button', { name: 'Add PBX' }).click();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeVisible();
});

test('it is locked down like the main window: the same calls, and no way out', async ({ demo }) => {
  const { app } = await demo({ launch: withTray });
  const panel = await panelOf(app);
  expect(await panel.evaluate(() => Object.keys(window.rekey).sort())).toEqual(['call', 'on']);
  expect(await panel.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
  expect(await app.invokeRaw('app:state', [undefined], { frameUrl: panel.url() })).toMatchObject({
    ok: true,
  });
  await panel.evaluate(() => {
    location.href = 'https://evil.example/';
  });
  await panel.evaluate(() => void window.open('https://evil.example/'));
  expect(panel.url()).toMatch(/\/panel\.html$/);
  expect((await app.windows()).length).toBe(2);
});
