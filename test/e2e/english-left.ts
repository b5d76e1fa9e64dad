import type { Page } from '@playwright/test';
import { isEnglish } from '../setup/is-english.ts';

/** Everything in English that is visible or read out in a German window, except elements marked as English. */
export async function englishLeft(page: Page): Promise<string[]> {
  // A PBX's own message is quoted in whatever language it is.
  const texts = (await page.evaluate(textsThere)).map((text) => text.replaceAll(/: „[^“]*“/g, ''));
  return texts.filter(isEnglish);
}

/** In the page: the text of elements, and the text in attributes. */
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
