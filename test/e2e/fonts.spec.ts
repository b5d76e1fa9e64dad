/** Proves that pages are shown in the tests' own fonts, and that the layout check detects what it is for. */
import type { Page } from '@playwright/test';
import { layoutFaults } from './layout.ts';
import { expect, macField, onElectron, test } from './support.ts';

const fontless = process.platform !== 'linux' || onElectron;

/** The font families that Chromium draws an element's text in. */
async function familiesOf(page: Page, selector: string): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
  await cdp.detach();
  return [...new Set(fonts.map(({ familyName }) => familyName))];
}

for (const [face, family] of [
  ['wide', 'DejaVu Sans'],
  ['narrow', 'Archivo Narrow'],
] as const)
  test(`a page in the ${face} font has that font and no other`, async ({ demo }) => {
    test.skip(fontless, 'Fonts are set for Chromium on Linux alone.');
    const { page } = await demo({ launch: { face } });
    await expect(macField(page)).toBeFocused();
    // A weight may be a separate family: `Archivo Narrow SemiBold`.
    for (const selector of ['nav button span', 'main section label', 'main h2'])
      expect(await familiesOf(page, selector)).toEqual([expect.stringMatching(`^${family}`)]);
  });

test('the layout check detects cut-off and overlapping text', async ({ demo }) => {
  const { page } = await demo();
  await expect(macField(page)).toBeFocused();
  expect(await layoutFaults(page)).toEqual([]);
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll<HTMLElement>('nav button span');
    if (!first || !second) throw new Error('the rail has no words');
    Object.assign(first.style, { display: 'block', width: '20px', overflow: 'hidden' });
    Object.assign(second.style, { display: 'block', translate: '0 38px' });
  });
  const faults = await layoutFaults(page);
  expect(faults).toContainEqual(expect.stringMatching(/^cut off, without a tooltip: “Device”/));
  expect(faults).toContainEqual(expect.stringMatching(/^run into each other: “List” and “History”/));
});
