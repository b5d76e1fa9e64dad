/** A replaced password is never passed on as the newest one, no matter what replaced it. */
import { dirname } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { formatMac, type Mac } from '../../common/mac.ts';
import { openStore } from '../../main/store/index.ts';
import {
  begin,
  countRegenerations,
  holdAt,
  macOf,
  macsOf,
  oneByOne,
  openJob,
  quick,
  runToEnd,
  setPace,
  waitInRail,
} from './jobs-support.ts';
import { deviceAt, expect, goTo, macField, regenerateByKeys, test } from './support.ts';

test.setTimeout(120_000);

const main = (page: Page): Locator => page.getByRole('main');
const button = (page: Page, name: string | RegExp): Locator => main(page).getByRole('button', { name });

async function regenerate(page: Page, mac: string): Promise<void> {
  await macField(page).fill(mac);
  await regenerateByKeys(page);
  await expect(button(page, /^Copy the password/).first()).toBeFocused();
}

test('a paused job asks about what a later job did, wherever it is resumed, and skips it', async ({
  demo,
}) => {
  const { page, pbx } = await demo({ devices: 6 });
  const macs = macsOf(pbx);
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 2);
  await begin(page, { pbxId, macs });
  await held.arrived;
  await waitInRail(page, '2 of 6');
  await openJob(page, 1);
  await button(page, 'Pause').click();
  held.release();
  await expect(button(page, 'Resume')).toBeVisible();
  await runToEnd(page, { pbxId, macs: macs.slice(3, 5) });

  await expect(
    main(page).getByText('2 of the 3 remaining devices got a new password in a later job.'),
  ).toBeVisible();
  await expect(main(page).getByText(/^completed by a later job \(/)).toHaveCount(2);
  await button(page, 'History').click();
  await button(page, 'Resume job 1').click();
  await expect(
    main(page).getByText('2 of the 3 remaining devices got a new password in a later job.'),
  ).toBeVisible();
  expect(macs.map((mac) => countRegenerations(pbx, mac))).toEqual([1, 1, 1, 1, 1, 0]);
  await button(page, 'Skip and resume (1)').click();
  await expect(main(page).getByText('4 new passwords, 2 skipped.')).toBeVisible();
  expect(macs.map((mac) => countRegenerations(pbx, mac))).toEqual([1, 1, 1, 1, 1, 1]);
});

test('the card of a device shows at once that a list replaced its password, and no shortcut copies it', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const pbxId = await setPace(page, quick);
  const device = deviceAt(pbx, 0);
  await regenerate(page, device.MacAddress);
  const first = device.Password ?? '';
  await page.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(first);

  await runToEnd(page, { pbxId, macs: [macOf(device)] });
  await expect(main(page).getByRole('heading', { name: /^Replaced: an earlier password of/ })).toBeVisible();
  await expect(main(page).getByText(/^The copied password has been replaced by a later job/)).toBeVisible();
  await app.clipboard.write('something else');
  await button(page, /^Reveal/)
    .first()
    .focus();
  await page.keyboard.press('Control+c');
  await expect(main(page).getByText(/^This password was replaced\./)).toBeVisible();
  expect(await app.clipboard.read()).toBe('something else');

  await button(page, /^Copy old password/)
    .first()
    .click();
  await expect.poll(() => app.clipboard.read()).toBe(first);
  await button(page, /^Copy the password/)
    .first()
    .click();
  await expect.poll(() => app.clipboard.read()).toBe(device.Password);
});

