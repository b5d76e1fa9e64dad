import { leaksBelow, leaksIn } from '../setup/canaries.ts';
import { deviceAt, expect, onElectron, test } from './support.ts';

test('no key or token crosses to the page, and a password only when a person asks to see it', async ({
  demo,
}) => {
  test.skip(onElectron, 'real Electron does not show its IPC traffic');
  const { app, page, pbx } = await demo({ apiKey: 'Canary+Key/4&=~end' });
  const secrets = new Map([['API key', pbx.apiKey]]);
  for (const device of pbx.devices) {
    if (device.Password) secrets.set(`old password of ${device.MacAddress}`, device.Password);
    if (device.Secret) secrets.set(`secret of ${device.MacAddress}`, device.Secret);
  }
  const [plain, doubtful] = [deviceAt(pbx, 0), deviceAt(pbx, 1)];
  pbx.script(doubtful.MacAddress, { kind: 'status', status: 500, carryOut: true });
  for (const device of [plain, doubtful]) {
    await page.getByRole('textbox', { name: 'MAC address' }).fill(device.MacAddress);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/New password for|not certain/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Copy/ }).first()).toBeEnabled();
    await page.keyboard.press('Escape');
  }
  for (const { headers } of pbx.requests)
    if (headers.authorization) secrets.set('token', String(headers.authorization).replace('Bearer ', ''));
  for (const [mac, made] of pbx.regenerated)
    made.forEach((password) => void secrets.set(`new password of ${mac}`, password));

  const traffic = (): string => JSON.stringify(app.ipcTraffic());
  expect(traffic().length).toBeGreaterThan(2000);
  expect(leaksIn(traffic(), secrets)).toEqual([]);
  expect(leaksIn(await page.content(), secrets)).toEqual([]);
  expect(leaksIn(app.logs(), secrets)).toEqual([]);
  expect(leaksBelow(app.dataDir, secrets)).toEqual([]);

  await page.getByRole('button', { name: /^Copy/ }).first().click();
  await expect.poll(() => app.clipboard.read()).not.toBe('');
  expect(leaksIn(traffic(), secrets)).toEqual([]);

  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  await expect.poll(() => leaksIn(traffic(), secrets)).toHaveLength(1);
});
