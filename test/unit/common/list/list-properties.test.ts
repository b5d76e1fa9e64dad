import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ListEntry, parseList } from '../../../../common/list/index.ts';
import { parseMac } from '../../../../common/mac.ts';

/** Parts none of which is a MAC, nor any two adjacent ones. */
const digitsOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
const hexOf = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength, maxLength });
const twoOf = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'));
const colonTime = fc.tuple(twoOf(0, 23), twoOf(0, 59), twoOf(0, 59)).map((parts) => parts.join(':'));
const dashDate = fc
  .tuple(fc.integer({ min: 1990, max: 2040 }), twoOf(1, 12), twoOf(1, 31))
  .map((parts) => parts.join('-'));
const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
/** A telephone number as people write it; never twelve digits, which would be ambiguous. */
const telephone = fc
  .tuple(oneOf('+49 ', '+43', '0', '(0', '00'), digitsOf(2, 4), oneOf(' ', '-', '/', ') '), digitsOf(5, 8))
  .filter((parts) => parts[0].startsWith('+') || parts.join('').replace(/\D/g, '').length !== 12)
  .map((parts) => parts.join(''));
/** Two letters before ten digits would be ambiguous. */
const vatNumber = fc
  .tuple(oneOf('DE', 'EE', 'BE', 'AT U', 'FR', 'DK', 'IT', 'PL', 'CZ', 'NL'), fc.constantFrom(8, 9, 11))
  .chain(([country, digits]) => digitsOf(digits, digits).map((number) => country + number));
const iban = fc
  .tuple(oneOf('DE', 'FR', 'EE', 'AT', 'NL', 'AE', 'DK', 'BE'), digitsOf(14, 22), fc.boolean())
  .filter(([, digits]) => digits.length % 4 !== 0)
  .map(([country, digits, spaced]) =>
    spaced ? (country + digits).replace(/.{4}(?!$)/g, '$& ') : country + digits,
  );
const gitHash = fc.oneof(hexOf(7, 10), hexOf(40, 40));
const colour = fc.oneof(hexOf(3, 3), hexOf(6, 6), hexOf(8, 8)).map((hex) => `#${hex}`);
const noise = fc.oneof(
  fc
    .string({
      unit: fc.constantFrom(...'ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZäß'),
      minLength: 1,
      maxLength: 12,
    })
    // A label such as P/N makes what follows it doubtful.
    .filter((word) => !/^[ps]n$/i.test(word)),
  oneOf('Lift', 'a decade', 'faced', 'bad', 'Gi1/0/5', 'HT802', 'x-y', '::', '--', '...', 'mac:', 'MAC'),
  oneOf('http://', 'сегодня все', 'Αθήνα'),
  fc.oneof(digitsOf(1, 11), digitsOf(13, 30)),
  hexOf(17, 70),
  fc.uuid(),
  fc.uuid().map((uuid) => uuid.toUpperCase()),
  fc.ipV4(),
  fc.tuple(fc.ipV4(), digitsOf(2, 5)).map((parts) => parts.join(':')),
  fc.ipV6().filter((address) => address.includes('::') || address.split(':').length === 8),
  colonTime,
  dashDate,
  fc.tuple(dashDate, colonTime).map(([day, time]) => `${day}T${time}.000Z`),
  digitsOf(6, 14).map((digits) => `+${digits}`),
  telephone,
  vatNumber,
  iban,
  gitHash,
  colour,
  fc.tuple(digitsOf(3, 5), digitsOf(7, 8)).map((parts) => parts.join('-')),
  fc.tuple(digitsOf(1, 3), digitsOf(2, 2)).map((parts) => `${parts.join(',')} €`),
  fc.array(hexOf(2, 2), { minLength: 16, maxLength: 32 }).map((bytes) => bytes.join(':')),
  // Four of them, or three and a word such as “bad”, would be ambiguous.
  fc
    .array(digitsOf(3, 3), { minLength: 1, maxLength: 8 })
    .filter(({ length }) => length !== 3 && length !== 4)
    .map((extensions) => extensions.join(' ')),
  fc.uint8Array({ minLength: 9, maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64')),
);
const between = oneOf(', ', ';', '\t|', ' "', '" ', ' (', ') ', '<', '>', ' = ', ' # ', '/', '\t', '  ');
const noisyText = fc.array(fc.tuple(noise, between), { maxLength: 8 }).map((parts) => parts.flat().join(''));
const noisyLines = fc.array(noisyText, { maxLength: 6 });

const macs = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
  .filter((digits) => Number.parseInt(digits.slice(0, 2), 16) % 2 === 0 && !/^[a-f]{0,2}\d+$/.test(digits));
const grouped = (digits: string, size: number, joint: string): string =>
  digits.replace(new RegExp(`.{${size}}(?!$)`, 'g'), `$&${joint}`);
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
const cyrillic = (text: string): string =>
  text.toUpperCase().replace(/[ABCE]/g, (each) => '\u0410\u0412\u0421\u0415'.charAt('ABCE'.indexOf(each)));
/** Whether larger groups separated by spaces are one MAC: each has a digit, and one has a letter. */
const spacesWell = (digits: string, size: number): boolean =>
  grouped(digits, size, ' ')
    .split(' ')
    .every((group) => /\d/.test(group));
/** The spellings that a field accepts; zeros are dropped only between colons. */
const spelled = fc
  .record({
    digits: macs,
    size: fc.constantFrom(2, 4, 6, 12),
    joint: oneOf(':', '-', '.', ' ', '\u00a0', '\u2013', '：'),
    upper: fc.boolean(),
    change: fc.constantFrom(
      (text: string) => text,
      (text: string) => fullWidth(text),
      (text: string) => cyrillic(text),
      (text: string) => [...text].join('\u200b'),
      (text: string) => (text.includes(':') ? text.replace(/(^|:)0/g, '$1') : text),
    ),
  })
  .filter(
    ({ digits, size, joint }) => !/\s/.test(joint) || size === 2 || size === 12 || spacesWell(digits, size),
  )
  .map(({ digits, size, joint, upper, change }) => {
    const text = change(grouped(digits, size, joint));
    return { digits, text: upper ? text.toUpperCase() : text };
  })
  .filter(({ text }) => parseMac(text).ok);

/** Two MACs in every way that says something about the zero of the last group, or leaves it open. */
const spellingOfFew = fc
  .tuple(
    fc.constantFrom('c074ad101e0f', '805ec0123405'),
    fc.constantFrom<(digits: string) => string>(
      (digits) => grouped(digits, 2, ':').replace(/0(.)$/, '$1'),
      (digits) => grouped(digits, 2, ':').replace(/:[^:]*$/, ''),
      (digits) => grouped(digits, 2, ':'),
      (digits) => `S/N: ${digits}`,
      (digits) => digits,
      (digits) => `01:${grouped(digits, 2, ':')}`,
      () => '00:0b:82:10:1e:ef',
      () => '0:b:82:10:1e:ef',
    ),
  )
  .map(([digits, spell]) => spell(digits));
const macsOf = (entries: readonly ListEntry[]): string[] =>
  entries.flatMap((entry) => (entry.kind === 'mac' ? [entry.mac] : [])).toSorted();

/** Spreadsheet cells with plain numbers, such as columns of extensions, rooms and years. */
const cells = fc.array(digitsOf(1, 8), { maxLength: 5 });
const cellEnd = oneOf('\t', '  ', ',', ';', ' ; ', '\t\t', '   ');
/** How often each property is tested; more with `PROPERTY_RUNS`. */
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) };

