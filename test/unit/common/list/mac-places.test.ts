import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseList } from '../../../../common/list/index.ts';
import { readMac } from '../../../../common/one-mac.ts';
import { understand } from '../../../../common/understand.ts';
import { readInputs } from '../../../../main/cli/inputs.ts';
import { plainDocument } from '../../../../main/documents/content.ts';
import { correct, noDecisions } from '../../../../renderer/list/plan.ts';
import { readScan, rowsOfText } from '../../../../renderer/list/rows.ts';

/** Every place that reads a MAC, and the MACs that it finds in a text. */
const places: Record<string, (text: string) => string[]> = {
  'the field': (text) => {
    const found = understand(text, null);
    return 'mac' in found ? [found.mac] : found.kind === 'several' ? [...found.macs] : [];
  },
  'the clipboard': (text) => {
    const reading = readMac(text);
    return reading.kind === 'one' ? [reading.mac] : reading.kind === 'several' ? reading.macs : [];
  },
  'a scan': (text) => {
    const { verdict } = readScan(text);
    return verdict.ok ? [verdict.mac] : [];
  },
  'a correction': (text) => {
    const [row] = rowsOfText(parseList('00:0B:82:10:1E:EG').entries);
    const corrected = row && correct(noDecisions, row, text);
    return corrected ? [...corrected.corrections.values()] : [];
  },
  'an argument': (text) => readInputs([text], null).found.map(({ mac }) => mac),
  'a list': (text) => readInputs([], plainDocument(text)).found.map(({ mac }) => mac),
  'the window’s list': (text) =>
    rowsOfText(parseList(text).entries).flatMap(({ verdict }) => (verdict.ok ? [verdict.mac] : [])),
};

const macs = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
  // Neither a group address nor a number, and with a digit and a letter to distinguish it from words.
  .filter((digits) => Number.parseInt(digits.slice(0, 2), 16) % 2 === 0 && !/^[a-f]{0,2}\d+$/.test(digits))
  .filter((digits) => (digits.match(/\d/g)?.length ?? 0) >= 4 && /[a-f]/.test(digits));
const spellings = fc
  .record({
    digits: macs,
    spelling: fc.constantFrom(
      ...[2, 4, 6].flatMap((size) =>
        [':', '-', '.', '\u2011', '\uff1a', '\u2236'].map((joint) => ({ size, joint })),
      ),
      ...['.', '-', ':'].map((joint) => ({ size: 3, joint })),
      { size: 2, joint: ' ' },
      { size: 2, joint: '\u00a0' },
      { size: 12, joint: '' },
    ),
    upper: fc.boolean(),
  })
  .filter(
    ({ digits, spelling: { size } }) =>
      size !== 3 || (digits.match(/.{3}/g)?.filter((group) => /\d/.test(group)).length ?? 0) >= 2,
  )
  .map(({ digits, spelling: { size, joint }, upper }) => {
    const text = digits.replace(new RegExp(`.{${size}}(?!$)`, 'g'), `$&${joint}`);
    return { digits, text: upper ? text.toUpperCase() : text };
  });
const before = fc.constantFrom(
  ...[
    '',
    'MAC ',
    'MAC: ',
    'mac=',
    'MAC ID: ',
    'WLAN-MAC: ',
    'MAC address = ',
    '23S',
    ']C0',
    ']Q1',
    ']A0',
    '"',
    '(',
    '* ',
  ],
  ...[
    'Model W70B MAC ',
    'S/N 20EZ2GHC1010, MAC ',
    'https://10.0.0.5/?m=HT802&mac=',
    'q=mac%3D',
    '%20',
    '\x1b[1;31m',
  ],
  ...['[)>\x1e06\x1d1PHT814\x1d23S', 'please look at ', '> '],
);
const after = fc.constantFrom(
  ...[
    '',
    ' ',
    '"',
    ')',
    ' SN 3122334455667788',
    '\x1dS20EZ123\x1e\x04',
    ', thanks',
    '&x=1',
    ' (hex)',
    '*',
    '\x1b[0m',
    '.',
  ],
);

describe.each(Object.entries(places))('%s', (_place, macsIn) => {
  test('reads a MAC in any spelling, with any label and separator around it', () => {
    fc.assert(
      fc.property(before, spellings, after, (left, { digits, text }, right) => {
        // No barcode has spaces in the text after its data identifier.
        fc.pre(!(left.endsWith('23S') && /\s/.test(text)));
        expect(macsIn(left + text + right)).toEqual([digits]);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    '',
    'Lift phone',
    'hello 201 202',
    'Model W70B SN 3122334455667788',
    '10.0.0.5',
    ']C020EZ123',
    '12:30:05',
  ])('reads none in %j', (text) => {
    expect(macsIn(text)).toEqual([]);
  });
});

test('two MACs in an argument are both read; a damaged one beside a good one stops it', () => {
  expect(readInputs(['00:0B:82:10:1E:EF 80:5E:C0:11:2A:07'], null)).toMatchObject({
    found: [{ mac: '000b82101eef' }, { mac: '805ec0112a07' }],
    refused: [],
  });
  expect(readInputs(['00:0B:82:10:1E:EF 80:5E:C0:11:2A:0'], null).refused).toMatchObject([
    { reason: 'length', stops: true },
  ]);
});
