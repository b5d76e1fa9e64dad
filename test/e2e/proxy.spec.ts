import type { Page } from '@playwright/test';
import { plain } from '../../common/texts/rich.ts';
import type { RunningApp } from '../host/fixtures.ts';
import { noKeyringHere } from '../setup/keyring.ts';
import { camera } from './camera.ts';
import { proxyPassword as password, test } from './proxy-support.ts';
import {
  deviceAt,
  expect,
  macField,
  panelOf,
  panelState,
  regenerateByKeys,
  regenerations,
  textsOf,
} from './support.ts';

const asks = (page: Page) => page.getByRole('alert').filter({ hasText: 'requires sign-in' }).first();
const user = (page: Page) => page.getByRole('textbox', { name: 'User name' });
const testIt = (page: Page) => page.getByRole('button', { name: 'Test connection' }).click();

async function logIn(page: Page, secret: string): Promise<void> {
  await user(page).fill('ann');
  await password(page).fill(secret);
  await page.keyboard.press('Enter');
}

test.skip(Boolean(noKeyringHere), String(noKeyringHere));
test('a proxy login is entered in the window, and a wrong one is reported and not sent again', async ({
  behindProxy,
  problems: _,
}) => {
  const { page, proxy } = await behindProxy();
  await testIt(page);
  await expect(asks(page)).toContainText(proxy.name);
  await logIn(page, 'wrong');
  await expect(page.getByText('are saved in the keychain')).toBeVisible();
  expect(proxy.logins).toEqual([]);

  await testIt(page);
  await expect(page.getByText(`The proxy ${proxy.name} rejected the sign-in`)).toBeVisible();
  await expect(password(page)).toHaveValue('');
  await testIt(page);
  await testIt(page);
  await expect(page.getByText(`The proxy ${proxy.name} rejected the sign-in`)).toBeVisible();
  expect(proxy.logins).toEqual(['ann:wrong']);

  await logIn(page, 'right');
  await expect(page.getByText('are saved in the keychain')).toBeVisible();
  await testIt(page);
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  await testIt(page);
  await expect(page.getByText('Connection successful: API key accepted')).toBeVisible();
  expect(proxy.tunnels.every((tunnel) => tunnel === 'pbx.example.test:5001')).toBe(true);
});

test('the question can be dismissed, and returns when the proxy asks again', async ({ behindProxy }) => {
  const { page } = await behindProxy();
  await testIt(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(user(page)).toBeHidden();
  await testIt(page);
  await expect(user(page)).toBeVisible();
});

const disconnecting: [string, (app: RunningApp, page: Page) => Promise<unknown>][] = [
  [
    'the computer slept is not used after it wakes up',
    async (app) => {
      await app.powerEvent('suspend');
      await app.powerEvent('resume');
    },
  ],
  [
    'the network was another is not used when it is told of',
    (_, page) => page.evaluate(() => window.dispatchEvent(new Event('online'))),
  ],
];
for (const [when, happen] of disconnecting)
  test(`a connection that died while ${when}`, async ({ behindProxy }) => {
    const { app, page, pbx, proxy } = await behindProxy();
    proxy.setLogin(null);
    await testIt(page);
    await page.getByRole('button', { name: 'Trust this certificate' }).click();
    await page.getByRole('button', { name: 'Add PBX' }).click();
    await expect(page.getByRole('banner')).toContainText('devices');
    const { MacAddress } = deviceAt(pbx, 0);
    await macField(page).fill(MacAddress);
    await expect(page.locator('#understanding')).toContainText(deviceAt(pbx, 0).Name ?? '');

    // Just used, so that it is not dropped for its age alone.
    await page.getByRole('button', { name: 'Refresh the device list' }).click();
    await expect(page.getByText('just now').first()).toBeVisible();
    proxy.forgetTunnels();
    await happen(app, page);
    await macField(page).press('Enter');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Copy the password of/ }).first()).toBeFocused();
    expect(regenerations(pbx)).toBe(1);
  });

for (const { colorScheme, locale } of [
  { colorScheme: 'light', locale: 'en-US' },
  { colorScheme: 'dark', locale: 'de-DE' },
] as const)
  test(`the quick panel leads to the login in the main window, ${locale}`, async ({ behindProxy }) => {
    const { app, page, pbx, proxy } = await behindProxy({ colorScheme, locale });
    const t = await textsOf(page);
    proxy.setLogin(null);
    await page.getByRole('button', { name: t.pbxs.testConnection }).click();
    await page.getByRole('button', { name: t.pbxs.trust }).click();
    await page.getByRole('button', { name: t.pbxs.add }).click();
    const { MacAddress, Name } = deviceAt(pbx, 0);
    await macField(page).fill(MacAddress);
    await expect(page.locator('#understanding')).toContainText(Name ?? '');
    proxy.setLogin('ann:right');
    proxy.forgetTunnels();
    await app.powerEvent('suspend');
    await app.powerEvent('resume');

    const panel = await panelOf(app);
    await app.clipboard.write(MacAddress);
    await app.clickTray(t.system.tray.newFromClipboard);
    await expect(panel.locator('#understanding')).toContainText(Name ?? '');
    await regenerateByKeys(panel);
    await expect(panel.getByText(t.problems.proxyLogin)).toBeVisible();
    await camera(panel, `panel-${colorScheme}-${locale.slice(0, 2)}`)('proxy-login');
    // The first one is in the panel's head.
    await panel.getByRole('button', { name: t.panel.openWindow }).last().press('Enter');
    await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
    await expect(page.getByRole('textbox', { name: t.network.proxy.user })).toBeVisible();
    expect((await app.windows())[0]).toMatchObject({ focused: true });
    await page.getByRole('textbox', { name: t.network.proxy.user }).fill('ann');
    await password(page).fill('right');
    await page.keyboard.press('Enter');
    await expect(page.getByText(plain(t.network.proxy.kept(proxy.name)))).toBeVisible();

    // What is to be retried is still in the field.
    await app.clipboard.write('hello');
    await app.clickTrayIcon();
    await expect.poll(() => panelState(app)).toMatchObject({ visible: true });
    await expect(macField(panel)).toBeFocused();
    await panel.keyboard.press('Enter');
    await expect(panel.locator('fieldset')).toBeVisible();
    await panel.keyboard.press('Enter');
    await expect(panel.locator('[data-first-action] button').first()).toBeFocused();
    expect(regenerations(pbx)).toBe(1);
  });
