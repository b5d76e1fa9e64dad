import { expect, goTo, test } from './support.ts';

test('the window speaks the system’s language where it can', async ({ demo }) => {
  const { page } = await demo({ launch: { locale: 'de-AT' } });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('a language that there is not becomes English', async ({ demo }) => {
  const { page } = await demo({ launch: { locale: 'pt-BR' } });
  await goTo(page, 'Settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a language is chosen in its own words, at once and for the next start, too', async ({
  launch,
  dataDir,
}) => {
  const app = await launch({ dataDir });
  const page = await app.page();
  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.getByText('Sprache', { exact: true }).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await app.stop();

  const again = await (await launch({ dataDir })).page();
  await expect(again.locator('html')).toHaveAttribute('lang', 'de');
});
