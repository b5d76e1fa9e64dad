import { describe, expect, test } from 'vitest';
import { maxListedExtras, parseList } from '../../../../common/list/index.ts';
import { readMac } from '../../../../common/one-mac.ts';

const mac = '000b82101eef';
const certain = { kind: 'one', mac, ambiguous: false };
const ambiguous = { kind: 'one', mac, ambiguous: true };

describe('labels and barcodes', () => {
  test.each<[string, string]>([
    ['alone', '000B82101EEF'],
    ['with an AIM identifier, Code 128', ']C0000B82101EEF'],
    ['with an AIM identifier, GS1-128', ']C1000B82101EEF'],
    ['with an AIM identifier, QR', ']Q3000B82101EEF'],
    ['with an AIM identifier, Data Matrix', ']d2000B82101EEF'],
    ['with an AIM identifier, Code 39', ']A0000B82101EEF'],
    ['with an AIM identifier, and colons', ']C000:0B:82:10:1E:EF'],
    ['with an AIM identifier, and spaces', ']Q100 0B 82 10 1E EF'],
    ['with an AIM identifier, and a label', ']Q1MAC:000B82101EEF;SN:20EZ2GHC10101EEF'],
    ['with a data identifier', '23S000B82101EEF'],
    ['with a data identifier in lower case', '23s000b82101eef'],
    ['with a data identifier, and colons', '23S00:0B:82:10:1E:EF'],
    ['with an AIM identifier and a data identifier', ']C023S000B82101EEF'],
    ['in ISO 15434', '[)>\x1e06\x1d1PHT814\x1d23S000B82101EEF\x1dS20EZ123\x1e\x04'],
    ['in ISO 15434 with an AIM identifier', ']d1[)>\x1e06\x1d1PHT814\x1d23S000B82101EEF\x1dS20EZ123\x1e\x04'],
    ['in ISO 15434 with readable separators', '[)>{RS}06{GS}1PHT814{GS}23S000B82101EEF{GS}S20EZ123{RS}{EOT}'],
    ['with delimiters of Code 39', '*000B82101EEF*'],
    ['with a label and no separator', 'MAC000B82101EEF'],
    ['with a label and no separator, and colons', 'MAC00:0B:82:10:1E:EF'],
    ['with a label in lower case and no separator', 'macid000b82101eef'],
    ['with a label', 'MAC ID: 000B82101EEF'],
    ['with another label', 'LAN MAC=00-0B-82-10-1E-EF'],
    ['followed by a serial number', '000B82101EEF,20EZ2GHC10101EEF'],
    ['after a serial number', 'S/N 20EZ2GHC10101EEF MAC 000B82101EEF'],
    ['with a serial number of 12 hexadecimal digits', 'MAC 000B82101EEF SN 3100AB12CD34'],
    ['as it is printed', 'Model W70B MAC 000B 8210 1EEF SN 3122334455667788'],
    ['as it is printed, followed by numbers', 'HT802 MAC 00 0B 82 10 1E EF 31 20'],
    ['in JSON', '{"sn":"20EZ2GHC10101EEF","mac":"000B82101EEF"}'],
    ['in an address', 'https://label.example.com/?m=HT802&mac=000B82101EEF&sn=20EZ2GHC1010'],
    ['in an address with escapes', 'https://label.example.com/?q=mac%3D000B82101EEF%20HT802'],
    ['after an escaped space', 'x%20000B82101EEF'],
    ['after an escaped space, with colons', 'mac%20%3D%2000%3A0B%3A82%3A10%3A1E%3AEF'],
  ])('a MAC: %s', (_what, text) => {
    expect(readMac(text)).toEqual(certain);
    expect(parseList(text).entries).toContainEqual(expect.objectContaining({ mac, ambiguous: false }));
  });

  test.each<[string, string]>([
    ['after the data identifier of a serial number', 'S000B82101EEF'],
    ['after the label of a serial number', 'S/N: 000B82101EEF'],
    ['after a German label', 'Seriennummer 000B82101EEF'],
    ['in groups after the label of a serial number', 'SN 000B 8210 1EEF'],
    ['after the readable identifier of GS1', '(01)04006381333931(21)000B82101EEF'],
    ['in GS1-128', ']C1010400638133393121000B82101EEF'],
    ['in GS1-128, a field further on', ']C10104006381333931\x1d91000B82101EEF'],
    ['with the check character of Code 39', '000B82101EEFN'],
    ['with another check character', '000B82101EEFK'],
  ])('ambiguous: %s', (_what, text) => {
    expect(readMac(text)).toEqual(ambiguous);
  });

  test.each(['20EZ1ABCD', 'S20EZ2GHC10101EEF', '1PHT814', '4006381333931', '(01)04006381333931(21)20EZ123'])(
    'no MAC: %s',
    (text) => {
      expect(readMac(text)).toMatchObject({ kind: 'none', resembles: false });
    },
  );
});

