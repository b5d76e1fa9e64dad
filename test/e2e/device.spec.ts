import type { Locator, Page } from '@playwright/test';
import { formatMac, parseMac } from '../../common/mac.ts';
import { openJob, rowsOf } from './jobs-support.ts';
import {
  deviceAt,
  expect,
  macField as field,
  fillInPbx,
  goTo,
  regenerateByKeys,
  regenerations,
  test,
} from './support.ts';

const panel = (page: Page) => page.getByRole('region', { name: /result/i }).first();
const shown = (mac: string): string => {
  const verdict = parseMac(mac);
  return verdict.ok ? formatMac(verdict.mac) : mac;
};

test('using only the keyboard: start, type, Enter, Enter, and Enter copies the new password', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(device.MacAddress);
  await expect(page.getByText(device.Name ?? '').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Demo 3CX').last()).toBeVisible();
  expect(regenerations(pbx)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Copy the password of/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  expect(regenerations(pbx)).toBe(1);
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('');
});

test('Escape at the confirmation changes nothing', async ({ demo }) => {
  const { page, pbx } = await demo();
  await field(page).fill(deviceAt(pbx, 0).MacAddress);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeFocused();
  expect(regenerations(pbx)).toBe(0);
});

test('a single device’s job takes a reference, with Enter in its field', async ({ demo }) => {
  const { page, pbx } = await demo();
  await field(page).fill(deviceAt(pbx, 0).MacAddress);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Regenerate', exact: true })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type(' INC-4711 ');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`New password for ${deviceAt(pbx, 0).Name}`).first()).toBeVisible();
  await openJob(page, 1);
  await expect(page.getByText('INC-4711', { exact: true })).toBeVisible();
});

test('an Enter that is held down does not confirm the question', async ({ demo }) => {
  const { page, pbx } = await demo();
  await field(page).fill(deviceAt(pbx, 0).MacAddress);
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByRole('button', { name: /Cancel/ })).toBeVisible();
  expect(regenerations(pbx)).toBe(0);
});

test('the line under the field says how the text is understood', async ({ demo }) => {
  const { page, pbx } = await demo();
  const phone = pbx.users.find((user) => user.Phones.length > 0);
  const line = page.locator('#understanding');
  await field(page).fill('00:0B:82');
  await expect(line).toContainText('6 of 12 digits');
  await field(page).fill('00:0B:82:10:1E:GG');
  await expect(line).toContainText('“G”');
  await field(page).fill('8.05E+11');
  await expect(line).toContainText('spreadsheet');
  await field(page).fill(`MAC: ${deviceAt(pbx, 1).MacAddress}`);
  await expect(line).toContainText(shown(deviceAt(pbx, 1).MacAddress));
  await expect(line).toContainText(deviceAt(pbx, 1).Name ?? '');
  await field(page).fill(phone?.Phones[0]?.MacAddress ?? '');
  await expect(line).toContainText(`${phone?.DisplayName} (${phone?.Number})`);
  await field(page).fill('02:00:00:00:00:01');
  await expect(line).toContainText('Not in the device list of');
});

test('a password is masked, shown on demand, and removed from the page when hidden', async ({ demo }) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  await field(page).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
  const password = pbx.devices[0]?.Password ?? '';
  expect(await page.content()).not.toContain(password);
  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  await expect(page.getByText(password).first()).toBeVisible();
  await page.getByRole('button', { name: /^Hide/ }).first().click();
  await expect(page.getByText(password)).toHaveCount(0);
  expect(await page.content()).not.toContain(password);
});

test('the current password is read without changing it', async ({ demo }) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  await field(page).fill(device.MacAddress);
  await page.getByRole('button', { name: 'Show current password' }).first().click();
  await expect(page.getByText(`Current password of ${device.Name}`).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  await expect(page.getByText(device.Password ?? '').first()).toBeVisible();
  expect(regenerations(pbx)).toBe(0);
});

test('an uncertain outcome is explained in place, with what was read back, and can be retried', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  // Nothing could be read before, so there is nothing to compare with.
  pbx.scriptRead(device.MacAddress, { kind: 'status', status: 403 });
  pbx.script(device.MacAddress, { kind: 'status', status: 500, carryOut: true });
  await field(page).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText('The password may have changed').first()).toBeVisible();
  await expect(page.getByText(/Password read back/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Retry' }).click();
  expect(regenerations(pbx)).toBe(1);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
  expect(regenerations(pbx)).toBe(2);
});

test('a request without a clear answer is settled; the previous password is shown only on request', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  const before = device.Password ?? '';
  pbx.script(device.MacAddress, { kind: 'status', status: 502, carryOut: true });
  await field(page).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText(/the password on the PBX has changed/).first()).toBeVisible();
  await expect(page.getByText(/Rekey checks the PBX once more at/).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Previous password of/ })
    .first()
    .click();
  await expect(
    page.getByText('Previous password: works until the device has applied the new one'),
  ).toBeVisible();
  await expect(page.getByText(before)).toHaveCount(0);
  await page.getByRole('button', { name: /^Reveal .*previous password of/ }).click();
  await expect(page.getByText(before).first()).toBeVisible();
  expect(regenerations(pbx)).toBe(1);
});

