import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Mac } from '../../../../../common/mac.ts';
import type { Device, Item, Job } from '../../../../../common/model.ts';
import { words } from '../../../../../main/cli/words.ts';
import {
  exportName,
  separatorFor,
  spreadsheetRisks,
  toCsv,
  toJson,
  toTable,
} from '../../../../../main/jobs/passwords/export.ts';
import { queuedItem } from '../../../../setup/items.ts';
import { macOf } from '../../../../setup/mac.ts';

const job: Job = {
  id: 7,
  pbxId: null,
  pbxName: 'Acme, Berlin',
  pbxUrl: 'https://acme.example',
  state: 'finished',
  pauseProblem: null,
  waiting: null,
  reference: '=HYPERLINK("http://evil","4711")',
  retryOf: null,
  user: 'ann',
  createdAt: '2026-11-24T09:00:00.000Z',
  startedAt: '2026-11-24T09:00:00.000Z',
  endedAt: '2026-11-24T09:01:00.000Z',
};
const device: Device = {
  mac: macOf('001122334455'),
  key: '001122334455',
  kind: 'fxs',
  name: 'Front "desk"',
  brand: 'Grandstream',
  model: 'HT802',
  lines: [{ number: '212', name: null }],
  owner: null,
};
const item: Item = {
  ...queuedItem,
  mac: device.mac,
  macs: [device.mac],
  device,
  state: 'succeeded',
  attempts: 1,
  endedAt: '2026-11-24T09:00:30.000Z',
  credentialsSource: 'reply',
  credentialsKept: true,
};

/** Reads CSV with an independent library. */
function readCsv(text: string, delimiter = ','): string[][] {
  return parse(text, { delimiter, record_delimiter: '\r\n', bom: true });
}

/** The same job with a text from the PBX: a device's name. */
function named(name: string): Item {
  return { ...item, device: { ...device, name } };
}
const nameIn = (name: string, separator: ',' | ';' = ','): string | undefined =>
  readCsv(toCsv(job, [named(name)], null, words, separator), separator)[1]?.[1];

