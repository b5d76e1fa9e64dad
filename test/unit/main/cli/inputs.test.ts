import { expect, test } from 'vitest';
import { nothingSkipped } from '../../../../common/documents.ts';
import { readInputs } from '../../../../main/cli/inputs.ts';

const listOf = (text: string) => ({ text, sheets: [], skipped: nothingSkipped });
const serial = 'S/N: C074AD101E0F';

test('a MAC is certain if any input shows it, wherever it is first', () => {
  const { found, duplicates } = readInputs([serial], listOf('c0:74:ad:10:1e:0f'));
  expect(found).toMatchObject([{ mac: 'c074ad101e0f', line: null, ambiguous: false }]);
  expect(duplicates).toMatchObject([{ line: 1, firstLine: null }]);
  expect(readInputs([serial], listOf(serial)).found).toMatchObject([{ ambiguous: true }]);
});

test('a number that does not count beside a MAC is not counted as a duplicate either', () => {
  const { found, duplicates } = readInputs([`00:0B:82:10:1E:EF ${serial} ${serial}`], null);
  expect(found).toMatchObject([{ mac: '000b82101eef' }]);
  expect(duplicates).toEqual([]);
});
