import { noKeyringHere, withKeyring } from '../setup/keyring.ts';
import { deviceAt, expect, macField, requestsBeyondProbe, test } from './support.ts';

// Many steps each.
test('from an empty app to a copied password using only the keyboard', async ({ launch, startPbx }) => {
  test.skip(Boolean(noKeyringHere), String(noKeyringHere));
  const keyring = await withKeyring('unlocked');
  const pbx = await startPbx({ https: true });
  const app = await launch({ env: keyring.env });
  const page = await app.page();
  const { keyboard } = page;
  const focused = (name: string | RegExp) => expect(page.getByRole('button', { name }).first()).toBeFocused();

  await focused('Add PBX');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await keyboard.type(pbx.url);
  await keyboard.press('Tab');
  await keyboard.type('Acme');
  await keyboard.press('Tab');
  await keyboard.type(pbx.clientId);
  await keyboard.press('Tab');
  await keyboard.type(pbx.apiKey);
  await keyboard.press('Tab');
  await focused('Test connection');
  await keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('SHA-256');
  expect(requestsBeyondProbe(pbx)).toEqual([]);

  // The pending decision comes before the buttons.
  await keyboard.press('Shift+Tab');
  await focused('Trust this certificate');
  await keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Connection successful');
  await focused('Add PBX');
  await keyboard.press('Enter');

  await expect(macField(page)).toBeFocused();
  const device = deviceAt(pbx, 0);
  await keyboard.type(device.MacAddress);
  await keyboard.press('Enter');
  await focused(/^Regenerate$/);
  await keyboard.press('Enter');
  await focused(`Copy the password of ${device.Name}`);
  await keyboard.press('Enter');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
  await expect(page.getByText(/cleared from the clipboard/)).toBeVisible();
  await keyring.stop();
});
