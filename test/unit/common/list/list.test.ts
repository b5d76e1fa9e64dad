import { describe, expect, test } from 'vitest';
import { describeError } from '../../../../common/error-text.ts';
import {
  createListParser,
  type ListEntry,
  listProblem,
  maxListedExtras,
  maxListLength,
  maxMacs,
  maxNoteLines,
  parseList,
} from '../../../../common/list/index.ts';
import { formatMac, type MacRefusal } from '../../../../common/mac.ts';
import { words } from '../../../../main/cli/words.ts';
import { macOf } from '../../../setup/mac.ts';

const mac = '000b82101eef';

/** The contents of a list in short: `MAC`, `MAC?` if it is ambiguous, `=MAC` repeated, `!reason`; each with its line. */
function summary(text: string): string[] {
  return parseList(text).entries.map((entry) => `${entry.line} ${brief(entry)}`);
}

function brief(entry: ListEntry): string {
  if (entry.kind === 'mac') return entry.mac + (entry.ambiguous ? '?' : '');
  return entry.kind === 'duplicate' ? `=${entry.mac}` : `!${entry.refusal.reason}`;
}

describe('a MAC is found in', () => {
  test.each<[string, string]>([
    ['a spreadsheet row', 'Lift phone\t201\t00:0B:82:10:1E:EF\tHT802'],
    ['a CSV row', '"Lift phone","201","000B82101EEF","10.0.0.5"'],
    ['a German CSV row', 'Aufzug;201;00-0B-82-10-1E-EF;12,50 €'],
    ['arp -a of Windows', '  10.0.0.5              00-0b-82-10-1e-ef     dynamic   '],
    ['arp -a of macOS', '? (10.0.0.5) at 0:b:82:10:1e:ef on en0 ifscope [ethernet]'],
    ['arp -a of Linux', 'gxw.example.com (10.0.0.5) at 00:0b:82:10:1e:ef [ether] on eth0'],
    ['arp -n of Linux', '10.0.0.5                 ether   00:0b:82:10:1e:ef   C                     eth0'],
    ['ip neigh', '10.0.0.5 dev eth0 lladdr 00:0b:82:10:1e:ef REACHABLE'],
    ['a Cisco table', '  10    000b.8210.1eef    DYNAMIC     Gi1/0/5'],
    ['an HP table', '  000b82-101eef   12'],
    ['a Huawei table', '000b-8210-1eef 10/-/-                          GE0/0/5             dynamic'],
    ['an Aruba table', '00:0b:82:10:1e:ef    10     dynamic    1/1/5'],
    ['a Juniper table', '   default   00:0b:82:10:1e:ef   D        -   ge-0/0/5.0'],
    ['SNMP', 'iso.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: 00 0B 82 10 1E EF '],
    ['an e-mail', '> please reset the box in the lift (MAC 000B82101EEF), thanks'],
    ['the end of a sentence', 'The MAC is 00:0B:82:10:1E:EF.'],
    ['the end of a sentence, with dots', 'The MAC is 000b.8210.1eef.'],
    ['the end of a sentence, with spaces', 'The MAC is 00 0B 82 10 1E EF.'],
    ['an ISC lease', '  hardware ethernet 00:0b:82:10:1e:ef;'],
    ['a dnsmasq lease', '1705312345 00:0b:82:10:1e:ef 10.0.0.5 gxw4216 01:00:0b:82:10:1e:ef'],
    [
      'a Windows lease',
      '10.0.0.5         - 255.255.255.0  - 00-0b-82-10-1e-ef   -1/15/2024 10:30:00 AM   -D',
    ],
    ['a Cisco lease', '10.0.0.5        0100.0b82.101e.ef       Jan 15 2024 10:30 AM    Automatic'],
    ['a MikroTik lease', 'add address=10.0.0.5 client-id=1:0:b:82:10:1e:ef server=dhcp1'],
    ['a file name of Grandstream', 'cfg000b82101eef.xml'],
    ['a file name', '000b82101eef.cfg'],
    ['a file name with _', 'cfg_000b82101eef'],
    ['a file name of Cisco', 'SEP000B82101EEF.cnf.xml'],
    ['a file name whose prefix ends like a MAC begins', 'spa000b82101eef.xml'],
    ['a file name with a model', 'snom370-000B82101EEF.htm'],
    ['a path', '/tftpboot/000b82101eef-phone.cfg'],
    ['a URL', 'https://pbx.example.com:5001/provisioning/8qf3/cfg000b82101eef.xml?x=1'],
    ['an address in an access log', 'GET /cfg?mac=00%3A0B%3A82%3A10%3A1E%3AEF&v=1 HTTP/1.1'],
    ['an address in lower case', 'mac%3A00%3a0b%3a82%3a10%3a1e%3aef'],
    ['nmcli -t', 'lift:00\\:0B\\:82\\:10\\:1E\\:EF:ethernet'],
    ['nmcli -t alone', '00\\:0B\\:82\\:10\\:1E\\:EF'],
    ['a file name with any word before it', 'prov000b82101eef.xml'],
    ['a file name with a word that ends like a MAC begins', 'GET /tftp/phoneface000b82101eef.cfg'],
    ['JSON', '{"id":"550e8400-e29b-41d4-a716-446655440000","mac":"000b82101eef","port":5060}'],
    ['a log with the time and a MAC joined by colons', '2024-01-15T:000b.8210.1eef'],
    ['an arp log with a date', '2024-01-15T10:30:00.123Z device 00:0B:82:10:1E:EF: gone'],
    ['front of an extension', '00:0B:82:10:1E:EF-201'],
    ['back of an extension', '201-00:0B:82:10:1E:EF'],
    ['markup', '<td>000B82101EEF</td>'],
    ['Chinese', '设备000b82101eef在线'],
    ['full-width characters', 'Lift ０００Ｂ８２１０１ＥＥＦ 201'],
    ['full-width colons', 'Lift 00：0B：82：10：1E：EF 201'],
    ['invisible characters', '\ufeffLift 00:\u200b0B:82\u2060:10:1E:EF\u200b 201'],
    ['no-break spaces', 'Lift\u00a000\u00a00B\u00a082\u202f10\u00a01E\u00a0EF'],
    ['Cyrillic look-alikes', 'Лифт 00:0\u0412:82:10:1\u0415:\u0415F 201'],
    ['Greek look-alikes', 'Lift 000\u039282101\u0395\u0395F 201'],
    ['a row behind an extension of four digits', '1001\t000B 8210 1EEF'],
    ['a row behind a number of six digits', '100100\t000B82 101EEF'],
    ['a row behind a number of two digits', '10\t00 0B 82 10 1E EF'],
    ['a row before numbers of two digits', '00 0B 82 10 1E EF\t10\t20\t30'],
    ['a row between numbers, with two spaces', '10  20  00 0B 82 10 1E EF  10'],
    ['a row behind two numbers', '1001\t1002\t000B 8210 1EEF\t1003'],
    ['a row behind two numbers with a space', '10 20\t00 0B 82 10 1E EF'],
    ['a CSV row behind a number of two digits', '10,00 0B 82 10 1E EF,20'],
    ['the cells of a row, one byte each', '00\t0B\t82\t10\t1E\tEF'],
    ['back of an IPv4 address and a colon', '10.0.0.7:00:0B:82:10:1E:EF'],
    ['back of an IPv4 address that ends in 1', '10.0.0.1:00:0b:82:10:1e:ef'],
    ['back of an IPv4 address and a dash', '10.0.0.7-00-0B-82-10-1E-EF'],
    ['back of a time and a colon', '10:15:22:00:0B:82:10:1E:EF'],
    ['back of an extension and the same colon', '201:00:0B:82:10:1E:EF'],
    ['back of an extension and the same dash', '1001-00-0B-82-10-1E-EF'],
    ['front of an extension and the same dash', '00-0B-82-10-1E-EF-1001'],
    ['back of an extension and the same dot', '201.000b.8210.1eef'],
    ['JSON text with a line break', '"phones:\\n000B82101EEF\\n"'],
    ['JSON text with a tab', '"201\\t000B82101EEF"'],
    ['an encoded address', 'GET /get?file=%2Fcfg%2F000b82101eef.xml%20'],
    ['unusual dashes', '“00\u20130B\u201382\u201110\u22121E\u2010EF”'],
  ])('%s', (_where, text) => {
    expect(summary(text)).toEqual([`1 ${mac}`]);
  });

  test('macOS’s arp -a with the last byte’s zero dropped', () => {
    expect(summary('? (10.0.0.5) at ac:de:48:10:1e:e on en0 ifscope [ethernet]')).toEqual(['1 acde48101e0e']);
  });

  test('the literal examples of switch makers', () => {
    expect(summary('aabb.ccdd.eeff\naabbcd-ddeeff')).toEqual(['1 aabbccddeeff', '2 aabbcdddeeff']);
  });

  test('one line, several times', () => {
    expect(summary('000b82101eef,00:0b:82:10:1e:f0 000b.8210.1ef1/00-0B-82-10-1E-F2')).toEqual([
      '1 000b82101eef',
      '1 000b82101ef0',
      '1 000b82101ef1',
      '1 000b82101ef2',
    ]);
  });
});