describe('CSV', () => {
  test('is what spreadsheets expect, and contains everything except the password', () => {
    const text = toCsv(job, [item], null, words);
    expect(text.startsWith('mac,name,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const [head = [], row = []] = readCsv(text);
    expect(Object.fromEntries(head.map((name, index) => [name, row[index]]))).toEqual({
      known_by: '',
      checked_again: '',
      fetch: '',
      fetch_at: '',
      fetch_request: '',
      mac: '00:11:22:33:44:55',
      name: 'Front "desk"',
      brand: 'Grandstream',
      model: 'HT802',
      lines: '212',
      outcome: 'succeeded',
      attempts: '1',
      ended: '2026-11-24T09:00:30.000Z',
      error: '',
      error_code: '',
      pbx: 'Acme, Berlin',
      job: '7',
      reference: `'=HYPERLINK("http://evil","4711")`,
      user: 'ann',
      replaced: '',
      kind: 'fxs',
      owner: '',
      macs: '00:11:22:33:44:55',
    });
  });

  test('has the user of desk phones, and all of the phones, in columns after all others', () => {
    const second = '0c383e000001' as Mac;
    const phones: Item = {
      ...item,
      macs: [item.mac, second],
      match: 'desk-phone',
      device: {
        ...device,
        kind: 'desk-phone',
        owner: '=Ann (204)',
        user: {
          id: 41,
          phones: [item.mac, second].map((mac) => ({ mac, name: `Phone ${mac.slice(0, 2)}` })),
        },
      },
    };
    const [head, row] = readCsv(
      toCsv(
        job,
        [phones],
        () => 'pw',
        words,
        ',',
        () => 'old',
      ),
    );
    const added = ['fetch', 'fetch_at', 'fetch_request'];
    expect(head?.slice(-7)).toEqual(['previous_password', 'kind', 'owner', 'macs', ...added]);
    expect(row?.slice(-7)).toEqual([
      'old',
      'desk-phone',
      "'=Ann (204)",
      '00:11:22:33:44:55 0C:38:3E:00:00:01',
      ...['', '', ''],
    ]);
    expect(toTable([{ item: phones, password: 'pw' }])).toBe(
      '00:11:22:33:44:55\tPhone 00\tpw\n0C:38:3E:00:00:01\tPhone 0c\tpw',
    );
    expect(JSON.parse(toJson(job, [phones], null, words)).items[0]).toMatchObject({
      macs: phones.macs,
      device: { kind: 'desk-phone', owner: '=Ann (204)' },
    });
  });

  test('says whether the devices have fetched the password, and what was asked of them', () => {
    const request = (state: 'accepted' | 'refused') => ({
      state,
      at: '2026-11-24T09:02:00.000Z',
      problem: null,
    });
    const fetched: Item = {
      ...item,
      fetch: {
        state: 'generated',
        reason: null,
        at: '2026-11-24T09:03:00.000Z',
        changedAt: null,
        watchedUntil: null,
        devices: (['accepted', 'refused', 'accepted'] as const).map((state) => ({
          mac: item.mac,
          request: request(state),
          generatedAt: null,
          failedAt: null,
        })),
      },
    };
    const [, row] = readCsv(toCsv(job, [fetched], null, words));
    expect(row?.slice(-3)).toEqual(['generated', '2026-11-24T09:03:00.000Z', 'accepted refused']);
    expect(JSON.parse(toJson(job, [fetched], null, words)).items[0].fetch).toEqual(fetched.fetch);
  });

  test('has passwords where they were asked for', () => {
    const [head, row] = readCsv(toCsv(job, [item], () => 'Zt9,"x', words));
    expect(head?.slice(-10, -8)).toEqual(['password', 'password_source']);
    expect(row?.slice(-10, -8)).toEqual(['Zt9,"x', 'reply']);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '|calc', '\u{200b}=1', '＝1', '\r=1'])(
    'no text of a PBX is a formula: %j',
    (name) => {
      expect(nameIn(name)?.startsWith("'")).toBe(true);
      expect(spreadsheetRisks([item], () => name)).toEqual([item]);
    },
  );

  test.each([
    "x;=1+cmd|' /C calc'!A0;y",
    'x,=1',
    'x; =1',
    'x\t-1',
    'x\n@SUM(A1)',
    'x;"=1',
    'x,\u200b＝1',
    '"=1',
    "'=1",
  ])('no text of a PBX is a formula after splitting at another character: %j', (name) => {
    for (const separator of [',', ';'] as const) {
      const text = toCsv(job, [named(name)], null, words, separator);
      for (const cell of text.split(/[,;\t\r\n]/))
        expect(cell.replace(/^[\s"\p{Cf}]+/u, '')).not.toMatch(/^[=+\-@|%＝＋－＠]/);
    }
  });

  test('says how an outcome is known, and has previous passwords only on request', () => {
    const settled: Item = {
      ...item,
      knownBy: 'settled',
      nextReadback: { kind: 'last', at: '2026-11-24T09:06:00.000Z' },
    };
    const rows = readCsv(
      toCsv(
        job,
        [settled],
        () => 'new',
        words,
        ',',
        () => '=old',
      ),
    );
    expect(rows[0]?.slice(-9, -6)).toEqual(['known_by', 'checked_again', 'previous_password']);
    expect(rows[1]?.slice(-9, -6)).toEqual(['settled', '2026-11-24T09:06:00.000Z', '=old']);
    expect(toCsv(job, [settled], () => 'new', words)).not.toContain('previous');
    const [told] = JSON.parse(toJson(job, [settled], null, words, () => 'old')).items;
    expect(told).toMatchObject({ knownBy: 'settled', previousPassword: 'old' });
    expect(told).not.toHaveProperty('password');
    expect(toJson(job, [settled], () => 'new', words)).not.toContain('previousPassword');
  });

  test('keeps a text with a separator as one cell, and changes nothing else in it', () => {
    const cells = readCsv(toCsv(job, [item], () => 'a;b,c - d; e', words));
    expect(cells[1]?.at(-10)).toBe('a;b,c - d; e');
  });

  test('uses semicolons where a comma is the decimal sign, as spreadsheets there expect', () => {
    expect(['en-US', 'en-GB', 'de-DE', 'fr-CH', 'de-CH', 'pt-BR'].map(separatorFor)).toEqual([
      ',',
      ',',
      ';',
      ';',
      ',',
      ';',
    ]);
    const [head = '', row = ''] = toCsv(job, [item], null, words, ';').split('\r\n');
    expect(head).toMatch(/^mac;name;brand;/u);
    expect(row.split(';').slice(2, 7)).toEqual(['Grandstream', 'HT802', '212', 'succeeded', '1']);
    expect(row).toContain(';"Acme, Berlin";');
  });

  test.each([
    ...['007', ' 007', '1E10', '1,5e+3', '1234567890123456', '1,234', '1.50', '.5', '5.', '1 234', '212 213'],
    ...['5%', '12,5 %', '$5', '5 €', '(5)', '1 1/2'],
    ...['3/4', '12.5.2026', '2026-11-24', '1/2/2026 10:30', '2026-11-24 09:00:30', '24.11.2026 9:00'],
    ...[
      'MAR1',
      '5 May',
      '5May',
      '5-may-26',
      'May 5',
      'Sept. 2026',
      'March 5, 2026',
      '1. Mai',
      '3. März',
      'Dez 24',
    ],
    ...['10:30', '10:30:05', '10:30:05.5', '10:30 PM', '5 pm', '5 a', 'May 5 10:30'],
    ...['TRUE', 'false', 'wahr'],
  ])('no text of a PBX is changed into a number or a date: %s', (name) => {
    expect(nameIn(name)).toBe(`'${name}`);
    expect(spreadsheetRisks([item], () => name)).toEqual([item]);
  });

  test.each([
    ...[
      'aB3dE5gH',
      '212',
      "o'clock",
      'a=b',
      'May',
      'Marketing 2',
      'Mars 1x',
      'Decker 3',
      '5 maybe',
      'Room 10:30',
    ],
    ...['00:15:65:12:34:56', '2026-11-24T09:00:30.000Z', '10.0.0.5', '20.0.6.724', '5A', '1x', '5 Mayer'],
  ])('a safe text is left unchanged: %s', (name) => {
    expect(nameIn(name)).toBe(name);
    expect(spreadsheetRisks([item], () => name)).toEqual([]);
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'",;\t\r\n =+-@\'\u{feff}a1\\|\0'), maxLength: 12 }),
  );
  test('a standard reader returns exactly the password, whatever it is', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(',', ';'), (password, separator) => {
        const rows = readCsv(
          toCsv(job, [item, item], () => password, words, separator),
          separator,
        );
        expect(rows.map((row) => row.at(-10))).toEqual(['password', password, password]);
      }),
      { numRuns: 2000 },
    );
  });

  test('two passwords never look the same', () => {
    const cell = (password: string): string | undefined =>
      toCsv(job, [item], () => password, words).split('\r\n')[1];
    for (const [one, other] of [
      ['-Ab3xK9', "'-Ab3xK9"],
      ['=x1', "'=x1"],
      ['1e5', "'1e5"],
      ['a;=b', "a;'=b"],
    ] as const)
      expect(cell(one)).not.toBe(cell(other));
  });
});

