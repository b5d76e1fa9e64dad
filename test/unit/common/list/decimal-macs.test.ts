import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseList } from '../../../../common/list/index.ts';
import { readMac } from '../../../../common/one-mac.ts';

const grouped = (digits: string, size: number, joint: string): string =>
  digits.replace(new RegExp(`.{${size}}(?!$)`, 'g'), `$&${joint}`);
const found = (text: string): string[] =>
  parseList(text).entries.map((entry) =>
    entry.kind === 'mac' ? entry.mac + (entry.ambiguous ? '?' : '') : entry.kind,
  );

const joints = [':', '-', '.', '_', ' '];
const spellings = [
  ...[2, 3, 4, 6].flatMap((size) => joints.map((joint) => ({ size, joint }))),
  ...['\t', '  ', ';', ' : ', ': ', ' - ', '; ', '\u2013', '\u00a0'].map((joint) => ({ size: 2, joint })),
  { size: 12, joint: '' },
];
const macs = ['000413102030', '001565123456', '080023914756', '482567301299'];

describe.each(spellings)('groups of $size with “$joint” between them', ({ size, joint }) => {
  test.each(macs)('%s is found, or asked about', (mac) => {
    expect([[mac], [`${mac}?`]]).toContainEqual(found(`Lift ${grouped(mac, size, joint)}, cellar`));
    expect([[mac], [`${mac}?`]]).toContainEqual(found(grouped(mac, size, joint)));
  });

  test.each(['MAC: ', 'MAC:', 'MAC-Adresse: ', '{"mac": "', 'LAN MAC = '])('is certain after %j', (label) => {
    for (const mac of macs) expect(found(label + grouped(mac, size, joint))).toEqual([mac]);
  });

  test('an argument and a list agree', () => {
    for (const mac of macs) expect(readMac(grouped(mac, size, joint))).toMatchObject({ kind: 'one', mac });
  });
});

const digits = fc
  .array(fc.integer({ min: 0, max: 99 }), { minLength: 6, maxLength: 6 })
  .filter(([first = 0]) => first % 2 === 0 && first > 0)
  .map((pairs) => pairs.map((pair) => String(pair).padStart(2, '0')).join(''));

test('any MAC of digits is found, or asked about', () => {
  fc.assert(
    fc.property(
      digits,
      fc.constantFrom(...spellings.filter(({ size }) => size !== 3)),
      (mac, { size, joint }) => {
        const groups = grouped(mac, size, ' ').split(' ');
        const alike = groups.every((group) => group.startsWith(mac.slice(0, 2)));
        fc.pre(!(alike || /^20\d\d(?:0\d|1[0-2])[0-3]\d[0-2]\d[0-5]\d$/.test(mac)));
        expect([[mac], [`${mac}?`]]).toContainEqual(found(grouped(mac, size, joint)));
      },
    ),
    { numRuns: 500 },
  );
});

describe('is asked about', () => {
  test.each([
    ['behind an extension, with dashes', '1001-00-04-13-10-20-30'],
    ['before an extension, with dashes', '00-04-13-10-20-30-1001'],
    ['behind an extension, with dots', '201.0004.1310.2030'],
    ['behind an extension, in halves', '201-000413-102030'],
    ['behind an extension and a space', '201 0004 1310 2030'],
    ['behind an address', '10.0.0.7_00_04_13_10_20_30'],
    ['as a client identifier', '01-00-04-13-10-20-30'],
    ['in the name of a file', 'HT802_00.04.13.10.20.30.cfg'],
    ['in the name of a file with a word before it', 'prov000413102030.xml'],
    ['after the data identifier of a serial number', 'S000413102030'],
    ['in GS1-128', ']C1010400638133393121000413102030'],
    ['with a check character', '000413102030K'],
    ['with the check character of Code 39', '000413102030E'],
    ['after the label of a serial number', 'S/N: 0004 1310 2030'],
    ['broken after a dash', 'the box 00-04-13-\n10-20-30 is new'],
    ['broken after a dash between groups of four', '0004-1310-\r\n2030'],
    ['broken after a dot', '000413.\n102030'],
    ['broken at a space', 'the box 00 04 13\n10 20 30'],
    ['broken at a space between groups of four', '0004 1310\n2030'],
  ])('%s', (_where, text) => {
    expect(found(text)).toEqual(['000413102030?']);
  });

  test('twice on a line', () => {
    expect(found('00 04 13 10 20 30 00 04 13 10 20 31')).toEqual(['000413102030?', '000413102031?']);
  });
});

test.each([
  ['in a row with numbers', 'MAC 00 04 13 10 20 30 31 20'],
  ['broken at a space', 'MAC: 00 04 13\n10 20 30'],
  ['broken after a dash', 'MAC: 0004-1310-\n2030'],
  ['glued to it', 'MAC00.04.13.10.20.30'],
  ['glued to it, with underscores', 'mac00_04_13_10_20_30'],
  ['and a joint', 'mac_00_04_13_10_20_30'],
])('is certain with a label, %s', (_where, text) => {
  expect(found(text)).toEqual(['000413102030']);
});

describe('nothing is found in', () => {
  test.each<[string, string]>([
    ['dates in file names', 'log_24_01_15_10_30_00.txt backup.24.02.15.10.30.00.zip IMG_240415_103000.jpg'],
    ['dates with hundredths', '2024-02-15-10-30-00-12 2024.02.15.10.30.00.12 2024:02:15:10:30:00:12'],
    ['a date in a settings file', 'backup202403071015.txt'],
    ['a date in groups of four', '2024 0117 1015 2024_0117_1015.txt'],
    ['telephone numbers', '+49 301 234 567 890 +48 1234 5678 9012 +44 (0) 201234 567890 +49-3012-3456-7890'],
    ['more telephone numbers', '0049-3012-3456-7890 +48.12.34.56.78.90 0800 123 4567'],
    ['IPv4', '100.200.100.200 010.000.020.005 000.000.000.000 ip-100-200-100-200.example.com'],
    ['IMEI', '86 209900 176148 1 86-209900-176148-1 86-209900-176148 8620 9900 1761 481 862099001761481'],
    ['IBAN', 'FI21 1234 5600 0007 85 DK50 0040 0440 1162 43 BE68 5390 0754 7034 AT61 1904 3002 3457 3201'],
    ['credit cards', '4012 8888 8888 1881 3782 822463 10005'],
    [
      'extensions and years',
      '201 202 203 204, 301 302 303 304, 2021 2022 2023, 1002 1004 1006, 200200 200300',
    ],
    ['kernel time stamps', '[200413.102030] usb 1-1'],
    ['an EAN', '4006381333931'],
    ['VAT numbers', 'BE 0123.456.789 CHE-123.456.789 NL 1234.56.789.B01 FR 12 345 678 901'],
  ])('%s', (_what, text) => {
    expect(found(text)).toEqual([]);
  });
});