describe('nothing is found in', () => {
  test.each<[string, string]>([
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a UUID whose last group is a MAC', 'urn:uuid:00000000-0000-1000-8000-000b82101eef'],
    ['a UUID in braces', '{550E8400-E29B-41D4-A716-000B82101EEF}'],
    ['the end of a UUID', '41d4-a716-000b82101eef'],
    ['a longer hexadecimal string', '000b82101eef00 aa000b82101eef'],
    ['14 digits', '000b82101eef11'],
    ['SHA-256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a fingerprint of 16 bytes', 'MD5:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99'],
    ['a fingerprint of 20 bytes', `SHA1 ${Array(20).fill('AB').join(':')}`],
    ['a fingerprint of 32 bytes', `SHA256 Fingerprint=${Array(32).fill('0B').join(':')}`],
    ['a PGP fingerprint', '0B82 101E EF00 0B82 101E  EF00 0B82 101E EF00 0B82'],
    ['a dump', '00000010  00 0b 82 10 1e ef 08 00 45 00 00 54 a6 f2 40 00'],
    ['IPv6', 'fe80::20b:82ff:fe10:1eef 2001:db8:0:0:1:2:3:4 2001:0db8:85a3:0000:0000:8a2e:0370:7334 ::1'],
    [
      'IPv6 with six groups left',
      'fd00::1:2:3:4:5:6 ab::12:34:56:78:9a:bc ::12:34:56:78:9a:bc 12:34:56:78:9a:bc::/96',
    ],
    ['IPv6 with IPv4 in it', '::ffff:10.0.0.5 0:0:0:0:0:ffff:10.20.30.40 64:ff9b::10.0.0.5'],
    ['IPv4', '192.168.100.200 192.168.100.200:5060 255.255.255.255/32 10.0.0.1-10.0.0.99'],
    ['a DUID', 'duid 00:01:00:01:2c:3e:4f:11:00:0b:82:10:1e:ef'],
    ['dates and times', '2024-01-15 10:30:00 15.01.2024 12:34:56 10:30:00-11:45:00 2024:01:15 10:30:00'],
    [
      'time stamps',
      '2024-01-15T10:30:00.123Z 2024-01-15T10:30:00+01:00 1705312345 1705312345678 20240115103000',
    ],
    ['dates in file names', 'backup-2024-01-15-10-30-00.zip log_24_01_15_10_30_00.txt'],
    ['telephone numbers', '+49 30 123456-78 030-1234-5678 (030) 12 34 56 78 +49301234567890 +1-202-555-0123'],
    ['a telephone number of 12 digits', '+481234567890 +48 12 34 56 78 90 +48-12-34-56-78-90'],
    ['a telephone number whose first byte is odd', '491234567890 0301-2345-6789'],
    ['French telephone numbers', '01 23 45 67 89 01.23.45.67.89 01-23-45-67-89'],
    ['extensions', '201 202 203 204 205 206'],
    ['four-digit extensions and years', '2021 2022 2023 and 1002 1004 1006'],
    ['six-digit numbers', '200200 200300'],
    ['prices', '1,234,567.89 € 12,50 € $0.99 1.234.567.890,12'],
    ['fractions', '3.141592653589 0.000000000000'],
    ['versions', '20.0.6.724 1.0.3.10.22.4 v10.0.19045.3693 Firmware 1.0.59.2'],
    ['object identifiers', '1.3.6.1.4.1.14 1.2.6.1.4.1.14 .1.3.6.1.2.1.2.2.1.6'],
    ['an IMEI', '352099001761481 35-209900-176148-1'],
    ['an ICCID', '8949020000105011234 8949 0200 0010 5011 2345'],
    ['serial numbers', 'SN000b82101eef FCH2145V0ABC 20EZ1234567890AB 210235A1AMB123456789 5CG1234ABC'],
    ['an EAN', '4006381333931 978-3-16-148410-0'],
    ['a time stamp in a file name', 'backup202403071015.txt report20240307101522.xml'],
    ['a hash in a file name', 'chunk0a1b2c3d4e5f.js index.0a1b2c3d4e5f6a.json beef000b82101eef.cfg'],
    ['a group address in a file name', 'chunk1b1b2c3d4e5f.json'],
    ['a word before digits that is no file name', 'prov000b82101eef prov000b82101eef.example.com'],
    ['a date and time that begins like a group address', '23-03-07-10-15-22'],
    [
      'a time in an address',
      'from=10%3A30%3A00&to=2024-01-15T11%3A45%3A00%2B01%3A00&u=http%3A%2F%2Fexample.com',
    ],
    ['escaped IPv6', 'fe80\\:\\:20b\\:82ff\\:fe10\\:1eef fd00%3A%3A1%3A2%3A3%3A4%3A5%3A6'],
    [
      'base64',
      'TWFuIGlzIGRpc3Rpbmd1aXNoZWQ= AAAAB3NzaC1yc2EAAAADAQABAAABgQC7 AAAAC+AAFaa0500Aaa0= Zm9vYmFyMDAwYjgyMTAxZWVm',
    ],
    ['a short hash', 'commit 1a2b3c4 9f8e7d6c5b'],
    ['prose', 'A decade of bad faces: fade, feed, cafe; added facade - be at ad. Deaf cab faced a dead bed.'],
    ['escapes of an ISC lease', 'uid "\\001\\000\\013\\202\\020\\036\\357";'],
    ['VAT numbers', 'USt-IdNr. DE123456789, EE123456789, ATU12345678, AB12345678901; FR12345678901'],
    ['IBANs', 'DE89370400440532013000 DE89 3704 0044 0532 0130 00 BE71096123456769 BE71 0961 2345 6769'],
    ['an order number', 'A1234567890 B123456789012'],
    ['a row of rooms', '1,2,3,10,12,14\t16\t18 20/22/24'],
    ['a DUID of 10 bytes', '00:03:00:01:00:0b:82:10:1e:ef'],
    ['IPv6 that ends in six pairs', '2001:db8:10:11:12:13:14:15'],
    ['an encoded telephone number', 'tel=%2B481234567890'],
    ['Russian prose', 'Все сев; а ее еда: с 1 по 15, се асе 2024, ее 12 се 14'],
    ['a date and a time and hundredths', '2024-02-15-10-30-00-12'],
    ['colours', 'color: #1e90ff; background: #00bfff'],
    ['three bytes', '00:0B:82 00-0B-82 000b82'],
  ])('%s', (_what, text) => {
    expect(summary(text)).toEqual([]);
  });
});

