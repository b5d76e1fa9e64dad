import { describe, expect, test } from 'vitest';
import { parseList } from '../../../../common/list/index.ts';

describe('time', () => {
  /** Milliseconds of this thread's own work, excluding other processes. */
  const worked = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const least = (text: string): number =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const before = worked();
        parseList(text);
        return worked() - before;
      }),
    );
  /** Milliseconds below which times are not compared. */
  const slack = 50;
  const units = [
    'a',
    ':',
    '0:',
    ' ',
    '-',
    '0',
    '00 ',
    '00:',
    '::',
    '.',
    '_',
    '0b:82-',
    '0b82.',
    '+',
    '8E+',
    '8E+11 ',
  ];
  const more = [
    'cfg',
    '%3A',
    '0%3A',
    '00%3A',
    '00\\:',
    '\\:',
    '%',
    'prov000b82101eef.xml.',
    '24-03-07-10-15-22-',
    '000b82101eef-',
    '001565123456.',
    '00:0B:82:10:1E:EG ',
    'mac ',
    '\u200b',
    '０',
    '０：',
    'a\u200b',
    '"',
  ];
  test.each([...units, ...more])(
    'grows only with the length, for a line of %j',
    (unit) => {
      const text = unit.repeat(40_000 / unit.length);
      least(text);
      // Eight times the text takes eight times as long; 64 times would mean quadratic growth.
      expect(least(text)).toBeLessThan(Math.max(slack, 32 * least(text.slice(0, text.length / 8))));
    },
    30_000,
  );

  test.each([
    '0:',
    '0b:',
    '0b%3A',
    '0b\\:',
    '0b82.',
    '0b:82-',
    'a',
    'a::',
    '000b82101eef-',
    '001565123456.',
    '０',
  ])(
    'does not grow with the length of a run of %j',
    (unit) => {
      const runsOf = (length: number): string =>
        `${unit.repeat(length / unit.length)} `.repeat(40_000 / length);
      least(runsOf(8000));
      expect(least(runsOf(8000))).toBeLessThan(Math.max(slack, 8 * least(runsOf(500))));
    },
    30_000,
  );
});
