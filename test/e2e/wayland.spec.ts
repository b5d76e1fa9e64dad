/** On a Wayland desktop, where only the focused program can use the clipboard. */
import { formatMac } from '../../common/mac.ts';
import { macOf } from './jobs-support.ts';
import { keys, withShortcut } from './panel-support.ts';
import { deviceAt, expect, macField as field, goTo, panelState, regenerateByKeys, test } from './support.ts';

const launch = { env: { XDG_SESSION_TYPE: 'wayland' } };

test('a copied password is cleared in the foreground, or as soon as the app is there again', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo({ launch });
  await app.clock.install();
  await field(page).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  const copy = page.getByRole('button', { name: /^Copy the password of/ }).first();
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  const password = pbx.devices[0]?.Password;
  await expect.poll(() => app.clipboard.read()).toBe(password);
  await expect(page.getByText(/cleared from the clipboard in .* or when you return to Rekey/)).toBeVisible();
  await app.clock.advance(46_000);
  await expect.poll(() => app.clipboard.read()).toBe(' ');

  await copy.click();
  await expect.poll(() => app.clipboard.read()).toBe(password);
  await app.blurWindows();
  await app.clock.advance(300_000);
  expect(await app.clipboard.read()).toBe(password);
  await app.activate();
  await expect.poll(() => app.clipboard.read()).toBe(' ');
});

test('the panel reads the MAC address from the clipboard once it has the focus', async ({ demo }) => {
  const { app, page, pbx } = await demo({ launch });
  const panel = await withShortcut(app, page);
  for (const index of [0, 1]) {
    await app.clipboard.write(deviceAt(pbx, index).MacAddress);
    await app.pressShortcut(keys);
    await expect(field(panel)).toHaveValue(formatMac(macOf(deviceAt(pbx, index))));
    await expect(field(panel)).toBeFocused();
    await panel.keyboard.press('Escape');
    await expect.poll(() => panelState(app)).toMatchObject({ visible: false });
  }
});

test('the settings promise no more than that', async ({ demo }) => {
  const { page } = await demo({ launch });
  await goTo(page, 'Settings');
  await expect(
    page.getByText('On Wayland, Rekey can clear the clipboard only while its window is in front'),
  ).toBeVisible();
});
