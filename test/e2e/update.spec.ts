/** The update notice in the running app: a local server serves it, signed with a test key. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signManifest } from '../../main/update/manifest.ts';
import { camera } from './camera.ts';
import { test as base, expect, goTo, noProblems, textsOf } from './support.ts';

const release = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const notice = (version: string, { privateKey } = release): string =>
  signManifest({ product: 'rekey-for-3cx', version, signedAt: '2027-01-02T00:00:00Z' }, privateKey);
const env = {
  REKEY_UPDATE_KEY: release.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
};

interface NoticeServer {
  address: string;
  body: string;
  requests: number;
}

const test = base.extend<{ server: NoticeServer; policyEnv: (policy: object) => Record<string, string> }>({
  server: async ({ playwright: _ }, use) => {
    const state = { address: '', body: '', requests: 0 };
    const server = createServer((_request, response) => {
      state.requests += 1;
      response.end(state.body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    state.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/update.json`;
    await use(state);
    server.closeAllConnections();
    server.close();
  },
  policyEnv: async ({ playwright: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-policy-'));
    await use((policy) => {
      const path = join(folder, 'policy.json');
      writeFileSync(path, JSON.stringify(policy), { mode: 0o644 });
      return { ...env, REKEY_POLICY_FILE: path };
    });
    rmSync(folder, { recursive: true, force: true });
  },
});

const looks = [
  { name: 'light', colorScheme: 'light', locale: 'en-US', width: 960, height: 640 },
  { name: 'dark-smallest', colorScheme: 'dark', locale: 'en-US', width: 720, height: 520 },
  { name: 'de-smallest', colorScheme: 'dark', locale: 'de-DE', width: 720, height: 520 },
] as const;

for (const { name, colorScheme, locale, width, height } of looks)
  test(`a newer version is shown once its address is set, ${name}`, async ({ demo, server, problems }) => {
    server.body = notice('2.0.0');
    const { page } = await demo({ launch: { env, locale } });
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    const shot = camera(page, `update-${name}`);
    const { update: t, words, shell, ui } = await textsOf(page);
    await goTo(page, 'Settings');
    const section = page.getByRole('region', { name: t.section });
    const address = section.getByRole('textbox', { name: t.addressLabel });
    await address.fill(server.address);
    await address.press('Enter');
    await expect(section.getByRole('status').first()).toHaveText(t.available('2.0.0'));
    await address.scrollIntoViewIfNeeded();
    await shot('settings');
    expect(server.requests).toBe(1);

    await goTo(page, 'Device');
    const banner = page.getByRole('region', { name: shell.notices });
    await expect(banner).toContainText(t.available('2.0.0'));
    // The settings were scrolled; the next screen starts at its top.
    await expect(page.getByRole('main').locator('label').first()).toBeInViewport({ ratio: 1 });
    await shot('banner');
    await banner.getByRole('button', { name: ui.dismiss }).click();
    await expect(banner).toHaveCount(0);

    // Without an address nothing is shown any more.
    await goTo(page, 'Settings');
    await address.fill('');
    await address.press('Enter');
    await expect(section.getByRole('status').first()).toHaveText(words.saved);
    await expect(section.getByRole('button', { name: t.checkNow })).toHaveCount(0);
    expect(server.requests).toBe(1);
    expect(problems).toEqual(noProblems());
  });

test('a notice that is not signed with the release key is reported as such, and offers nothing', async ({
  demo,
  server,
}) => {
  server.body = notice('2.0.0', other);
  const { page } = await demo({ launch: { env } });
  const { update: t, shell } = await textsOf(page);
  await goTo(page, 'Settings');
  const section = page.getByRole('region', { name: t.section });
  const address = section.getByRole('textbox', { name: t.addressLabel });
  await address.fill(server.address);
  await address.press('Enter');
  await expect(section.getByRole('alert')).toContainText('isn’t signed with the release key');
  await address.scrollIntoViewIfNeeded();
  await camera(page, 'update')('bad-signature');
  server.body = notice('0.1.0');
  await section.getByRole('button', { name: t.checkNow }).click();
  await expect(section.getByRole('status').first()).toContainText('is the newest');
  await expect(section.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('region', { name: shell.notices })).toHaveCount(0);
});

test('a policy sets the address, or switches the check off', async ({ demo, server, policyEnv }) => {
  server.body = notice('2.0.0');
  for (const [policy, asks] of [
    [{ updateAddress: server.address }, true],
    [{ noUpdateCheck: true }, false],
  ] as const) {
    const { app, page } = await demo({ launch: { env: policyEnv(policy) } });
    const { update: t, policy: words } = await textsOf(page);
    await goTo(page, 'Settings');
    const section = page.getByRole('region', { name: t.section });
    await expect(section).toContainText(words.badge);
    await expect(section.getByRole('textbox')).toHaveCount(0);
    const check = section.getByRole('button', { name: t.checkNow });
    if (asks) {
      await check.click();
      await expect(section.getByRole('status').first()).toHaveText(t.available('2.0.0'));
    } else await expect(check).toHaveCount(0);
    expect(await page.evaluate(() => window.rekey.call('updates:check', undefined))).toEqual({
      ok: true,
      value: asks ? '2.0.0' : null,
    });
    await section.scrollIntoViewIfNeeded();
    await camera(page, 'update')(asks ? 'policy-address' : 'policy-off');
    await app.stop();
  }
  expect(server.requests).toBe(2);
});
