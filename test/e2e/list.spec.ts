import type { Page } from '@playwright/test';
import { formatMac, parseMac } from '../../common/mac.ts';
import { type DemoPbx, late, normalMac } from '../pbx/index.ts';
import { xlsx } from '../setup/office-files.ts';
import { addUntested, deviceAt, expect, test } from './support.ts';

// A job of thirty devices takes a while at the default speed.
const grid = (page: Page) => page.getByRole('grid', { name: 'List' });
const rows = (page: Page) => grid(page).locator('tbody tr');
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });
const chip = (page: Page, name: RegExp) =>
  page.getByRole('radiogroup', { name: 'Show rows' }).getByRole('radio', { name });
const regenerate = (page: Page, count: number) =>
  page.getByRole('button', { name: `Regenerate ${count} password${count === 1 ? '' : 's'}` });
const question = (page: Page) => page.getByRole('group', { name: /^Give / });
const text = (page: Page) => page.getByRole('textbox', { name: 'List' });
const regenerations = (pbx: DemoPbx): number =>
  pbx.requests.filter(({ path }) => path.includes('Regenerate')).length;
const shown = (mac: string): string => {
  const verdict = parseMac(mac);
  return verdict.ok ? formatMac(verdict.mac) : mac;
};

async function open(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('List').click();
  await expect(text(page)).toBeFocused();
}

/** Demo devices as rows of a spreadsheet. */
function sheet(pbx: DemoPbx, from: number, to: number): string {
  const devices = Array.from({ length: to - from }, (_, n) => deviceAt(pbx, from + n));
  return devices.map(({ Name, MacAddress, Model }) => `${Name}\t${MacAddress}\t${Model}`).join('\n');
}

function phoneOf(pbx: DemoPbx): { mac: string; owner: string } {
  const user = pbx.users.find(({ Phones }) => Phones.length > 0);
  return { mac: user?.Phones[0]?.MacAddress ?? '', owner: `${user?.DisplayName} (${user?.Number})` };
}

/** Files as dropped from the desktop, or chosen. */
const asFile = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

async function drop(page: Page, name: string, content: string | Buffer): Promise<void> {
  const files = await page.evaluateHandle(
    ([fileName, base64]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      transfer.items.add(new File([bytes], fileName));
      return transfer;
    },
    [name, Buffer.from(content as string).toString('base64')] as const,
  );
  const target = page.getByRole('main').locator('div div').first();
  await target.dispatchEvent('dragenter', { dataTransfer: files });
  await expect(page.getByText('Drop files')).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer: files });
}

test('if nothing has the focus during the lookup, the button has it afterwards', async ({
  demo,
  startPbx,
}) => {
  const { app, page } = await demo();
  const branch = await startPbx({ seed: 2 });
  await addUntested(page, branch, 'Branch');
  await open(page);
  const held = late();
  branch.serverFault('devices', held);
  await app.paste(page, sheet(branch, 0, 3));
  await expect(page.getByRole('region', { name: 'Plan' })).toBeFocused();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  held.release();
  await expect(regenerate(page, 3)).toBeFocused();
});

