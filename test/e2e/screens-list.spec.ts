import type { Page } from '@playwright/test';
import type { DemoPbx } from '../pbx/index.ts';
import { xlsx } from '../setup/office-files.ts';
import { camera, cameraFor, launchFor, showings, showingsWith } from './camera.ts';
import { deviceAt, expect, fillInPbx, goTo, test, textsOf } from './support.ts';

const grid = (page: Page) => page.getByRole('grid');
/** The button, in any language. */
const regenerate = (page: Page) =>
  page.getByRole('button', { name: /^(Regenerate \d+ passwords?|\d+ Passw(o|ö)rt(er)? neu erzeugen)$/ });

function mixed(pbx: DemoPbx): string {
  const phone = pbx.users.find(({ Phones }) => Phones.length > 0)?.Phones[0]?.MacAddress ?? '';
  return [
    'Port;Name;MAC;Rack',
    ...Array.from(
      { length: 34 },
      (_, n) => `${n};${deviceAt(pbx, n).Name};${deviceAt(pbx, n).MacAddress};Rack 4, Switch 2`,
    ),
    '02:00:00:00:00:01 (Lab)',
    `Ann ${phone}`,
    `${deviceAt(pbx, 2).Name} ${deviceAt(pbx, 2).MacAddress}`,
    'Tel. 805600112233 (Ann)',
    '00:0B:82:10:1E:GG',
    'E-13;8.05E+11',
  ].join('\n');
}

for (const showing of showings)
  test(`the List screen, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ devices: 40, launch: launchFor(showing) });
    const { list: t, words, ui } = await textsOf(page);
    const button = (label: string) => page.getByRole('button', { name: label, exact: true });
    const input = page.getByRole('textbox', { name: t.title });
    const count = (devices: number) => page.getByRole('textbox', { name: t.typeCount(devices) });
    const look = cameraFor(app, page, 'list', showing);
    await goTo(page, 'List');
    await expect(input).toBeFocused();
    await look('empty');
    await page.keyboard.type('nothing in here');
    await expect(page.getByText(t.text.nothingFound(1, ''))).toBeVisible();
    await look('nothing-found');
    await input.fill('');
    await page
      .getByLabel(t.text.filesToOpen)
      .setInputFiles([{ name: 'devices.xlsx', mimeType: '', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0]) }]);
    await expect(page.getByRole('alert')).toContainText('devices.xlsx');
    await look('file-refused');
    const rows = [[deviceAt(pbx, 0).MacAddress], [deviceAt(pbx, 1).MacAddress]];
    const workbook = xlsx({
      sheets: [
        { name: 'Nord', rows },
        { name: 'Süd', rows },
        { name: 'Alt', rows, state: 'hidden' },
      ],
    });
    await page
      .getByLabel(t.text.filesToOpen)
      .setInputFiles([{ name: 'devices.xlsx', mimeType: '', buffer: workbook }]);
    await expect(regenerate(page)).toBeFocused();
    await grid(page).focus();
    await page.keyboard.press('End');
    await look('parts-left-out');
    await button(t.newList).click();
    await button(t.discardYes).click();
    await expect(input).toBeFocused();
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
    await button(t.text.edit).click();
    await look('text-open');
    await button(t.text.hide).click();
    await button(t.check).click();
    await expect(page.getByText(t.checked(34))).toBeVisible();
    await look('checked');
    await button(ui.dismiss).click();
    await page.getByText(t.tryUnlisted(1, 'Demo 3CX')).click();
    await page.getByRole('radio', { name: t.standings['not-listed'] }).click();
    await look('unlisted-tried');
    await page.getByRole('radio', { name: new RegExp(`^${t.all} `) }).click();
    await page.getByText(t.tryUnlisted(1, 'Demo 3CX')).click();
    await page.getByRole('radio', { name: t.scan }).click();
    await page.keyboard.type(`${deviceAt(pbx, 36).MacAddress}\n`);
    await look('scan-good');
    await page.keyboard.type(`${deviceAt(pbx, 1).MacAddress}\n`);
    await look('scan-duplicate');
    await page.keyboard.type('20EZ1ABCD\n');
    await expect(regenerate(page)).toBeEnabled();
    await look('scan-bad');
    await page.getByRole('radio', { name: t.scan }).focus();
    await look('scan-away');
    await button(t.newList).click();
    await look('discard');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: t.paste }).click();
    await regenerate(page).click();
    await expect(count(35)).toBeFocused();
    await look('question');
    await page.keyboard.press('Escape');
    await page.getByText(t.tryUnlisted(1, 'Demo 3CX')).click();
    await regenerate(page).click();
    await expect(count(36)).toBeFocused();
    await page.keyboard.type('36');
    // For unlisted devices the list is fetched once more, which takes a while.
    pbx.behaviour.latencyMs = 20_000;
    await page.keyboard.press('Enter');
    await expect(page.getByText(t.starting(36, 'Demo 3CX'))).toBeVisible();
    await look('starting');
    await button(words.cancel).click();
    await expect(regenerate(page)).toBeVisible();
  });

for (const showing of showingsWith((look) => (look.width === 720 ? look : null)))
  test(`the List screen without the PBX, and on another PBX, ${showing.name}`, async ({ demo, startPbx }) => {
    const { app, page, pbx } = await demo({ devices: 40, launch: launchFor(showing) });
    const { list: t, pbxs } = await textsOf(page);
    const button = (label: string) => page.getByRole('button', { name: label, exact: true });
    const other = await startPbx({ seed: 2 });
    const look = cameraFor(app, page, 'list', showing);
    await goTo(page, 'PBXs');
    await button(pbxs.detailsOf('Demo 3CX')).click();
    await button(pbxs.pace.changeOf('Demo 3CX')).click();
    await look('speed');
    await page.keyboard.press('Escape');
    await button(pbxs.add).click();
    await fillInPbx(page, other, 'Acme Branch');
    await button(pbxs.testConnection).click();
    await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
    await button(pbxs.add).click();
    await expect(button(pbxs.testOf('Acme Branch'))).toBeVisible();
    await goTo(page, 'List');
    await expect(page.getByRole('textbox', { name: t.title })).toBeFocused();
    await app.paste(page, `${mixed(pbx)}\n${deviceAt(other, 0).MacAddress}`);
    await expect(page.getByRole('button', { name: t.countElsewhere(0, 'Demo 3CX').slice(1) })).toBeVisible();
    await look('elsewhere');
    await other.close();
    await button(t.check).click();
    await expect(page.getByText(t.basedOnList('').slice(0, 30))).toBeVisible();
    await look('offline');
  });

test('the List screen stays readable at 200 %', async ({ demo }) => {
  const { app, page, pbx } = await demo({ devices: 40, launch: { width: 720, height: 520 } });
  // The space that a zoom of 200 % leaves in the smallest window.
  await page.setViewportSize({ width: 360, height: 260 });
  const look = camera(page, 'list-light-zoomed');
  await page.getByRole('navigation').getByText('List').click();
  await expect(page.getByRole('textbox', { name: 'List' })).toBeFocused();
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