describe('something like a MAC is listed with its reason:', () => {
  test.each<[string, MacRefusal]>([
    ['00:0B:82:10:1E', 'length'],
    ['00:0B:82:10:1E:E', 'length'],
    ['00:0B:82:10:1E:EFF', 'length'],
    ['00-0B-82-10-1E-EF-00', 'length'],
    ['00 0B 82 10 1E', 'length'],
    ['000b.8210.1ee', 'length'],
    ['000b82-101eeff', 'length'],
    ['000b82101ee', 'length'],
    ['000b82101eeff', 'length'],
    ['7:00:0B:82:10:1E:EF', 'length'],
    ['00/0B/82/10/1E/EF', 'characters'],
    ['00,0B,82,10,1E,EF', 'characters'],
    ['00:0B:82:1O:1E:EF', 'characters'],
    ['00-0G-82-10-1E-EF', 'characters'],
    ['MAC:00:0B:82:1l:1E:EG', 'characters'],
    ['00 0B 82 1O 1E EF', 'characters'],
    ['000b.821O.1eef', 'characters'],
    ['00OB821O1EEF', 'characters'],
    ['00:0B:82-10:1E:EF', 'grouping'],
    ['000:B8:210:1E:EF', 'grouping'],
    ['00:0B:82:FF:FE:10:1E:EF', 'eui-64'],
    ['000B82FFFE101EEF', 'eui-64'],
    ['000b.82ff.fe10.1eef', 'eui-64'],
    ['00:00:00:00:00:00', 'all-zero'],
    ['000000000000', 'all-zero'],
    ['ff-ff-ff-ff-ff-ff', 'broadcast'],
    ['01-00-5e-00-00-16', 'multicast'],
    ['33:33:00:00:00:01', 'multicast'],
    ['0100.0ccc.cccc', 'multicast'],
    ['1.23E+11', 'spreadsheet-number'],
    ['8,05E+11', 'spreadsheet-number'],
    ['8e+11', 'spreadsheet-number'],
  ])('%s (%s)', (text, reason) => {
    expect(summary(`Lift phone\n201;${text};HT802\n`)).toEqual([`2 !${reason}`]);
    expect(parseList(`Lift;${text}`).entries[0]?.text).toBe(text.replace(/^MAC:/, ''));
  });

  test('a damaged MAC beside a cell with as many digits, which does not complete it', () => {
    expect(parseList('10\t00 0B 82 10 1E').entries).toMatchObject([
      { kind: 'refused', text: '00 0B 82 10 1E', refusal: { reason: 'length', digits: 10 } },
    ]);
  });

  test('six pairs with unequal gaps', () => {
    expect(summary('00 0B 82  10 1E EF')).toEqual(['1 !grouping']);
  });

  test('a Cyrillic letter that looks like a digit', () => {
    expect(parseList('00:0B:82:1\u041e:1E:EF').entries).toMatchObject([
      { kind: 'refused', refusal: { reason: 'characters', characters: 'O' } },
    ]);
  });

  test('the details of parseMac', () => {
    expect(parseList('see 00:0B:82:10:1E:E there').entries).toEqual([
      {
        kind: 'refused',
        line: 1,
        text: '00:0B:82:10:1E:E',
        context: 'see 00:0B:82:10:1E:E there',
        refusal: { ok: false, reason: 'length', digits: 11 },
      },
    ]);
  });

  test('Windows’ arp -a, with its broadcast and multicast entries', () => {
    const table = `
Interface: 10.0.0.2 --- 0x5
  Internet Address      Physical Address      Type
  10.0.0.5              00-0b-82-10-1e-ef     dynamic
  10.0.0.255            ff-ff-ff-ff-ff-ff     static
  224.0.0.22            01-00-5e-00-00-16     static`;
    expect(summary(table)).toEqual([`4 ${mac}`, '5 !broadcast', '6 !multicast']);
    expect(parseList(table)).toMatchObject({ lines: 6, notes: 2 });
  });
});

