import type { Locator, Page } from '@playwright/test';
import type { DemoPbx } from '../pbx/index.ts';
import { deviceAt, expect, macField, onElectron, regenerateByKeys, test } from './support.ts';

/** Regenerates a device's password and shows it; returns the element that contains it. */
async function revealed(page: Page, pbx: DemoPbx): Promise<{ password: string; text: Locator }> {
  await macField(page).fill(deviceAt(pbx, 0).MacAddress);
  await regenerateByKeys(page);
  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  const password = pbx.devices[0]?.Password ?? '';
  const text = page.getByText(password).first();
  await expect(text).toBeVisible();
  return { password, text };
}

const notice = (page: Page) => page.getByText(/cleared from the clipboard/).first();

test('a password that is selected and copied by keys is also cleared from the clipboard', async ({
  demo,
}) => {
  const { app, page, pbx } = await demo();
  await app.clock.install();
  const { password, text } = await revealed(page, pbx);
  await text.dblclick();
  await page.keyboard.press('Control+c');
  await expect(notice(page)).toBeVisible();
  expect(await app.clipboard.read()).toBe(password);
  await app.clock.advance(46_000);
  await expect.poll(() => app.clipboard.read()).toMatch(/^ ?$/);
});

test('main copies a password whatever else is selected, and from the menu', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  const { password } = await revealed(page, pbx);
  const kept = await page.evaluate(() => {
    document.getSelection()?.selectAllChildren(document.body);
    let kept = '';
    document.addEventListener('copy', (event) => {
      kept = event.defaultPrevented ? '' : 'the page put it on the clipboard';
    });
    // As the menu's Copy does.
    document.execCommand('copy');
    return kept;
  });
  expect(kept).toBe('');
  await expect.poll(() => app.clipboard.read()).toBe(password);
  await expect(notice(page)).toBeVisible();
});

test('other text is copied as usual', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await revealed(page, pbx);
  const prevented = await page.evaluate(() => {
    const heading = document.querySelector('h2');
    if (heading) document.getSelection()?.selectAllChildren(heading);
    let prevented = true;
    document.addEventListener('copy', (event) => {
      prevented = event.defaultPrevented;
    });
    document.execCommand('copy');
    return prevented;
  });
  expect(prevented).toBe(false);
  await expect(notice(page)).toHaveCount(0);
  if (!onElectron) expect(app.ipcTraffic().some(({ channel }) => channel === 'passwords:copy')).toBe(false);
});

test('a shown password is hidden after 30 seconds', async ({ demo }) => {
  const { page, pbx } = await demo();
  await page.clock.install();
  const { password, text } = await revealed(page, pbx);
  await page.clock.runFor(29_000);
  await expect(text).toBeVisible();
  await page.clock.runFor(1_500);
  await expect(page.getByText(password)).toHaveCount(0);
  expect(await page.content()).not.toContain(password);
});

test('a shown password is hidden when the window loses the focus', async ({ demo }) => {
  const { page, pbx } = await demo();
  const { password } = await revealed(page, pbx);
  // The test host's pages keep the focus whatever happens to their window.
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(page.getByText(password)).toHaveCount(0);
  expect(await page.content()).not.toContain(password);
});