test('a mixed list from pasting to new passwords: correct a row, exclude one, type the number, run', async ({
  demo,
  problems,
}) => {
  const { app, page, pbx } = await demo({ devices: 40 });
  await open(page);
  const phone = phoneOf(pbx);
  const damaged = shown(deviceAt(pbx, 30).MacAddress);
  const mixed = [
    'Devices for ticket 4711, please renew:',
    sheet(pbx, 0, 30),
    `${deviceAt(pbx, 2).Name} once more: ${deviceAt(pbx, 2).MacAddress}`,
    `Ann's: ${phone.mac}`,
    '02:00:00:00:00:01 new',
    'call 805600112233',
    `${damaged.slice(0, -1)}G`,
  ].join('\r\n');
  await app.paste(page, mixed);
  await expect(regenerate(page, 30)).toBeFocused();
  for (const name of [
    /Ready 30/,
    /Not listed 1/,
    /Desk phones 1/,
    /Needs review 1/,
    /Duplicates 1/,
    /Invalid 1/,
  ])
    await expect(chip(page, name)).toBeVisible();
  await expect(page.getByText('36 lines, 1 without a MAC address')).toBeVisible();

  await chip(page, /Desk phones/).click();
  await expect(row(page, phone.owner)).toHaveCount(1);
  await chip(page, /Duplicates/).click();
  await expect(rows(page)).toContainText(['Same as line 4']);

  await chip(page, /Invalid/).click();
  await expect(rows(page)).toHaveCount(1);
  await rows(page)
    .getByRole('button', { name: /Correct/ })
    .click();
  const field = grid(page).getByRole('textbox', { name: 'MAC address' });
  await field.fill('00:0B');
  await expect(rows(page)).toContainText(['4 of 12 digits']);
  await field.fill(damaged);
  await expect(rows(page)).toContainText([deviceAt(pbx, 30).Name ?? '']);
  await field.press('Enter');
  await expect(chip(page, /Ready 31/)).toBeVisible();
  await expect(grid(page)).toBeFocused();

  await chip(page, /All/).click();
  await row(page, deviceAt(pbx, 1).Name ?? '')
    .locator('td')
    .first()
    .click();
  await expect(page.getByText('1 excluded', { exact: true })).toBeVisible();
  await regenerate(page, 30).click();
  await expect(question(page)).toContainText('Give 30 devices on Demo 3CX new passwords?');
  await page.getByRole('textbox', { name: 'Type 30 to continue' }).fill('31');
  await page.keyboard.press('Enter');
  expect(regenerations(pbx)).toBe(0);
  await page.getByRole('textbox', { name: 'Type 30 to continue' }).fill('30');
  await page.getByRole('textbox', { name: /Reference/ }).fill('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Job' })).toContainText('4711');
  await expect.poll(() => pbx.regenerated.size).toBe(30);
  await expect(page.getByText('All 30 devices have a new password.')).toBeVisible();
  expect(pbx.regenerated.has(normalMac(deviceAt(pbx, 1).MacAddress))).toBe(false);
  expect(pbx.regenerated.has(normalMac(deviceAt(pbx, 30).MacAddress))).toBe(true);

  await page.getByRole('button', { name: 'New list' }).click();
  await expect(text(page)).toHaveValue('');
  expect(problems).toEqual({ errors: [], policyViolations: [], console: [] });
});

