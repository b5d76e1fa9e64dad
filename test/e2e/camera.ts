import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Face } from '../host/fonts.ts';
import { englishLeft } from './english-left.ts';
import { layoutFaults } from './layout.ts';
import { more } from './tags.ts';

const folder = join(import.meta.dirname, '../../screenshots');

const smallest = { name: 'smallest', width: 720, height: 520 };
const usual = { name: 'usual', width: 960, height: 640 };
const large = { name: 'large', width: 1440, height: 900 };
export const schemes = ['light', 'dark'] as const;

/**
 * How a state is looked at: every size in both colour schemes, and German, whose words are longer, in the two smaller
 * sizes. Whether something overflows depends on size, words and font, not on colours: `npm test` looks at the usual
 * size in light, and at the smallest one in dark in both languages.
 */
export const looks = [
  ...schemes.flatMap((colorScheme) =>
    [smallest, usual, large].map((size) => ({ colorScheme, ...size, locale: 'en-US' })),
  ),
  { colorScheme: 'light' as const, ...usual, name: 'de-usual', locale: 'de-DE' },
  { colorScheme: 'dark' as const, ...smallest, name: 'de-smallest', locale: 'de-DE' },
].map((look) => ({
  ...look,
  face: faceOf(look),
  tag: ['light usual', 'dark smallest', 'dark de-smallest'].includes(`${look.colorScheme} ${look.name}`)
    ? []
    : [more],
}));

/** Both fonts have their looks: the wide one where there is least room, and for the longer words. */
function faceOf({ colorScheme, locale }: { colorScheme: 'light' | 'dark'; locale: string }): Face {
  return colorScheme === 'light' && locale === 'en-US' ? 'narrow' : 'wide';
}

/**
 * Of the looks that every state has, axe sees two: the usual size in light and the smallest in dark, so both layouts and
 * both sets of colours. The large layout is the usual one, and German is the same page with other words. Other sizes,
 * such as those of a zoom, it sees as well.
 */
function isForAxe(): boolean {
  const { innerWidth: width } = window;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (width === 960 || width === 720)
    return document.documentElement.lang === 'en' && (width === 720) === dark;
  return width < 960;
}

/**
 * Takes a picture of a state, looks that everything fits and that nothing is in English where the window
 * speaks German, and has axe look at it (in the page itself: its usual way opens a window of its own).
 */
export function camera(page: Page, prefix: string) {
  mkdirSync(folder, { recursive: true });
  return async (state: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${prefix}-${state}.png`), animations: 'disabled' });
    expect.soft(await layoutFaults(page), `${state}: layout`).toEqual([]);
    if ((await page.locator('html').getAttribute('lang')) === 'de')
      expect.soft(await englishLeft(page), `${state}: in English`).toEqual([]);
    if (!(await page.evaluate(isForAxe))) return;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(
      ({ id, nodes }) => `${state}: ${id} at ${nodes.map((node) => node.html.slice(0, 100)).join(' | ')}`,
    );
    expect(found).toEqual([]);
  };
}
