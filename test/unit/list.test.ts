import { describe, expect, test } from 'vitest';
import {
  createListParser,
  type ListEntry,
  listProblem,
  mostMacs,
  parseList,
} from '../../common/list/index.ts';

const mac = '000b82101eef';

/** What a list holds, in short: `MAC`, `MAC?` where it is ambiguous, `=MAC` again, `!reason`; each with its line. */
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
    ['JSON', '{"id":"550e8400-e29b-41d4-a716-446655440000","mac":"000b82101eef","port":5060}'],
    ['an arp log with a date', '2024-01-15T10:30:00.123Z device 00:0B:82:10:1E:EF: gone'],
    ['front of an extension', '00:0B:82:10:1E:EF-201'],
    ['back of an extension', '201-00:0B:82:10:1E:EF'],
    ['markup', '<td>000B82101EEF</td>'],
    ['Chinese', '设备000b82101eef在线'],
    ['full-width characters', 'Lift ０００Ｂ８２１０１ＥＥＦ 201'],
    ['full-width colons', 'Lift 00：0B：82：10：1E：EF 201'],
    ['invisible characters', '\ufeffLift 00:\u200b0B:82\u2060:10:1E:EF\u200b 201'],
    ['no-break spaces', 'Lift\u00a000\u00a00B\u00a082\u202f10\u00a01E\u00a0EF'],
    ['unusual dashes', '“00\u20130B\u201382\u201110\u22121E\u2010EF”'],
  ])('%s', (_where, text) => {
    expect(summary(text)).toEqual([`1 ${mac}`]);
  });

  test('arp -a of macOS with the zero of the last byte dropped', () => {
    expect(summary('? (10.0.0.5) at ac:de:48:10:1e:e on en0 ifscope [ethernet]')).toEqual(['1 acde48101e0e']);
  });

  test('the literal examples of switch makers', () => {
    expect(summary('aabb.ccdd.eeff\naabbcd-ddeeff')).toEqual(['1 aabbccddeeff', '2 aabbcdddeeff']);
  });

  test('one line, several times over', () => {
    expect(summary('000b82101eef,00:0b:82:10:1e:f0 000b.8210.1ef1/00-0B-82-10-1E-F2')).toEqual([
      '1 000b82101eef',
      '1 000b82101ef0',
      '1 000b82101ef1',
      '1 000b82101ef2',
    ]);
  });
});
