import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { DemoPbx } from '../pbx/index.ts';
import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import { deviceAt, expect, test } from './support.ts';

const folder = join(import.meta.dirname, '../../screenshots');
const sizes = [
  { name: 'smallest', width: 720, height: 520 },
  { name: 'usual', width: 960, height: 640 },
  { name: 'large', width: 1600, height: 1000 },
];
const schemes = ['light', 'dark'] as const;

// Each of these goes through many states in one window.
test.setTimeout(90_000);

/** Takes a picture of a state, and has axe look at it (in the page itself: its usual way opens a window of its own). */
function camera(page: Page, prefix: string) {
  mkdirSync(folder, { recursive: true });
  return async (state: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${prefix}-${state}.png`), animations: 'disabled' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(
      ({ id, nodes }) => `${state}: ${id} at ${nodes.map((node) => node.html.slice(0, 100)).join(' | ')}`,
    );
    expect(found).toEqual([]);
  };
}

const field = (page: Page) => page.getByRole('textbox', { name: 'MAC address' });

async function run(page: Page, mac: string): Promise<void> {
  await field(page).fill(mac);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
}

for (const colorScheme of schemes)
  for (const { name, width, height } of sizes) {
    test(`the Device screen, ${colorScheme}, ${name}`, async ({ demo }) => {
      const { page, pbx } = await demo({ launch: { colorScheme, width, height } });
      const look = camera(page, `device-${colorScheme}-${name}`);
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
      pbx.behaviour.latencyMs = 2000;
      const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
      await page.keyboard.press('Enter');
      await sent;
      await look('running');
      pbx.behaviour.latencyMs = 0;
      await expect(page.getByRole('button', { name: /^Copy/ }).first()).toBeFocused();
      await look('succeeded');
      await page
        .getByRole('button', { name: /^Reveal/ })
        .first()
        .click();
      await look('revealed');
      await page.getByRole('button', { name: /^Copy/ }).first().click();
      await expect(page.getByText(/cleared from the clipboard/i).first()).toBeVisible();
      await look('copied');
      await outcomes(page, pbx, look);
    });
  }

async function outcomes(page: Page, pbx: DemoPbx, look: (state: string) => Promise<void>): Promise<void> {
  const [doubtful, refused, silent] = [deviceAt(pbx, 5), deviceAt(pbx, 6), deviceAt(pbx, 7)];
  pbx.script(doubtful.MacAddress, { kind: 'status', status: 500, carryOut: true });
  await page.keyboard.press('Escape');
  await run(page, doubtful.MacAddress);
  await expect(page.getByText(/not certain/).first()).toBeVisible();
  await look('uncertain');
  pbx.script(refused.MacAddress, { kind: 'status', status: 403 });
  await run(page, refused.MacAddress);
  await expect(page.getByText('The PBX does not allow this').first()).toBeVisible();
  await look('failed');
  await field(page).fill(silent.MacAddress);
  await page.getByRole('button', { name: 'Show current password' }).first().click();
  await expect(page.getByText(/Current password of/).first()).toBeVisible();
  await look('current-password');
  pbx.setApiKey('changed');
  pbx.evictToken();
  await run(page, silent.MacAddress);
  await expect(page.getByText(/refused to sign in/).first()).toBeVisible();
  await look('paused');
}

for (const colorScheme of schemes)
  test(`the PBXs screen and the form, ${colorScheme}`, async ({ launch, startPbx }) => {
    test.skip(Boolean(noKeyringHere), String(noKeyringHere));
    const keyring = await withKeyring('unlocked');
    const pbx = await startPbx({ https: true });
    const app = await launch({ env: keyring.env, colorScheme });
    const page = await app.page();
    const look = camera(page, `pbxs-${colorScheme}`);
    await expect(page.getByText('Connect your first PBX').first()).toBeVisible();
    await look('first-start');
    await page
      .getByRole('button', { name: /Connect|Add/ })
      .first()
      .click();
    await look('form');
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Head Office');
    await page.getByRole('textbox', { name: 'Address' }).fill(pbx.url);
    await page.getByRole('textbox', { name: 'Client ID' }).fill(pbx.clientId);
    await page.getByLabel('API key').first().fill(pbx.apiKey);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByRole('button', { name: 'Trust this certificate' })).toBeVisible();
    await look('form-untrusted');
    await page.getByRole('button', { name: 'Trust this certificate' }).click();
    await expect(page.getByText(/20\.0\.10\.100/)).toBeVisible();
    await look('form-tested');
    await page.getByRole('button', { name: /^(Save|Add PBX|Save PBX)/ }).click();
    await expect(field(page)).toBeFocused();
    await page.getByRole('navigation').getByText('PBXs').click();
    await expect(page.getByText('Acme Head Office').first()).toBeVisible();
    await look('cards');
    await pbx.replaceCertificate();
    await page.getByRole('button', { name: /^Test/ }).first().click();
    await expect(page.getByText(/is not the one that was trusted/).first()).toBeVisible();
    await look('certificate-changed');
    await page
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await look('remove');
    await keyring.stop();
  });

test('without a keychain the window says what to do', async ({ launch }) => {
  test.skip(Boolean(noKeyringHere), String(noKeyringHere));
  const keyring = await withKeyring('no-service');
  const page = await (await launch({ env: keyring.env })).page();
  await expect(page.getByText('There is no keychain to keep secrets in').first()).toBeVisible();
  await camera(page, 'no-keychain-light')('banner');
  await keyring.stop();
});

test('text stays readable at 200 %', async ({ demo }) => {
  const { page, pbx } = await demo({ launch: { width: 720, height: 520 } });
  // What a zoom of 200 % does to layout: half the room for everything.
  await page.evaluate(() => document.documentElement.style.setProperty('zoom', '2'));
  await run(page, deviceAt(pbx, 0).MacAddress);
  await expect(page.getByText(/New password for/).first()).toBeVisible();
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
  );
  await camera(page, 'zoomed-light')('succeeded');
  expect(wide).toBe(false);
});
