import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatMac } from '../../../common/mac.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { type CliJson, type CliResult, cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { xlsx } from '../../setup/office-files.ts';
import { demoPbx, macOf } from '../../setup/xapi.ts';

/** The terminal on a PBX that is not stored, with one data folder. */
function terminal(pbx: DemoPbx) {
  const folder = temporaryFolder();
  const env = { ...process.env, REKEY_API_KEY: pbx.apiKey };
  return {
    folder,
    run: (args: string[], stdin: string | Uint8Array = ''): Promise<CliResult> =>
      cli([...args, '--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', folder], { env, stdin }),
    local: (args: string[]): Promise<CliResult> => cli([...args, '--data-dir', folder], { env }),
  };
}

/** Some demo devices in various spellings, with other things that a list may contain. */
function mixedList(pbx: DemoPbx): string {
  const [first, second] = pbx.devices.map((device) => formatMac(macOf(device)));
  const phone = pbx.users.flatMap((user) => user.Phones)[0]?.MacAddress ?? '';
  return [
    'Name;MAC;Extension',
    `Reception;${first};212`,
    `Warehouse;${second?.replaceAll(':', '-').toLowerCase()};213`,
    `again: ${first}`,
    'Lost;00:0B:82:10:1E;214',
    `Ann;${phone};204`,
    'Call 442071234567 before you come',
    'old: 02:00:00:00:00:01',
  ].join('\r\n');
}

test('a dry run of a list reports what each of its lines is, and sends nothing', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const result = await run(['regenerate', '--file', '-', '--dry-run', '--json'], mixedList(pbx));
  expect(result.code).toBe(2);
  const plan = result.json();
  expect(plan.items.map(({ line, match, state }: CliJson) => [line, match, state])).toEqual([
    [2, 'listed', 'queued'],
    [3, 'listed', 'queued'],
    [6, 'desk-phone', 'failed'],
    [8, 'not-listed', 'failed'],
  ]);
  expect(plan.duplicates).toEqual([expect.objectContaining({ line: 4, firstLine: 2 })]);
  expect(plan.refused).toEqual([expect.objectContaining({ line: 5, reason: 'length' })]);
  expect(plan.unclear).toEqual([expect.objectContaining({ line: 7, input: '442071234567' })]);
  expect(plan).toMatchObject({ lines: 8, notes: 1, noteLines: [1] });
  expect(result.stderr).toContain('line 7: 442071234567  skipped: may be a phone number');
  const lines = [...result.stderr.matchAll(/^ {2}line (\d+): /gm)].map(([, line]) => Number(line));
  expect(lines).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(result.stderr).toContain('1 line without a MAC address: 1');
  expect(pbx.regenerated.size).toBe(0);
});

test('an invalid line stops a list, unless it is to be skipped', async () => {
  const pbx = await demoPbx();
  const { run, folder } = terminal(pbx);
  const file = join(folder, 'list.txt');
  writeFileSync(file, mixedList(pbx));
  const args = ['regenerate', '--file', file, '--yes', '--show-passwords', '--json'];
  const refused = await run(args);
  expect([refused.code, refused.json().error.code]).toEqual([2, 'mac-invalid']);
  expect(refused.stderr).toContain('  line 5: “00:0B:82:10:1E”: ');
  expect(pbx.requests).toEqual([]);

  const done = await run([...args, '--skip-invalid']);
  expect(done.code).toBe(1);
  expect(done.json().items.map(({ state }: CliJson) => state)).toEqual([
    'succeeded',
    'succeeded',
    'failed',
    'failed',
  ]);
  expect(pbx.regenerated.size).toBe(2);
});

/** As Windows prints it: every real one contains the last three kinds. */
function arpTable(pbx: DemoPbx): string {
  const [first, second] = pbx.devices.map((device) => formatMac(macOf(device)).replaceAll(':', '-'));
  return [
    'Interface: 10.0.0.2 --- 0x5',
    `  10.0.0.5              ${first}     dynamic`,
    `  10.0.0.6              ${second}     dynamic`,
    '  10.0.0.7              00-00-00-00-00-00     invalid',
    '  10.0.0.255            ff-ff-ff-ff-ff-ff     static',
    '  224.0.0.22            01-00-5e-00-00-16     static',
  ].join('\r\n');
}
const inEveryTable = [
  [4, 'all-zero', false],
  [5, 'broadcast', false],
  [6, 'multicast', false],
];
const refusals = ({ refused }: CliJson): unknown[] =>
  refused.map(({ line, reason, stops }: CliJson) => [line, reason, stops]);

