import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import type { DemoPbx } from '../../pbx/index.ts';
import { type CliJson, type CliResult, cli, startCli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx, macOf } from '../../setup/xapi.ts';

/** Runs a command on a PBX that is not stored; its environment has no keychain. */
function oneOff(pbx: Pick<DemoPbx, 'url' | 'clientId' | 'apiKey'>, folder = temporaryFolder()) {
  const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', folder];
  const { DBUS_SESSION_BUS_ADDRESS: _, DISPLAY: __, ...bare } = process.env;
  const env = { ...bare, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', REKEY_API_KEY: pbx.apiKey };
  return (...args: string[]): Promise<CliResult> => cli([...args, ...target], { env });
}

test('one device, a new password, in the documented JSON', async () => {
  const pbx = await demoPbx();
  const [device] = pbx.devices;
  const before = device?.Password;
  const result = await oneOff(pbx)(
    'regenerate',
    device?.MacAddress ?? '',
    '--yes',
    '--show-passwords',
    '--json',
  );
  expect(result.code).toBe(0);
  const { job, items } = result.json();
  expect(job).toMatchObject({ state: 'finished', pbxUrl: pbx.url });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    mac: macOf(device),
    state: 'succeeded',
    errorCode: null,
    attempts: 1,
    device: { key: device?.MacAddress, name: device?.Name },
    credentials: { source: 'reply', password: device?.Password },
  });
  expect(device?.Password).not.toBe(before);
});

test('without --show-passwords it stops before anything is sent', async () => {
  const pbx = await demoPbx();
  const result = await oneOff(pbx)('regenerate', pbx.devices[0]?.MacAddress ?? '', '--yes');
  expect(result.code).toBe(2);
  expect(result.stderr).toContain('--show-passwords');
  expect(pbx.requests).toEqual([]);
});

test('without a terminal and without --yes nothing is changed', async () => {
  const pbx = await demoPbx();
  const result = await oneOff(pbx)('regenerate', pbx.devices[0]?.MacAddress ?? '', '--show-passwords');
  expect(result.code).toBe(2);
  expect(result.stderr).toContain('--yes');
  expect(pbx.regenerated.size).toBe(0);
});

test('an invalid MAC: nothing is sent, exit 2; with --skip-invalid the others run', async () => {
  const pbx = await demoPbx();
  const run = oneOff(pbx);
  const good = pbx.devices[0]?.MacAddress ?? '';
  const args = ['regenerate', good, '00:0B:82:10:1E', '--yes', '--show-passwords', '--json'];
  const refused = await run(...args);
  expect(refused.code).toBe(2);
  expect(refused.json().error).toMatchObject({
    code: 'mac-invalid',
    facts: { count: 1, input: '00:0B:82:10:1E' },
  });
  expect(pbx.requests).toEqual([]);

  const rest = await run(...args, '--skip-invalid');
  expect(rest.code).toBe(0);
  expect(rest.json().items).toHaveLength(1);
  expect(rest.json().refused).toEqual([
    expect.objectContaining({ input: '00:0B:82:10:1E', reason: 'length' }),
  ]);
});

test('a dry run does everything except regenerating', async () => {
  const pbx = await demoPbx();
  const phone = pbx.users.flatMap((user) => user.Phones)[0];
  const result = await oneOff(pbx)(
    'regenerate',
    '--dry-run',
    '--json',
    pbx.devices[0]?.MacAddress ?? '',
    phone?.MacAddress ?? '',
    '02:00:00:00:00:01',
  );
  expect(result.code).toBe(1);
  expect(
    result
      .json()
      .items.map((item: { match: string; errorCode: string | null }) => [item.match, item.errorCode]),
  ).toEqual([
    ['listed', null],
    ['desk-phone', 'device-is-desk-phone'],
    ['not-listed', 'device-not-found'],
  ]);
  expect(pbx.regenerated.size).toBe(0);
});

