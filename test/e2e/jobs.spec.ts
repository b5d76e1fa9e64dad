import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { formatMac, type Mac } from '../../common/mac.ts';
import { openStore } from '../../main/store/index.ts';
import type { DemoPbx } from '../pbx/index.ts';
import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import {
  addPbx,
  begin,
  countRegenerations,
  holdAt,
  macOf,
  macsOf,
  oneByOne,
  openJob,
  quick,
  rowsOf,
  runToEnd,
  setPace,
  waitInRail,
} from './jobs-support.ts';
import { deviceAt, expect, goTo, regenerateByKeys, test } from './support.ts';

// A job takes time, and then goes through several states.
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });
const bar = (page: Page) => main(page).getByRole('progressbar');
const rowOf = (page: Page, mac: Mac) => rowsOf(page).filter({ hasText: formatMac(mac) });
const stateOf = (page: Page, word: string) =>
  main(page).getByRole('status').filter({ hasText: word }).first();
const passwordOf = (pbx: DemoPbx, mac: Mac): string =>
  pbx.devices.find((device) => macOf(device) === mac)?.Password ?? '';
/** A desk phone's MAC. */
const phoneOf = (pbx: DemoPbx): Mac =>
  macOf({ MacAddress: pbx.users.flatMap(({ Phones }) => Phones)[0]?.MacAddress ?? '' });

test('a running job fills its table, and keeps the current row in place', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 30 });
  const macs = macsOf(pbx, 30);
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 10);
  pbx.script(macs[25] ?? '', { kind: 'status', status: 403 });
  await begin(page, { pbxId, macs, reference: 'INC-4711' });
  await held.arrived;
  await openJob(page, 1);
  await expect(stateOf(page, 'Running')).toBeVisible();
  await expect(main(page).getByText('INC-4711', { exact: true })).toBeVisible();

  const second = rowsOf(page).nth(1);
  await second.click();
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '10');
  await expect(main(page).getByText(/\d\/s · .* left/)).toBeVisible();
  await waitInRail(page, '10 of 30');
  // The next one is noted ahead.
  await main(page).getByRole('radio', { name: 'In progress 2' }).click();
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).first()).toHaveText(new RegExp(formatMac(macs[10] as Mac)));
  await main(page).getByRole('radio', { name: 'All 30' }).click();
  await rowsOf(page).nth(1).click();
  held.release();

  await expect(main(page).getByText('29 new passwords, 1 failed.')).toBeVisible();
  await expect(rowsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(rowsOf(page).nth(1)).toBeFocused();
  await expect(bar(page)).toHaveCount(0);
  // The reasons are in one line, so that rows are visible; what to do about them expands.
  const advice = main(page).getByText('System Owner');
  await expect(main(page).getByText('1 × The PBX doesn’t allow this').first()).toBeVisible();
  await expect(advice).toBeHidden();
  await main(page).locator('summary').press('Enter');
  await expect(advice).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(advice).toBeHidden();
  await main(page).getByRole('radio', { name: 'Failed 1' }).click();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('The PBX doesn’t allow this');
});

test('a job paused in mid-run resumes where it stopped', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 24 });
  const macs = macsOf(pbx);
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 8);
  await begin(page, { pbxId, macs });
  await held.arrived;
  await openJob(page, 1);
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '8');
  await button(page, 'Pause').click();
  await expect(main(page).getByText('Finishing requests already sent')).toBeVisible();
  held.release();
  await expect(main(page).getByText('Job paused')).toBeVisible();
  await expect(main(page).getByRole('radio', { name: 'Queued 15' })).toBeVisible();
  // No device is uncertain, so nothing is said about those.
  await expect(main(page).getByText('15 devices remaining.', { exact: true })).toBeVisible();
  await setPace(page, quick);
  await button(page, 'Resume').click();
  await expect(main(page).getByText('All 24 devices have a new password.')).toBeVisible();
  expect(macs.map((mac) => countRegenerations(pbx, mac))).toEqual(macs.map(() => 1));
});