test('an ARP table runs: addresses that are not of a single device are listed and do not stop it', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const args = ['regenerate', '--file', '-', '--json'];
  const dry = await run([...args, '--dry-run'], arpTable(pbx));
  expect([dry.code, refusals(dry.json())]).toEqual([0, inEveryTable]);
  expect(dry.stderr).toContain('line 5: “ff-ff-ff-ff-ff-ff”  skipped: ');
  const done = await run([...args, '--yes', '--show-passwords'], arpTable(pbx));
  expect([done.code, refusals(done.json())]).toEqual([0, inEveryTable]);
  expect(pbx.regenerated.size).toBe(2);
});

test('a typing mistake in a table still stops, and is what is reported', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const list = `${arpTable(pbx)}\r\n  10.0.0.8  00-0b-82-10-1e-e  dynamic`;
  const args = ['regenerate', '--file', '-', '--json'];
  const refused = await run([...args, '--yes', '--show-passwords'], list);
  expect([refused.code, refused.json().error.facts.count]).toEqual([2, 1]);
  expect(refused.json().error.happened).toContain('line 7: ');
  expect(pbx.requests).toEqual([]);
  const dry = await run([...args, '--dry-run'], list);
  expect([dry.code, refusals(dry.json())]).toEqual([2, [...inEveryTable, [7, 'length', true]]]);
});

test.each<[string, string[], string]>([
  ['nothing is a MAC address', ['not-a-mac', '--skip-invalid'], ''],
  ['everything may be another number', ['--file', '-'], 'Call 442071234567'],
])('a dry run ends as a run would if %s', async (_, inputs, stdin) => {
  const { run } = terminal(await demoPbx());
  const real = await run(['regenerate', ...inputs, '--yes', '--show-passwords'], stdin);
  const dry = await run(['regenerate', ...inputs, '--dry-run'], stdin);
  expect([real.code, dry.code]).toEqual([2, 2]);
  expect(dry.stdout).toContain('No entry could be identified as a device.');
  expect(dry.stdout).not.toContain('--skip-invalid');
});

test('without a device list, an ambiguous number is not said to be missing in it', async () => {
  const pbx = await demoPbx();
  pbx.serverFault('devices', { kind: 'always', fault: { kind: 'status', status: 403 } });
  const list = `Call 442071234567\n${pbx.devices[0]?.MacAddress}`;
  const dry = await terminal(pbx).run(['regenerate', '--file', '-', '--dry-run'], list);
  expect(dry.stderr).toContain('  not looked up (no device list); will be tried');
  expect(dry.stderr).toContain(
    'may be a phone number, a time or another number (Rekey couldn’t look it up; to include it, add --try-unlisted)',
  );
});

test('given as an argument, such an address stops; a list with nothing else contains no device', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const device = pbx.devices[0]?.MacAddress ?? '';
  const yes = ['--yes', '--show-passwords'];
  const given = await run(['regenerate', device, 'ff:ff:ff:ff:ff:ff', ...yes]);
  expect([given.code, given.stderr.includes('ff:ff:ff:ff:ff:ff')]).toEqual([2, true]);
  for (const how of [yes, ['--dry-run']]) {
    const empty = await run(['regenerate', '--file', '-', ...how], '224.0.0.22  01-00-5e-00-00-16  static');
    expect([empty.code, empty.stderr.includes('The list contains no MAC address of a device')]).toEqual([
      2,
      true,
    ]);
  }
  expect(pbx.requests).toEqual([]);
});