test('desk phones and unlisted devices are left out, with a reason; the others run', async () => {
  const pbx = await demoPbx();
  const phone = pbx.users.flatMap((user) => user.Phones)[0];
  const result = await oneOff(pbx)(
    'regenerate',
    '--yes',
    '--show-passwords',
    '--json',
    phone?.MacAddress ?? '',
    pbx.devices[0]?.MacAddress ?? '',
    '02:00:00:00:00:01',
  );
  expect(result.code).toBe(1);
  const { items } = result.json();
  expect(items.map((item: { state: string; attempts: number }) => [item.state, item.attempts])).toEqual([
    ['failed', 0],
    ['succeeded', 1],
    ['failed', 0],
  ]);
  expect(items[0].error.facts.owner).toMatch(/\(\d+\)$/);
});

test('the current password is shown only on demand, and not changed', async () => {
  const pbx = await demoPbx();
  const run = oneOff(pbx);
  const [device] = pbx.devices;
  expect((await run('password', device?.MacAddress ?? '')).code).toBe(2);
  const shown = await run('password', device?.MacAddress ?? '', '--show-passwords', '--json');
  expect(shown.code).toBe(0);
  expect(shown.json().credentials.password).toBe(device?.Password);
  expect(pbx.regenerated.size).toBe(0);
});

describe('exit codes and what to do next', () => {
  test.each<[string, (pbx: DemoPbx) => Partial<DemoPbx>, number, string, RegExp]>([
    ['a bad key', () => ({ apiKey: 'wrong' }), 3, 'sign-in-refused', /Integrations > API/],
    ['nobody there', () => ({ url: 'http://127.0.0.1:1' }), 4, 'pbx-unreachable', /address/],
    ['an unknown host', () => ({ url: 'https://no-such-host.invalid' }), 4, 'pbx-unreachable', /VPN/],
    ['http elsewhere', () => ({ url: 'http://pbx.example.com' }), 2, 'pbx-address-invalid', /https/],
    ['the wrong port', (pbx) => ({ url: pbx.url.replace('http:', 'https:') }), 4, 'pbx-unreachable', /5001/],
  ])('%s', async (_, change, code, errorCode, next) => {
    const pbx = await demoPbx();
    const { url, clientId, apiKey } = pbx;
    const run = oneOff({ url, clientId, apiKey, ...change(pbx) });
    const result = await run(
      'regenerate',
      pbx.devices[0]?.MacAddress ?? '',
      '--yes',
      '--show-passwords',
      '--json',
    );
    expect([result.code, result.json().error.code]).toEqual([code, errorCode]);
    expect(result.json().error.next).toMatch(next);
    expect(result.stderr).toMatch(next);
    expect(pbx.regenerated.size).toBe(0);
  });

  test('an untrusted certificate shows its fingerprint, and is accepted once that is given', async () => {
    const pbx = await demoPbx({ https: true });
    const run = oneOff(pbx);
    const refused = await run('devices', '--json');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(pbx.fingerprint);
    expect((await run('devices', '--trust-fingerprint', pbx.fingerprint ?? '')).code).toBe(0);
  });

  test('an expired certificate that was never pinned', async () => {
    const notAfter = new Date(Date.now() - 86_400_000);
    const pbx = await demoPbx({ https: { notBefore: new Date(0), notAfter } });
    const result = await oneOff(pbx)('devices', '--json');
    expect(result.code).toBe(4);
    expect(result.json().error.code).toBe('certificate-untrusted');
  });

  test('the system’s own authority is trusted', async () => {
    const pbx = await demoPbx({ https: { signedBy: 'authority' } });
    const authority = join(temporaryFolder(), 'ca.pem');
    writeFileSync(authority, pbx.caPem ?? '');
    const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()];
    const env = { ...process.env, REKEY_API_KEY: pbx.apiKey };
    expect((await cli(['devices', ...target], { env })).code).toBe(4);
    // OpenSSL's own variable for the system's authorities.
    expect((await cli(['devices', ...target], { env: { ...env, SSL_CERT_FILE: authority } })).code).toBe(0);
  });

  test('the second run with a rejected key sends nothing', async () => {
    const pbx = await demoPbx();
    const run = oneOff({ url: pbx.url, clientId: pbx.clientId, apiKey: 'wrong' });
    expect((await run('devices')).code).toBe(3);
    expect((await run('devices')).code).toBe(3);
    expect(pbx.signIns.requests).toBe(1);
  });

  test('a data folder that cannot be written', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const pbx = await demoPbx();
    const result = await oneOff(pbx, file)(
      'regenerate',
      '000B82101EEF',
      '--yes',
      '--show-passwords',
      '--json',
    );
    expect([result.code, result.json().error.code]).toEqual([2, 'data-folder-unusable']);
    expect(pbx.requests).toEqual([]);
  });

  test.each([
    [['regenerate'], 2],
    [['regenerate', '--url', 'http://127.0.0.1:1', '000B82101EEF'], 2],
    [['nonsense'], 2],
    [['pbx', 'add'], 2],
    [['jobs', 'show', 'x'], 2],
    [['jobs', 'show', '7'], 2],
    [['settings', '--retention-days', '0'], 2],
    [['devices'], 2],
    [[], 2],
    [['--help'], 0],
    [['regenerate', '--help'], 0],
    [['--version'], 0],
    [['jobs', 'list'], 0],
    [['pbx', 'list'], 0],
    [['settings'], 0],
  ])('%j ends with %i', async (args, code) => {
    const result = await cli([...args, '--json', '--data-dir', temporaryFolder()]);
    expect(result.code).toBe(code);
    if (args.includes('--help')) expect(result.stdout).toContain('--json');
    else if (args.includes('--version')) expect(result.stdout).toBe(`${manifest.version}\n`);
    else expect(result.json()).toBeTypeOf('object');
  });
});

