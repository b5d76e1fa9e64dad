import type { Locator, Page } from '@playwright/test';
import { formatMac, type Mac } from '../../common/mac.ts';
import { type DemoPbx, nameOfUser } from '../pbx/index.ts';
import { macOf, openJob, rowsOf, runToEnd } from './jobs-support.ts';
import { waitForKeys, withShortcut } from './panel-support.ts';
import {
  addUntested,
  deviceAt,
  expect,
  macField as field,
  goTo,
  noProblems,
  regenerateByKeys,
  test,
} from './support.ts';

type User = DemoPbx['users'][number];

const main = (page: Page) => page.getByRole('main');
const rows = (page: Page) => page.getByRole('grid', { name: 'List' }).locator('tbody tr');
const row = (page: Page, mac: Mac) => rows(page).filter({ hasText: formatMac(mac) });
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });
const includeBox = (page: Page): Locator => page.getByRole('checkbox', { name: /^Include / });
const ownerOf = ({ DisplayName, Number: number }: User): string => `${DisplayName} (${number})`;
const macsOf = ({ Phones }: User): Mac[] =>
  Phones.map(({ MacAddress }) => macOf({ MacAddress: MacAddress ?? '' }));

/** The regenerations of users' passwords, each by name. */
const usersAsked = (pbx: DemoPbx): string[] =>
  pbx.requests.flatMap(({ path }) => /Users\((\d+)\)\/Pbx\.Regenerate$/.exec(path)?.[1] ?? []);

/** A user with this many desk phones. */
function userWith(pbx: DemoPbx, phones: number): User {
  const user = pbx.users.find(({ Phones }) => Phones.length === phones);
  if (!user) throw new Error(`the demo has no user with ${phones} phones`);
  return user;
}

/** Two phones of one user, one of another, and a device. */
function few(pbx: DemoPbx) {
  const [both, single, device] = [userWith(pbx, 2), userWith(pbx, 1), deviceAt(pbx, 0)];
  const [first, second] = macsOf(both) as [Mac, Mac];
  const [third] = macsOf(single) as [Mac];
  const text = [`Lobby ${device.MacAddress}`, `Desk ${first}`, `Desk ${third}`, `Home ${second}`].join('\n');
  return { both, single, device, first, second, third, text };
}

async function paste(page: Page, app: { paste(page: Page, text: string): Promise<void> }, text: string) {
  await goTo(page, 'List');
  await expect(page.getByRole('textbox', { name: 'List' })).toBeFocused();
  await app.paste(page, text);
  await expect(button(page, /^Regenerate \d+ password/)).toBeFocused();
}

test('using only the keyboard: the MAC of a desk phone gives its user a new password on all their phones', async ({
  demo,
  problems,
}) => {
  const { app, page, pbx } = await demo();
  const user = userWith(pbx, 2);
  const owner = ownerOf(user);
  const [first, second] = macsOf(user) as [Mac, Mac];
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(second);
  const line = page.locator('#understanding');
  await expect(line).toContainText(`Desk phone of ${owner}`);
  for (const mac of [first, second]) await expect(line).toContainText(formatMac(mac));
  await expect(button(page, `Regenerate for ${owner}`)).toBeVisible();
  await page.keyboard.press('Enter');

  const question = page.getByRole('group', { name: `Give ${owner} on Demo 3CX a new desk phone password?` });
  await expect(question).toContainText('Both desk phones of the user get it:');
  for (const mac of [first, second]) await expect(question).toContainText(formatMac(mac));
  await expect(question).toContainText(
    'Phone control from the apps may fail until each phone has fetched its configuration.',
  );
  expect(usersAsked(pbx)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `New desk phone password for ${owner}` })).toBeVisible();
  await expect(
    page.getByText(/Phone control from the apps may fail until each phone has fetched/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: `Copy the password of ${owner}` }).first()).toBeFocused();
  expect(await page.content()).not.toContain(user.DeskphonePassword);
  await page.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(user.DeskphonePassword);
  expect(usersAsked(pbx)).toEqual([String(user.Id)]);
  expect(pbx.regenerated.get(nameOfUser(user.Id))).toHaveLength(1);
  await expect(page.getByRole('list', { name: 'Recent on Demo 3CX' })).toContainText(owner);

  // The other phone of the same user is not another device.
  await field(page).fill(first);
  await expect(page.getByText('Earlier result, for another device')).toHaveCount(0);
  expect(problems).toEqual(noProblems());
});