test.each([
  ['that is not there', 'nowhere.txt', null, 'doesn’t exist'],
  ['that is no text', 'photo.bin', Buffer.from([0x89, 0x50, 0, 0, 1]), 'isn’t a text file'],
  ['without a MAC', 'empty.txt', Buffer.from('nothing here\n'), 'contains no MAC address'],
])('a file %s is rejected before anything is sent', async (_, name, content, says) => {
  const pbx = await demoPbx();
  const { run, folder } = terminal(pbx);
  if (content) writeFileSync(join(folder, name), content);
  const result = await run(['regenerate', '--file', join(folder, name), '--yes', '--show-passwords']);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(says);
  expect(pbx.requests).toEqual([]);
});

test('a list as Excel saves it (UTF-16) is read', async () => {
  const pbx = await demoPbx();
  const { run, folder } = terminal(pbx);
  const file = join(folder, 'excel.txt');
  const text = `\u{feff}Müller\t${pbx.devices[0]?.MacAddress}\r\n`;
  writeFileSync(file, Buffer.from(text, 'utf16le'));
  const result = await run(['regenerate', '--file', file, '--dry-run', '--json']);
  expect([result.code, result.json().items[0]?.match]).toEqual([0, 'listed']);
});

test('failed devices are retried as a linked job; uncertain ones only on request', async () => {
  // If no password can be read, nothing shows the outcome of a request without a clear answer.
  const pbx = await demoPbx({ behaviour: { secretsInReply: false } });
  const { run, local } = terminal(pbx);
  const [first, second, third] = pbx.devices;
  pbx.script(first?.MacAddress ?? '', { kind: 'status', status: 403 });
  pbx.script(second?.MacAddress ?? '', { kind: 'status', status: 500 });
  const macs = [first, second, third].map((device) => device?.MacAddress ?? '');
  const shown = ['--yes', '--show-passwords', '--json'];
  const job = (await run(['regenerate', ...macs, '--reference', 'T-7', ...shown])).json();
  expect(job.items.map(({ state }: CliJson) => state)).toEqual(['failed', 'uncertain', 'succeeded']);

  const failed = (await run(['jobs', 'retry', '1', ...shown])).json();
  expect(failed.job).toMatchObject({ retryOf: 1, reference: 'T-7' });
  expect(failed.items.map(({ mac, state }: CliJson) => [mac, state])).toEqual([[macOf(first), 'succeeded']]);
  const uncertain = (await run(['jobs', 'retry', '1', '--uncertain', ...shown])).json();
  expect(uncertain.items.map(({ mac }: CliJson) => mac)).toEqual([macOf(second)]);
  expect((await local(['jobs', 'retry', '2'])).code).toBe(2);
});

test('desk phones are not retried, with the reason; other kinds to retry are named', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const phone = pbx.users.flatMap((user) => user.Phones)[0]?.MacAddress ?? '';
  const [first, second] = pbx.devices.map((device) => device.MacAddress ?? '');
  const shown = ['--yes', '--show-passwords'];
  await run(['regenerate', first ?? '', phone, ...shown]);
  const nothing = await run(['jobs', 'retry', '1', ...shown]);
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain(
    'Job 1 has failed devices, but none to run again. 1 desk phone can’t be retried: its web password belongs to its user.',
  );
  expect(nothing.stderr).toMatch(/To give the user a new password: .* regenerate \S+ --desk-phones/);

  pbx.script(second ?? '', { kind: 'status', status: 403 });
  await run(['regenerate', second ?? '', phone, ...shown]);
  const none = await run(['jobs', 'retry', '2', '--cancelled', ...shown]);
  expect(none.stderr).toMatch(/To retry the failed device: .* jobs retry 2 --failed/);
  const some = await run(['jobs', 'retry', '2', ...shown]);
  expect([some.code, some.stderr]).toEqual([0, expect.stringContaining('1 desk phone can’t be retried')]);
});

