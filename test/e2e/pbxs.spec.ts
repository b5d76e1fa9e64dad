import type { Page } from '@playwright/test';
import { addPbx } from './jobs-support.ts';
import { expect, goTo, test } from './support.ts';

const rows = (page: Page) => page.getByRole('main').getByRole('listitem');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Find a PBX' });

test('forty PBXs: several are visible, and one is found by its name or address', async ({ demo }) => {
  const { page, pbx } = await demo({ launch: { width: 960, height: 640 } });
  for (let n = 1; n < 40; n += 1)
    await addPbx(page, `Branch ${n}`, { ...pbx, url: `https://site-${n}.example.com`, apiKey: 'x' });
  await page.reload();
  await goTo(page, 'PBXs');
  await expect(rows(page)).toHaveCount(40);
  const inSight = await rows(page).evaluateAll(
    (all) => all.filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length,
  );
  expect(inSight).toBeGreaterThan(5);

  await search(page).fill('branch 17');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('https://site-17.example.com');
  await expect(page.getByText('1 of 40 PBXs')).toBeVisible();
  await search(page).fill('site-2');
  await expect(rows(page)).toHaveCount(11);
  await search(page).fill('nowhere');
  await expect(page.getByText('No results for “nowhere”')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(40);
});

test('rarely needed details of a PBX expand, by keyboard too', async ({ demo }) => {
  const { page, pbx } = await demo();
  await goTo(page, 'PBXs');
  await expect(search(page)).toHaveCount(0);
  const details = page.getByRole('button', { name: 'Details of Demo 3CX' });
  await expect(page.getByText(pbx.clientId)).toHaveCount(0);
  await details.press('Enter');
  await expect(details).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText(pbx.clientId)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the speed of Demo 3CX' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(pbx.clientId)).toHaveCount(0);
});
