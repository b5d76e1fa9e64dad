import type { Page } from '@playwright/test';
import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import { addUntested, deviceAt, expect, fillInPbx, goTo, macField, selectPbx, test } from './support.ts';

const name = (page: Page) => page.getByRole('textbox', { name: 'Name' });
const discarding = (page: Page) => page.getByRole('group', { name: 'Discard what you entered?' });

// Many steps each.
test('saving another PBX than the selected one reads the stored list of the saved one', async ({
  demo,
  startPbx,
}) => {
  const { app, page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  await page.getByRole('button', { name: 'Refresh the device list' }).click();
  await expect(page.getByRole('banner')).toContainText('devices');
  await selectPbx(page, 'Demo 3CX');
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Edit Branch' }).click();
  await name(page).fill('Branch 2');
  const before = app.ipcTraffic().length;
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Edit Branch 2' })).toBeVisible();
  const calls = app
    .ipcTraffic()
    .slice(before)
    .filter(({ kind }) => kind === 'invoke');
  const edited = calls.find(({ channel }) => channel === 'pbxs:edit')?.args[0] as { id: string };
  await expect
    .poll(() => app.ipcTraffic().slice(before))
    .toContainEqual(
      expect.objectContaining({ kind: 'invoke', channel: 'devices:list', args: [{ pbxId: edited.id }] }),
    );
});

test('Escape closes the form if nothing was entered', async ({ demo }) => {
  const { page } = await demo();
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Add PBX' })).toBeFocused();
  await page.getByRole('button', { name: 'Edit Demo 3CX' }).click();
  await name(page).fill('Other');
  await name(page).fill('Demo 3CX');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'PBXs', exact: true })).toBeVisible();
});

test('input is not discarded without asking: by Escape, by Cancel or by the rail', async ({ demo }) => {
  const { page } = await demo();
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Edit Demo 3CX' }).click();
  await name(page).fill('Head Office');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(discarding(page)).toHaveCount(0);
  await expect(name(page)).toBeFocused();
  await expect(name(page)).toHaveValue('Head Office');

  await goTo(page, 'Device');
  await expect(discarding(page)).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(name(page)).toHaveValue('Head Office');

  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('button', { name: 'Edit Demo 3CX' })).toBeVisible();
});

test('an API key alone is not discarded without asking either, and the rail then continues where it led', async ({
  demo,
}) => {
  const { page } = await demo();
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Edit Demo 3CX' }).click();
  await page.getByLabel('API key').first().fill('typed');
  await goTo(page, 'Device');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(macField(page)).toBeFocused();
});

test('typing during saving neither blocks the form nor hides a failure', async ({ launch, startPbx }) => {
  test.skip(Boolean(noKeyringHere), String(noKeyringHere));
  // The keychain asks for its password, and nobody answers.
  const keyring = await withKeyring('prompting');
  const pbx = await startPbx();
  const app = await launch({ env: keyring.env });
  const page = await app.page();
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await app.clock.install();
  await fillInPbx(page, pbx);
  const save = page.getByRole('button', { name: 'Add PBX' });
  await save.click();
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await name(page).focus();
  await page.keyboard.type(' and more');
  await app.clock.advance(120_000);
  await expect(page.locator('form').getByRole('alert')).toContainText('keychain');
  await expect(save).not.toHaveAttribute('aria-disabled', 'true');
  await expect(name(page)).toHaveValue('Acme');
  await name(page).fill('Acme 2');
  await expect(name(page)).toHaveValue('Acme 2');
  await keyring.stop();
});

test('Enter saves the form from any field', async ({ demo }) => {
  const { page, pbx } = await demo();
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Edit Demo 3CX' }).click();
  await name(page).fill('Head Office');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Edit Head Office' })).toBeVisible();
  await goTo(page, 'Device');
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await expect(page.locator('#understanding')).toContainText(deviceAt(pbx, 0).Name ?? '');
});

test('missing fields stay marked while the others are filled in', async ({ launch }) => {
  const page = await (await launch()).page();
  await page
    .getByRole('main')
    .getByRole('button', { name: 'Add PBX' })
    .or(page.getByRole('main').getByRole('button', { name: /^Connect/ }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Enter the API key.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address' }).fill('https://pbx.example');
  const marked = page.getByRole('main').locator('input[aria-invalid="true"]');
  await expect(marked).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Client ID' }).fill('rekey');
  await expect(marked).toHaveCount(1);
  await page.getByLabel('API key').first().fill('key');
  await expect(marked).toHaveCount(0);
});
