import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { formatMac } from '../../common/mac.ts';
import { addPbx, macOf } from './jobs-support.ts';
import {
  addUntested,
  deviceAt,
  expect,
  goTo,
  listings,
  macField,
  noProblems,
  panelOf,
  regenerations,
  selectPbx,
  test,
  withTray,
} from './support.ts';

const found = (page: Page) => page.getByRole('listbox', { name: 'Matching devices' });
/** Selects the demo again, after another PBX was added. */
async function selectDemo(page: Page): Promise<void> {
  await page.reload();
  await selectPbx(page, 'Demo 3CX');
}

const understanding = (page: Page) => page.locator('#understanding');

test('which customer has this device: by name, line, model or part of its MAC, and without a network', async ({
  demo,
  startPbx,
  problems,
}) => {
  const { app, page, pbx } = await demo();
  const branch = await startPbx({ seed: 2 });
  const id = await addPbx(page, 'Branch', branch);
  await page.evaluate((pbxId) => window.rekey.call('devices:refresh', { pbxId }), id);
  await selectDemo(page);
  await app.setOnline(false);

  const name = deviceAt(pbx, 0).Name ?? '';
  await macField(page).fill(name.toUpperCase());
  await expect(understanding(page)).toContainText('devices found');
  const options = found(page).getByRole('option');
  // Both have a device of that name: the selected PBX's comes first, the other shows its PBX, and how old its list
  // is.
  await expect(options.first()).toContainText(name);
  await expect(options.first()).not.toContainText('list fetched');
  await expect(options.filter({ hasText: 'Branch · device list fetched just now' })).not.toHaveCount(0);

  // Arrow keys and Enter: the other PBX is selected, and the MAC is in the field.
  const theirs = deviceAt(branch, 0);
  const mac = formatMac(macOf(theirs));
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(macField(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(options.first()).toBeFocused();
  const place = await options.evaluateAll(
    (all, wanted) => all.findIndex((each) => each.textContent?.includes(wanted)),
    mac,
  );
  for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(macField(page)).toHaveValue(mac);
  await expect(macField(page)).toBeFocused();
  await expect(page.getByRole('banner')).toContainText('Branch');
  await expect(understanding(page)).toContainText(theirs.Name ?? '');
  await expect(found(page)).toHaveCount(0);

  // A part of a MAC, in another spelling.
  const part = macOf(theirs).slice(4, 10);
  await macField(page).fill(`${part.slice(0, 2)}-${part.slice(2, 4)}-${part.slice(4).toUpperCase()}`);
  await expect(found(page).getByRole('option', { name: new RegExp(mac) })).toBeVisible();
  await expect(understanding(page)).toContainText('6 of 12 digits');
  // A line's number, which is hexadecimal, too.
  const line = theirs.FxsLines?.[0]?.Number ?? '';
  await macField(page).fill(line);
  await expect(
    found(page)
      .getByRole('option', { name: new RegExp(theirs.Name ?? '') })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(options.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(macField(page)).toBeFocused();
  await expect(macField(page)).toHaveValue(line);
  expect(regenerations(pbx) + regenerations(branch)).toBe(0);
  expect(problems).toEqual(noProblems());
});

test('Enter takes the only result, and asks before anything is regenerated', async ({ demo }) => {
  const { page, pbx } = await demo();
  const device = deviceAt(pbx, 3);
  await macField(page).fill(device.Name ?? '');
  const unique = pbx.devices.filter(({ Name }) => Name?.includes(device.Name ?? '')).length === 1;
  expect(unique).toBe(true);
  await expect(found(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(macField(page)).toHaveValue(formatMac(macOf(device)));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: /a new password\?$/ })).toContainText(device.Name ?? '');
  expect(regenerations(pbx)).toBe(0);
});

test('a name that is found nowhere is reported as matching no device', async ({ demo }) => {
  const { page } = await demo();
  await macField(page).fill('no such device anywhere');
  await expect(understanding(page)).toHaveText('No matching devices');
  await expect(found(page)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(macField(page)).toBeFocused();
  await macField(page).fill('');
  await expect(page.getByText('Or search all PBXs for a device')).toBeVisible();
});

test('Enter on letters that are part of a MAC does not hide that a device was found', async ({ demo }) => {
  const { page, pbx } = await demo();
  pbx.devices.push({ ...deviceAt(pbx, 0), MacAddress: '02000000FADE', Name: 'Added since' });
  await page.getByRole('button', { name: 'Refresh the device list' }).click();
  await macField(page).fill('fade');
  await expect(found(page)).toContainText('Added since');
  await page.keyboard.press('Enter');
  await expect(understanding(page)).toContainText('1 device found');
  await expect(macField(page)).not.toHaveAttribute('aria-invalid', 'true');
});

test('a name that is found nowhere is reported along with the PBXs that were not searched', async ({
  demo,
  startPbx,
}) => {
  const { app, page } = await demo({ launch: withTray });
  await addUntested(page, await startPbx({ seed: 2 }), 'Branch');
  const gap = 'Not searched, no device list yet: Branch';
  await macField(page).fill('no such device anywhere');
  await expect(page.getByText(gap)).toBeVisible();
  await selectPbx(page, 'Demo 3CX');
  await macField(page).fill('nor this one');
  await expect(understanding(page)).toHaveText('No matching devices');
  await expect(page.getByText(gap)).toBeVisible();

  const panel = await panelOf(app);
  await macField(panel).fill('no such device anywhere');
  await expect(understanding(panel)).toHaveText('No matching devices');
  await expect(panel.getByText(gap)).toBeVisible();
  // Letters that may be the start of a MAC, once the user says that they are complete.
  await macField(panel).fill('facade bed');
  await macField(panel).press('Enter');
  await expect(understanding(panel)).toHaveText('No matching devices');
  await expect(panel.getByText(gap)).toBeVisible();
});

test('a sentence with one MAC means that device; with two it goes to the list', async ({ demo }) => {
  const { page, pbx } = await demo();
  const [first, second] = [deviceAt(pbx, 0), deviceAt(pbx, 1)];
  await macField(page).fill(`please look at ${first.MacAddress} in the basement`);
  await expect(understanding(page)).toContainText(first.Name ?? '');

  await macField(page).fill(`${first.MacAddress} and ${second.MacAddress}`);
  await expect(understanding(page)).toContainText('2 MAC addresses in this text');
  await expect(page.getByRole('button', { name: 'Regenerate password' })).toBeDisabled();
  await page.keyboard.press('Enter');
  const open = page.getByRole('button', { name: 'Open in List' });
  await expect(open).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toContainText(first.Name ?? '');
  await expect(page.getByRole('grid')).toContainText(second.Name ?? '');
  expect(regenerations(pbx)).toBe(0);
});

test('twenty PBXs with two thousand devices each are searched while typing', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const db = new Database(`${app.dataDir}/rekey.db`);
  const device = { kind: 'fxs', brand: 'Yealink', model: 'W70B', lines: [], owner: null };
  const addPbxRow = db.prepare(
    `INSERT INTO pbxs (id, name, url, client_id, concurrency, rate_per_second, list_fetched_at)
     VALUES (?, ?, ?, 'x', 4, 5, ?)`,
  );
  const addDevice = db.prepare('INSERT INTO devices (pbx_id, mac, device, search) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (let n = 0; n < 20; n += 1) {
      const id = `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`;
      addPbxRow.run(id, `Customer ${n}`, `https://c${n}.example`, Date.now() - n * 3_600_000);
      for (let d = 0; d < 2000; d += 1) {
        const mac = `02${n.toString(16).padStart(4, '0')}${d.toString(16).padStart(6, '0')}`;
        const name = `Warehouse ${n}-${d}`;
        addDevice.run(
          id,
          mac,
          JSON.stringify({ ...device, mac, key: mac, name }),
          `${name}\nyealink w70b`.toLowerCase(),
        );
      }
    }
  })();
  db.close();
  const timed = await page.evaluate(async () => {
    const begun = performance.now();
    for (const text of ['warehouse 19-1999', 'yealink', 'zzz nothing', '0013:0007']) {
      const reply = await window.rekey.call('devices:search', { text, firstPbxId: null, limit: 50 });
      if (!reply.ok) throw new Error(reply.problem.code);
    }
    return (performance.now() - begun) / 4;
  });
  // A tenth of that on a machine that does nothing else.
  expect(timed).toBeLessThan(1000);
  await macField(page).fill('yealink');
  await expect(page.getByText('The first 50 devices found.')).toBeVisible();
  await expect(found(page).getByRole('option')).toHaveCount(50);
  await macField(page).fill('warehouse 19-1999');
  await expect(found(page)).toContainText('Customer 19 · device list fetched 19 hours ago');
  expect(pbx.requests.some(({ path }) => path.includes('Regenerate'))).toBe(false);
});

test('an old list is refreshed while the window is in use, with the current token and never by signing in', async ({
  demo,
  startPbx,
}) => {
  const { app, page, pbx } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addPbx(page, 'Branch', branch);
  await selectDemo(page);
  const age = (): void => {
    const db = new Database(`${app.dataDir}/rekey.db`);
    db.prepare('UPDATE pbxs SET list_fetched_at = list_fetched_at - ?').run(20 * 60_000);
    db.close();
  };
  const [listed, signedIn] = [listings(pbx), pbx.signIns.requests];
  age();
  pbx.devices.push({ ...deviceAt(pbx, 0), MacAddress: '020000000001', Name: 'Brand new' });
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('devices · just now');
  await macField(page).fill('Brand new');
  await expect(found(page).getByRole('option')).toHaveCount(1);
  expect(listings(pbx)).toBeGreaterThan(listed);
  expect(pbx.signIns.requests).toBe(signedIn);

  // Another program took the token: it keeps it.
  age();
  pbx.evictToken();
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('20 minutes ago');
  await macField(page).fill('Brand new');
  await expect(found(page).getByRole('option')).toHaveCount(1);
  await goTo(page, 'Device');
  expect(pbx.signIns.requests).toBe(signedIn);
  // A PBX that was never signed in to is not signed in to either.
  await selectPbx(page, 'Branch');
  await expect(page.getByRole('banner')).toContainText('Device list not fetched yet');
  expect(branch.requests).toEqual([]);
});

test('a whole MAC names the PBX that has it, even for a desk phone, and if there is no list yet', async ({
  demo,
  startPbx,
}) => {
  const { page, pbx } = await demo();
  await addUntested(page, await startPbx({ seed: 2 }), 'Branch');
  const toDemo = page.getByRole('button', { name: 'Switch to Demo 3CX' });
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await expect(understanding(page)).toContainText('list');
  await expect(toDemo).toBeVisible();
  await page.getByRole('button', { name: 'Fetch device list' }).click();
  await expect(understanding(page)).toContainText('Not in the device list of Branch');
  const [phone] = pbx.users.flatMap(({ Phones }) => Phones);
  await macField(page).fill(phone?.MacAddress ?? '');
  await toDemo.click();
  await expect(understanding(page)).toContainText('desk phone');
});

test('a list that was fetched while the clock was ahead is replaced by a newer one', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const db = new Database(`${app.dataDir}/rekey.db`);
  db.prepare('UPDATE pbxs SET list_fetched_at = list_fetched_at + 5 * 3600000').run();
  db.close();
  // So that the window does not refresh it on its own.
  pbx.serverFault('devices', { kind: 'always', fault: { kind: 'unauthorized' } });
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('before the clock was set back');
  pbx.serverFault('devices');
  const gone = deviceAt(pbx, 0);
  const added = { ...gone, MacAddress: '0200000000AB', Name: 'Added since' };
  pbx.devices.push(added);
  await page.getByRole('button', { name: 'Refresh the device list' }).click();
  await expect(page.getByRole('banner')).toContainText('just now');
  await macField(page).fill(added.MacAddress);
  await expect(understanding(page)).toContainText('Added since');
});
