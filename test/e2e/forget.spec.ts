import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { LaunchOptions } from '../host/fixtures.ts';
import { late } from '../pbx/index.ts';
import { camera } from './camera.ts';
import { macsOf, oneByOne, runToEnd, setPace } from './jobs-support.ts';
import { deviceAt, expect, goTo, macField, regenerateByKeys, test } from './support.ts';

const question = (page: Page) =>
  page.getByRole('group', { name: 'Delete all of Rekey’s data on this computer?' });
const word = (page: Page) => page.getByRole('textbox', { name: 'Type “delete”' });

async function ask(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Delete all data…' }).press('Enter');
  await expect(word(page)).toBeFocused();
}

/** The app's own remaining files; the host has its own lock and folders there. */
const left = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /rekey|logs|locks/.test(name));

/** As on a computer where it starts at login. */
function startingAtLogIn(dataDir: string): { file: string; launch: LaunchOptions } {
  const config = join(dataDir, 'config');
  const file = join(config, 'autostart/rekey-for-3cx.desktop');
  mkdirSync(join(config, 'autostart'), { recursive: true });
  writeFileSync(file, '[Desktop Entry]\n');
  return { file, launch: { packaged: true, dataDir, env: { XDG_CONFIG_HOME: config } } };
}

test('everything is deleted once the word is typed, using only the keyboard; then the app quits', async ({
  dataDir,
  demo,
}) => {
  const { file, launch } = startingAtLogIn(dataDir);
  const { app, page, pbx } = await demo({ launch });
  await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 2) });
  await ask(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete all data…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('forgt');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter “delete”.')).toBeVisible();
  await word(page).fill('Delete');
  await page.keyboard.press('Enter');
  await expect(page.getByText('All data deleted')).toBeVisible();
  // Everything behind it is gone, so no other place can be opened.
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(left(app.dataDir)).toEqual([]);
  expect(await app.exited).toMatchObject({ code: 0 });
  expect(left(app.dataDir)).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('nothing is deleted while something is regenerated', async ({ dataDir, demo }) => {
  const { file, launch } = startingAtLogIn(dataDir);
  const { page, pbx } = await demo({ launch });
  const device = deviceAt(pbx, 0);
  const reply = late();
  pbx.script(device.MacAddress, reply);
  await macField(page).fill(device.MacAddress);
  const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
  await regenerateByKeys(page);
  await sent;
  await ask(page);
  await page.keyboard.type('delete');
  await page.keyboard.press('Enter');
  await expect(question(page).getByRole('alert')).toContainText('A job is running on this PBX');
  expect(existsSync(file)).toBe(true);
  reply.release();
  await goTo(page, 'Device');
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
});

test('a PBX is removed with its history if that is chosen', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 2) });
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Remove Demo 3CX' }).click();
  const removing = page.getByRole('group', { name: /^Remove Demo 3CX/ });
  await removing.getByRole('checkbox', { name: 'Also delete its history (1 job)' }).check();
  await expect(removing).toContainText('This can’t be undone.');
  await camera(page, 'forget-light-pbx')('history');
  await removing.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Remove Demo 3CX' })).toHaveCount(0);
  const db = new Database(`${app.dataDir}/rekey.db`, { readonly: true });
  for (const table of ['jobs', 'items', 'devices', 'pbxs'])
    expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 });
  db.close();
});

test('a setting that could not be read is reported, and the notice disappears when the default is accepted', async ({
  demo,
  launch,
  dataDir,
}) => {
  await (await demo({ launch: { dataDir } })).app.stop();
  const db = new Database(`${dataDir}/rekey.db`);
  db.prepare("INSERT INTO meta (name, value) VALUES ('setting retentionDays', 'many')").run();
  db.prepare("INSERT INTO meta (name, value) VALUES ('setting confirmAbove', -5)").run();
  db.close();
  const app = await launch({ dataDir });
  const page = await app.page();
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('“Keep passwords for” is damaged');
  await camera(page, 'forget-light-settings')('damaged');
  await notices.getByRole('button', { name: 'Use default' }).click();
  await expect(notices).not.toContainText('Confirm by typing the count above');
  // Setting it does the same, even to the default; only there it is shown how many passwords that deletes.
  await goTo(page, 'Settings');
  const days = page.getByRole('textbox', { name: 'Days' });
  await expect(days).toHaveValue('30');
  await days.fill('30');
  await days.press('Enter');
  await expect(notices).not.toContainText('damaged');
});

for (const [colorScheme, width, height, locale] of [
  ['light', 960, 640, 'en-US'],
  ['dark', 720, 520, 'en-US'],
  ['dark', 720, 520, 'de-DE'],
] as const)
  test(`pictures, ${colorScheme}, ${width}, ${locale}`, async ({ demo }) => {
    const { page } = await demo({ launch: { colorScheme, width, height, locale } });
    const look = camera(page, `forget-${colorScheme}-${width}-${locale}`);
    await page.getByRole('navigation').getByRole('button').last().click();
    const begin = page.getByRole('button', { name: /^(Delete all data|Alle Daten löschen)/ });
    await begin.scrollIntoViewIfNeeded();
    await look('section');
    await begin.press('Enter');
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await look('asked');
  });