describe('spellings', () => {
  test.each([
    '0C3.83E.166.77B',
    '0c3.83e.166.77b',
    '0C3-83E-166-77B',
    '0C3:83E:166:77B',
    'Cisco\t0C3.83E.166.77B\t12',
  ])('groups of three: %s', (text) => {
    expect(readMac(text)).toEqual({ kind: 'one', mac: '0c383e16677b', ambiguous: false });
  });

  test('groups of three with spaces may be room numbers', () => {
    expect(readMac('0C3 83E 166 77B')).toEqual({ kind: 'one', mac: '0c383e16677b', ambiguous: true });
    expect(readMac('MAC 0C3 83E 166 77B')).toEqual({ kind: 'one', mac: '0c383e16677b', ambiguous: false });
    expect(
      parseList('201 202 203 204\n100.200.100.200\nbad ace fed cab\n201 bad ace fed cab').entries,
    ).toEqual([]);
  });

  test.each([
    ['a ratio sign', '00∶0B∶82∶10∶1E∶EF'],
    ['a modifier colon', '00꞉0B꞉82꞉10꞉1E꞉EF'],
    ['a middle dot', '000B·8210·1EEF'],
    ['a figure dash', '00‒0B‒82‒10‒1E‒EF'],
    ['a wave dash', '00\u301c0B\u301c82\u301c10\u301c1E\u301cEF'],
    ['full-width digits', '００：０Ｂ：８２：１０：１Ｅ：ＥＦ'],
    ['soft hyphens', '00\u00ad:0B:82:\u00ad10:1E:EF'],
    ['no-break hyphens', '00\u20110B\u201182\u201110\u20111E\u2011EF'],
    ['ANSI colour codes', '10.0.0.5 \x1b[01;31m\x1b[K00:0b:82:10:1e:ef\x1b[m\x1b[K up'],
    ['ANSI colour codes in it', '00:\x1b[01;31m\x1b[K0b:82\x1b[m\x1b[K:10:1e:ef'],
    ['ANSI colour codes in digits', '\x1b[1m000b\x1b(B\x1b[m82101eef'],
    ['a hexadecimal prefix', '0x000b82101eef'],
    ['a note', '000b82101eef (hex)'],
  ])('%s', (_what, text) => {
    expect(readMac(text)).toEqual(certain);
    expect(parseList(`Lift ${text} 201`).entries).toMatchObject([{ kind: 'mac', mac }]);
  });

  test.each([
    ['a time before it', '10:15:00:0B:82:10:1E:EF'],
    ['a number and a space before it', '10 00 0B 82 10 1E EF'],
    ['numbers and spaces around it', '10 20 00 0B 82 10 1E EF 30'],
    ['a number and a space after it', '00 0B 82 10 1E EF 20'],
    ['a year and a space before groups of four', '2024 000B 8210 1EEF'],
  ])('ambiguous: %s', (_what, text) => {
    expect(readMac(text)).toEqual(ambiguous);
  });

  test.each([
    '00 : 0B : 82 : 10 : 1E : EF',
    '00: 0B: 82: 10: 1E: EF',
    '00 :0B :82 :10 :1E :EF',
    '00 - 0B - 82 - 10 - 1E - EF',
    '00 \u2013 0B \u2013 82 \u2013 10 \u2013 1E \u2013 EF',
    '00. 0B. 82. 10. 1E. EF',
    '00;0B;82;10;1E;EF',
    '00; 0B; 82; 10; 1E; EF',
    'MAC:00 0B 82 10 1E EF',
  ])('pairs with any gap: %s', (text) => {
    expect(readMac(text)).toEqual(certain);
    expect(parseList(`201;${text};HT802`).entries).toMatchObject([{ kind: 'mac', mac, ambiguous: false }]);
    expect(parseList(`Lift ${text}, 201`).entries).toMatchObject([{ kind: 'mac', mac, ambiguous: false }]);
  });

  test('several on a line with single spaces', () => {
    const brief = (text: string) =>
      parseList(text).entries.map((each) => each.kind === 'mac' && each.mac + (each.ambiguous ? '?' : ''));
    expect(brief('00 0B 82 10 1E EF 00 0B 82 10 1E F0')).toEqual([mac, '000b82101ef0']);
    expect(brief('000B 8210 1EEF 000B 8210 1EF0 000B 8210 1EF1')).toEqual([
      mac,
      '000b82101ef0',
      '000b82101ef1',
    ]);
    expect(brief('00 0B 82 10 1E EF C0 74 AD 10 1E 0F')).toEqual([`${mac}?`, 'c074ad101e0f?']);
    expect(brief('00 0B 82 10 1E EF C0 74 AD 10 1E 0F 00 04 13 AA BB CC')).toEqual([]);
  });

  test('several on a line after a label', () => {
    const brief = (text: string) =>
      parseList(text).entries.map((each) => each.kind === 'mac' && each.mac + (each.ambiguous ? '?' : ''));
    expect(brief('MAC: 00 0B 82 10 1E EF 00 0B 82 10 1E F0')).toEqual([mac, '000b82101ef0']);
    expect(brief('MAC 000B82 101EEF 000B82 101EF0')).toEqual([mac, '000b82101ef0']);
    expect(brief('MAC: 00 0B 82 10 1E EF C0 74 AD 10 1E 0F')).toEqual([mac, 'c074ad101e0f?']);
    expect(brief('MAC: 000B 8210 1EEF 2024 0315 1030')).toEqual([mac]);
  });

  const cells = '00\t0B\t82\t10\t1E\tEF';
  test.each([
    `12: ${cells}`,
    `12, ${cells}`,
    `Gi1/0/12 - ${cells}`,
    `64;${cells}`,
    `${cells}: 12`,
    `${cells};64;HT802`,
    `99,95\t${cells}`,
    `A1 B2\t${cells}`,
    '12: 00  0B  82  10  1E  EF',
  ])('a cell for each byte beside other numbers: %j', (text) => {
    expect(parseList(text).entries).toMatchObject([{ kind: 'mac', mac, ambiguous: false }]);
  });

  test('a cell for each byte of two devices', () => {
    for (const gap of [';', ', ', ': ', ' - '])
      expect(parseList(`${cells}${gap}00\t0B\t82\t10\t1E\tF0`).entries).toMatchObject([
        { mac, ambiguous: false },
        { mac: '000b82101ef0', ambiguous: false },
      ]);
  });

  test('a MAC before the label of another one', () => {
    expect(parseList('00-0B-82-10-1E-EF_MAC:00 0B 82 10 1E F0').entries[0]).toMatchObject({ mac });
  });

  test('decimal digits with a colon and a short number', () => {
    expect(parseList('001565:430778:12').entries).toMatchObject([{ mac: '001565430778', ambiguous: false }]);
  });

  test('a 64-bit identifier is not a MAC, whatever it begins with', () => {
    expect(readMac('10:0B:82:FF:FE:10:1E:EF')).toMatchObject({ refusal: { reason: 'eui-64' } });
    expect(readMac('50:06:01:60:3B:20:19:42')).toMatchObject({ refusal: { reason: 'eui-64' } });
  });
});