test('JSON has the password unchanged, and only on request', () => {
  expect(JSON.parse(toJson(job, [item], () => '=1', words))).toMatchObject({
    job: { id: 7, pbxName: 'Acme, Berlin' },
    items: [{ mac: '001122334455', state: 'succeeded', password: '=1' }],
  });
  expect(toJson(job, [item], null, words)).not.toContain('"password"');
});

test('JSON escapes what a terminal would obey, and has the same values', () => {
  const password = 'a\u009b31m\u202e\u007f\u{e0001}b';
  const text = toJson(job, [item], () => password, words);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(JSON.parse(text).items[0].password).toBe(password);
});

describe('a table for the clipboard', () => {
  const rowOf = (name: string, password: string): string =>
    toTable([{ item: { ...item, device: { ...device, name } }, password }]).replace(
      '00:11:22:33:44:55\t',
      '',
    );

  test('has one row for each device', () => {
    const row = { item, password: 'pw' };
    expect(toTable([row, row])).toBe(Array(2).fill('00:11:22:33:44:55\tFront "desk"\tpw').join('\n'));
  });

  test.each([
    ['a\tb\nc', 'a b c'],
    ['=HYPERLINK("http://evil","4711")', `'=HYPERLINK("http://evil","4711")`],
    ['\t=1', "' =1"],
    ['\u200b=1', "'\u200b=1"],
    ['-1', "'-1"],
    ['"desk', '"""desk"'],
    ['"x"\t=1', '"""x"" =1"'],
    ['=1"', `'=1"`],
  ])('a name is not a formula and stays in its column: %j', (name, cell) => {
    expect(rowOf(name, 'pw')).toBe(`${cell}\tpw`);
  });

  test.each([
    ['=1+1', '=1+1'],
    ['007', '007'],
    ['a"b', 'a"b'],
    ['"ab', '"""ab"'],
    ['a\tb', '"a\tb"'],
    ['a\n"b', '"a\n""b"'],
    [' x ', ' x '],
  ])('a password is unchanged, with quotes only to keep it in its column: %j', (password, cell) => {
    expect(rowOf('Lift', password)).toBe(`Lift\t${cell}`);
  });

  test('a standard reader returns exactly the password, whatever it is', () => {
    const options = { delimiter: '\t', record_delimiter: '\n', relax_quotes: true };
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), (password) => {
        const rows: string[][] = parse(toTable([{ item, password }]), options);
        expect(rows[0]?.[2]).toBe(password);
      }),
    );
  });
});