test('the rest of a paused job can be cancelled, after asking', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 24 });
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 8);
  await begin(page, { pbxId, macs: macsOf(pbx) });
  await held.arrived;
  await openJob(page, 1);
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '8');
  await button(page, 'Pause').click();
  held.release();
  await button(page, 'Cancel remaining…').click();
  await page.keyboard.press('Escape');
  await expect(main(page).getByText('Job paused')).toBeVisible();
  await button(page, 'Cancel remaining…').click();
  await button(page, 'Cancel remaining').click();
  await expect(stateOf(page, 'Cancelled')).toBeVisible();
  await expect(main(page).getByText('9 new passwords, 15 cancelled.')).toBeVisible();
  expect(pbx.regenerated.size).toBe(9);

  await setPace(page, quick);
  await button(page, 'Run cancelled (15)').click();
  await expect(main(page).getByRole('group', { name: /^Run the 15 cancelled devices on/ })).toBeVisible();
  await button(page, 'Run').click();
  await expect(main(page).getByText('All 15 devices have a new password.')).toBeVisible();
  await openJob(page, 1);
  await expect(button(page, /^Run cancelled/)).toHaveCount(0);
});

test('a job cancelled in mid-run finishes what was sent and leaves the rest', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 24 });
  const macs = macsOf(pbx);
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 8);
  await begin(page, { pbxId, macs });
  await held.arrived;
  await openJob(page, 1);
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '8');
  await button(page, 'Cancel').click();
  await page.keyboard.press('Escape');
  await expect(main(page).getByRole('group', { name: /^Cancel the/ })).toHaveCount(0);
  // Enter keeps it, too.
  await button(page, 'Cancel').click();
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('group', { name: /^Cancel the/ })).toHaveCount(0);
  await button(page, 'Cancel').click();
  await button(page, 'Cancel remaining').click();
  await expect(button(page, 'Cancelling…')).toBeVisible();
  held.release();
  await expect(stateOf(page, 'Cancelled')).toBeVisible();
  await expect(main(page).getByText('9 new passwords, 15 cancelled.')).toBeVisible();
  expect(macs.filter((mac) => countRegenerations(pbx, mac) > 0)).toHaveLength(9);
  await expect(main(page).getByText('15 × cancelled before a request was carried out').first()).toBeVisible();
});

test('a window reloaded in mid-run shows the job again', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 30 });
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 8);
  await begin(page, { pbxId, macs: macsOf(pbx) });
  await held.arrived;
  await openJob(page, 1);
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '8');
  await page.reload();
  await waitInRail(page, '8 of 30');
  await openJob(page, 1);
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '8');
  held.release();
  await expect(main(page).getByText('All 30 devices have a new password.')).toBeVisible();
});

test('failed devices are retried as a job of their own, uncertain ones only on request', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 12 });
  const macs = macsOf(pbx);
  const pbxId = await setPace(page, quick);
  const [refused, doubtful, phone] = [macs[2] as Mac, macs[5] as Mac, phoneOf(pbx)];
  pbx.script(refused, { kind: 'status', status: 403 });
  pbx.script(doubtful, { kind: 'status', status: 500, carryOut: true });
  // What cannot be read back is not settled.
  pbx.serverFault('device', { kind: 'always', fault: { kind: 'status', status: 429 } });
  await runToEnd(page, { pbxId, macs: [...macs, phone], reference: 'INC-1' });
  await openJob(page, 1);
  await expect(main(page).getByText('10 new passwords, 2 failed, 1 uncertain.')).toBeVisible();

  // A desk phone would certainly fail again.
  await button(page, 'Retry failed (1)').click();
  await expect(main(page).getByRole('group', { name: /Retry the failed device on Demo 3CX/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('heading', { name: 'Job 2 on Demo 3CX' })).toBeVisible();
  await expect(main(page).getByText('The device has a new password.')).toBeVisible();
  await expect(main(page).getByText('INC-1', { exact: true }).last()).toBeVisible();
  expect([countRegenerations(pbx, refused), countRegenerations(pbx, doubtful)]).toEqual([1, 1]);

  await button(page, 'follow-up to job 1').click();
  await expect(main(page).getByRole('heading', { name: 'Job 1 on Demo 3CX' })).toBeVisible();
  await button(page, 'Retry uncertain (1)').click();
  await expect(main(page).getByText(/may already have a new password/)).toBeVisible();
  expect(countRegenerations(pbx, doubtful)).toBe(1);
  await button(page, /^Retry$/).click();
  await expect(main(page).getByRole('heading', { name: 'Job 3 on Demo 3CX' })).toBeVisible();
  await expect(main(page).getByText('The device has a new password.')).toBeVisible();
  expect(countRegenerations(pbx, doubtful)).toBe(2);

  await button(page, 'follow-up to job 1').click();
  await expect(rowOf(page, doubtful)).toContainText(/replaced/);
  await expect(rowOf(page, refused)).toContainText(/completed by a later job/);
  await expect(
    main(page).getByText('Already done: 2 devices that got new passwords in later jobs.'),
  ).toBeVisible();
  await expect(button(page, /^Retry failed/)).toHaveCount(0);
  await expect(button(page, /^Retry uncertain/)).toHaveCount(0);
});