test('the current password of a desk phone is read without changing anything', async ({ demo }) => {
  const { page, pbx } = await demo();
  const user = userWith(pbx, 1);
  await field(page).fill(user.Phones[0]?.MacAddress ?? '');
  await button(page, 'Show current password').click();
  await expect(
    page.getByRole('heading', { name: `Current desk phone password of ${ownerOf(user)}` }),
  ).toBeVisible();
  await button(page, /^Reveal/)
    .first()
    .click();
  await expect(main(page)).toContainText(user.DeskphonePassword ?? '');
  expect(usersAsked(pbx)).toEqual([]);
});

test('a desk phone that belongs to two users is left unchanged, with the reason', async ({ demo }) => {
  const { page, pbx } = await demo();
  const [user, other] = pbx.users.filter(({ Phones }) => Phones.length === 1) as [User, User];
  other.Phones = [...other.Phones, ...user.Phones];
  await page.getByRole('button', { name: 'Refresh the device list' }).click();
  await field(page).fill(user.Phones[0]?.MacAddress ?? '');
  await expect(page.locator('#understanding')).toContainText(
    'Rekey can’t tell for certain which user’s password it has.',
  );
  await expect(button(page, 'Regenerate password')).toBeDisabled();
  await expect(button(page, 'Show current password')).toBeDisabled();
});

test('if the list has to be fetched first, the question names the user of the desk phone', async ({
  demo,
  startPbx,
}) => {
  const { page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  const user = userWith(branch, 2);
  await field(page).fill(user.Phones[0]?.MacAddress ?? '');
  await button(page, 'Regenerate password').click();
  await expect(
    page.getByRole('group', { name: `Give ${ownerOf(user)} on Branch a new desk phone password?` }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Regenerate', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => usersAsked(branch)).toEqual([String(user.Id)]);
});

test('the quick panel regenerates for a desk phone, too', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const panel = await withShortcut(app, page);
  const user = userWith(pbx, 2);
  await app.clipboard.write(`MAC: ${user.Phones[0]?.MacAddress}`);
  await app.pressShortcut('Control+Alt+K');
  await waitForKeys(panel);
  await expect(panel.locator('#understanding')).toContainText(`Desk phone of ${ownerOf(user)}`);
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('group', { name: /^Give / })).toContainText('Phone control from the apps');
  await expect(panel.getByRole('button', { name: 'Regenerate', exact: true })).toBeFocused();
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /^Copy the password of/ })).toBeFocused();
  await panel.keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(user.DeskphonePassword);
  expect(usersAsked(pbx)).toEqual([String(user.Id)]);
});