describe('a line break in a MAC', () => {
  test.each<[string, string]>([
    ['after a colon', 'the box has 00:0B:82:\n10:1E:EF now'],
    ['after a dash', 'the box has 00-0B-82-10-1E-\r\nEF now'],
    ['after a dash between groups of four', 'the box has 000b-8210-\n1eef'],
    ['after a dash between groups of six', 'the box has 000b82-\n101eef'],
    ['after a dot', 'the box has 000b.8210.\n1eef.'],
    ['in a quoted mail', '> the box has 00:0B:82:  \n> 10:1E:EF now'],
    ['after a space, with a label', 'MAC: 00 0B 82\n10 1E EF'],
  ])('%s', (_where, text) => {
    expect(readMac(text)).toEqual(certain);
    const list = parseList(`Hello\n${text}\n\nBye`);
    expect(list.entries).toMatchObject([{ kind: 'mac', line: 2 }]);
    expect(list).toMatchObject({ lines: 5, notes: 2, noteLines: [1, 5] });
  });

  test('at a space is ambiguous', () => {
    expect(readMac('the box has 00 0B 82\n10 1E EF now')).toEqual(ambiguous);
    expect(readMac('the box has 000B 8210\n1EEF now')).toEqual(ambiguous);
  });

  test('at digits that may be a telephone number or a table is ambiguous', () => {
    expect(parseList('0048-3012-\n3456\n\n10 11 12\n13 14 15').entries).toMatchObject([
      { mac: '004830123456', ambiguous: true },
      { mac: '101112131415', ambiguous: true },
    ]);
  });

  test.each([
    ['columns', '000b82\n101eef'],
    ['a fingerprint', `SHA1 ${Array(15).fill('0B').join(':')}:\n${Array(5).fill('0B').join(':')}`],
    ['more than is missing', 'from 00:0B:82:\n10:1E:EF:08:00'],
    ['an empty line between', '00:0B:82:\n\n10:1E:EF'],
    ['years', '2021 2022\n2023'],
    ['a fingerprint that goes on with one byte', `SHA1 ${Array(19).fill('0A').join(':')}:\n0A`],
  ])('joins no MAC: %s', (_what, text) => {
    expect(parseList(text).entries.filter(({ kind }) => kind === 'mac')).toEqual([]);
  });
});

