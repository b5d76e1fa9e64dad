/** What the terminal outputs: never a replaced password as a new one, and each exactly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { formatMac } from '../../../common/mac.ts';
import { openStore } from '../../../main/store/index.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { type CliJson, type CliResult, cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx, macOf } from '../../setup/xapi.ts';

/** The terminal on a PBX that is not stored, with one data folder. */
function terminal(pbx: DemoPbx) {
  const folder = temporaryFolder();
  const env = { ...process.env, REKEY_API_KEY: pbx.apiKey };
  return {
    folder,
    run: (args: string[]): Promise<CliResult> =>
      cli([...args, '--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', folder], { env }),
    local: (args: string[]): Promise<CliResult> => cli([...args, '--data-dir', folder], { env }),
  };
}
const shown = ['--show-passwords', '--json'];
const times = (pbx: DemoPbx, count: number): number[] =>
  pbx.devices.slice(0, count).map((device) => pbx.regenerated.get(macOf(device))?.length ?? 0);

test('a paused job does not repeat what a later job did, unless that is included', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const macs = pbx.devices.slice(0, 3).map((device) => formatMac(macOf(device)));
  pbx.serverFault('regenerate', { kind: 'status', status: 503, headers: { 'retry-after': '600' } });
  const paused = await run(['regenerate', ...macs, '--yes', ...shown]);
  expect(paused.json().job.state).toBe('paused');
  pbx.serverFault('regenerate');
  await run(['regenerate', ...macs.slice(0, 2), '--yes', ...shown]);

  const asked = await run(['jobs', 'resume', '1', ...shown]);
  expect(asked.code).toBe(2);
  expect(asked.stderr).toContain('2 of the 3 remaining devices of job 1 got a new password in a later job:');
  expect(asked.stderr).toContain(`${macs[0]}  `);
  expect(asked.stderr).toContain('--include-completed');
  expect(times(pbx, 3)).toEqual([1, 1, 0]);

  const skipped = await run(['jobs', 'resume', '1', '--yes', ...shown]);
  expect(skipped.code).toBe(0);
  expect(skipped.json().items.map(({ state }: CliJson) => state)).toEqual([
    'skipped',
    'skipped',
    'succeeded',
  ]);
  expect(times(pbx, 3)).toEqual([1, 1, 1]);
});

test('if no device can get a new password no job is created, and the right PBX is named', async () => {
  const pbx = await demoPbx();
  const { run, local, folder } = terminal(pbx);
  const absent = '02:00:00:00:00:01';
  const store = await openStore(folder);
  const other = store.pbxs.add({
    name: 'Branch',
    url: 'https://branch.example',
    clientId: 'x',
    pinnedFingerprint: null,
  });
  store.devices.replace(other.id, {
    devices: [
      {
        mac: macOf({ MacAddress: absent }),
        key: absent,
        kind: 'fxs',
        name: 'Lift',
        brand: null,
        model: null,
        lines: [],
        owner: null,
      },
    ],
    fetchedAt: new Date().toISOString(),
    unreadable: 0,
    complete: true,
    deskPhonesRead: true,
  });
  store.close();
  const dry = await run(['regenerate', absent, '--dry-run']);
  expect(dry.stderr).toMatch(/skipped: .*, but on Branch$/m);
  const none = await run(['regenerate', absent, '02:00:00:00:00:02', '--yes', ...shown]);
  expect(none.code).toBe(1);
  expect(none.json()).toMatchObject({
    job: null,
    items: [{ state: 'failed', errorCode: 'device-not-found' }, { state: 'failed' }],
  });
  const text = await run(['regenerate', absent, '--yes', '--show-passwords']);
  expect([text.code, text.stdout]).toEqual([1, expect.stringContaining('no job was created')]);
  expect((await local(['jobs', 'list', '--json'])).json().jobs).toEqual([]);
});

test('a password with control characters is shown escaped; one run shows it once, and never raw', async () => {
  const pbx = await demoPbx();
  const { run } = terminal(pbx);
  const password = 'a\u009b31mb\u202e\u007fc';
  const [device] = pbx.devices;
  Object.assign(device ?? {}, { Password: password });
  const mac = device?.MacAddress ?? '';
  const text = await run(['password', mac, '--show-passwords']);
  expect(text.stdout).toContain('"a\\u009b31mb\\u202e\\u007fc"');
  const json = await run(['password', mac, ...shown]);
  expect(json.json().credentials.password).toBe(password);
  for (const { stdout, stderr } of [text, json])
    expect(stdout + stderr).not.toMatch(/(?![\n\r])[\p{Cc}\p{Cf}]/u);
});

test('an export to a pipe begins with its first column; the file with a byte-order mark', async () => {
  const pbx = await demoPbx();
  const { run, local, folder } = terminal(pbx);
  const mac = pbx.devices[0]?.MacAddress ?? '';
  await run(['regenerate', mac, '--yes', '--show-passwords']);
  const piped = await local(['jobs', 'export', '1']);
  expect(piped.stdout.startsWith('mac,name,')).toBe(true);
  expect(piped.stdout.endsWith('\r\n')).toBe(true);
  expect(parse(piped.stdout, { columns: true })).toHaveLength(1);
  const file = join(folder, 'job.csv');
  await local(['jobs', 'export', '1', '--output', file]);
  expect(readFileSync(file, 'utf8')).toBe(`\u{feff}${piped.stdout}`);
  const inList = (await local(['jobs', 'show', '1', '--json'])).json().items[0].mac;
  const exported = (await local(['jobs', 'export', '1', '--format', 'json'])).json().items[0].mac;
  expect(exported).toBe(inList);
});
