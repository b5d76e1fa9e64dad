import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { camera, cameraFor, launchFor, showings } from './camera.ts';
import { macsOf, oneByOne, runToEnd, setPace } from './jobs-support.ts';
import { expect, goTo, test, textsOf } from './support.ts';

/** The field, in any language. */
const days = (page: Page) => page.getByRole('textbox', { name: /^(Days to keep|Tage, die) / });

for (const showing of showings)
  test(`the Settings screen, ${showing.name}`, async ({ demo }) => {
    const { app, page, pbx } = await demo({ launch: launchFor(showing) });
    const { settings: t, time, words } = await textsOf(page);
    await runToEnd(page, { pbxId: await setPace(page, oneByOne), macs: macsOf(pbx, 2) });
    const db = new Database(`${app.dataDir}/rekey.db`);
    db.prepare('UPDATE items SET ended_at = ended_at - ?').run(10 * 86_400_000);
    db.close();
    const look = cameraFor(app, page, 'settings', showing);
    await goTo(page, 'Settings');
    await expect(days(page)).toHaveValue('30');
    await look('arrived');
    await page.getByRole('radio', { name: time.seconds(15) }).click();
    await expect(page.getByText(words.saved, { exact: true })).toBeVisible();
    await look('saved');
    await days(page).fill('4000');
    await days(page).press('Enter');
    await expect(page.getByText(t.wrongNumber(3650))).toBeVisible();
    await look('refused');
    await days(page).fill('7');
    await days(page).press('Enter');
    await expect(page.getByText(t.deleteQuestion(2))).toBeVisible();
    await look('question');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t.copyDiagnostics }).click();
    await expect(page.getByText(t.copied, { exact: true })).toBeVisible();
    await page.locator('pre').scrollIntoViewIfNeeded();
    await look('copied');
  });

test('the Settings screen stays readable at 200 %, also without a PBX', async ({ launch }) => {
  const app = await launch({ width: 720, height: 520 });
  const page = await app.page();
  // The space that a zoom of 200 % leaves in the smallest window.
  await page.setViewportSize({ width: 360, height: 260 });
  await goTo(page, 'Settings');
  await expect(days(page)).toBeVisible();
  const look = camera(page, 'settings-light-zoomed');
  await look('arrived');
  await days(page).scrollIntoViewIfNeeded();
  await look('days');
});
