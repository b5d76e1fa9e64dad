import { expect, test } from 'vitest';
import { createFormat } from '../../../common/texts/format.ts';
import { readWholeNumber } from '../../../common/whole-number.ts';

test.each(['de-DE', 'de-AT', 'de-CH', 'en-US', 'en-IN', 'fr-FR', 'pl-PL'])(
  'what %s writes is read back',
  (locale) => {
    const { number } = createFormat(locale);
    for (const value of [0, 7, 400, 1000, 10_000, 36_500]) expect(readWholeNumber(number(value))).toBe(value);
  },
);

test.each([
  ['10000', 10_000],
  [' 30 ', 30],
  ['10.000', 10_000],
  ['10,000', 10_000],
  ['10 000', 10_000],
  ['10’000', 10_000],
  ["10'000", 10_000],
  ['1.000.000', 1_000_000],
])('%j is %d', (text, value) => {
  expect(readWholeNumber(text)).toBe(value);
});

test.each(['', ' ', '-1', '1.5', '1,50', '10.0000', '1 2', '1e3', '0x10', '٣', '12 devices', '9'.repeat(10)])(
  '%j is not a whole number',
  (text) => {
    expect(readWholeNumber(text)).toBeNull();
  },
);
