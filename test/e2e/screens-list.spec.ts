import type { Page } from '@playwright/test';
import type { DemoPbx } from '../pbx/index.ts';
import { camera, schemes, sizes } from './camera.ts';
import { deviceAt, expect, test } from './support.ts';

// Each of these goes through many states in one window.
test.setTimeout(120_000);

const grid = (page: Page) => page.getByRole('grid', { name: 'List' });
const regenerate = (page: Page) => page.getByRole('button', { name: /^Regenerate \d+ passwords?$/ });

function mixed(pbx: DemoPbx): string {
  const phone = pbx.users.find(({ Phones }) => Phones.length > 0)?.Phones[0]?.MacAddress ?? '';
  return [
    'Port;Device;MAC;Remark',
    ...Array.from(
      { length: 34 },
      (_, n) => `${n};${deviceAt(pbx, n).Name};${deviceAt(pbx, n).MacAddress};moved to the new switch`,
    ),
    '02:00:00:00:00:01 not set up yet',
    `Ann's phone ${phone}`,
    `${deviceAt(pbx, 2).Name} ${deviceAt(pbx, 2).MacAddress}`,
    'Call 805600112233 if in doubt',
    '00:0B:82:10:1E:GG',
    'E-13;8.05E+11',
  ].join('\n');
}

for (const colorScheme of schemes)
  for (const { name, width, height } of sizes)
    test(`the List screen, ${colorScheme}, ${name}`, async ({ demo }) => {
      const { app, page, pbx } = await demo({ devices: 40, launch: { colorScheme, width, height } });
      const look = camera(page, `list-${colorScheme}-${name}`);
      await page.getByRole('navigation').getByText('List').click();
      await expect(page.getByRole('textbox', { name: 'List' })).toBeFocused();
      await look('empty');
      await page.keyboard.type('nothing in here');
      await expect(page.getByText('no MAC address found')).toBeVisible();
      await look('nothing-found');
      await page.getByRole('textbox', { name: 'List' }).fill('');
      await page
        .getByLabel('Files to open')
        .setInputFiles([{ name: 'devices.xlsx', mimeType: '', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0]) }]);
      await expect(page.getByText('is a spreadsheet')).toBeVisible();
      await look('file-refused');
      await app.paste(page, mixed(pbx));
      await expect(regenerate(page)).toBeFocused();
      await look('plan');
      await grid(page).focus();
      await page.keyboard.press('End');
      await look('plan-end');
      await page.keyboard.press('Enter');
      await page.keyboard.type('00:0B:82:1');
      await look('correcting');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Edit text' }).click();
      await look('text-open');
      await page.getByRole('button', { name: 'Hide text' }).click();
      await page.getByRole('button', { name: 'Check only' }).click();
      await expect(page.getByText('Nothing was changed.')).toBeVisible();
      await look('checked');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.getByText('Try the 1 device not listed').click();
      await page.getByRole('radio', { name: /Not listed/ }).click();
      await look('unlisted-tried');
      await page.getByRole('radio', { name: /All/ }).click();
      await page.getByText('Try the 1 device not listed').click();
      await page.getByRole('radio', { name: 'Scan' }).click();
      await page.keyboard.type(`${deviceAt(pbx, 36).MacAddress}\n`);
      await look('scan-good');
      await page.keyboard.type(`${deviceAt(pbx, 1).MacAddress}\n`);
      await look('scan-duplicate');
      await page.keyboard.type('20EZ1ABCD\n');
      await expect(regenerate(page)).toBeEnabled();
      await look('scan-bad');
      await page.getByRole('radio', { name: 'Scan' }).focus();
      await look('scan-away');
      await page.getByRole('button', { name: 'New list' }).click();
      await look('discard');
      await page.keyboard.press('Escape');
      await page.getByRole('radio', { name: 'Paste or open' }).click();
      await regenerate(page).click();
      await expect(page.getByRole('textbox', { name: /^Type / })).toBeFocused();
      await look('question');
      await page.keyboard.press('Escape');
      await page.getByText('Try the 1 device not listed').click();
      await regenerate(page).click();
      await expect(page.getByRole('textbox', { name: /^Type / })).toBeFocused();
      await page.keyboard.type('36');
      // What is not listed has the list fetched once more, which takes its time.
      pbx.behaviour.latencyMs = 20_000;
      await page.keyboard.press('Enter');
      await expect(page.getByText(/Nothing is sent yet/)).toBeVisible();
      await look('starting');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(regenerate(page)).toBeVisible();
    });

for (const colorScheme of schemes)
  test(`the List screen without the PBX, and on another PBX, ${colorScheme}`, async ({ demo, startPbx }) => {
    const { app, page, pbx } = await demo({
      devices: 40,
      launch: { colorScheme, width: 720, height: 520 },
    });
    const other = await startPbx({ seed: 2 });
    const look = camera(page, `list-${colorScheme}-smallest`);
    await page.getByRole('navigation').getByText('PBXs').click();
    await page.getByRole('button', { name: 'Change the speed of Demo 3CX' }).click();
    await look('speed');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add PBX' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Branch');
    await page.getByRole('textbox', { name: 'Address' }).fill(other.url);
    await page.getByRole('textbox', { name: 'Client ID' }).fill(other.clientId);
    await page.getByLabel('API key').first().fill(other.apiKey);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
    await page.getByRole('button', { name: /^(Save|Add PBX)$/ }).click();
    await expect(page.getByRole('button', { name: 'Test Acme Branch' })).toBeVisible();
    await page.getByRole('navigation').getByText('List').click();
    await app.paste(page, `${mixed(pbx)}\n${deviceAt(other, 0).MacAddress}`);
    await expect(page.getByRole('button', { name: /on Demo 3CX - switch/ })).toBeVisible();
    await look('elsewhere');
    await other.close();
    await page.getByRole('button', { name: 'Check only' }).click();
    await expect(page.getByText(/This plan is made with/)).toBeVisible();
    await look('offline');
  });

test('the List screen stays readable at 200 %', async ({ demo }) => {
  const { app, page, pbx } = await demo({ devices: 40, launch: { width: 720, height: 520 } });
  // What a zoom of 200 % leaves of the smallest window.
  await page.setViewportSize({ width: 360, height: 260 });
  const look = camera(page, 'list-light-zoomed');
  await page.getByRole('navigation').getByText('List').click();
  await app.paste(page, mixed(pbx));
  await expect(regenerate(page)).toBeEnabled();
  await look('plan');
  await grid(page).focus();
  await page.keyboard.press('End');
  await look('plan-end');
  await page.keyboard.press('Enter');
  await look('correcting');
  await page.keyboard.press('Escape');
  await regenerate(page).click();
  await look('question');
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
  );
  expect(wide).toBe(false);
});