test('a list includes desk phones only on request, each user once, and names the phones before it runs', async ({
  demo,
  problems,
}) => {
  const { app, page, pbx } = await demo();
  const { both, single, device, first, second, third, text } = few(pbx);
  await page.evaluate(() => window.rekey.call('settings:set', { confirmAbove: 2 }));
  await paste(page, app, text);
  await expect(button(page, 'Regenerate 1 password')).toBeVisible();
  await expect(includeBox(page)).not.toBeChecked();
  await expect(row(page, first)).toContainText(`Skipped: desk phone of ${ownerOf(both)}`);

  await page.getByText('Include 3 desk phones of 2 users').click();
  await expect(button(page, 'Regenerate 3 passwords')).toBeVisible();
  for (const mac of [first, second]) await expect(row(page, mac)).toContainText(ownerOf(both));
  await expect(row(page, first)).toContainText('New password');
  await expect(row(page, second)).toContainText('Same password as line 2');

  // Excluded and included again, each user with all of their phones.
  await row(page, second).locator('td').first().click();
  await expect(row(page, first)).toContainText('Excluded');
  await expect(button(page, 'Regenerate 2 passwords')).toBeVisible();
  await row(page, first).locator('td').first().click();
  await button(page, 'Check only').click();
  await expect(
    page.getByText('Nothing was changed. 1 device and 2 users (3 desk phones) would get new passwords.'),
  ).toBeVisible();

  await button(page, 'Regenerate 3 passwords').click();
  const question = page.getByRole('group', {
    name: 'Give 1 device and 2 users (3 desk phones) on Demo 3CX new passwords?',
  });
  await expect(question).toContainText('Phone control from the apps may fail');
  const users = question.getByRole('region', { name: 'Users, with all desk phones' });
  for (const each of [ownerOf(both), ownerOf(single), formatMac(first), formatMac(second), formatMac(third)])
    await expect(users).toContainText(each);
  await question.getByRole('textbox', { name: /^Type 3 / }).fill('4');
  await page.keyboard.press('Enter');
  await expect(question).toContainText('Enter 3.');
  expect(usersAsked(pbx)).toEqual([]);
  await question.getByRole('textbox', { name: /^Type 3 / }).fill('3');
  await page.keyboard.press('Enter');

  await expect(page.getByText('1 device and 2 users have new passwords.')).toBeVisible();
  expect(usersAsked(pbx).sort()).toEqual([both.Id, single.Id].map(String).sort());
  expect(pbx.regenerated.get(macOf(device))).toHaveLength(1);
  await expect(rowsOf(page)).toHaveCount(3);
  await expect(rowsOf(page).filter({ hasText: ownerOf(both) })).toHaveCount(1);
  await main(page).getByRole('searchbox').fill(formatMac(second));
  await expect(rowsOf(page)).toHaveCount(1);
  await rowsOf(page).first().click();
  await expect(page.getByText(new RegExp(`^All desk phones of .* ${formatMac(second)}`))).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect
    .poll(async () => (await app.clipboard.read()).split('\n').map((line) => line.split('\t')))
    .toEqual([first, second].map((mac, n) => [formatMac(mac), both.Phones[n]?.Name, both.DeskphonePassword]));
  expect(problems).toEqual(noProblems());
});

test('a phone that is not in the list is named as well', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const user = userWith(pbx, 2);
  const [first, second] = macsOf(user) as [Mac, Mac];
  await goTo(page, 'List');
  await expect(page.getByRole('textbox', { name: 'List' })).toBeFocused();
  await app.paste(page, `Desk ${first}`);
  await page.getByText('Include 1 desk phone of 1 user').click();
  await button(page, 'Regenerate 1 password').click();
  const users = page.getByRole('region', { name: 'Users, with all desk phones' });
  await expect(users.locator('dd').filter({ hasText: formatMac(second) })).toContainText('not in the list');
  await expect(users.locator('dd').filter({ hasText: formatMac(first) })).not.toContainText(
    'not in the list',
  );
});

