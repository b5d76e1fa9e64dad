import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import {
  test as base,
  deviceAt,
  expect,
  fillInPbx,
  onElectron,
  regenerateByKeys,
  requestsBeyondProbe,
} from './support.ts';

/** A separate keyring for each test: these specs use the real keychain. */
const test = base.extend<{ keyringEnv: Record<string, string | undefined> }>({
  keyringEnv: async ({ playwright: _ }, use) => {
    const keyring = await withKeyring('unlocked');
    await use(keyring.env);
    await keyring.stop();
  },
});
test.skip(Boolean(noKeyringHere), String(noKeyringHere));

test('the first start leads to connecting a PBX, and from there to a new password', async ({
  launch,
  startPbx,
  keyringEnv,
}) => {
  const pbx = await startPbx();
  const app = await launch({ env: keyringEnv });
  const page = await app.page();
  await expect(page.getByText('Add your first PBX').first()).toBeVisible();
  await page
    .getByRole('button', { name: /Connect|Add/ })
    .first()
    .click();
  await fillInPbx(page, pbx);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/20\.0\.10\.100/)).toBeVisible();
  await expect(page.getByText(/24/).first()).toBeVisible();
  await page.getByRole('button', { name: /^(Save|Add PBX|Save PBX)/ }).click();

  await page.getByRole('navigation').getByText('Device').click();
  const device = deviceAt(pbx, 0);
  await page.getByRole('textbox', { name: 'MAC address or name' }).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText(/New password for/).first()).toBeVisible();
});

test('a wrong key is reported, and is not sent twice', async ({ launch, startPbx, keyringEnv }) => {
  const pbx = await startPbx();
  const page = await (await launch({ env: keyringEnv })).page();
  await page
    .getByRole('button', { name: /Connect|Add/ })
    .first()
    .click();
  await fillInPbx(page, { url: pbx.url, clientId: pbx.clientId, apiKey: 'wrong' });
  const testing = page.getByRole('button', { name: 'Test connection' });
  await testing.click();
  await expect(page.getByText('The PBX rejected the sign-in').first()).toBeVisible();
  await testing.click();
  await expect(page.getByText('The PBX already rejected this API key').first()).toBeVisible();
  expect(pbx.signIns.requests).toBe(1);
});

test('an untrusted certificate shows its fingerprint, and is pinned', async ({
  launch,
  startPbx,
  keyringEnv,
}) => {
  const pbx = await startPbx({ https: true });
  const page = await (await launch({ env: keyringEnv })).page();
  await page
    .getByRole('button', { name: /Connect|Add/ })
    .first()
    .click();
  await fillInPbx(page, pbx);
  await page.getByRole('button', { name: 'Test connection' }).click();
  const groups = pbx.fingerprint?.slice(0, 11) ?? '';
  await expect(page.getByText(new RegExp(groups.replaceAll(':', '[: ]'))).first()).toBeVisible();
  expect(requestsBeyondProbe(pbx)).toEqual([]);
  await page.getByRole('button', { name: 'Trust this certificate' }).click();
  await expect(page.getByText(/20\.0\.10\.100/)).toBeVisible();
});

test('a keychain that prompts for its password is reported until the prompt is answered', async ({
  launch,
}) => {
  const keyring = await withKeyring('prompting');
  const app = await launch({ env: keyring.env });
  const page = await app.page();
  const banner = page.getByText('The keychain isn’t responding yet');
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Check again' }).click();
  // The window asks again on its own, so it learns of the answer.
  const looks = () =>
    app.ipcTraffic().filter(({ kind, channel }) => kind === 'reply' && channel === 'app:state');
  if (!onElectron) await expect.poll(() => looks().length).toBeGreaterThan(2);
  await expect(banner).toBeVisible();
  await keyring.stop();
});

test('a keychain that was locked is found once it is unlocked', async ({ launch }) => {
  const keyring = await withKeyring('locked');
  const page = await (await launch({ env: keyring.env })).page();
  await expect(page.getByText('The keychain is locked').first()).toBeVisible();
  await keyring.unlock();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('The keychain is locked')).toHaveCount(0);
  await keyring.stop();
});
