import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import axe from 'axe-core';

/**
 * Returns in words what axe finds wrong with a page. It looks at the page's own document, which has no frames, and collects
 * nothing about what is right: that takes a quarter of the time that its usual driver needs.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  // Once for each document: it is half a megabyte.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: here } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    // Only a rule about locked orientation needs the style sheets beforehand; it is off unless asked for.
    const results = await here.run(document, { resultTypes: ['violations'], preload: false });
    return results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  });
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map((html) => html.slice(0, 100)).join(' | ')}`);
}