describe('by construction', () => {
  test('noise has no MAC, and nothing like one', () => {
    fc.assert(
      fc.property(noisyLines, (lines) => {
        expect(parseList(lines.join('\n')).entries).toEqual([]);
      }),
      runs,
    );
  });

  test('a MAC in noise is found, on its line, and nothing else', () => {
    fc.assert(
      fc.property(
        noisyLines,
        noisyText,
        spelled,
        between,
        noisyText,
        noisyLines,
        fc.constantFrom('\n', '\r\n', '\r', '\u2028'),
        (above, left, { digits, text }, after, right, below, end) => {
          const lines = [...above, `${left}${text}${after}${right}`, ...below];
          expect(parseList(lines.join(end)).entries).toMatchObject([
            { kind: 'mac', mac: digits, line: above.length + 1, ambiguous: false },
          ]);
        },
      ),
      runs,
    );
  });

  test('a MAC in a row of numbers is found, whatever separates the cells, and nothing else', () => {
    fc.assert(
      fc.property(cells, cellEnd, spelled, cells, (left, end, { digits, text }, right) => {
        const row = [...left, text, ...right].join(end);
        expect(parseList(`1\n${row}\n2`).entries).toMatchObject([
          { kind: 'mac', mac: digits, line: 2, ambiguous: false },
        ]);
      }),
      runs,
    );
  });

  test('a refusal costs no MAC that is also written otherwise', () => {
    fc.assert(
      fc.property(fc.array(spellingOfFew, { maxLength: 10 }), (lines) => {
        const { entries, counts } = parseList(lines.join('\n'));
        const refused = new Set(entries.filter(({ kind }) => kind === 'refused').map(({ line }) => line));
        const others = lines.map((line, at) => (refused.has(at + 1) ? '' : line)).join('\n');
        expect(macsOf(entries)).toEqual(macsOf(parseList(others).entries));
        for (const entry of entries)
          if (entry.kind === 'duplicate')
            expect(entries).toContainEqual(
              expect.objectContaining({ kind: 'mac', mac: entry.mac, line: entry.firstLine }),
            );
        const count = (of: (entry: ListEntry) => boolean): number => entries.filter(of).length;
        expect(counts).toEqual({
          macs: count(({ kind }) => kind === 'mac'),
          ambiguous: count((entry) => entry.kind === 'mac' && entry.ambiguous),
          duplicates: count(({ kind }) => kind === 'duplicate'),
          refused: count(({ kind }) => kind === 'refused'),
        });
      }),
      runs,
    );
  });

  test('any text is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const { entries, lines } = parseList(text);
        expect(entries.every(({ line }) => line <= lines)).toBe(true);
      }),
    );
  });
});
