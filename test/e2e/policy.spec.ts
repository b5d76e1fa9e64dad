import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { camera } from './camera.ts';
import { deviceAt, expect, goTo, macField, noProblems, regenerateByKeys, test, textsOf } from './support.ts';

const looks = [
  { name: 'light', colorScheme: 'light', locale: 'en-US', width: 960, height: 640 },
  { name: 'dark-smallest', colorScheme: 'dark', locale: 'en-US', width: 720, height: 520 },
  { name: 'de-smallest', colorScheme: 'dark', locale: 'de-DE', width: 720, height: 520 },
] as const;

const rules = {
  noExport: true,
  noClipboard: true,
  maxRetentionDays: 14,
  proxy: 'direct',
  noUpdateCheck: true,
};

/** A policy file for one test. */
function policyFile(policy: object): { env: Record<string, string>; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-policy-'));
  const path = join(folder, 'policy.json');
  writeFileSync(path, JSON.stringify(policy), { mode: 0o644 });
  return { env: { REKEY_POLICY_FILE: path }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

for (const { name, colorScheme, locale, width, height } of looks)
  test(`a policy shows in Settings and forbids copying and exporting, ${name}`, async ({ demo }) => {
    const { env, remove } = policyFile(rules);
    try {
      const { pbx, page } = await demo({ launch: { env, locale } });
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const shot = camera(page, `policy-${name}`);
      const german = locale === 'de-DE';
      const navigate = async (place: string): Promise<void> =>
        page.getByRole('navigation').getByRole('button', { name: place }).click();
      await navigate(german ? 'Einstellungen' : 'Settings');
      const heading = german ? 'Von Ihrer Organisation vorgegeben' : 'Set by your organisation';
      const section = page.getByRole('region', { name: heading });
      await expect(section.getByRole('listitem')).toHaveCount(5);
      await shot('settings');
      await page
        .getByText(german ? 'Passwörter werden höchstens' : 'Passwords are stored for')
        .last()
        .scrollIntoViewIfNeeded();
      await shot('retention');
      await page.getByText(german ? 'MIT-Lizenz' : 'MIT licence').scrollIntoViewIfNeeded();
      await shot('update');
      if (german) return;
      await navigate('Device');
      await macField(page).fill(deviceAt(pbx, 0).MacAddress);
      await regenerateByKeys(page);
      await expect(page.getByText('allow copying passwords').first()).toBeVisible();
      await expect(page.getByRole('button', { name: /^Copy the password of/ }).first()).toBeDisabled();
      await shot('result');
    } finally {
      remove();
    }
  });

for (const { name, colorScheme, locale, width, height } of looks)
  test(`PBXs that the policy sets take an API key, and nothing else, ${name}`, async ({
    startPbx,
    launch,
    problems,
  }) => {
    const pbx = await startPbx();
    const target = { url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey };
    const { env, remove } = policyFile({
      pbxs: [
        { name: 'Acme', address: pbx.url, clientId: pbx.clientId },
        { name: 'Branch office', address: 'https://pbx.branch.example:5001', clientId: 'rekey' },
      ],
    });
    try {
      const app = await launch({ env: { ...env, REKEY_DEMO: JSON.stringify(target) }, locale });
      const page = await app.page();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const shot = camera(page, `managed-${name}`);
      const t = await textsOf(page);
      const missing = page.getByText(t.pbxs.keyMissingOf('Acme'));
      await expect(missing).toBeVisible();
      await expect(page.getByRole('button', { name: t.setupFiles.enterKey })).toBeVisible();
      await shot('device');
      await goTo(page, 'PBXs');
      const rows = page.getByRole('main').getByRole('listitem');
      await expect(rows).toHaveCount(2);
      for (const row of await rows.all()) {
        await expect(row).toContainText(t.policy.badge);
        await expect(row).toContainText(t.pbxs.keyMissing);
      }
      await expect(page.getByRole('button', { name: t.pbxs.add, exact: true })).toBeDisabled();
      await expect(page.getByRole('button', { name: t.pbxs.removeOf('Acme') })).toBeDisabled();
      await shot('list');

      await page.getByRole('button', { name: t.setupFiles.enterKeyOf('Acme') }).click();
      const field = (label: string) => page.getByRole('textbox', { name: label });
      await expect(field(t.pbxs.address)).toHaveValue(pbx.url);
      for (const label of [t.pbxs.address, t.pbxs.name, t.pbxs.clientId])
        await expect(field(label)).toHaveAttribute('readonly');
      const key = page.getByLabel(t.pbxs.apiKey).first();
      await expect(key).toBeFocused();
      await expect(page.getByText(t.pbxs.apiKeyStored)).toHaveCount(0);
      await shot('form');
      await page.keyboard.press('Enter');
      await expect(page.getByText(t.pbxs.apiKeyMissing)).toBeVisible();
      await key.fill(pbx.apiKey);
      await page.keyboard.press('Enter');
      await expect(page.getByText(t.pbxs.passed)).toBeVisible();
      await page.getByRole('button', { name: t.pbxs.save }).click();
      await expect(page.getByRole('banner')).toContainText(/\d/);
      await expect(rows.first()).not.toContainText(t.pbxs.notTried);
      await expect(page.getByRole('button', { name: t.words.editPbx('Acme') })).toBeFocused();
      await shot('tested');
      await goTo(page, 'Device');
      await expect(missing).toHaveCount(0);
      await goTo(page, 'PBXs');
      expect(problems).toEqual(noProblems());

      // What the page does not offer is rejected in main.
      const refused = await page.evaluate(async () => {
        const state = await window.rekey.call('app:state', undefined);
        const [first] = state.ok ? state.value.pbxs : [];
        if (!first) throw new Error('no PBX');
        const { id, name, url: address, clientId } = first;
        const replies = await Promise.all([
          window.rekey.call('pbxs:remove', { id, history: false }),
          window.rekey.call('pbxs:edit', {
            id,
            entry: { name: 'Mine', address, clientId, fingerprint: null },
            apiKey: null,
          }),
          window.rekey.call('pbxs:add', {
            entry: { name: `${name} 2`, address, clientId: 'mine', fingerprint: null },
            apiKey: 'x'.repeat(40),
          }),
        ]);
        return replies.map((reply) => (reply.ok ? 'done' : reply.problem.code));
      });
      expect(refused).toEqual(Array(3).fill('policy-forbids'));
    } finally {
      remove();
    }
  });

test('an earlier PBX that the policy does not list can only be removed', async ({
  startPbx,
  launch,
  dataDir,
}) => {
  const pbx = await startPbx();
  const target = { url: pbx.url, clientId: pbx.clientId, apiKey: pbx.apiKey };
  const before = await launch({ dataDir, env: { REKEY_DEMO: JSON.stringify(target) } });
  await expect((await before.page()).getByRole('banner')).toContainText('Demo 3CX');
  await before.stop();
  const { env, remove } = policyFile({ pbxs: [] });
  try {
    const app = await launch({ dataDir, env: { ...env, REKEY_DEMO: JSON.stringify(target) } });
    const page = await app.page();
    await goTo(page, 'PBXs');
    const row = page.getByRole('main').getByRole('listitem');
    await expect(row).toContainText('Not allowed by your organisation');
    await expect(row.getByRole('button', { name: 'Test Demo 3CX' })).toBeDisabled();
    await expect(row.getByRole('button', { name: 'Edit Demo 3CX' })).toBeDisabled();
    await camera(page, 'managed')('old');
    await row.getByRole('button', { name: 'Remove Demo 3CX' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row).toHaveCount(0);
  } finally {
    remove();
  }
});