test('using only the keyboard: paste, correct, exclude, Enter, Enter', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  const damaged = shown(deviceAt(pbx, 3).MacAddress);
  await app.paste(page, `${sheet(pbx, 0, 3)}\n${damaged.slice(0, -1)}G`);
  await expect(regenerate(page, 3)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(damaged.slice(-1));
  await page.keyboard.press('Enter');
  await expect(regenerate(page, 3)).toBeEnabled();
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(regenerate(page, 3)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(regenerate(page, 3)).toBeFocused();
  expect(regenerations(pbx)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(question(page).getByRole('button', { name: /Regenerate/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => pbx.regenerated.size).toBe(3);
  expect(pbx.regenerated.has(normalMac(deviceAt(pbx, 0).MacAddress))).toBe(false);
});

test('an Enter that is held down does not confirm the question', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  await app.paste(page, sheet(pbx, 0, 3));
  await expect(regenerate(page, 3)).toBeFocused();
  for (const _ of [1, 2, 3, 4]) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(question(page)).toBeVisible();
  expect(regenerations(pbx)).toBe(0);
});

test('“check only” fetches the device list again and sends nothing', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  await app.paste(page, `${sheet(pbx, 0, 4)}\n02:00:00:00:00:01`);
  await expect(regenerate(page, 4)).toBeEnabled();
  pbx.devices.push({ ...deviceAt(pbx, 0), MacAddress: '020000000001', Name: 'Brand new' });
  await page.getByRole('button', { name: 'Check only' }).click();
  await expect(page.getByText('Nothing was changed. 5 devices would get a new password.')).toBeVisible();
  await expect(row(page, 'Brand new')).toHaveCount(1);
  expect(regenerations(pbx)).toBe(0);
  expect(pbx.requests.filter(({ method }) => method === 'POST' || method === 'PATCH').length).toBe(
    pbx.signIns.requests,
  );

  await pbx.close();
  await page.getByRole('button', { name: 'Check only' }).click();
  await expect(page.getByText('The PBX can’t be reached')).toBeVisible();
  await expect(page.getByText('Nothing was changed.')).toHaveCount(0);
});

test('unlisted devices are tried if the user chooses that', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  await app.paste(page, `${sheet(pbx, 0, 1)}\n02:00:00:00:00:01`);
  await expect(regenerate(page, 1)).toBeEnabled();
  await page.getByText('Also try 1 device not listed on Demo 3CX').click();
  await regenerate(page, 2).click();
  await expect(question(page)).toContainText('1 of them isn’t in the PBX’s device list.');
  await expect(question(page)).toContainText(/This takes about \d+ s, or longer if the PBX answers slowly\./);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not in this PBX’s device list').first()).toBeVisible();
  expect(pbx.regenerated.size).toBe(1);
  expect(regenerations(pbx)).toBeGreaterThan(1);
});

test('devices of another PBX can be switched to in one step, and the plan is made again there', async ({
  demo,
  startPbx,
}) => {
  const { app, page, pbx } = await demo();
  const other = await startPbx({ seed: 2 });
  await page.getByRole('navigation').getByText('PBXs').click();
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Acme Branch');
  await page.getByRole('textbox', { name: 'Address' }).fill(other.url);
  await page.getByRole('textbox', { name: 'Client ID' }).fill(other.clientId);
  await page.getByLabel('API key').first().fill(other.apiKey);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
  await page.getByRole('button', { name: /^(Save|Add PBX)$/ }).click();
  await expect(page.getByRole('button', { name: 'Test Acme Branch' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('devices');
  await open(page);
  await app.paste(page, `${sheet(pbx, 0, 2)}\n${sheet(other, 0, 1)}`);
  await expect(regenerate(page, 1)).toBeEnabled();
  await expect(chip(page, /Not listed 2/)).toBeVisible();
  await expect(row(page, 'On Demo 3CX')).toHaveCount(2);
  await regenerate(page, 1).click();
  await expect(question(page)).toContainText('Acme Branch');
  await page.getByRole('button', { name: '2 on Demo 3CX · switch' }).click();
  await expect(regenerate(page, 2)).toBeEnabled();
  await expect(question(page)).toHaveCount(0);
  await expect(row(page, 'On Acme Branch')).toHaveCount(1);
});

test('without the PBX the stored list is used, and the plan says so', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  const known = sheet(pbx, 0, 2);
  await pbx.close();
  await app.paste(page, `${known}\n02:00:00:00:00:01`);
  await expect(page.getByText(/Based on the device list fetched/)).toBeVisible();
  await expect(chip(page, /Ready 2/)).toBeVisible();
  await expect(chip(page, /Not listed 1/)).toBeVisible();
  await regenerate(page, 2).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/can’t be reached|not reachable/i).first()).toBeVisible();
});

test('a list is still there, at the same place, when the user returns to it', async ({ demo }) => {
  const { app, page, pbx } = await demo({ devices: 60 });
  await open(page);
  await app.paste(page, sheet(pbx, 0, 60));
  await expect(regenerate(page, 60)).toBeFocused();
  await grid(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(regenerate(page, 59)).toBeEnabled();
  const before = await grid(page).evaluate((element) => element.scrollTop);
  expect(before).toBeGreaterThan(500);
  await page.getByRole('navigation').getByText('Device').click();
  await page.getByRole('navigation').getByText('List').click();
  await expect(regenerate(page, 59)).toBeEnabled();
  expect(await grid(page).evaluate((element) => element.scrollTop)).toBe(before);
  await page.getByRole('button', { name: 'New list' }).click();
  await page.keyboard.press('Escape');
  await expect(regenerate(page, 59)).toBeEnabled();
  await page.getByRole('button', { name: 'New list' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(text(page)).toHaveValue('');
  await expect(grid(page)).toHaveCount(0);
});

test('scanning: each Enter is a row, marked as good, duplicate or wrong', async ({ demo }) => {
  const { page, pbx } = await demo();
  await open(page);
  await page.getByRole('radio', { name: 'Scan' }).click();
  const field = page.getByRole('textbox', { name: 'Scan' });
  await expect(field).toBeFocused();
  // A barcode reader types as fast as it can.
  for (const n of [0, 1, 2]) await page.keyboard.type(`${deviceAt(pbx, n).MacAddress}\n`);
  await expect(page.locator('[data-scan="good"]')).toContainText(deviceAt(pbx, 2).Name ?? '');
  await page.keyboard.type(`${shown(deviceAt(pbx, 1).MacAddress)}\n`);
  await expect(page.locator('[data-scan="duplicate"]')).toContainText('is the same as scan 2');
  await page.keyboard.type('SN20EZ1ABCD\n');
  await expect(page.locator('[data-scan="bad"]')).toContainText('Not a MAC address');
  await expect(rows(page)).toHaveCount(5);
  await expect(row(page, 'SN20EZ1ABCD')).toContainText('A MAC address has only');
  await expect(regenerate(page, 3)).toBeEnabled();
  await expect(field).toBeFocused();
  await page.getByRole('button', { name: 'Sound is on: turn it off' }).click();
  await expect(field).toBeFocused();
  await expect(page.getByRole('button', { name: 'Sound is off: turn it on' })).toBeVisible();
  await page.getByRole('radio', { name: 'Paste or open' }).click();
  await expect(regenerate(page, 3)).toBeEnabled();
});

test('a scan makes a sound: one tone for good, two for a duplicate, a low one for wrong', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  await page.evaluate(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, ...args) {
      heard.push(this.frequency.value);
      return start.apply(this, args);
    };
  });
  await open(page);
  await page.getByRole('radio', { name: 'Scan' }).click();
  const mac = deviceAt(pbx, 0).MacAddress;
  for (const scan of [mac, mac, 'nothing']) await page.keyboard.type(`${scan}\n`);
  const heard = () => page.evaluate(() => (window as unknown as { heard: number[] }).heard);
  await expect.poll(heard).toEqual([1320, 660, 660, 180]);
  await page.getByRole('button', { name: 'Sound is on: turn it off' }).click();
  await page.keyboard.type('nothing\n');
  await expect(rows(page)).toHaveCount(4);
  expect(await heard()).toHaveLength(4);
});

test('files are opened and dropped; what is not text, or too much, is rejected with what to do', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  await open(page);
  const input = page.getByLabel('Files to open');
  await input.setInputFiles([asFile('devices.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))]);
  await expect(page.getByText(/“devices.xlsx” is damaged or incomplete/)).toBeVisible();
  await input.setInputFiles([asFile('empty.csv', '')]);
  await expect(page.getByText('“empty.csv” contains no text.')).toBeVisible();
  await input.setInputFiles([
    asFile('a.csv', sheet(pbx, 0, 2)),
    asFile('b.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sheet(pbx, 2, 4), 'utf16le')])),
  ]);
  await expect(regenerate(page, 4)).toBeFocused();
  await expect(page.getByText('4 lines from 2 files')).toBeVisible();
  await expect(page.getByText('contains no text')).toHaveCount(0);
  await drop(page, 'c.log', sheet(pbx, 4, 5));
  await expect(regenerate(page, 5)).toBeFocused();
  await expect(page.getByText('5 lines from 3 files')).toBeVisible();
});

test('a workbook is opened and dropped: its rows by sheet, hidden parts left out and reported', async ({
  demo,
}) => {
  const { page, pbx } = await demo();
  await open(page);
  const macs = Array.from({ length: 4 }, (_, n) => deviceAt(pbx, n).MacAddress);
  const [first = '', second = '', third = '', fourth = ''] = macs;
  const hiddenRow = `<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>${second}</t></is></c></row><row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>${third}</t></is></c></row></sheetData>`;
  const workbook = xlsx({
    sheets: [
      {
        name: 'North',
        rows: [
          ['Name', 'MAC'],
          ['Lobby', first],
        ],
      },
      { name: 'South', xml: hiddenRow },
    ],
  });
  await page.getByLabel('Files to open').setInputFiles([asFile('devices.xlsx', workbook)]);
  await expect(regenerate(page, 2)).toBeFocused();
  await expect(row(page, shown(second)).getByTitle('South, row 2')).toBeVisible();
  const left = page.getByRole('alert').filter({ hasText: 'Parts of the file were skipped' });
  await expect(left).toContainText('Not read: 1 hidden row.');
  await left.getByRole('button', { name: 'Dismiss' }).click();
  await expect(left).toHaveCount(0);
  await drop(page, 'more.xlsx', xlsx({ sheets: [{ name: 'A', rows: [[fourth]] }] }));
  await expect(regenerate(page, 3)).toBeFocused();
  await expect(row(page, shown(third))).toHaveCount(0);
});

test('a dropped folder is reported, and the pasted source of a mail is decoded', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  const cdp = await page.context().newCDPSession(page);
  const { x = 0, y = 0 } = (await text(page).boundingBox()) ?? {};
  const data = { items: [], files: [import.meta.dirname], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: x + 20, y: y + 20, data });
  await expect(page.getByText(/is a folder, not a file/)).toBeVisible();
  const mac = shown(deviceAt(pbx, 0).MacAddress);
  const source = `From: ann@example.com\nSubject: bases\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nPlease renew ${mac.slice(0, 9)}=\n${mac.slice(9)}.`;
  await app.paste(page, source);
  await expect(regenerate(page, 1)).toBeFocused();
  await expect(page.getByText(/is a folder/)).toHaveCount(0);
});

test('a button pastes the clipboard, and typed text is understood while typing', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  await app.clipboard.write('');
  await page.getByRole('button', { name: 'Paste from clipboard' }).click();
  await expect(page.getByText('There is no text on the clipboard.')).toBeVisible();
  await app.clipboard.write(sheet(pbx, 0, 1));
  await page.getByRole('button', { name: 'Paste from clipboard' }).click();
  await expect(regenerate(page, 1)).toBeFocused();
  // Outside a field, pasted text is appended.
  await app.paste(page, sheet(pbx, 1, 2));
  await expect(regenerate(page, 2)).toBeFocused();
  await page.getByRole('button', { name: 'Edit text' }).click();
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(`\n${deviceAt(pbx, 2).MacAddress}`);
  await expect(regenerate(page, 3)).toBeEnabled();
  await expect(text(page)).toBeFocused();
});

test('a text without a MAC is reported, and one with too many is rejected', async ({ demo }) => {
  const { app, page } = await demo();
  await open(page);
  await app.paste(page, 'nothing in here\nat all');
  await expect(page.getByText('2 lines, no MAC address found')).toBeVisible();
  await expect(text(page)).toHaveValue('nothing in here\nat all');
  await page.getByRole('button', { name: 'New list' }).click();
  const many = Array.from({ length: 10_001 }, (_, n) => `0200.0000.${n.toString(16).padStart(4, '0')}`);
  await app.paste(page, many.join('\n'));
  await expect(page.getByText(/more than 10,000 MAC addresses/)).toBeVisible({ timeout: 15_000 });
  await expect(grid(page)).toHaveCount(0);
});

test('of ten thousand rows only the visible ones are rendered', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page);
  const many = Array.from({ length: 9_990 }, (_, n) => `0200.0000.${n.toString(16).padStart(4, '0')}`);
  await app.paste(page, [sheet(pbx, 0, 10), ...many].join('\n'));
  await expect(regenerate(page, 10)).toBeEnabled({ timeout: 30_000 });
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  expect(await rows(page).count()).toBeLessThan(40);
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(row(page, '02:00:00:00:27:05')).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(40);
});