test('an export has passwords only if the user ticks them', async ({ demo, dataDir }) => {
  const { app, page, pbx } = await demo({ devices: 5 });
  const macs = macsOf(pbx);
  await runToEnd(page, { pbxId: await setPace(page, quick), macs });
  await openJob(page, 1);
  await button(page, 'Export…').click();
  const form = main(page).getByRole('group', { name: 'Export job 1' });
  await expect(form.getByRole('checkbox')).not.toBeChecked();

  const plain = join(dataDir, 'plain.csv');
  await app.answerNextDialog({ filePath: plain });
  await form.getByRole('button', { name: 'Export…' }).click();
  await expect(form.getByText(`Saved as ${plain}`)).toBeVisible();
  const without = await readFile(plain, 'utf8');
  expect(without.split('\r\n')).toHaveLength(7);
  for (const mac of macs) {
    expect(without).toContain(formatMac(mac));
    expect(without).not.toContain(passwordOf(pbx, mac));
  }

  const whole = join(dataDir, 'whole.json');
  await form.getByRole('radio', { name: /JSON/ }).check();
  await form.getByRole('checkbox', { name: /anyone who opens the file can read them/ }).check();
  await app.answerNextDialog({ filePath: whole });
  await form.getByRole('button', { name: 'Export with passwords…' }).click();
  await expect(form.getByText(`Saved as ${whole}`)).toBeVisible();
  const { items } = JSON.parse(await readFile(whole, 'utf8'));
  expect(items.map(({ password }: { password: string }) => password)).toEqual(
    macs.map((mac) => passwordOf(pbx, mac)),
  );
  const [asked] = await app.shownDialogs();
  expect(asked?.options.defaultPath).toMatch(/^rekey-job-1-Demo-3CX-.*\.csv$/);

  await app.answerNextDialog({});
  await form.getByRole('button', { name: 'Export with passwords…' }).click();
  await expect(form.getByText(/Saved as/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(button(page, 'Export…')).toBeFocused();
});

test('an export that cannot be written shows why', async ({ demo, dataDir }) => {
  const { app, page, pbx } = await demo({ devices: 2 });
  await runToEnd(page, { pbxId: await setPace(page, quick), macs: macsOf(pbx) });
  await openJob(page, 1);
  await button(page, 'Export…').click();
  await app.answerNextDialog({ filePath: join(dataDir, 'no such folder', 'job.csv') });
  await main(page)
    .getByRole('group', { name: 'Export job 1' })
    .getByRole('button', { name: 'Export…' })
    .click();
  await expect(main(page).getByRole('alert')).toContainText('The file can’t be saved');
});

test('using only the keyboard: from the rail to a job, along its rows, showing and copying', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo({ devices: 6 });
  const macs = macsOf(pbx);
  await runToEnd(page, { pbxId: await setPace(page, quick), macs });
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('navigation').getByRole('button', { name: 'History' }).focus();
  await press('Enter');
  await expect(main(page).getByRole('row')).toHaveCount(1);
  await main(page).getByRole('searchbox').focus();
  await press('Tab');
  await expect(main(page).getByRole('row')).toBeFocused();
  await press('Enter');
  await expect(button(page, 'History')).toBeFocused();

  // Only Tab leads to the table.
  for (
    let stops = 0;
    stops < 15 &&
    !(await rowsOf(page)
      .first()
      .evaluate((row) => row === document.activeElement));
    stops += 1
  )
    await press('Tab');
  await expect(rowsOf(page).first()).toBeFocused();
  await press('ArrowDown');
  await expect(rowsOf(page).nth(1)).toBeFocused();
  await press('Enter');
  const second = passwordOf(pbx, macs[1] as Mac);
  await expect(rowsOf(page).nth(1)).toContainText(second);
  await press('Enter');
  await expect(rowsOf(page).nth(1)).not.toContainText(second);
  expect(await page.content()).not.toContain(second);

  await press('Shift+ArrowDown');
  await expect(button(page, 'Copy selected (2)')).toBeVisible();
  await press('Control+c');
  const line = (place: number): string =>
    [formatMac(macs[place] as Mac), deviceAt(pbx, place).Name, passwordOf(pbx, macs[place] as Mac)].join(
      '\t',
    );
  await expect.poll(() => app.clipboard.read()).toBe(`${line(1)}\n${line(2)}`);
  await expect(
    main(page)
      .getByText(/Copied 2 rows.*cleared from the clipboard in 4\d s/)
      .last(),
  ).toBeVisible();
  await press('Control+a');
  await press('Control+c');
  await expect.poll(() => app.clipboard.read().then((text) => text.split('\n'))).toHaveLength(6);

  await press('ArrowRight');
  await expect(
    rowsOf(page)
      .nth(2)
      .getByRole('button', { name: /^Copy the password/ }),
  ).toBeFocused();
  await press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(passwordOf(pbx, macs[2] as Mac));

  await button(page, 'History').focus();
  await press('Enter');
  await expect(main(page).getByRole('row')).toBeFocused();
});

test('a shown password is hidden again when the window or its row loses the focus', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 60, launch: { width: 960, height: 640 } });
  const macs = macsOf(pbx);
  await runToEnd(page, { pbxId: await setPace(page, quick), macs });
  await openJob(page, 1);
  const password = passwordOf(pbx, macs[0] as Mac);
  const first = rowsOf(page).first();
  expect(await page.content()).not.toContain(password);
  // In a table the buttons have only icons.
  await expect(first.getByTitle('Copy')).toBeVisible();
  await expect(first.getByTitle('Reveal')).toBeVisible();

  await first.getByRole('button', { name: /^Reveal/ }).click();
  await expect(first).toContainText(password);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(first).not.toContainText(password);

  // A focused row stays in the page when it is scrolled away; its password does not.
  await first.getByRole('button', { name: /^Reveal/ }).click();
  await expect(first).toContainText(password);
  await page.getByRole('grid', { name: /^Devices/ }).evaluate((grid) => grid.scrollTo({ top: 2000 }));
  await expect.poll(() => page.content()).not.toContain(password);
});

