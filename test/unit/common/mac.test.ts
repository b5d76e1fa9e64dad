import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMac, type MacRefusal, parseMac } from '../../../common/mac.ts';

const mac = '000b82101eef';

describe('accepted spellings', () => {
  test.each([
    '000B82101EEF',
    '000b82101eef',
    '00:0B:82:10:1E:EF',
    '00-0b-82-10-1e-ef',
    '000b.8210.1eef',
    '000b82-101eef',
    '00 0B 82 10 1E EF',
    '  00:0b:82:10:1E:ef\t',
    'MAC: 00:0B:82:10:1E:EF',
    'mac 000B82101EEF',
    'MAC-Adresse: 00-0B-82-10-1E-EF',
    'MAC address = 000b82101eef',
    'HWaddr 00:0b:82:10:1e:ef',
    'ether 00:0b:82:10:1e:ef',
    '"00:0B:82:10:1E:EF"',
    "'000B82101EEF'",
    '<00:0B:82:10:1E:EF>',
    '(000B.8210.1EEF)',
    '[MAC: 000B82101EEF],',
    '０００Ｂ８２１０１ＥＥＦ',
    '00：0B：82：10：1E：EF',
    '00:\u200b0B:82\u2060:10:1E:EF\ufeff',
    '00\u00a00B\u00a082\u202f10\u00a01E\u00a0EF',
    '00\u20130B\u201382\u201110\u22121E\u2010EF',
    '0:b:82:10:1e:ef',
  ])('%j', (text) => {
    expect(parseMac(text)).toEqual({ ok: true, mac });
  });

  test('a locally administered address', () => {
    expect(parseMac('02:00:00:00:00:01')).toEqual({ ok: true, mac: '020000000001' });
  });

  test('an address whose only letter is E does not count as a number', () => {
    expect(parseMac('805E01112207')).toEqual({ ok: true, mac: '805e01112207' });
    expect(parseMac('123456.78E012')).toEqual({ ok: true, mac: '12345678e012' });
  });
});

describe('refusals', () => {
  test.each<[string, MacRefusal, object]>([
    ['', 'empty', {}],
    [' \u200b ', 'empty', {}],
    ['MAC:', 'empty', {}],
    ['00:0B:82:10:1E', 'length', { digits: 10 }],
    ['00:0B:82:10:1E:E', 'length', { digits: 11 }],
    ['AC:DE:48:10:1E:E', 'length', { digits: 11 }],
    ['00:0B:82:10:1E:EF:00', 'length', { digits: 14 }],
    ['82101', 'length', { digits: 5 }],
    ['O0:0B:82:10:1E:EF', 'characters', { characters: 'O' }],
    ['00:0B:82:1l:1E:EG', 'characters', { characters: 'lG' }],
    ['hello', 'characters', { characters: 'hlo' }],
    ['00/0B/82', 'characters', { characters: '/' }],
    ['000:B8:210:1E:EF', 'grouping', {}],
    ['2024-01-15 10:30', 'grouping', {}],
    ['20:24:0115:1030', 'grouping', {}],
    ['100.200.100.200', 'grouping', {}],
    ['000B82FFFE101EEF', 'eui-64', {}],
    ['00:0B:82:FF:FE:10:1E:EF', 'eui-64', {}],
    ['00:00:00:00:00:00', 'all-zero', {}],
    ['ff:ff:ff:ff:ff:ff', 'broadcast', {}],
    ['01:00:5E:00:00:FB', 'multicast', {}],
    ['8.05E+11', 'spreadsheet-number', {}],
    ['8,05E+11', 'spreadsheet-number', {}],
    ['8E+11', 'spreadsheet-number', {}],
    ['805E+9', 'characters', { characters: '+' }],
    ['0'.repeat(301), 'length', {}],
  ])('%j is refused: %s', (text, reason, detail) => {
    const verdict = parseMac(text);
    if (verdict.ok) throw new Error('accepted');
    expect(verdict.reason).toBe(reason);
    expect(verdict).toMatchObject(detail);
  });
});

const macs = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .filter((bytes) => (bytes[0] ?? 1) % 2 === 0 && bytes.some((byte) => byte !== 0))
  .map((bytes) => Buffer.from(bytes).toString('hex'));

test('every separator and case gives the same MAC', () => {
  const separator = fc.constantFrom('', ':', '-', '.', ' ', '\u00a0', '\u2013');
  fc.assert(
    fc.property(macs, separator, fc.constantFrom(2, 4, 6), fc.boolean(), (digits, between, size, upper) => {
      const grouped = digits.match(new RegExp(`.{${size}}`, 'g'))?.join(between) ?? '';
      expect(parseMac(upper ? grouped.toUpperCase() : grouped)).toEqual({ ok: true, mac: digits });
    }),
  );
});

test('formatting and parsing are inverse', () => {
  fc.assert(
    fc.property(macs, (digits) => {
      const verdict = parseMac(digits);
      if (!verdict.ok) throw new Error(verdict.reason);
      expect(parseMac(formatMac(verdict.mac))).toEqual(verdict);
    }),
  );
});

test('no text makes it throw or take long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(typeof parseMac(text).ok).toBe('boolean');
    }),
  );
});
