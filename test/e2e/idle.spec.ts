/** What the program costs while nothing runs: no timer wakes it more often than once a minute. */
import type { Page } from '@playwright/test';
import { macsOf, quick, runToEnd, setPace } from './jobs-support.ts';
import { expect, goTo, test } from './support.ts';

test.setTimeout(60_000);

const minutes = 10;

/** How often the timer of the page that goes off most does so in so many minutes, on a clock that is moved. */
async function mostWakes(page: Page): Promise<number> {
  await page.evaluate(() => wakes.clear());
  await page.clock.runFor(minutes * 60_000);
  return page.evaluate(() => Math.max(0, ...wakes.values()));
}

declare global {
  /** How often each timer went off: an interval by its number, a timeout by what it does, for it may be set again. */
  var wakes: Map<unknown, number>;
}

test('while nothing runs, no timer wakes more often than once a minute', async ({ demo }) => {
  const { app, page, pbx } = await demo();
  await runToEnd(page, { pbxId: await setPace(page, quick), macs: macsOf(pbx, 3) });
  await page.clock.install();
  // On top of the clock that is moved.
  await page.addInitScript(() => {
    globalThis.wakes = new Map();
    const count = (key: unknown): unknown => wakes.set(key, (wakes.get(key) ?? 0) + 1);
    const { setTimeout, setInterval } = window;
    Object.assign(window, {
      setTimeout(work: () => void, ms?: number, ...args: []) {
        const counted = (): void => {
          count(String(work));
          work(...args);
        };
        return setTimeout(counted, ms);
      },
      setInterval(work: () => void, ms?: number, ...args: []) {
        const counted = (): void => {
          count(id);
          work(...args);
        };
        const id = setInterval(counted, ms);
        return id;
      },
    });
  });
  await page.reload();
  await page.getByRole('textbox', { name: 'MAC address' }).waitFor();
  // What it counts it finds.
  const stop = await page.evaluate(() => Number(setInterval(() => {}, 30_000)));
  expect(await mostWakes(page)).toBeGreaterThanOrEqual(2 * minutes);
  await page.evaluate((id) => clearInterval(id), stop);

  for (const place of ['Device', 'List', 'History', 'PBXs', 'Settings'] as const) {
    await goTo(page, place);
    await page.clock.runFor(minutes * 60_000);
    // The clock goes on by itself, too, while it is moved.
    expect(await mostWakes(page), place).toBeLessThanOrEqual(minutes + 1);
  }
  await goTo(page, 'History');
  await page.getByRole('row', { name: /^Job 1/ }).click();
  await page.clock.runFor(minutes * 60_000);
  expect(await mostWakes(page), 'a job that is over').toBeLessThanOrEqual(minutes + 1);

  // Connections that are kept for a moment are closed by then, and the log's file.
  await expect.poll(() => app.activeTimers(), { timeout: 20_000 }).toBe(0);
});
