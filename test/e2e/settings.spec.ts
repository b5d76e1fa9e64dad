import type { Locator, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { RunningApp } from '../host/fixtures.ts';
import type { DemoPbx } from '../pbx/index.ts';
import { macsOf, oneByOne, runToEnd, setPace } from './jobs-support.ts';
import { deviceAt, expect, macField, regenerateByKeys, test, waitForListInput } from './support.ts';

const row = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });

const days = (page: Page): Locator => page.getByRole('textbox', { name: 'Days to keep' });
const count = (page: Page): Locator => page.getByRole('textbox', { name: 'Number of devices that need no' });

/** Using only the keyboard, as everywhere here. */
async function open(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: place }).focus();
  await page.keyboard.press('Enter');
}

/** Selects the next of several segments. */
async function chooseRight(page: Page, label: string): Promise<void> {
  await page.getByRole('radiogroup', { name: label }).getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
}

async function enter(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.press('ControlOrMeta+a');
  await field.pressSequentially(text);
  await field.press('Enter');
}

const isDark = (page: Page): Promise<boolean> =>
  page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

async function regenerateFirst(page: Page, pbx: DemoPbx): Promise<Locator> {
  await open(page, 'Device');
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  const copy = page.getByRole('button', { name: /^Copy the password of/ }).first();
  await expect(copy).toBeFocused();
  return copy;
}

/** Backdates the end of all jobs by that many days. */
function age(app: RunningApp, daysAgo: number): void {
  const db = new Database(`${app.dataDir}/rekey.db`);
  db.prepare('UPDATE items SET ended_at = ?').run(Date.now() - daysAgo * 86_400_000);
  db.close();
}

function sealed(app: RunningApp): number {
  const db = new Database(`${app.dataDir}/rekey.db`, { readonly: true });
  const { n } = db.prepare('SELECT count(*) AS n FROM items WHERE sealed IS NOT NULL').get() as { n: number };
  db.close();
  return n;
}

test('the appearance applies at once, is kept for the next start, and can follow the system', async ({
  launch,
  dataDir,
}) => {
  const first = await launch({ dataDir });
  const page = await first.page();
  await open(page, 'Settings');
  await expect(row(page, 'Appearance').getByRole('radio', { name: 'System' })).toBeChecked();
  expect(await isDark(page)).toBe(false);
  await chooseRight(page, 'Appearance');
  await expect(page.getByRole('radio', { name: 'Light' })).toBeChecked();
  await chooseRight(page, 'Appearance');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(row(page, 'Appearance').getByRole('status')).toHaveText('Saved');
  await expect.poll(() => isDark(page)).toBe(true);
  await first.stop();

  const second = await launch({ dataDir });
  const again = await second.page();
  expect(await isDark(again)).toBe(true);
  await open(again, 'Settings');
  await again.getByRole('radio', { name: 'Dark' }).focus();
  await again.keyboard.press('ArrowLeft');
  await again.keyboard.press('ArrowLeft');
  await again.keyboard.press('Space');
  await expect.poll(() => isDark(again)).toBe(false);
});

test('a copied password is cleared from the clipboard after the chosen time', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page, 'Settings');
  await chooseRight(page, 'Clear the clipboard after');
  await expect(row(page, 'Clear the clipboard').getByRole('status')).toHaveText('Saved');
  await app.clock.install();
  const copy = await regenerateFirst(page, pbx);
  await copy.press('Enter');
  await expect(page.getByText(/cleared from the clipboard in 1 min \d\d s/)).toBeVisible();
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await app.clock.advance(89_000);
  expect(await app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await app.clock.advance(2_000);
  await expect.poll(() => app.clipboard.read()).toMatch(/^ ?$/);
});