describe('numbers of 12 decimal digits', () => {
  test.each<[string, string]>([
    ['bare', '001565123456'],
    ['in a row', 'Ann;001565123456;201'],
    ['in pairs with spaces', '00 15 65 12 34 56'],
    ['in halves with a dash', '001565-123456'],
    ['in thirds with dashes', '0015-6512-3456'],
    ['after an extension', '201-001565123456'],
    ['in pairs with spaces, in a row', '10\t00 15 65 12 34 56'],
  ])('may be a telephone number: %s', (_how, text) => {
    expect(summary(text)).toEqual(['1 001565123456?']);
    expect(parseList(text).counts).toMatchObject({ macs: 1, ambiguous: 1 });
  });

  test('and two letters before ten digits may be a Belgian VAT number', () => {
    expect(summary('BE0123456789')).toEqual(['1 be0123456789?']);
    expect(summary('MAC BE0123456789')).toEqual(['1 be0123456789']);
    expect(summary('BE:01:23:45:67:89')).toEqual(['1 be0123456789']);
  });

  test.each<[string, string]>([
    ['with colons', '00:15:65:12:34:56'],
    ['in pairs with dashes', '00-15-65-12-34-56'],
    ['as Cisco writes it', '0015.6512.3456'],
    ['with a label', 'MAC address: 001565123456'],
    ['with a label in JSON', '{"mac": "001565123456"}'],
    ['in a provisioning file name', 'cfg001565123456.xml'],
    ['with colons behind an extension', '201:00:15:65:12:34:56'],
    ['with colons behind an IPv4 address', '10.0.0.7:00:15:65:12:34:56'],
  ])('are a MAC %s', (_how, text) => {
    expect(summary(text)).toEqual(['1 001565123456']);
  });

  test.each([
    ['year first', '24-03-07-10-15-22'],
    ['day first', '30-11-24-09-00-59'],
    ['month first', '12-31-25-23-59-00'],
    ['in a file name', 'log_24-03-07-10-15-22.txt'],
  ])('may be a date and a time: %s', (_how, text) => {
    expect(parseList(text).counts).toMatchObject({ macs: 1, ambiguous: 1 });
  });

  test.each(['00-15-65-12-34-56', '24-13-32-10-15-22', '24-03-07-24-15-22', '24-03-07-10-60-22'])(
    'are a MAC, and not a date: %s',
    (text) => {
      expect(parseList(text).counts).toMatchObject({ macs: 1, ambiguous: 0 });
    },
  );

  test('are a MAC, with a label, even if they could be a date', () => {
    expect(summary('MAC: 24-03-07-10-15-22')).toEqual(['1 240307101522']);
  });

  test('are a MAC if the list also has it in an unambiguous form', () => {
    const list = parseList('001565123456\n00:15:65:12:34:56');
    expect(list.entries.map(brief)).toEqual(['001565123456', '=001565123456']);
    expect(list.counts).toEqual({ macs: 1, ambiguous: 0, duplicates: 1, refused: 0 });
  });
});