describe('the end of something that the line before begins', () => {
  test.each<[string, string]>([
    ['a fingerprint', `${Array(26).fill('0B').join(':')}:\n00:0B:82:10:1E:EF`],
    [
      'a fingerprint whose lines begin with the joint',
      `${Array(10).fill('0B').join(':')}\n:00:0B:82:10:1E:EF`,
    ],
    ['a fingerprint in a quoted mail', `> ${Array(14).fill('0B').join('-')}-\r\n> 00-0B-82-10-1E-EF`],
    ['a dump', `${Array(16).fill('0B').join(' ')}\n00 0B 82 10 1E EF`],
    ['a UUID', 'id 550e8400-e29b-41d4-a716-\n000b82101eef'],
    ['a UUID that is broken before a dash', 'id 550e8400-e29b-41d4-a716\n-000b82101eef'],
    ['a UUID that is broken elsewhere', 'id 550e8400-e29b-41d4-\na716-000b82101eef'],
  ])('%s', (_what, text) => {
    expect(readMac(text)).toEqual(ambiguous);
  });

  test.each([
    '00:0B:82:10:1E:EE:\n',
    '00 0B 82 10 1E EE\n',
    '00 0B 82 10 1E EE 12\n',
    'duid 00:01:00:01:2c:3e:4f:11:00:0b\n',
    'x:\n',
  ])('but not after %j', (before) => {
    expect(parseList(`${before}00:0B:82:10:1E:EF`).entries.at(-1)).toMatchObject({ mac, ambiguous: false });
  });
});