test('the history is searched by MAC and by name across PBXs, and returns as it was', async ({
  demo,
  startPbx,
}) => {
  const { page, pbx } = await demo({ devices: 6 });
  const other = await startPbx({ seed: 2, devices: 6 });
  const shared = macOf(deviceAt(pbx, 0));
  other.devices.push({ ...deviceAt(pbx, 0), Name: 'Same box, other site' });
  const pbxId = await setPace(page, quick);
  const added = await addPbx(page, 'Branch', other);
  await page.reload();
  await runToEnd(page, { pbxId, macs: macsOf(pbx), reference: 'INC-9' });
  await runToEnd(page, { pbxId: added, macs: [shared] });
  await runToEnd(page, { pbxId, macs: [shared] });

  await goTo(page, 'History');
  await expect(main(page).getByRole('row')).toHaveCount(3);
  const search = main(page).getByRole('searchbox');
  await search.fill(formatMac(shared).toLowerCase().replaceAll(':', '-'));
  const found = main(page).getByRole('grid', { name: 'Found devices' }).getByRole('row');
  await expect(found).toHaveCount(3);
  await expect(found.nth(0)).toContainText('Job 3');
  await expect(found.nth(1)).toContainText('Branch');
  await expect(found.nth(1)).toContainText('Same box, other site');
  await expect(found.nth(2)).toContainText(/replaced/);
  await expect(found.nth(2)).toContainText('INC-9');
  await search.fill('other site');
  await expect(found).toHaveCount(1);
  await found.first().click();
  await expect(main(page).getByRole('heading', { name: 'Job 2 on Branch' })).toBeVisible();
  await button(page, 'History').click();
  await expect(search).toHaveValue('other site');
  await expect(found).toHaveCount(1);
  await search.fill('nobody has this');
  await expect(main(page).getByText(/No results for/)).toBeVisible();
  await search.press('Escape');
  await expect(main(page).getByRole('row')).toHaveCount(3);
});

