import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { DemoPbx } from '../pbx/index.ts';
import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import { cameraFor, launchFor, showings, showingsWith } from './camera.ts';
import { holdAt } from './jobs-support.ts';
import {
  addUntested,
  deviceAt,
  expect,
  macField as field,
  fillInPbx,
  goTo,
  regenerateByKeys,
  test,
  textsOf,
} from './support.ts';

const acme = 'Acme Head Office';

async function run(page: Page, mac: string): Promise<void> {
  await field(page).fill(mac);
  await regenerateByKeys(page);
}

for (const showing of showings)
  test(`the Device screen, ${showing.name}`, async ({ demo, startPbx }) => {
    const { app, page, pbx } = await demo({ launch: launchFor(showing) });
    const { device: t } = await textsOf(page);
    const look = cameraFor(app, page, 'device', showing);
    await expect(field(page)).toBeFocused();
    await look('empty');
    await field(page).fill('00:0B:82');
    await look('typing');
    await field(page).fill('00:0B:82:10:1E:GG');
    await look('no-mac');
    await field(page).fill(pbx.users.find((user) => user.Phones.length > 0)?.Phones[0]?.MacAddress ?? '');
    await look('desk-phone');
    await field(page).fill('02:00:00:00:00:01');
    await look('not-listed');
    await field(page).fill(deviceAt(pbx, 3).MacAddress);
    await look('listed');
    await page.keyboard.press('Enter');
    await look('confirmation');
    const held = holdAt(pbx, 3);
    const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
    await page.keyboard.press('Enter');
    await sent;
    await look('running');
    held.release();
    const first = (label: string) => page.getByRole('button', { name: label }).first();
    const deviceName = deviceAt(pbx, 3).Name ?? '';
    await expect(first(t.copyOf(deviceName))).toBeFocused();
    await look('succeeded');
    await first(t.revealOf(deviceName)).click();
    await look('revealed');
    await first(t.copyOf(deviceName)).click();
    await expect(page.getByText(new RegExp(`^${t.copied} · `)).first()).toBeVisible();
    await look('copied');
    await outcomes(page, pbx, look);
    await lookUps(page, await startPbx({ seed: 2 }), look);
  });

async function outcomes(page: Page, pbx: DemoPbx, look: (state: string) => Promise<void>): Promise<void> {
  const { device: t } = await textsOf(page);
  const headline = (words: string): Promise<void> =>
    expect(page.getByRole('heading', { name: words })).toBeVisible();
  const [doubtful, refused, silent] = [deviceAt(pbx, 5), deviceAt(pbx, 6), deviceAt(pbx, 7)];
  pbx.scriptRead(doubtful.MacAddress, { kind: 'status', status: 403 });
  pbx.script(doubtful.MacAddress, { kind: 'status', status: 500, carryOut: true });
  await page.keyboard.press('Escape');
  await run(page, doubtful.MacAddress);
  await expect(page.getByText(t.oldOrNew).first()).toBeVisible();
  await look('uncertain');
  pbx.script(refused.MacAddress, { kind: 'status', status: 403 });
  await run(page, refused.MacAddress);
  await headline(t.headlines.notCarriedOut(refused.Name ?? ''));
  await look('failed');
  await field(page).fill(silent.MacAddress);
  await page.getByRole('button', { name: t.showCurrent }).first().click();
  await headline(t.headlines.read(silent.Name ?? ''));
  await look('current-password');
  pbx.setApiKey('changed');
  pbx.evictToken();
  await run(page, silent.MacAddress);
  await headline(t.headlines.notCarriedOut(silent.Name ?? ''));
  await look('paused');
}

/** A PBX whose list was never fetched. */
async function lookUps(page: Page, branch: DemoPbx, look: (state: string) => Promise<void>): Promise<void> {
  const t = await textsOf(page);
  await addUntested(page, branch, 'Branch');
  const device = deviceAt(branch, 0);
  await field(page).fill(device.MacAddress);
  await look('no-list');
  branch.serverFault('devices', { kind: 'hang', when: 'before' });
  const asked = branch.nextRequest(({ path }) => path.includes('Fxs'));
  await page.keyboard.press('Enter');
  await asked;
  await look('looking-up');
  branch.serverFault('devices', { kind: 'always', fault: { kind: 'not-json' } });
  branch.dropConnections();
  const again = page.getByRole('button', { name: t.words.tryAgain }).first();
  await expect(again).toBeVisible();
  await look('look-up-failed');
  branch.serverFault('devices', { kind: 'always', fault: { kind: 'status', status: 403 } });
  await again.click();
  await expect(page.getByText(t.device.isNotLookedUp('Branch'))).toBeVisible();
  await look('confirmation-unknown');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: t.shell.refreshList }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look('list-failed');
}