test('what a later job did is not retried', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const [first, second] = pbx.devices.slice(0, 2).map(macOf);
  if (!first || !second) throw new Error('too few devices');
  const forbidden = { kind: 'status', status: 403 } as const;
  pbx.script(first, forbidden);
  pbx.script(second, forbidden, forbidden);
  const shown = ['--yes', '--show-passwords', '--json'];
  await run(['regenerate', first, second, ...shown]);
  await run(['regenerate', first, second, ...shown]);

  const again = await run(['jobs', 'retry', '1', ...shown]);
  expect(again.stderr).toContain('Skipped: 1 device that got a new password in a later job.');
  expect(again.json().items.map(({ mac, state }: CliJson) => [mac, state])).toEqual([[second, 'succeeded']]);

  const requests = pbx.requests.length;
  const none = await run(['jobs', 'retry', '1', ...shown]);
  expect([none.code, none.json().error.happened]).toEqual([
    2,
    'Job 1 has failed devices, but none to run again. Skipped: 2 devices that got new passwords in later jobs.',
  ]);
  expect(pbx.requests).toHaveLength(requests);
  expect([...pbx.regenerated.values()].map((passwords) => passwords.length)).toEqual([1, 1]);
});

test('a job is exported to a new file that only this user can read', async () => {
  const pbx = await demoPbx();
  const { run, local, folder } = terminal(pbx);
  await run(['regenerate', pbx.devices[0]?.MacAddress ?? '', '--yes', '--show-passwords']);
  const file = join(folder, 'job.csv');
  expect((await local(['jobs', 'export', '1', '--output', file])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('succeeded');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await local(['jobs', 'export', '1', '--output', file]);
  expect([again.code, again.stderr.includes('already exists')]).toEqual([2, true]);
  const json = await local(['jobs', 'export', '1', '--format', 'json']);
  expect(json.json().items).toHaveLength(1);
  expect(json.stdout).not.toContain(pbx.devices[0]?.Password);
});

test.each([
  [['--concurrency', '17'], '1 to 16'],
  [['--concurrency', 'x'], '1 to 16'],
  [['--rate', '0'], '1 to 50'],
  [['--rate', '2.5'], '1 to 50'],
])('a speed beyond the limits is rejected: %j', async (options, says) => {
  const pbx = await demoPbx();
  const result = await terminal(pbx).run(['regenerate', '02:00:00:00:00:01', '--dry-run', ...options]);
  expect([result.code, result.stderr.includes(says)]).toEqual([2, true]);
});

test('jobs are found by a device’s MAC address in any spelling, and a truncated list says so', async () => {
  const pbx = await demoPbx();
  const { run, local } = terminal(pbx);
  const [first, second] = pbx.devices.slice(0, 2).map((device) => formatMac(macOf(device)));
  for (const [mac, reference] of [
    [first, 'T-1'],
    [second, 'T-2'],
    [first, 'T-3'],
  ])
    await run(['regenerate', mac ?? '', '--yes', '--show-passwords', '--reference', reference ?? '']);
  const jobsOf = ({ stdout }: CliResult): [number[], boolean] => {
    const { jobs, found, more } = JSON.parse(stdout);
    return [(jobs ?? found.map(({ job }: CliJson) => job)).map(({ id }: CliJson) => id), more];
  };
  expect(jobsOf(await local(['jobs', 'list', '--json']))).toEqual([[3, 2, 1], false]);
  expect(jobsOf(await local(['jobs', 'list', '--limit', '2', '--json']))).toEqual([[3, 2], true]);
  expect(jobsOf(await local(['jobs', 'list', '--all', '--json']))).toEqual([[3, 2, 1], false]);
  expect((await local(['jobs', 'list', '--limit', '2'])).stdout).toContain('There are older ones.');
  for (const spelling of [first, first?.replaceAll(':', '').toLowerCase(), first?.replaceAll(':', '-')])
    expect(jobsOf(await local(['jobs', 'find', spelling ?? '', '--json']))).toEqual([[3, 1], false]);
  expect(jobsOf(await local(['jobs', 'find', 'T-2', '--json']))).toEqual([[2], false]);
  const text = (await local(['jobs', 'find', first ?? ''])).stdout;
  expect(text).toMatch(/job 3 .*new password\n.*job 1 .*new password {2}replaced by a later job \(/);
  expect(text).not.toContain(pbx.devices[0]?.Password);
  expect((await local(['jobs', 'find', 'nothing like it'])).stdout).toContain(
    'No results for “nothing like it”.',
  );
  for (const wrong of [
    ['--limit', '0'],
    ['--limit', '2', '--all'],
  ])
    expect((await local(['jobs', 'list', ...wrong])).code).toBe(2);
});

test('a wrong command is reported in plain lines', async () => {
  const { local } = terminal(await demoPbx());
  expect((await local(['jobs', 'list', '--nope'])).stderr).toMatch(
    /^Unknown option '--nope'\.\nHelp: \S.* jobs list --help/,
  );
  expect((await local(['jobs', 'show', '7'])).stderr).toMatch(
    /^There is no job 7\. To list them: \S.* jobs list --data-dir \S+\nHelp: \S.* jobs show --help/,
  );
});

test('a workbook is a list like any other, from a file and from standard input', async () => {
  const pbx = await demoPbx();
  const { run, folder } = terminal(pbx);
  const [first, second] = pbx.devices.map((device) => device.MacAddress);
  const bytes = xlsx({
    sheets: [
      {
        name: 'North',
        rows: [
          ['Name', 'MAC'],
          ['Lobby', first ?? ''],
        ],
      },
      { name: 'South', rows: [[], [second ?? ''], [first ?? ''], ['00:0B:82:10:1E']] },
      { name: 'Old', rows: [['000B82FFFFFF']], state: 'hidden' },
    ],
  });
  const path = join(folder, 'devices.xlsx');
  writeFileSync(path, bytes);
  for (const [file, stdin] of [
    [path, ''],
    ['-', bytes],
  ] as const) {
    const result = await run(['regenerate', '--file', file, '--dry-run', '--json'], stdin);
    const plan = result.json();
    expect(plan.items).toMatchObject([
      { line: 2, sheet: 'North', match: 'listed' },
      { line: 2, sheet: 'South', match: 'listed' },
    ]);
    expect(plan.duplicates).toMatchObject([{ line: 3, sheet: 'South', firstLine: 2, firstSheet: 'North' }]);
    expect(plan.refused).toMatchObject([{ line: 4, sheet: 'South' }]);
    expect(plan).toMatchObject({ noteLines: ['North!1'], skipped: { sheets: 1 } });
    expect(result.stderr).toContain('South!3: ');
    expect(result.stderr).toContain('duplicate of North!2');
    expect(result.stderr).toContain('Not read: 1 hidden sheet.');
  }
  expect(pbx.regenerated.size).toBe(0);
});

test('a file without a list is reported by its kind', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const said = async (file: string, stdin: string | Uint8Array = ''): Promise<string> => {
    const result = await run(['regenerate', '--file', file, '--dry-run'], stdin);
    expect(result.code).toBe(2);
    return result.stderr;
  };
  const old = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.from('Workbook', 'utf16le'),
  ]);
  expect(await said('-', old)).toMatch(/spreadsheet format of “standard input”. Save it as .xlsx or CSV/);
  expect(await said('-')).toContain('“standard input” contains no text');
  const hidden = xlsx({ sheets: [{ name: 'A', rows: [['000B82101000']], state: 'hidden' }] });
  expect(await said('-', hidden)).toContain(
    'The list contains no MAC address of a device. Not read: 1 hidden sheet.',
  );
});

test('with npm, paths are relative to the user’s folder, not the project’s', async () => {
  const pbx = await demoPbx();
  const folder = temporaryFolder();
  const project = join(import.meta.dirname, '../../..');
  writeFileSync(join(folder, 'list.csv'), mixedList(pbx));
  const env = {
    ...process.env,
    REKEY_API_KEY: pbx.apiKey,
    INIT_CWD: folder,
    npm_lifecycle_event: 'cli',
  };
  const args = ['regenerate', '--dry-run', '--file', 'list.csv', '--data-dir', 'data'];
  const target = ['--url', pbx.url, '--client-id', pbx.clientId];
  const result = await cli([...args, ...target], { env, cwd: project });
  expect(result.stderr).toContain('2 of 4 ready');
  expect(existsSync(join(folder, 'data', 'rekey.db'))).toBe(true);
  // Everything that npm started inherits its folder, which then proves nothing.
  const elsewhere = temporaryFolder();
  writeFileSync(join(elsewhere, 'list.csv'), 'nothing');
  const direct = await cli([...args, ...target], { env, cwd: elsewhere });
  expect(direct.stderr).toContain('contains no MAC address');
});
