/**
 * Proves that every screen fits at every width, in both languages and in the widest and the narrowest font: no control
 * is over another, and no text is cut off or runs into another.
 */
import type { Page } from '@playwright/test';
import { macsOf, oneByOne, openJob, rowsOf, runToEnd, setPace } from './jobs-support.ts';
import { layoutFaults } from './layout.ts';
import { deviceAt, expect, test } from './support.ts';

const widths = [640, 720, 960, 1100, 1280, 1366, 1920];
const variants = [
  { locale: 'en-US', face: 'narrow' },
  { locale: 'en-US', face: 'wide' },
  { locale: 'de-DE', face: 'narrow' },
  { locale: 'de-DE', face: 'wide' },
] as const;

const usual = { width: 960, height: 640 };

/** Checks the page at all widths, and returns to the usual size. */
async function checkWidths(page: Page, what: string, more?: (width: number) => Promise<void>): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    expect.soft(await layoutFaults(page), `${what}, ${width} px wide`).toEqual([]);
    await more?.(width);
    // SHOT
  }
  await page.setViewportSize(usual);
}

for (const { locale, face } of variants) {
  const launch = { locale, face, ...usual };
  const variant = `${locale}, ${face} font`;

  test(`the table of a job, ${variant}`, async ({ demo }) => {
    const { page, pbx } = await demo({ launch });
    const pbxId = await setPace(page, oneByOne);
    pbx.script(deviceAt(pbx, 1).MacAddress, { kind: 'status', status: 403 });
    pbx.script(deviceAt(pbx, 2).MacAddress, { kind: 'status', status: 500, carryOut: true });
    await runToEnd(page, { pbxId, macs: macsOf(pbx, 6) });
    await runToEnd(page, { pbxId, macs: macsOf(pbx, 1) });
    await openJob(page, 1);
    const row = rowsOf(page).nth(3);
    const password = row.locator('code:not(:empty)').last();
    await row.locator('[data-reveal] button').click();
    await expect(password).toHaveText(deviceAt(pbx, 3).Password ?? '');
    await checkWidths(page, 'job', async (width) => {
      const lines = await password.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size;
      });
      expect.soft(lines, `lines of the shown password, ${width} px wide`).toBe(1);
      if (width < 960) return;
      const names = await rowsOf(page).evaluateAll((rows) =>
        rows.map((row) => {
          const [word, name] = [row.querySelector('[class*=word]'), row.querySelector('[class*=name]')];
          const apart =
            (name?.getBoundingClientRect().left ?? 0) - (word?.getBoundingClientRect().right ?? 0);
          const cut = (name?.scrollWidth ?? 0) > (name?.clientWidth ?? 0) + 1;
          return `${name?.textContent}${cut ? ' is cut off' : ''}${apart > 0 && apart < 12 ? ` is ${apart} px beside its state` : ''}`;
        }),
      );
      expect
        .soft(
          names.filter((name) => / is /.test(name)),
          `${width} px wide`,
        )
        .toEqual([]);
    });
  });
}