test('only a password can be replaced: not what was cancelled or failed', () => {
  const replacedIn = (state: Item['state'], surelyReplaced: boolean): string | undefined => {
    const replaced = { ...item, state, replacedAt: '2026-11-25T00:00:00.000Z', surelyReplaced };
    const [head = [], row = []] = readCsv(toCsv(job, [replaced], null, words));
    return row[head.indexOf('replaced')];
  };
  expect([replacedIn('succeeded', true), replacedIn('uncertain', true)]).toEqual(['yes', 'yes']);
  expect(replacedIn('succeeded', false)).toBe('perhaps');
  for (const state of ['cancelled', 'failed', 'skipped'] as const) expect(replacedIn(state, true)).toBe('');
});

test('the file’s name describes it', () => {
  expect(exportName(job, 'csv')).toBe('rekey-job-7-Acme-Berlin-2026-11-24.csv');
  expect(exportName({ ...job, pbxName: '../..' }, 'json')).toBe('rekey-job-7-pbx-2026-11-24.json');
});

test('the day in the file’s name is this computer’s', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('TZ', 'Europe/Berlin');
  const late = { ...job, createdAt: '2026-11-24T23:03:04.000Z' };
  expect(exportName(late, 'csv')).toBe('rekey-job-7-Acme-Berlin-2026-11-25.csv');
});

test.each([
  ['stored', { credentialsKept: true }],
  ['unreadable', { credentialsKept: false, credentialsLost: true }],
  ['not-stored', { credentialsKept: false }],
  ['', { credentialsKept: false, credentialsSource: null }],
] as const)('reports the state of a password: %j', (state, facts) => {
  const each = { ...item, ...facts };
  const password = state === 'stored' ? 'pw' : null;
  expect(readCsv(toCsv(job, [each], () => password, words))[1]?.slice(-11, -9)).toEqual([
    state,
    password ?? '',
  ]);
  const [told] = JSON.parse(toJson(job, [each], () => password, words)).items;
  expect([told.passwordState, told.password]).toEqual([state || null, password]);
});
