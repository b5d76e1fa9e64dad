import { leaksBelow, leaksIn } from '../setup/canaries.ts';
import { deviceAt, expect, fillInPbx, onElectron, regenerateByKeys, test } from './support.ts';

test('no key or token crosses to the page, and a password only when the user asks to see it', async ({
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
    await page.getByRole('textbox', { name: 'MAC address or name' }).fill(device.MacAddress);
    await regenerateByKeys(page);
    await expect(page.getByText(/New password for|may have changed/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Copy the password of/ }).first()).toBeEnabled();
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

  await page
    .getByRole('button', { name: /^Copy the password of/ })
    .first()
    .click();
  await expect.poll(() => app.clipboard.read()).not.toBe('');
  expect(leaksIn(traffic(), secrets)).toEqual([]);

  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  await expect.poll(() => leaksIn(traffic(), secrets)).toHaveLength(1);
});

test('an API key typed into the form crosses to main where needed, and is left nowhere else by adding, testing and editing', async ({
  demo,
  startPbx,
}) => {
  test.skip(onElectron, 'real Electron does not show its IPC traffic');
  const { app, page } = await demo();
  const branch = await startPbx({ seed: 2, apiKey: 'Canary+Typed/4&=~one' });
  const next = 'Canary+Typed/4&=~two';
  const wrong = 'Canary+Typed/4&=~bad';
  const secrets = new Map([
    ['added key', branch.apiKey],
    ['edited key', next],
    ['wrong key', wrong],
  ]);
  const key = page.getByLabel('API key').first();
  /** Everything that a page can leave behind or show, except what is typed in the field itself. */
  const inPage = (): Promise<string> =>
    page.evaluate(async () =>
      JSON.stringify([
        document.documentElement.outerHTML,
        document.cookie,
        document.title,
        location.href,
        history.state,
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        await caches.keys(),
      ]),
    );
  const typedNow = (): Promise<string[]> =>
    page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value));
  const crossed = (kinds: string[]): string =>
    JSON.stringify(app.ipcTraffic().filter(({ kind }) => kinds.includes(kind)));

  await page.getByRole('navigation').getByText('PBXs').click();
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await fillInPbx(page, branch, 'Branch');
  expect(leaksIn(await inPage(), secrets)).toEqual([]);
  expect(leaksIn(crossed(['invoke', 'send', 'reply', 'event']), secrets)).toEqual([]);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Add PBX' }).click();
  await page.getByRole('button', { name: 'Test Branch' }).click();
  await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Edit Branch' }).click();
  expect(leaksIn((await typedNow()).join(), secrets)).toEqual([]);
  await key.fill(wrong);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The PBX rejected the sign-in' })).toBeVisible();
  branch.setApiKey(next);
  await key.fill(next);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Test Branch' }).click();
  await expect(page.getByText(/20\.0\.10\.100/).first()).toBeVisible();

  expect(leaksIn(await inPage(), secrets)).toEqual([]);
  expect(leaksIn((await typedNow()).join(), secrets)).toEqual([]);
  expect(leaksIn(crossed(['reply', 'event']), secrets)).toEqual([]);
  expect(leaksIn(app.logs(), secrets)).toEqual([]);
  expect(leaksBelow(app.dataDir, secrets)).toEqual([]);
  const carried = app
    .ipcTraffic()
    .filter((message) => leaksIn(JSON.stringify(message), secrets).length > 0)
    .map(({ kind, channel }) => `${kind} ${channel}`);
  expect(carried).toEqual([
    'invoke pbxs:test-entry',
    'invoke pbxs:add',
    'invoke pbxs:test-entry',
    'invoke pbxs:edit',
  ]);
});