test('a hundred thousand lines are read while the window stays responsive', async ({ demo }) => {
  const { page } = await demo();
  await open(page);
  const lines = Array.from(
    { length: 100_000 },
    (_, n) =>
      `? (10.0.${n % 200}.${n % 250}) at 02:00:00:00:${(n % 90).toString(16).padStart(2, '0')}:${(n % 100).toString(16).padStart(2, '0')} [ether] on eth0`,
  );
  // Counts what the window does in between: without slices it would do nothing.
  await page.evaluate(() => {
    const ticks = { count: 0 };
    Object.assign(window, { ticks });
    setInterval(() => {
      ticks.count += 1;
    }, 5);
  });
  await page.getByLabel('Files to open').setInputFiles([asFile('arp.txt', lines.join('\n'))]);
  await expect(page.getByText('100,000 lines from arp.txt')).toBeVisible({ timeout: 40_000 });
  const ticks = await page.evaluate(() => (window as unknown as { ticks: { count: number } }).ticks.count);
  expect(ticks).toBeGreaterThan(5);
});

test('the speed of a PBX can be changed on its card', async ({ demo }) => {
  const { page } = await demo();
  await page.getByRole('navigation').getByText('PBXs').click();
  await page.getByRole('button', { name: 'Details of Demo 3CX' }).click();
  await page.getByRole('button', { name: 'Change the speed of Demo 3CX' }).click();
  await page.getByRole('textbox', { name: 'Devices at once' }).fill('99');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter a whole number from 1 to 16.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Devices at once' }).fill('8');
  await page.getByRole('textbox', { name: 'Devices per second' }).fill('');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Speed: 8 at once, no limit per second')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the speed of Demo 3CX' })).toBeFocused();
});