test('a shorter retention says how many passwords it deletes, and deletes them once confirmed', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const pbxId = await setPace(page, oneByOne);
  await runToEnd(page, { pbxId, macs: macsOf(pbx, 2) });
  age(app, 10);
  await open(page, 'Settings');

  // Nothing is that old.
  await enter(days(page), '20');
  await expect(row(page, 'Keep passwords').getByRole('status')).toHaveText('Saved');
  expect(sealed(app)).toBe(2);

  await enter(days(page), '7');
  const question = page.getByRole('group', { name: 'Delete 2 stored passwords?' });
  await expect(question.getByRole('button', { name: 'Keep 20 days' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(days(page)).toHaveValue('20');
  await expect(days(page)).toBeFocused();
  expect(sealed(app)).toBe(2);

  await enter(days(page), '7');
  await expect(question.getByRole('button', { name: 'Keep 20 days' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Keep passwords').getByRole('status')).toHaveText('Saved');
  await expect(days(page)).toHaveValue('7');
  expect(sealed(app)).toBe(0);
});

test('from how many devices on their number has to be typed', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await open(page, 'Settings');
  await enter(count(page), '2');
  await expect(row(page, 'Confirm by typing').getByRole('status')).toHaveText('Saved');
  await open(page, 'List');
  await waitForListInput(page);
  for (const [devices, asked] of [
    [2, 0],
    [3, 1],
  ] as const) {
    await app.paste(page, Array.from({ length: devices }, (_, n) => deviceAt(pbx, n).MacAddress).join('\n'));
    const run = page.getByRole('button', { name: `Regenerate ${devices} passwords` });
    await expect(run).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Give ${devices} devices on`)).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Type / })).toHaveCount(asked);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New list' }).press('Enter');
    await page.getByRole('button', { name: 'Discard' }).press('Enter');
  }
});

test('an invalid number is rejected beside its field, and Escape restores the stored one', async ({
  demo,
}) => {
  const { page } = await demo();
  await open(page, 'Settings');
  for (const text of ['0', '3651', '-1', '1.5', 'x', '']) {
    await enter(days(page), text);
    await expect(days(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('Enter a whole number from 1 to 3,650.')).toBeVisible();
    await expect(row(page, 'Keep passwords').getByRole('status')).toHaveText('');
  }
  await page.keyboard.press('Escape');
  await expect(days(page)).toHaveValue('30');
  await expect(page.getByText('Enter a whole number')).toBeHidden();
  await enter(count(page), '10,001');
  await expect(page.getByText('Enter a whole number from 1 to 10,000.')).toBeVisible();
  // Leaving the field applies a valid number.
  await count(page).fill('10,000');
  await page.keyboard.press('Tab');
  await expect(row(page, 'Confirm by typing').getByRole('status')).toHaveText('Saved');
  await expect(count(page)).toHaveValue('10000');
});

test('a setting that cannot be saved is reported beside it, and keeps its value', async ({ demo }) => {
  const { app, page } = await demo();
  await open(page, 'Settings');
  const db = new Database(`${app.dataDir}/rekey.db`);
  db.exec("CREATE TRIGGER full BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'no'); END");
  db.exec("CREATE TRIGGER none BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'no'); END");
  db.close();
  await enter(count(page), '3');
  await expect(row(page, 'Confirm by typing').getByRole('alert')).toBeVisible();
  await expect(count(page)).toHaveValue('25');
  await expect(row(page, 'Confirm by typing').getByRole('status')).toHaveText('');
});

test('the log is shown in its folder, and diagnostics are copied and shown', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await regenerateFirst(page, pbx);
  await open(page, 'Settings');
  await expect(page.getByText(`${app.dataDir}/rekey.db`)).toBeVisible();
  await page.getByRole('button', { name: 'Show in folder' }).press('Enter');
  await expect.poll(() => app.openedFiles()).toEqual([`${app.dataDir}/logs/rekey.log`]);
  await page.getByRole('button', { name: 'Copy diagnostics' }).press('Enter');
  await expect(row(page, 'Diagnostics').getByRole('status')).toHaveText('Copied');
  const text = await app.clipboard.read();
  expect(text).toMatch(/^Rekey for 3CX \d/);
  expect(text).toContain('Jobs: 1 finished');
  expect(text).toMatch(/regenerate: \d+ ms \(1\)/);
  await expect(page.locator('pre')).toHaveText(text);
});
