import { describe, expect, it } from 'vitest';
import { knownLocale, languageFor, languages, localeFor } from '../../../common/language.ts';
import { createFormat } from '../../../common/texts/format.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { code, plain, rich, strong } from '../../../common/texts/rich.ts';
import { catalogueTexts, isEnglish } from '../../setup/is-english.ts';

describe('the language', () => {
  it.each([
    ['system', 'de-AT', 'de'],
    ['system', 'de', 'de'],
    ['system', 'DE_de', 'de'],
    ['system', 'de.UTF-8', 'de'],
    ['system', 'de@rg=atzzzz', 'de'],
    ['system', 'C.UTF-8', 'en'],
    ['system', 'fr-FR', 'en'],
    ['system', '', 'en'],
    ['en', 'de-DE', 'en'],
    ['de', 'en-GB', 'de'],
  ] as const)('chosen %s on a system in %s is %s', (choice, locale, language) => {
    expect(languageFor(choice, locale)).toBe(language);
  });

  it.each([
    ['de', 'de-CH', 'de-CH'],
    ['de', 'de-DE@rg=atzzzz', 'de-DE'],
    ['de', 'de_AT.UTF-8', 'de-AT'],
    ['de', 'de_DE@euro', 'de-DE'],
    ['en', 'en_GB.UTF-8', 'en-GB'],
  ] as const)('%s on a system in %s keeps the system’s formats', (language, system, locale) => {
    expect(localeFor(language, system)).toBe(locale);
  });

  it.each([
    ['en', 'de-DE', 'en-DE'],
    ['en', 'fr_FR.UTF-8', 'en-FR'],
    ['de', 'fr-CH', 'de-CH'],
    ['en', 'de', 'en'],
    ['en', 'C.UTF-8', 'en'],
    ['en', '', 'en'],
    // Where nobody writes it that way, it has its own formats.
    ['de', 'en-US', 'de'],
    ['en', 'ko-KR', 'en'],
  ] as const)('%s on a system in %s is formatted as in that region', (language, system, locale) => {
    expect(localeFor(language, system)).toBe(locale);
  });

  it.each([
    ['de-DE@rg=atzzzz', 'de-DE'],
    ['de_CH.UTF-8', 'de-CH'],
    ['de-DE-u-rg-atzzzz', 'de-DE-u-rg-atzzzz'],
    ['de_DE_PREEURO_NO', 'de'],
    ['fr-FR', 'fr-FR'],
    ['C', 'en'],
    ['../de', 'en'],
    ['xx-DE', 'en'],
  ])('of a system that calls it %s is known as %s', (system, locale) => {
    expect(knownLocale(system)).toBe(locale);
  });
});

describe('numbers and dates', () => {
  const instant = '2026-03-04T05:06:07.000Z';

  it('follow the locale', () => {
    expect(createFormat('de-DE').number(10_000)).toBe('10.000');
    expect(createFormat('en-US').number(10_000)).toBe('10,000');
    expect(createFormat('de-DE').number(1.25, 1)).toMatch(/^1,[23]$/);
    expect(createFormat('de-DE').list(['a', 'b', 'c'])).toBe('a, b und c');
    expect(createFormat('de-DE').date(instant)).toMatch(/2026/);
  });

  it('are in English as a German writes them, if that is the region', () => {
    const { moment, number } = createFormat(localeFor('en', 'de-DE'));
    expect(moment('2026-03-04T15:06:07')).toBe('4 Mar 2026, 15:06:07');
    expect(number(12_345.6, 1)).toBe('12.345,6');
  });

  it.each(['de-DE@rg=atzzzz', 'de_DE.UTF-8', 'de_DE_PREEURO_NO'])('are German in %s', (locale) => {
    expect(createFormat(locale).number(12_345.6, 1)).toBe('12.345,6');
  });

  it.each(['', 'nonsense-locale-that-is-none', '../de', 'xx'])('fall back for %j', (locale) => {
    expect(createFormat(locale).number(1000)).toMatch(/^1.?000$/);
  });
});

describe('a rich sentence', () => {
  it('inserts names unchanged', () => {
    const text = rich`Give ${strong('<b>')} and ${code('&lt;')} to ${'him'}.`;
    expect(text).toContainEqual({ strong: '<b>' });
    expect(plain(text)).toBe('Give <b> and &lt; to him.');
  });
});

describe('the catalogues', () => {
  it.each(languages)('have no empty text in %s', (language) => {
    const empty = stringsOf(wordsFor(language, language).texts).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('are not in English where they should be German', () => {
    const english = new Map(stringsOf(wordsFor('en', 'en').texts));
    const same = stringsOf(wordsFor('de', 'de').texts).filter(([path, text]) => english.get(path) === text);
    expect(same.map(([, text]) => text).filter((text) => !sameInBoth.has(text))).toEqual([]);
  });
});

describe('detecting leftover English', () => {
  const german = new Set(catalogueTexts('de', 'Acme'));

  it('accepts German', () => {
    expect([...german].filter((text) => text !== null && isEnglish(text))).toEqual([]);
  });

  it('finds every English text, unless it is the same in German or has no words of its own', () => {
    const missed = catalogueTexts('en', 'Acme').filter(
      (text) => text && !german.has(text) && !isEnglish(text),
    );
    expect(missed.filter((text) => /[a-z]{2}/i.test(text?.replaceAll('Acme', '') ?? ''))).toEqual([]);
  });
});

/** Words that are the same in both languages. */
const sameInBoth = new Set([
  'System',
  'Rekey for 3CX',
  'PBX',
  'PBXs',
  'Demo',
  'Name',
  'Problem',
  '(optional)',
  'Plan',
  'MAC',
  'Format',
  'Passphrase',
  // Names in the 3CX Admin Console.
  'DEFAULT',
  '3CX Configuration API access',
]);

/** Every text that needs no facts, with its path. */
function stringsOf(catalogue: object, place = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${place}${name}`, value]];
    return typeof value === 'object' && value !== null ? stringsOf(value, `${place}${name}.`) : [];
  });
}