for (const showing of showings)
  test(`the PBXs screen and the form, ${showing.name}`, async ({ launch, startPbx }) => {
    test.skip(Boolean(noKeyringHere), String(noKeyringHere));
    const keyring = await withKeyring('unlocked');
    const pbx = await startPbx({ https: true });
    const app = await launch({ env: keyring.env, ...launchFor(showing) });
    const page = await app.page();
    const look = cameraFor(app, page, 'pbxs', showing);
    const { pbxs: t, words } = await textsOf(page);
    const button = (label: string) => page.getByRole('button', { name: label }).first();
    await expect(button(t.add)).toBeFocused();
    await look('first-start');
    await goTo(page, 'PBXs');
    await expect(page.getByText(t.none)).toBeVisible();
    await look('none');
    await button(t.add).click();
    await look('form');
    await button(t.add).click();
    await expect(page.getByText(t.apiKeyMissing)).toBeVisible();
    await look('form-errors');
    await fillInPbx(page, pbx, acme);
    await button(t.testConnection).click();
    await expect(button(t.trust)).toBeVisible();
    await look('form-untrusted');
    await button(t.trust).click();
    await expect(page.getByText(/20\.0\.10\.100/)).toBeVisible();
    await look('form-tested');
    await button(t.add).click();
    await expect(field(page)).toBeFocused();
    await expect(page.getByRole('banner')).toContainText(/\d/);
    await goTo(page, 'PBXs');
    await button(t.testOf(acme)).click();
    await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
    await look('cards-tested');
    await button(t.detailsOf(acme)).click();
    await look('details');
    await button(t.pace.changeOf(acme)).click();
    await look('speed');
    await page.keyboard.press('Escape');
    await pbx.replaceCertificate();
    await button(t.testOf(acme)).click();
    await expect(button(t.editToTrust)).toBeVisible();
    await look('certificate-changed');
    await button(t.removeOf(acme)).click();
    await look('remove');
    await page.keyboard.press('Escape');
    await button(words.editPbx(acme)).click();
    await look('edit');
    await button(t.testConnection).click();
    await expect(button(t.trustNew)).toBeVisible();
    await look('edit-certificate-changed');
    await page.getByLabel(t.apiKey).first().fill('typed');
    await page.keyboard.press('Escape');
    await expect(button(t.discard)).toBeVisible();
    await look('edit-discard');
    await keyring.stop();
  });

for (const showing of showings)
  test(`starting, and saving to a keychain that prompts, ${showing.name}`, async ({ launch, startPbx }) => {
    test.skip(Boolean(noKeyringHere), String(noKeyringHere));
    const keyring = await withKeyring('prompting');
    const pbx = await startPbx();
    const app = await launch({ env: keyring.env, ...launchFor(showing) });
    // The first check of the keychain lasts as long as the clock stands still.
    await app.clock.install();
    const page = await app.page();
    const t = await textsOf(page);
    const look = cameraFor(app, page, 'start', showing);
    // A check that was started before ends by itself; the next one does not.
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(t.shell.starting)).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await look('starting');
    await app.clock.advance(2000);
    await page.getByRole('button', { name: t.pbxs.add }).click();
    await fillInPbx(page, pbx, acme);
    const save = page.getByRole('button', { name: t.pbxs.add });
    await save.click();
    await expect(save).toHaveAttribute('aria-disabled', 'true');
    await look('saving');
    await app.clock.advance(120_000);
    await expect(page.getByRole('alert')).toBeVisible();
    await look('not-saved');
    await keyring.stop();
  });

for (const showing of showings)
  test(`a start that fails, and continues once it can, ${showing.name}`, async ({ demo }) => {
    const { app, page } = await demo({ launch: launchFor(showing) });
    await expect(field(page)).toBeFocused();
    const t = await textsOf(page);
    const db = new Database(join(app.dataDir, 'rekey.db'));
    db.exec('ALTER TABLE pbxs RENAME TO hidden');
    await page.reload();
    const again = page.getByRole('button', { name: t.words.tryAgain }).first();
    await expect(again).toBeVisible();
    await cameraFor(app, page, 'start', showing)('failed');
    db.exec('ALTER TABLE hidden RENAME TO pbxs');
    db.close();
    await again.click();
    await expect(field(page)).toBeFocused();
  });

for (const showing of showings)
  test(`without a keychain the window shows what to do, ${showing.name}`, async ({ launch }) => {
    test.skip(Boolean(noKeyringHere), String(noKeyringHere));
    const keyring = await withKeyring('no-service');
    const app = await launch({ env: keyring.env, ...launchFor(showing) });
    const page = await app.page();
    const t = await textsOf(page);
    await expect(page.getByRole('button', { name: t.shell.checkAgain })).toBeVisible();
    await cameraFor(app, page, 'no-keychain', showing)('banner');
    await keyring.stop();
  });

for (const showing of showingsWith((look) => (look.width === 960 ? { ...look, axe: true } : null)))
  test(`text stays readable at 200 %, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: launchFor(showing) });
    const t = await textsOf(page);
    const look = cameraFor(app, page, 'zoomed', showing, { resizes: false });
    // The effect of a zoom of 200 % on layout: half the space for everything.
    await page.setViewportSize({ width: 360, height: 260 });
    await expect(page.getByRole('banner')).toContainText(/\d \w/);
    await run(page, deviceAt(pbx, 0).MacAddress);
    const headline = t.device.headlines.succeeded(deviceAt(pbx, 0).Name ?? '');
    await expect(page.getByRole('heading', { name: headline })).toBeVisible();
    await look('succeeded');
    await goTo(page, 'PBXs');
    // Its screen is loaded when it is opened.
    const edit = page.getByRole('button', { name: t.words.editPbx('Demo 3CX') });
    await expect(edit).toBeVisible();
    await look('cards');
    await edit.click();
    await expect(page.getByRole('textbox', { name: t.pbxs.clientId })).toBeVisible();
    await look('form');
  });