describe('lines', () => {
  test.each(['\n', '\r\n', '\r', '\u2028', '\u2029'])('%j ends one', (end) => {
    const list = parseList(['Lift', '00:0B:82:10:1E:EF', '', '000b.8210.1ef0', ''].join(end));
    expect(list.entries.map(({ line }) => line)).toEqual([2, 4]);
    expect(list).toMatchObject({ lines: 4, notes: 1 });
  });

  test('without a find are counted, and the first of them listed', () => {
    const some = parseList('Lift\n000b82101eef\n\n \t\n00:0B\n00:00:00:00:00:00\nend');
    expect(some).toMatchObject({ lines: 7, notes: 3, noteLines: [1, 5, 7] });
    const many = parseList('Lift\n'.repeat(maxNoteLines + 5));
    expect(many).toMatchObject({ notes: maxNoteLines + 5 });
    expect(many.noteLines).toHaveLength(maxNoteLines);
    expect(many.noteLines.at(-1)).toBe(maxNoteLines);
  });

  test('do not exist in an empty text', () => {
    expect(createListParser('').progress).toBe(1);
    expect(parseList('')).toEqual({
      entries: [],
      counts: { macs: 0, ambiguous: 0, duplicates: 0, refused: 0 },
      lines: 0,
      notes: 0,
      noteLines: [],
      exceeds: null,
    });
  });

  test('a MAC does not continue over a line in columns, nor over an empty one', () => {
    expect(summary('000b82\n101eef\n00:0B:82:\n\n10:1E:EF\n00 0B 82\n\n10 1E EF')).toEqual([]);
  });

  test('a duplicate names the line of its first occurrence', () => {
    const list = parseList('x\n000b82101eef\n\n00:0B:82:10:1E:EF\n000b.8210.1eef 000b82101eef');
    expect(list.entries.slice(1)).toMatchObject([
      { kind: 'duplicate', line: 4, firstLine: 2, mac },
      { kind: 'duplicate', line: 5, firstLine: 2, mac },
      { kind: 'duplicate', line: 5, firstLine: 2, mac },
    ]);
    expect(list.counts).toEqual({ macs: 1, ambiguous: 0, duplicates: 3, refused: 0 });
  });

  test('a duplicate names the line of its first occurrence', () => {
    const contextOf = (text: string): string => parseList(text).entries[0]?.context ?? '';
    expect(contextOf('\tLift\u202e \u0007\t00:0B:82:10:1E:EF\nnext')).toBe('Lift 00:0B:82:10:1E:EF');
    const long = contextOf(`${'before '.repeat(1000)}00:0B:82:10:1E:EF${' after'.repeat(1000)}`);
    expect(long).toContain('00:0B:82:10:1E:EF');
    expect(long.length).toBeLessThanOrEqual(120);
  });
});