test('changes by another process are noticed by the card, and by a copy made before it knows', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  await regenerate(page, device.MacAddress);
  const state = await page.evaluate(() => window.rekey.call('app:state', undefined));
  if (!state.ok) throw new Error('no state');
  const store = await openStore(dirname(state.value.files.database));
  const { id } = store.jobs.create({
    pbxId: null,
    pbxName: 'Demo',
    pbxUrl: pbx.url,
    reference: null,
    retryOf: null,
    user: 'terminal',
    items: [{ mac: macOf(device), match: 'listed', device: null, problem: null }],
  });
  store.jobs.start(id);
  const [item] = store.jobs.items(id);
  store.jobs.beginAttempt(item?.id ?? 0);
  store.jobs.conclude(item?.id ?? 0, { state: 'succeeded', problem: null, credentials: null });
  const refused = await page.evaluate(() => window.rekey.call('passwords:copy', { ref: { item: 1 } }));
  expect(refused).toMatchObject({ ok: false, problem: { code: 'password-replaced' } });
  expect(await app.clipboard.read()).not.toBe(device.Password);
  await expect(main(page).getByRole('heading', { name: /^Replaced: an earlier password of/ })).toBeVisible();
  store.close();
});

test('once another device is entered, the last result is marked as earlier', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await regenerate(page, deviceAt(pbx, 0).MacAddress);
  await app.clipboard.write('something else');
  await macField(page).fill(deviceAt(pbx, 1).MacAddress);
  await expect(main(page).getByText('Earlier result, for another device')).toBeVisible();
  await button(page, /^Reveal/)
    .first()
    .focus();
  await page.keyboard.press('Control+c');
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await expect(main(page).getByText('Earlier result, for another device')).toHaveCount(0);
  expect(await app.clipboard.read()).toBe('something else');
});

test('a device found in the history can be copied there, and is selected and visible in its job', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo({ devices: 40 });
  const pbxId = await setPace(page, quick);
  const macs = macsOf(pbx);
  const place = 33;
  const wanted = macs[place] as Mac;
  await runToEnd(page, { pbxId, macs });
  await runToEnd(page, { pbxId, macs: [macs[0] as Mac] });
  await goTo(page, 'History');
  const name = deviceAt(pbx, 0).Name ?? '';
  const single = main(page).getByRole('row', { name: /^Job 2/ });
  await expect(single).toContainText(name);
  await single.getByRole('button', { name: /^Copy the password of/ }).click();
  await expect.poll(() => app.clipboard.read()).toBe(deviceAt(pbx, 0).Password);

  const search = main(page).getByRole('searchbox');
  await search.fill(formatMac(wanted));
  const found = main(page).getByRole('grid', { name: 'Found devices' }).getByRole('row');
  await expect(found).toHaveCount(1);
  await found.getByRole('button', { name: /^Copy the password of/ }).click();
  await expect.poll(() => app.clipboard.read()).toBe(deviceAt(pbx, place).Password);
  await search.focus();
  await page.keyboard.press('ArrowDown');
  await expect(found.first()).toBeFocused();
  await page.keyboard.press('Enter');
  const selected = main(page)
    .getByRole('grid', { name: 'Devices of job 1' })
    .getByRole('row', { selected: true });
  await expect(selected).toContainText(formatMac(wanted));
  await expect(selected).toBeInViewport();
  await expect(selected).toBeFocused();
  await app.clipboard.write('');
  await page.keyboard.press('Control+c');
  await expect.poll(() => app.clipboard.read()).toContain(deviceAt(pbx, place).Password ?? '-');
});

test('an export names the passwords that a spreadsheet may change; a password with invisible characters shows them', async ({
  demo,
}) => {
  const { page, pbx } = await demo({ devices: 3 });
  const device = deviceAt(pbx, 0);
  const pbxId = await setPace(page, quick);
  const body = JSON.stringify({ ...device, Password: '=1+\u202ea' });
  pbx.script(device.MacAddress, { kind: 'status', status: 200, body });
  await runToEnd(page, { pbxId, macs: macsOf(pbx) });
  await openJob(page, 1);
  await button(page, 'Export…').first().click();
  await main(page)
    .getByRole('checkbox', { name: /Include passwords/ })
    .check();
  await expect(main(page).getByText(/^1 password begins like a formula/)).toContainText(device.Name ?? '');
  await button(page, /^Reveal/)
    .first()
    .click();
  await expect(main(page).getByRole('row').first().locator('mark')).toHaveText('U+202E');
});