test('two instances on the same PBX: the second is told, and sends nothing', async () => {
  const pbx = await demoPbx();
  const folder = temporaryFolder();
  const [slow, other] = pbx.devices;
  pbx.script(slow?.MacAddress ?? '', { kind: 'hang', when: 'after' });
  const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', folder];
  const env = { ...process.env, REKEY_API_KEY: pbx.apiKey };
  const sent = pbx.nextRequest((request) => request.path.includes('Regenerate'));
  const first = startCli(['regenerate', slow?.MacAddress ?? '', '--yes', '--show-passwords', ...target], {
    env,
  });
  await sent;
  const second = await cli(
    ['regenerate', other?.MacAddress ?? '', '--yes', '--show-passwords', '--json', ...target],
    { env },
  );
  expect([second.code, second.json().error.code, second.json().error.facts.job]).toEqual([
    1,
    'pbx-busy-elsewhere',
    1,
  ]);

  first.child.kill('SIGKILL');
  await first.result;
  const third = await cli(['jobs', 'show', '1', '--json', '--data-dir', folder], { env });
  expect(third.json()).toMatchObject({
    job: { state: 'interrupted' },
    items: [{ state: 'uncertain', attempts: 1 }],
  });
  const fourth = await cli(['regenerate', other?.MacAddress ?? '', '--yes', '--show-passwords', ...target], {
    env,
  });
  expect(fourth.code).toBe(0);
});

