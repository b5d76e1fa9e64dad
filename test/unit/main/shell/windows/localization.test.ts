import { expect, test } from 'vitest';
import type { LanguageChoice } from '../../../../../common/language.ts';
import { createLocalization } from '../../../../../main/shell/windows/localization.ts';

test('uses the language chosen now, with the system’s formats if it is the system’s language', () => {
  let chosen: LanguageChoice = 'system';
  const app = { getLocale: () => 'de', getSystemLocale: () => 'de-CH' };
  const { displayLanguage, words, texts } = createLocalization({ app, chosen: () => chosen });

  expect(displayLanguage()).toEqual({ language: 'de', locale: 'de-CH' });
  expect(texts().words.cancel).toBe('Abbrechen');
  expect(words().format.number(10_000)).toMatch(/^10['’]000$/);
  expect(words()).toBe(words());

  chosen = 'en';
  expect(displayLanguage()).toEqual({ language: 'en', locale: 'en-CH' });
  expect(texts().words.cancel).toBe('Cancel');
  chosen = 'system';
  expect(texts().words.cancel).toBe('Abbrechen');
});

test('returns the system’s locale, whatever the language', () => {
  const app = { getLocale: () => 'de', getSystemLocale: () => 'en_US.UTF-8' };
  const { displayLanguage, systemLocale } = createLocalization({ app, chosen: () => 'de' });
  expect(displayLanguage().locale).toBe('de');
  expect(systemLocale()).toBe('en-US');
});
