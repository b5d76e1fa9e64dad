import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitsOneEntry,
  join,
  maxEntryBytes,
  partAccounts,
  readEntry,
  split,
} from '../../../../main/keychain/parts.ts';

const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

function headOf(entry: string) {
  const found = readEntry(entry);
  if (found.kind !== 'head') throw new Error(`not a head: ${found.kind}`);
  return found.head;
}

describe('a value over several keychain entries', () => {
  test.each([
    ['', false],
    ['a', true],
    ['a\0b', false],
    ['rekey-parts/', false],
    ['rekey-part', true],
    ['x'.repeat(maxEntryBytes), true],
    ['x'.repeat(maxEntryBytes + 1), false],
    ['ü'.repeat(maxEntryBytes / 2), true],
    [`${'ü'.repeat(maxEntryBytes / 2)}x`, false],
    [`${'x'.repeat(maxEntryBytes - 3)}🔑`, false],
    [`${'x'.repeat(maxEntryBytes - 4)}🔑`, true],
  ])('fits one entry or not (%#)', (value, expected) => {
    expect(fitsOneEntry(value)).toBe(expected);
  });

  test('is restored unchanged, whatever it is, from entries that fit', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'binary', minLength: 600, maxLength: 6_000, size: 'max' }),
    );
    fc.assert(
      fc.property(value, (text) => {
        const { entry, parts } = split(text, '0f');
        for (const stored of [entry, ...parts]) {
          expect(bytes(stored)).toBeLessThanOrEqual(maxEntryBytes);
          expect(stored).toMatch(/^[\x20-\x7e]+$/);
        }
        const head = headOf(entry);
        expect(head.count).toBe(parts.length);
        expect(join(head, parts)).toBe(text);
      }),
    );
  });

  test('keeps characters of several bytes whole at every cut', () => {
    for (let shift = 0; shift < 4; shift++) {
      const text = 'x'.repeat(shift) + '🔑'.repeat(2_000);
      const { head, parts } = split(text, '0f');
      expect(join(head, parts)).toBe(text);
    }
  });

  test('does not count as whole if a part is missing, changed, swapped or of another write', () => {
    // All parts differ.
    const text = (letter: string) => Array.from({ length: 2_000 }, (_, at) => `${letter}${at}`).join();
    const { head, parts } = split(text('a'), '0f');
    const other = split(text('b'), '0e');
    expect(join(head, parts.slice(1))).toBeNull();
    expect(join(head, [...parts, ''])).toBeNull();
    expect(join(head, parts.toReversed())).toBeNull();
    expect(join(head, [...parts.slice(0, -1), other.parts.at(-1) ?? ''])).toBeNull();
    expect(join(head, other.parts)).toBeNull();
  });

  test('has a head that is not mistaken for a value, and vice versa', () => {
    expect(readEntry('some key')).toEqual({ kind: 'whole', value: 'some key' });
    expect(readEntry(split('', 'ab').entry)).toMatchObject({ kind: 'head', head: { count: 0 } });
    expect(readEntry('rekey-parts/1:ab:1:short')).toEqual({ kind: 'damaged' });
    expect(readEntry(`rekey-parts/2:ab:1:${'0'.repeat(32)}`)).toEqual({ kind: 'damaged' });
  });

  test('has its own accounts for every write', () => {
    const { head } = split('x'.repeat(4_000), '0f');
    expect(partAccounts('pbx-1', head)).toEqual(['pbx-1#0f.0', 'pbx-1#0f.1', 'pbx-1#0f.2']);
  });
});
