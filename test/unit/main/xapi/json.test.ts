import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCheapToParse } from '../../../../main/xapi/json.ts';

test.each([
  ['', true],
  ['null', true],
  ['{"value":[{"FxsLines":[{"Number":"12"}]}]}', true],
  [`${'['.repeat(32)}${']'.repeat(32)}`, true],
  [`${'['.repeat(33)}${']'.repeat(33)}`, false],
  [`{"Name":"${'['.repeat(1000)}"}`, true],
  [`{"Name":"\\"${'['.repeat(1000)}"}`, true],
  [`{"Name":"\\\\",${'['.repeat(1000)}`, false],
  [`[${'{},'.repeat(99_999)}]`, true],
  [`[${'{},'.repeat(100_000)}]`, false],
  [`"${'\\'.repeat(1_000_000)}`, true],
])('whether a text is cheap to parse: %#', (text, cheap) => {
  expect(isCheapToParse(text)).toBe(cheap);
});

test('the contents of texts make no difference', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isCheapToParse(JSON.stringify([{ [text]: text }]))).toBe(true);
      const deep = `${'['.repeat(33)}${JSON.stringify(text)}`;
      expect(isCheapToParse(`[${JSON.stringify(text)},${deep}`)).toBe(false);
    }),
  );
});
