import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Face } from '../host/fonts.ts';
import type { RunningApp } from '../host/running-app.ts';
import { axeFaults } from './axe.ts';
import { englishLeft } from './english-left.ts';
import { layoutFaults } from './layout.ts';

const folder = join(import.meta.dirname, '../../screenshots');

const smallest = { size: 'smallest', width: 720, height: 520 } as const;
const usual = { size: 'usual', width: 960, height: 640 } as const;
const large = { size: 'large', width: 1440, height: 900 } as const;
type Size = typeof smallest | typeof usual | typeof large;
type ColorScheme = 'light' | 'dark';

/** The conditions under which a state is inspected. */
export interface Look {
  /** Part of the picture's file name. */
  name: string;
  colorScheme: ColorScheme;
  width: number;
  height: number;
  /** Whether axe checks it, too. */
  axe: boolean;
}

/** One run through the states of a screen, and the looks of every state in it. */
export interface Showing {
  name: string;
  locale: string;
  face: Face;
  /** The first one is that of the app while it is used. */
  looks: readonly [Look, ...Look[]];
}

const look = (colorScheme: ColorScheme, { size, width, height }: Size, language = ''): Look => ({
  name: `${colorScheme}-${language}${size}`,
  colorScheme,
  width,
  height,
  // Both layouts and both colour schemes. The large layout equals the usual one, and German is the same page with
  // other words.
  axe: language === '' && size === (colorScheme === 'light' ? 'usual' : 'smallest'),
});

export const light: Showing = {
  name: 'light',
  locale: 'en-US',
  face: 'narrow',
  looks: [look('light', usual), look('light', smallest), look('light', large)],
};
/** In the wide font: it is used where space is shortest. */
export const dark: Showing = {
  name: 'dark',
  locale: 'en-US',
  face: 'wide',
  looks: [look('dark', smallest), look('dark', usual), look('dark', large)],
};
export const german: Showing = {
  name: 'German',
  locale: 'de-DE',
  face: 'wide',
  looks: [look('dark', smallest, 'de-'), look('light', usual, 'de-')],
};

/**
 * All eight looks of a state: every size in both colour schemes, and German, whose words are longer, in the two
 * smaller sizes. Only language and font need a separate app; sizes and colours change while it is in a state, so the
 * states are run through three times. What is used at the usual and the smallest size is not used at the large one,
 * nor German at the usual one: there it is only looked at, because what is reachable at a smaller size is reachable
 * at a larger one.
 */
export const showings: readonly Showing[] = [light, dark, german];

/** How to start an app for a showing. */
export function launchFor({ locale, face, looks: [first] }: Showing) {
  const { colorScheme, width, height } = first;
  return { locale, face, colorScheme, width, height };
}

/** Returns showings with other looks: what `choose` returns for each; null omits it. */
export function showingsWith(choose: (look: Look) => Look | null, among = showings): Showing[] {
  return among.flatMap((showing) => {
    const [first, ...others] = showing.looks.map(choose).filter((each) => each !== null);
    return first ? [{ ...showing, looks: [first, ...others] as const }] : [];
  });
}

/** Takes a picture of a state, and checks it. */
export type Camera = (state: string) => Promise<void>;

interface CameraOptions {
  /** Changes the size as well as the colours. The panel's size depends on its content. */
  resizes?: boolean;
  /** Waits until a look is applied. */
  settled?: () => Promise<void>;
}

/** Inspects each state in all looks of a showing, and restores the app afterwards. */
export function cameraFor(
  app: RunningApp,
  page: Page,
  prefix: string,
  { looks }: Pick<Showing, 'looks'>,
  { resizes = true, settled }: CameraOptions = {},
): Camera {
  let now = looks[0];
  const change = async (next: Look): Promise<void> => {
    if (next.colorScheme !== now.colorScheme) await app.setColorScheme(next.colorScheme);
    if (resizes && (next.width !== now.width || next.height !== now.height))
      await app.resizeWindow(next.width, next.height, page);
    now = next;
    // What depends on the window's size is drawn in the next frame.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  };
  return async (state) => {
    for (const next of looks) {
      if (next !== now) await change(next);
      await settled?.();
      await inspect(page, `${prefix}-${next.name}-${state}`, next.axe);
    }
    if (now !== looks[0]) await change(looks[0]);
  };
}

/** Inspects a page as it is. */
export function camera(page: Page, prefix: string): Camera {
  return (state) => inspect(page, `${prefix}-${state}`, true);
}

/**
 * Takes a picture, checks that everything fits and that nothing is in English if the window is in German, and runs
 * axe.
 */
async function inspect(page: Page, name: string, axe: boolean): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // In the middle of a transition colours are neither the old nor the new ones.
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  expect.soft(await layoutFaults(page), `${name}: layout`).toEqual([]);
  if ((await page.locator('html').getAttribute('lang')) === 'de')
    expect.soft(await englishLeft(page), `${name}: in English`).toEqual([]);
  if (axe) expect(await axeFaults(page), `${name}: axe`).toEqual([]);
}