describe('the last byte without its leading zero', () => {
  const dropped = 'c074ad101e0f';
  const entries = (text: string) =>
    parseList(text).entries.map((entry) =>
      entry.kind === 'refused'
        ? entry.refusal.reason
        : entry.mac + (entry.kind === 'mac' && entry.ambiguous ? '?' : ''),
    );

  test.each([
    ['snmpwalk', 'IF-MIB::ifPhysAddress.2 = STRING: c0:74:ad:10:1e:f', dropped],
    ['macOS dhcpd_leases', '\thw_address=1,c0:74:ad:10:1e:f', dropped],
    ['arp -an', '? (10.0.4.38) at c0:74:ad:10:1e:f on en0 ifscope [ethernet]', dropped],
    ['arpwatch', 'Oct  8 16:59:31 router arpwatch: new station 10.0.4.38 c0:74:ad:10:1e:f', `${dropped}?`],
    [
      'ndp -an',
      'fe80::c274:adff:fe10:1e0f%en0           c0:74:ad:10:1e:f      en0 23h59m58s S',
      `${dropped}?`,
    ],
    ['a column', 'c0:74:ad:10:1e:f', `${dropped}?`],
  ])('%s', (_what, text, found) => {
    expect(entries(text)).toEqual([found]);
  });

  test('is accepted among MACs without their zeros, before and after', () => {
    expect(entries('c0:74:ad:10:1e:f\n0:b:82:10:1e:ef')).toEqual([dropped, '000b82101eef']);
    expect(entries('0:b:82:10:1e:ef\nc0:74:ad:10:1e:f')).toEqual(['000b82101eef', dropped]);
    const { counts } = parseList('0:b:82:10:1e:ef\nc0:74:ad:10:1e:f');
    expect(counts).toEqual({ macs: 2, ambiguous: 0, duplicates: 0, refused: 0 });
  });

  test('is a lost digit among MACs with their zeros', () => {
    const list = parseList('c0:74:ad:10:1e:f\n00:0b:82:10:1e:ef\nc0:74:ad:10:1e:f');
    expect(list.entries.map(({ kind }) => kind)).toEqual(['refused', 'mac', 'refused']);
    expect(list.counts).toEqual({ macs: 1, ambiguous: 0, duplicates: 0, refused: 2 });
    expect(list.entries[0]).toMatchObject({ refusal: { reason: 'length', digits: 11 } });
  });

  test('is a lost digit, but the MAC stays where it is written in full', () => {
    const list = parseList(
      'c0:74:ad:10:1e:f\nS/N: C074AD101E0F\nS/N: C074AD101E0F\n00:0b:82:10:1e:ef\nc0:74:ad:10:1e:f',
    );
    expect(list.entries).toMatchObject([
      { kind: 'refused', line: 1 },
      { kind: 'mac', mac: dropped, ambiguous: true, line: 2 },
      { kind: 'duplicate', mac: dropped, line: 3, firstLine: 2 },
      { kind: 'mac', line: 4 },
      { kind: 'refused', line: 5 },
    ]);
    expect(list.counts).toEqual({ macs: 2, ambiguous: 1, duplicates: 1, refused: 2 });
  });

  test('the MAC stays although it is written in full only after all duplicates that are listed', () => {
    const other = '00:0b:82:10:1e:ef\n';
    const list = parseList(`c0:74:ad:10:1e:f\n${other.repeat(maxListedExtras + 2)}S/N: C074AD101E0F`);
    expect(list.entries.filter(({ kind }) => kind === 'mac')).toMatchObject([
      { mac },
      { mac: dropped, line: maxListedExtras + 4 },
    ]);
    expect(list.counts).toEqual({ macs: 2, ambiguous: 1, duplicates: maxListedExtras + 1, refused: 1 });
  });

  test('is certain among MACs without their zeros, wherever the same MAC is ambiguous', () => {
    for (const text of ['c0:74:ad:10:1e:f\nS/N: C074AD101E0F', 'S/N: C074AD101E0F\nc0:74:ad:10:1e:f']) {
      const { entries: found, counts } = parseList(`${text}\n0:b:82:10:1e:ef`);
      expect(found[0]).toMatchObject({ kind: 'mac', mac: dropped, ambiguous: false });
      expect(counts).toEqual({ macs: 2, ambiguous: 0, duplicates: 1, refused: 0 });
    }
  });

  test('is ambiguous if both kinds occur, and beside MACs that do not show it', () => {
    expect(entries('c0:74:ad:10:1e:f\n00:0b:82:10:1e:ef\n0:b:82:10:1e:f0')).toContain(`${dropped}?`);
    expect(entries('c0:74:ad:10:1e:f\nac:de:48:10:1e:ef')).toContain(`${dropped}?`);
  });

  test('a zero that is kept shows that the digit is lost', () => {
    expect(entries('00:0B:82:10:1E:E')).toEqual(['length']);
  });
});

describe('where one MAC is expected,', () => {
  test('two count as two', () => {
    expect(readMac('00:0B:82:10:1E:EF and 80:5E:0C:11:2A:07')).toEqual({
      kind: 'several',
      macs: [mac, '805e0c112a07'],
    });
  });

  test('something like a MAC is refused with its own reason', () => {
    expect(readMac('see 00:0B:82:10:1E:E there')).toMatchObject({
      refusal: { reason: 'length', digits: 11 },
    });
    expect(readMac('Lift phone')).toMatchObject({ refusal: { reason: 'characters' }, resembles: false });
  });
});