test('a user who failed is retried with all of their phones, and the history finds each of them', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const { both, first, second } = few(pbx);
  const pbxId = await page.evaluate(async () => {
    const state = await window.rekey.call('app:state', undefined);
    return (state.ok && state.value.pbxs[0]?.id) || '';
  });
  pbx.scriptUser(both.Id, { kind: 'status', status: 403 });
  const deskPhones = [first, second].map((mac) => ({ mac, userId: both.Id }));
  await runToEnd(page, { pbxId, macs: [first, second], deskPhones });
  await openJob(page, 1);
  await button(page, 'Retry failed (1)').click();
  const question = page.getByRole('group', { name: 'Retry 1 user that failed on Demo 3CX?' });
  await expect(question).toContainText('All desk phones of a user get the new password.');
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('heading', { name: 'Job 2 on Demo 3CX' })).toBeVisible();
  await expect(page.getByText('The user has a new desk phone password.')).toBeVisible();
  expect(usersAsked(pbx)).toEqual([String(both.Id), String(both.Id)]);

  await button(page, 'History').click();
  for (const mac of [first, second]) {
    await page.getByRole('searchbox').fill(formatMac(mac));
    await expect(page.getByRole('grid', { name: 'Found devices' }).getByRole('row')).toHaveCount(2);
    await expect(page.getByRole('grid', { name: 'Found devices' })).toContainText(ownerOf(both));
  }
});

test('the history finds a job by a desk phone that shares the password without being in its list', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  const { both, first, second } = few(pbx);
  await field(page).fill(first);
  await regenerateByKeys(page);
  await expect(page.getByRole('heading', { name: /^New desk phone password/ })).toBeVisible();
  await goTo(page, 'History');
  await page.getByRole('searchbox').fill(formatMac(second));
  await expect(page.getByRole('grid', { name: 'Found devices' })).toContainText(ownerOf(both));
});

test('scanned desk phones count once they are included', async ({ demo }) => {
  const { page, pbx } = await demo();
  const { first, second, both } = few(pbx);
  await goTo(page, 'List');
  await page.getByRole('radio', { name: 'Scan' }).click();
  await page.keyboard.type(`${first}\n`);
  await expect(page.getByText('You can include it below.')).toBeVisible();
  await page.getByText('Include 1 desk phone of 1 user').click();
  await page.getByRole('textbox', { name: 'Scan' }).fill(second);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${formatMac(second)} is a desk phone of ${ownerOf(both)}.`)).toBeVisible();
  await expect(button(page, 'Regenerate 1 password')).toBeVisible();
});

test('a desk phone waits until the PBX can be reached, and its user then has the new password', async ({
  demo,
  startPbx,
}) => {
  const { app, page, pbx } = await demo();
  const user = userWith(pbx, 2);
  await pbx.close();
  await field(page).fill(user.Phones[0]?.MacAddress ?? '');
  await regenerateByKeys(page);
  await expect(button(page, 'Run when reachable')).toBeVisible();
  await app.clock.install();
  await button(page, 'Run when reachable').click();
  await expect(
    main(page).getByRole('heading', { name: `The new desk phone password for ${ownerOf(user)} waits` }),
  ).toBeVisible();
  const back = await startPbx({ port: pbx.port });
  await app.clock.advance(60_000);
  await expect(
    main(page).getByRole('heading', { name: `New desk phone password for ${ownerOf(user)}`, exact: true }),
  ).toBeVisible();
  expect(usersAsked(back)).toEqual([String(user.Id)]);
});

test('a list that waits for its PBX keeps the desk phones that were included', async ({ demo, startPbx }) => {
  const { app, page, pbx } = await demo();
  const { both, single, text } = few(pbx);
  await paste(page, app, text);
  await page.getByText('Include 3 desk phones of 2 users').click();
  await pbx.close();
  await button(page, 'Regenerate 3 passwords').click();
  await page.getByRole('button', { name: 'Regenerate', exact: true }).click();
  await expect(button(page, 'Run when reachable')).toBeVisible();
  await app.clock.install();
  await button(page, 'Run when reachable').click();
  await expect(main(page).getByRole('heading', { name: 'Job 1 on Demo 3CX' })).toBeVisible();
  const back = await startPbx({ port: pbx.port });
  await app.clock.advance(60_000);
  await expect(page.getByText('1 device and 2 users have new passwords.')).toBeVisible();
  expect(usersAsked(back).sort()).toEqual([both.Id, single.Id].map(String).sort());
});
