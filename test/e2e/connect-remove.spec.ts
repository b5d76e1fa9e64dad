import type { Page } from '@playwright/test';
import { late } from '../pbx/index.ts';
import { openJob } from './jobs-support.ts';
import { deviceAt, expect, goTo, macField, regenerateByKeys, test } from './support.ts';

async function askToRemove(page: Page): Promise<void> {
  await goTo(page, 'PBXs');
  await page.getByRole('button', { name: 'Remove Demo 3CX' }).click();
}

const question = (page: Page) => page.getByRole('group', { name: /^Remove Demo 3CX/ });

test('a PBX cannot be removed while something is regenerated on it, and nothing is hidden', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  const reply = late();
  pbx.script(device.MacAddress, reply);
  await macField(page).fill(device.MacAddress);
  const sent = pbx.nextRequest(({ path }) => path.includes('Regenerate'));
  await regenerateByKeys(page);
  await sent;
  await askToRemove(page);
  await question(page).getByRole('button', { name: 'Remove' }).click();
  await expect(question(page).getByRole('alert')).toContainText('A job is running on this PBX');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Remove Demo 3CX' })).toBeFocused();
  reply.release();
  await goTo(page, 'Device');
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
  await page
    .getByRole('button', { name: /^Copy the password of/ })
    .first()
    .click();
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);
});

test('the last result stays visible when its PBX is removed, and can be copied', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const device = deviceAt(pbx, 0);
  await macField(page).fill(device.MacAddress);
  await regenerateByKeys(page);
  await expect(page.getByText(`New password for ${device.Name}`).first()).toBeVisible();
  await askToRemove(page);
  await expect(question(page).getByRole('button', { name: 'Keep' })).toBeFocused();
  await expect(question(page)).toContainText('The history stays, with its passwords');
  await question(page).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Remove Demo 3CX' })).toHaveCount(0);
  await goTo(page, 'Device');
  await expect(page.getByRole('heading', { name: 'Add your first PBX' })).toBeVisible();
  await expect(page.getByRole('region', { name: `New password for ${device.Name}` })).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect.poll(() => app.clipboard.read()).toBe(pbx.devices[0]?.Password);

  await openJob(page, 1);
  await page.getByRole('button', { name: `Reveal the password of ${device.Name}` }).click();
  await expect(page.getByText(pbx.devices[0]?.Password ?? '', { exact: true })).toBeVisible();
});