test('while a job runs, its PBX accepts no other, and says so', async ({ demo }) => {
  const { page, pbx } = await demo({ devices: 24 });
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 8);
  await begin(page, { pbxId, macs: macsOf(pbx) });
  await held.arrived;
  await waitInRail(page, '8 of 24');
  await page.getByRole('textbox', { name: 'MAC address or name' }).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  await expect(main(page).getByText('A job is running on this PBX').first()).toBeVisible();
  await expect(
    main(page)
      .getByText(/Job 1 is running in Rekey or in a terminal/)
      .first(),
  ).toBeVisible();
  held.release();
});

test('what quitting left unfinished is offered at the next start, and resumes', async ({
  startPbx,
  launch,
  dataDir,
}) => {
  test.skip(Boolean(noKeyringHere), String(noKeyringHere));
  const keyring = await withKeyring('unlocked');
  const pbx = await startPbx({ devices: 24 });
  const macs = macsOf(pbx);
  const before = await launch({ dataDir, env: keyring.env });
  const page = await before.page();
  await addPbx(page, 'Acme', pbx);
  const pbxId = await setPace(page, oneByOne);
  const held = holdAt(pbx, 8);
  await begin(page, { pbxId, macs });
  await held.arrived;
  await before.closeWindow();
  await expect.poll(async () => (await before.shownDialogs()).length).toBe(1);
  await before.answerNextDialog({ response: 0 });
  held.release();
  await before.exited;

  const after = await launch({ dataDir, env: keyring.env });
  const again = await after.page();
  const offer = again.getByRole('region', { name: 'Unfinished jobs' });
  await expect(offer).toContainText(/Job 1 on Acme is paused: \d+ of 24 done\./);
  await setPace(again, quick);
  await offer.getByRole('button', { name: 'Resume' }).click();
  await expect(offer).toHaveCount(0);
  await openJob(again, 1);
  await expect(again.getByText('All 24 devices have a new password.')).toBeVisible();
  expect(macs.map((mac) => countRegenerations(pbx, mac))).toEqual(macs.map(() => 1));
  await keyring.stop();
});

test('ten thousand devices open and scroll with only a few of their rows in the page', async ({
  launch,
  dataDir,
}) => {
  const store = await openStore(dataDir);
  const count = 10_000;
  const job = store.jobs.create({
    pbxId: null,
    pbxName: 'Large',
    pbxUrl: 'https://large.example',
    reference: null,
    retryOf: null,
    user: 'ann',
    items: Array.from({ length: count }, (_, place) => ({
      mac: (0x0a0000000000 + place).toString(16).padStart(12, '0') as Mac,
      match: 'not-listed',
      device: null,
      problem: place % 2 ? { code: 'device-not-found', facts: {} } : null,
    })),
  });
  store.jobs.finish(job.id);
  store.close();

  const page = await (await launch({ dataDir })).page();
  await openJob(page, job.id);
  await expect(main(page).getByRole('radio', { name: 'All 10,000' })).toBeVisible();
  await expect(rowsOf(page).first()).toContainText('0A:00:00:00:00:00');
  const most = 60;
  expect(await rowsOf(page).count()).toBeLessThan(most);
  const grid = page.getByRole('grid', { name: /^Devices/ });
  await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(
    rowsOf(page)
      .filter({ hasText: /0A:00:00:00:13:8/ })
      .first(),
  ).toBeVisible();
  expect(await rowsOf(page).count()).toBeLessThan(most);
  await rowsOf(page).last().click();
  await page.keyboard.press('End');
  await expect(rowsOf(page).filter({ hasText: '0A:00:00:00:27:0F' })).toBeFocused();
  expect(await rowsOf(page).count()).toBeLessThan(most);
  await main(page).getByRole('searchbox').fill('0a:00:00:00:12:34');
  await expect(rowsOf(page)).toHaveCount(1);
});
