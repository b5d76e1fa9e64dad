import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import { test as base, expect, fillInPbx, goTo, macField } from './support.ts';

const test = base.extend<{ keyringEnv: Record<string, string | undefined> }>({
  keyringEnv: async ({ playwright: _ }, use) => {
    const keyring = await withKeyring('unlocked');
    await use(keyring.env);
    await keyring.stop();
  },
});
test.skip(Boolean(noKeyringHere), String(noKeyringHere));

test('a failed test stays on the card, and after two wrong keys the right one can be tried at once', async ({
  launch,
  startPbx,
  keyringEnv,
}) => {
  const pbx = await startPbx();
  pbx.behaviour.blockAfterRefusals = null;
  const page = await (await launch({ env: keyringEnv })).page();
  await page
    .getByRole('button', { name: /Connect|Add/ })
    .first()
    .click();
  await fillInPbx(page, { url: pbx.url, clientId: pbx.clientId, apiKey: 'wrong-1' });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The PBX rejected the sign-in').first()).toBeVisible();
  await expect(page.getByText('Invalid client credentials').first()).toBeVisible();
  await page.getByLabel('API key').fill('wrong-2');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The PBX rejected the sign-in').first()).toBeVisible();
  await page.getByLabel('API key').fill(pbx.apiKey);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Sign-in paused to avoid a block').first()).toBeVisible();
  await expect(page.getByText(/may block this IP address/)).toBeVisible();
  await page
    .getByRole('button', { name: /^(Add|Save)/ })
    .last()
    .click();
  await expect(macField(page)).toBeVisible();
  await goTo(page, 'PBXs');
  await expect(page.getByText(/^Failed just now: Sign-in paused/)).toBeVisible();
  await page.getByRole('button', { name: /^Test / }).click();
  await page.getByRole('button', { name: 'Sign in now anyway' }).click();
  await expect(page.getByText(/^Answered/)).toBeVisible();
  await expect(page.getByText(/^Failed/)).toHaveCount(0);
  expect(pbx.signIns.refused).toBe(2);
});
