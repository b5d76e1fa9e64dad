import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { report } from './figures.ts';

/** What counts as blocking the window (the browser's own definition of a long task). */
const longTaskMs = 50;

/** The longest time that a long list blocks the window: while it is read, shown, and scrolled through. */
export async function longList(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('List').click();
  await page.evaluate(() => {
    const held: number[] = [];
    Object.assign(window, { held });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) held.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  });
  const longest = async (): Promise<string> => {
    const held = await page.evaluate(() => (window as unknown as { held: number[] }).held.splice(0));
    return held.length === 0
      ? `none of ${longTaskMs} ms`
      : `${held.length} of ${longTaskMs} ms or more, longest ${Math.max(...held).toFixed(0)} ms`;
  };
  const folder = await mkdtemp(join(tmpdir(), 'rekey-bench-'));
  const open = async (lines: string[]): Promise<void> => {
    // From a file: input by the test itself would be counted as the window's work.
    const path = join(folder, 'list.txt');
    await writeFile(path, lines.join('\n'));
    await page.getByLabel('Files to open').setInputFiles(path);
  };
  const mac = (n: number): string => `0200.0000.${n.toString(16).padStart(4, '0')}`;

  await open(
    Array.from({ length: 100_000 }, (_, n) => `10.0.${n % 200}.${n % 250}  ${mac(n % 20)}  eth0/${n}`),
  );
  await page.getByText('100,000 lines').waitFor();
  await page.getByRole('grid').waitFor();
  report('long tasks, 100,000 lines', await longest());

  await page.getByRole('button', { name: 'New list' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await longest();
  await open(Array.from({ length: 10_000 }, (_, n) => `port ${n} ${mac(n)}`));
  await page.getByText('No row in the list is ready').waitFor();
  report('long tasks, 10,000 devices planned', await longest());
  const grid = page.getByRole('grid');
  await grid.focus();
  for (let n = 0; n < 60; n += 1) await page.keyboard.press(n % 2 === 0 ? 'PageDown' : 'End');
  for (let n = 0; n < 60; n += 1) await page.keyboard.press('PageUp');
  report('long tasks, scrolling through 10,000', await longest());
  await rm(folder, { recursive: true });
}