describe('limits', () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, n) =>
      formatMac(macOf((0x000b82000000 + n).toString(16).padStart(12, '0'))),
    ).join('\n');

  test('as many MACs as a list may have', () => {
    expect(parseList(`${many(maxMacs)}\n${many(1)}`)).toMatchObject({
      counts: { macs: maxMacs, duplicates: 1 },
      exceeds: null,
    });
  });

  test('one more', () => {
    const list = parseList(many(maxMacs + 1));
    expect(list.exceeds).toBe('macs');
    expect(list.entries).toHaveLength(maxMacs);
    expect(describeError(listProblem('macs'), words.texts).happened).toContain('10,000');
  });

  test('a text that is too long is not read', () => {
    const list = parseList(' '.repeat(maxListLength + 1));
    expect(list).toMatchObject({ exceeds: 'characters', lines: 0 });
    expect(describeError(listProblem('characters'), words.texts).happened).toContain('20,000,000');
  });

  test('duplicates and refusals beyond the limit are only counted', () => {
    const list = parseList(
      `00:0B:82:10:1E:EF\n${'00:0B:82:10:1E:EF 00:00:00:00:00:00\n'.repeat(maxListedExtras + 5)}`,
    );
    expect(list.counts).toEqual({
      macs: 1,
      ambiguous: 0,
      duplicates: maxListedExtras + 5,
      refused: maxListedExtras + 5,
    });
    expect(list.entries).toHaveLength(1 + 2 * maxListedExtras);
  });
});

test('steps of any size give the same list', () => {
  const text = [
    'Lift phone\t201\t00:0B:82:10:1E:EF\r\n00 0B 82 10 1E F0, 1.23E+11\r\n',
    '０００Ｂ８２１０１ＥＦ１;cfg000b82101ef2.xml 00%3A0b%3A82%3A10%3A1e%3Af5;00\\:0b\\:82\\:10\\:1e\\:f6;000b.8210.1ef3\u2028000b82101ef4 00:0B:82:1O:1E:EF',
  ].join('');
  const whole = parseList(text);
  expect(whole.entries).toHaveLength(10);
  for (let size = 1; size < text.length; size += 1) {
    const parser = createListParser(text);
    while (!parser.step(size)) expect(parser.progress).toBeLessThan(1);
    expect(parser.progress).toBe(1);
    expect(parser.result()).toEqual(whole);
  }
});