test('the previous password is there wherever the device has a row, also while its outcome is not known', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  const before = device.Password ?? '';
  pbx.script(device.MacAddress, { kind: 'status', status: 502 });
  await field(page).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText(/Rekey checks the PBX again at/).first()).toBeVisible();
  const main = page.getByRole('main');
  const shows = async (opener: Locator): Promise<void> => {
    await opener.click();
    await expect(opener).toHaveAttribute('aria-expanded', 'true');
    await expect(main.getByText('Password before the request')).toHaveCount(1);
    await expect(page.getByText(before)).toHaveCount(0);
    await main.getByRole('button', { name: /^Reveal .*previous password of/ }).click();
    await expect(main.getByText(before)).toHaveCount(1);
    await opener.click();
    await expect(page.getByText(before)).toHaveCount(0);
  };
  const openers = main.getByRole('button', { name: /^Previous password of/ });
  // Of the result, and of its row among the recent ones.
  await expect(openers).toHaveCount(2);
  await shows(openers.first());
  await shows(openers.last());
  await goTo(page, 'History');
  await expect(openers).toHaveCount(1);
  await shows(openers);
  await main.getByRole('searchbox').fill(device.MacAddress);
  await expect(main.getByRole('grid', { name: 'Found devices' })).toBeVisible();
  await shows(openers);
  // From there the job opens with the device's row selected, below which it is.
  await openJob(page, 1);
  await expect(rowsOf(page).first()).toHaveAttribute('aria-selected', 'true');
  await shows(openers);
});

test('a rejection shows the reason and what to do', async ({ demo }) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  pbx.script(device.MacAddress, { kind: 'status', status: 403 });
  await field(page).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText('The PBX doesn’t allow this').first()).toBeVisible();
  await expect(page.getByText(/System Owner/).first()).toBeVisible();
});

test('an older password of the same device says that it was replaced', async ({ demo }) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  for (const _ of [1, 2]) {
    await field(page).fill(device.MacAddress);
    await regenerateByKeys(page);
    await expect(page.getByRole('button', { name: /^Copy the password of/ }).first()).toBeFocused();
    await page.keyboard.press('Escape');
  }
  await expect(page.getByText(/replaced/i).first()).toBeVisible();
  await expect(panel(page).or(page.getByRole('main'))).toBeVisible();
});

test('a copied password is cleared from the clipboard after 45 seconds, if it is still there', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  await app.clock.install();
  await field(page).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  const copy = page.getByRole('button', { name: /^Copy the password of/ }).first();
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await app.clock.advance(44_000);
  expect(await app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await app.clock.advance(2_000);
  await expect.poll(() => app.clipboard.read()).toMatch(/^ ?$/);

  await copy.click();
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await app.clipboard.write('something else');
  await app.clock.advance(60_000);
  expect(await app.clipboard.read()).toBe('something else');
});

test('a device that another PBX lists can be switched to in one step', async ({ demo, startPbx }) => {
  const { page, pbx } = await demo();
  const other = await startPbx({ seed: 2 });
  await page.getByRole('navigation').getByText('PBXs').click();
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await fillInPbx(page, other, 'Branch');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
  await page.getByRole('button', { name: /^(Save|Add PBX)$/ }).click();
  await expect(page.getByRole('button', { name: 'Test Branch' })).toBeVisible();
  await page.getByRole('navigation').getByText('Device').click();
  await expect(page.getByRole('banner')).toContainText('Branch');
  await expect(page.getByRole('banner')).toContainText('devices');

  const device = deviceAt(pbx, 0);
  await field(page).fill(device.MacAddress);
  await page.getByRole('button', { name: 'Switch to Demo 3CX' }).click();
  await expect(page.getByRole('banner')).toContainText('Demo 3CX');
  await expect(page.locator('#understanding')).toContainText(device.Name ?? '');
  await expect(field(page)).not.toHaveValue('');
});

test('a PBX can be renamed without entering its key again, tested, and removed', async ({ demo }) => {
  const { page, pbx } = await demo();
  await page.getByRole('navigation').getByText('PBXs').click();
  await page.getByRole('button', { name: 'Edit Demo 3CX' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Head Office');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Test Head Office' }).click();
  await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
  expect(pbx.signIns.requests).toBe(1);
  await page.getByRole('button', { name: 'Remove Head Office' }).click();
  await page
    .getByRole('group', { name: /Remove Head Office/ })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(page.getByRole('button', { name: 'Remove Head Office' })).toHaveCount(0);
  await expect(page.getByRole('banner')).toContainText('No PBX set up yet');
});

test('a device that is not listed can be tried anyway, and is looked up again on refresh', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const absent = '020000000001';
  await field(page).fill(absent);
  await page.getByRole('button', { name: 'Try anyway' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not in this PBX’s device list').first()).toBeVisible();
  expect(regenerations(pbx)).toBe(2);
  pbx.devices.push({ ...deviceAt(pbx, 0), MacAddress: absent.toUpperCase(), Name: 'Brand new' });
  await field(page).fill(absent);
  await page.getByRole('button', { name: 'Refresh device list' }).first().click();
  await expect(page.locator('#understanding')).toContainText('Brand new');
});