test.each(['text', 'json'] as const)(
  'passwords that are not stored are shown at once (%s), so that a killed run loses none',
  async (form) => {
    const pbx = await demoPbx();
    const [first, second] = pbx.devices;
    pbx.script(second?.MacAddress ?? '', { kind: 'hang', when: 'before' });
    const sent = pbx.nextRequest(
      (request) => request.path.includes(`${second?.MacAddress}`) && request.method === 'POST',
    );
    const { child, result } = startCli(
      [
        ...['regenerate', first?.MacAddress ?? '', second?.MacAddress ?? '', '--yes', '--show-passwords'],
        ...['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()],
        ...(form === 'json' ? ['--json'] : []),
      ],
      { env: { ...process.env, REKEY_API_KEY: pbx.apiKey } },
    );
    await sent;
    child.kill('SIGKILL');
    const { stdout, stderr } = await result;
    expect(form === 'json' ? stderr : stdout).toContain(`New password: ${first?.Password}`);
  },
);

test('Ctrl+C finishes what is in flight and pauses; jobs cancel cancels the rest, which can be run later', async () => {
  const pbx = await demoPbx({ behaviour: { latencyMs: 100 } });
  const macs = pbx.devices.slice(0, 5).map((device) => device.MacAddress);
  const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()];
  const sent = pbx.nextRequest((request) => request.path.includes('Regenerate'));
  const { child, result } = startCli(
    ['regenerate', ...macs, '--yes', '--show-passwords', '--json', '--concurrency', '1', ...target],
    {
      env: { ...process.env, REKEY_API_KEY: pbx.apiKey },
    },
  );
  await sent;
  child.kill('SIGINT');
  const { code, json } = await result;
  expect(code).toBe(1);
  const states = (document: CliJson): string[] => document.items.map(({ state }: { state: string }) => state);
  expect(json().job.state).toBe('paused');
  expect(states(json())).toEqual(['succeeded', 'queued', 'queued', 'queued', 'queued']);
  expect(pbx.regenerated.size).toBe(1);

  const folder = ['--data-dir', target.at(-1) ?? ''];
  expect((await cli(['jobs', 'cancel', '1', ...folder])).code).toBe(0);
  const shown = await cli(['jobs', 'show', '1', '--json', ...folder]);
  expect(shown.json().job.state).toBe('cancelled');
  expect(states(shown.json())).toEqual(['succeeded', 'cancelled', 'cancelled', 'cancelled', 'cancelled']);
  expect((await cli(['jobs', 'cancel', '1', ...folder])).code).toBe(2);

  const rest = await cli(
    ['jobs', 'retry', '1', '--cancelled', '--yes', '--show-passwords', '--json', ...target],
    {
      env: { ...process.env, REKEY_API_KEY: pbx.apiKey },
    },
  );
  expect(rest.json().job).toMatchObject({ state: 'finished', retryOf: 1 });
  expect(states(rest.json())).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  expect([...pbx.regenerated.values()].map((passwords) => passwords.length)).toEqual([1, 1, 1, 1, 1]);
});

describe('a device list that may be incomplete', () => {
  const absent = '00:0B:82:FF:FF:01';
  const part = { ignoresSkip: true, pageLimit: 10 };

  test('is reported, and what it lacks is tried rather than called unlisted', async () => {
    const pbx = await demoPbx({ devices: 30, behaviour: part });
    const run = oneOff(pbx);
    const list = await run('devices', '--json');
    expect(list.json()).toMatchObject({ complete: false });
    expect((await run('devices')).stdout).toContain('The device list may be incomplete.');

    const lacked = pbx.devices.map(({ MacAddress }) => MacAddress).sort()[25] ?? '';
    const dry = await run('regenerate', lacked, absent, '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(dry.json()).toMatchObject({ deviceList: { complete: false } });
    expect(dry.json().items.map(({ match, errorCode }: CliJson) => [match, errorCode])).toEqual([
      ['unknown', null],
      ['unknown', null],
    ]);
    expect(dry.stderr).toContain('may be incomplete. Rekey also tries 2 devices not in it.');

    const result = await run('regenerate', lacked, absent, '--yes', '--show-passwords', '--json');
    expect(result.json().items.map(({ state, errorCode }: CliJson) => [state, errorCode])).toEqual([
      ['succeeded', null],
      ['failed', 'device-not-found'],
    ]);
  });

  test('without desk phones is reported for unlisted MACs', async () => {
    const pbx = await demoPbx();
    pbx.serverFault('users', { kind: 'always', fault: { kind: 'status', status: 500 } });
    const run = oneOff(pbx);
    expect((await run('devices')).stdout).toContain('Some desk phones couldn’t be read.');
    const dry = await run('regenerate', absent, '--dry-run', '--json');
    expect(dry.json()).toMatchObject({ deviceList: { complete: true, deskPhonesRead: false } });
    expect(dry.json().items[0]).toMatchObject({
      match: 'not-listed',
      error: { facts: { reason: 'desk-phones-unread' } },
    });
    expect(dry.json().items[0].error.happened).toContain('may be a desk phone');
    expect(dry.stderr).toContain('couldn’t be read. A device that isn’t in the device list may be one.');
  });
});
