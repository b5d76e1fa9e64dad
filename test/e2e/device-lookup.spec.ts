import type { Page } from '@playwright/test';
import { late } from '../pbx/index.ts';
import { addUntested, deviceAt, expect, listings, macField, regenerations, test } from './support.ts';

const confirmation = (page: Page) => page.getByRole('group', { name: /a new password\?$/ });

// Many steps each.
test('if no list was fetched yet, regenerating fetches it first, and the question names the device', async ({
  demo,
  startPbx,
}) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  const held = late();
  branch.serverFault('devices', held);
  const device = deviceAt(branch, 0);
  await macField(page).fill(device.MacAddress);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Reading the device list…')).toBeVisible();
  await page.keyboard.press('Enter');
  held.release();
  await expect(confirmation(page)).toContainText(`Give ${device.Name} on Branch a new password?`);
  expect(regenerations(branch)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
  expect(listings(branch)).toBe(1);
});

test('Enter, Enter sends nothing for a device that the list turns out to lack', async ({
  demo,
  startPbx,
}) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  await macField(page).fill('02:00:00:00:00:01');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('#understanding')).toContainText('Not in the device list of Branch');
  await expect(page.getByRole('button', { name: 'Refresh device list' })).toBeFocused();
  await expect(confirmation(page)).toHaveCount(0);
  expect(regenerations(branch)).toBe(0);
});

test('no question for a desk phone in the list whose user is unknown', async ({ demo, startPbx }) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  const [user, other] = branch.users.filter(({ Phones }) => Phones.length > 0);
  if (user) other?.Phones.push(...user.Phones);
  await macField(page).fill(user?.Phones[0]?.MacAddress ?? '');
  await page.getByRole('button', { name: 'Regenerate password' }).click();
  await expect(page.locator('#understanding')).toContainText('desk phone');
  await expect(macField(page)).toBeFocused();
  await expect(confirmation(page)).toHaveCount(0);
});

test('if the list cannot be read, the question says that the device could not be looked up', async ({
  demo,
  startPbx,
}) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  branch.serverFault('devices', { kind: 'always', fault: { kind: 'status', status: 403 } });
  await addUntested(page, branch, 'Branch');
  const device = deviceAt(branch, 0);
  await macField(page).fill(device.MacAddress);
  await page.keyboard.press('Enter');
  await expect(confirmation(page)).toContainText('Rekey can’t identify this device');
  expect(regenerations(branch)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^New password for/).first()).toBeVisible();
  expect(regenerations(branch)).toBe(1);
});

test('if reading the list fails for another reason, that is shown in place, and nothing is sent', async ({
  demo,
  startPbx,
}) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  branch.serverFault('devices', { kind: 'always', fault: { kind: 'not-json' } });
  await addUntested(page, branch, 'Branch');
  const device = deviceAt(branch, 0);
  await macField(page).fill(device.MacAddress);
  await page.keyboard.press('Enter');
  const entry = page.getByRole('region', { name: 'Regenerate one device' });
  await expect(entry.getByRole('alert')).toBeVisible();
  await expect(confirmation(page)).toHaveCount(0);
  branch.serverFault('devices');
  await entry.getByRole('button', { name: 'Try again' }).click();
  await expect(confirmation(page)).toContainText(device.Name ?? '');
  expect(regenerations(branch)).toBe(0);
});

test('after Escape while the list is read, no question appears', async ({ demo, startPbx }) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  const held = late();
  branch.serverFault('devices', held);
  const device = deviceAt(branch, 0);
  await macField(page).fill(device.MacAddress);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Reading the device list…')).toBeVisible();
  await page.keyboard.press('Escape');
  held.release();
  await expect(page.locator('#understanding')).toContainText(device.Name ?? '');
  await expect(confirmation(page)).toHaveCount(0);
  await expect(macField(page)).toBeFocused();
});

test('retrying what could not be started asks no more than the first time', async ({ demo, startPbx }) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  const refused = { kind: 'status', status: 403 } as const;
  branch.serverFault('devices', refused, refused, { kind: 'not-json' });
  await addUntested(page, branch, 'Branch');
  await macField(page).fill('02:00:00:00:00:01');
  await page.keyboard.press('Enter');
  await expect(confirmation(page)).toContainText('Rekey can’t identify this device');
  // By now the role can read the list, but the list is garbled: the run does not start.
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^No new password for/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator('#understanding')).toContainText('Not in the device list of Branch');
  await expect(confirmation(page)).toHaveCount(0);
  expect(regenerations(branch)).toBe(0);
});

test('retrying a device that the list lacks asks no more than entering it again', async ({ demo }) => {
  const { page, pbx } = await demo();
  await macField(page).fill('02:00:00:00:00:01');
  await page.getByRole('button', { name: 'Try anyway' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not in this PBX’s device list').first()).toBeVisible();
  const sent = regenerations(pbx);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator('#understanding')).toContainText('Not in the device list of Demo 3CX');
  await expect(page.getByRole('button', { name: 'Refresh device list' })).toBeFocused();
  await expect(confirmation(page)).toHaveCount(0);
  expect(regenerations(pbx)).toBe(sent);
});

test('the list that a run or a reading fetched is shown', async ({ demo, startPbx }) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  const banner = page.getByRole('banner');
  await expect(banner).toContainText('Device list not fetched yet');
  await macField(page).fill(deviceAt(branch, 0).MacAddress);
  await page.getByRole('button', { name: 'Show current password' }).first().click();
  await expect(banner).toContainText('devices · just now');
  await expect(page.locator('#understanding')).toContainText(deviceAt(branch, 0).Name ?? '');

  // Not in the stored list, so the run fetches another one.
  branch.devices.push({ ...deviceAt(branch, 0), MacAddress: '020000000001', Name: 'Brand new' });
  const before = await banner.textContent();
  await macField(page).fill('02:00:00:00:00:01');
  await page.getByRole('button', { name: 'Try anyway' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('New password for Brand new').first()).toBeVisible();
  await expect(page.locator('#understanding')).toContainText('Brand new');
  expect(await banner.textContent()).not.toBe(before);
});
