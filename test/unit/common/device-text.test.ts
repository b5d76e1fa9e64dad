import { expect, test } from 'vitest';
import { forSearch } from '../../../common/device-text.ts';

test.each([
  ['Café', 'cafe'],
  ['CAFÉ', 'cafe'],
  ['Cafe\u0301', 'cafe'],
  ['Küche Straße', 'kuche strasse'],
  ['Łódź', 'lodz'],
  ['Ærø Øst', 'aero ost'],
  ['İstanbul ılık', 'istanbul ilik'],
  ['Ｗａｒｅ', 'ware'],
  ['Åse, Niño', 'ase, nino'],
])('%j is searched as %j', (text, folded) => {
  expect(forSearch(text)).toBe(folded);
  expect(forSearch(folded)).toBe(folded);
});
