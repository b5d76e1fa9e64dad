import { describe, expect, test } from 'vitest';
import type { DeviceFault, Place, ServerFault } from '../../pbx/index.ts';
import { type CliResult, cli, startCli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { demoPbx } from '../../setup/xapi.ts';

/** A demo 3CX with more than one page of devices, and a one-off command on it. */
async function withPbx(...args: string[]) {
  const pbx = await demoPbx({ devices: 120 });
  const target = ['--url', pbx.url, '--client-id', pbx.clientId, '--data-dir', temporaryFolder()];
  const env = { ...process.env, REKEY_API_KEY: pbx.apiKey };
  const start = () => startCli([...args, ...target], { env });
  return { pbx, start, run: (): Promise<CliResult> => cli([...args, ...target], { env }) };
}

const putOff = (status: number, retryAfter?: string): ServerFault => ({
  kind: 'status',
  status,
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
});
const fine: ServerFault = { kind: 'none' };

describe('a PBX that puts off what is read outside a job is waited for', () => {
  test.each<[string, Place, ServerFault[], RegExp]>([
    ['the first page', 'devices', [putOff(429, '1')], /Too many requests.*; retrying in 1 s/],
    ['a later page', 'devices', [fine, putOff(503, '1')], /PBX reported an error.*; retrying in 1 s/],
    ['a page several times', 'devices', [putOff(429, '0'), putOff(429)], /Too many requests.*; retrying in/],
    ['the users', 'users', [putOff(429, '1')], /Too many requests.*; retrying in 1 s/],
    ['the sign-in', 'token', [putOff(429, '1')], /Too many requests.*; retrying in 1 s/],
  ])('%s', async (_, place, faults, told) => {
    const { pbx, run } = await withPbx('devices', '--json');
    pbx.serverFault(place, ...faults);
    const { code, json, stderr } = await run();
    expect([code, stderr]).toEqual([0, expect.stringMatching(told)]);
    expect(json()).toMatchObject({ complete: true, deskPhonesRead: true });
  });

  test('a dry run, too', async () => {
    const { pbx, run } = await withPbx('regenerate', '000B82101EEF', '--dry-run', '--json');
    pbx.serverFault('devices', putOff(429, '1'));
    const { json, stderr } = await run();
    expect(stderr).toContain('; retrying in 1 s');
    expect(json().items[0].errorCode).toBe('device-not-found');
  });

  test('reading a current password, too', async () => {
    const pbx = await demoPbx();
    const [device] = pbx.devices;
    pbx.scriptRead(device?.MacAddress ?? '', putOff(429, '1') as DeviceFault);
    const { code, stdout, stderr } = await cli(
      [
        ...['password', device?.MacAddress ?? '', '--show-passwords', '--data-dir', temporaryFolder()],
        ...['--url', pbx.url, '--client-id', pbx.clientId],
      ],
      { env: { ...process.env, REKEY_API_KEY: pbx.apiKey } },
    );
    expect([code, stderr]).toEqual([0, expect.stringContaining('; retrying in 1 s')]);
    expect(stdout).toContain(`Current password: ${device?.Password}`);
  });

  test.each([[['devices']], [['pbx', 'test']]])('Ctrl+C ends it: %j', async (command) => {
    const { pbx, start } = await withPbx(...command);
    pbx.serverFault('devices', putOff(429, '50'));
    const { child, output, result } = start();
    await expect.poll(() => output.stderr, { timeout: 30_000 }).toContain('retrying in');
    child.kill('SIGINT');
    const began = performance.now();
    expect((await result).code).toBe(1);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('not for longer than a user would wait: when to try again is said', () => {
  test.each([429, 503])('status %i', async (status) => {
    const { pbx, run } = await withPbx('devices');
    pbx.serverFault('devices', putOff(status, '600'));
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Try again after \d{4}-\d\d-\d\d \d\d:\d\d\./)]);
    expect(stderr).not.toContain('retrying');
    expect(pbx.requests.filter(({ path }) => path.includes('/Fxs'))).toHaveLength(1);
  });

  test('nor where a 503 names no time, or the sign-in is rejected', async () => {
    const { pbx, run } = await withPbx('devices');
    pbx.serverFault('devices', putOff(503));
    expect((await run()).stderr).not.toContain('retrying');
    pbx.serverFault('token', { kind: 'status', status: 401, headers: { 'retry-after': '1' } });
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([3, expect.not.stringContaining('retrying')]);
    expect(pbx.requests.filter(({ path }) => path.includes('/connect/token'))).toHaveLength(2);
  });
});
