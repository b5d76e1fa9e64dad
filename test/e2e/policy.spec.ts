import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { camera } from './camera.ts';
import { deviceAt, expect, macField, regenerateByKeys, test } from './support.ts';

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
        .getByText(german ? 'Passwörter werden höchstens' : 'Passwords are kept for')
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
      await expect(page.getByRole('button', { name: /^Copy/ }).first()).toBeDisabled();
      await shot('result');
    } finally {
      remove();
    }
  });
