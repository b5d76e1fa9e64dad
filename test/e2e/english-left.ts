import type { Page } from '@playwright/test';
import { isEnglish } from '../setup/is-english.ts';

/** Everything in English that a person sees or hears of in a window that speaks German, but for what says that it is. */
export async function englishLeft(page: Page): Promise<string[]> {
  // A PBX's own words are quoted in whatever language it speaks.
  const texts = (await page.evaluate(textsThere)).map((text) => text.replaceAll(/: „[^“]*“/g, ''));
  return texts.filter(isEnglish);
}

/** In the page: what stands in its elements, and what only their attributes say. */
function textsThere(): string[] {
  const said = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'];
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility() && !element.closest('[lang=en]'))
    .flatMap((element) => {
      const speaks = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      return [speaks ? element.textContent : '', ...said.map((name) => element.getAttribute(name))];
    })
    .map((text) => text?.replaceAll(/\s+/g, ' ').trim() ?? '')
    .filter((text) => text !== '');
}
