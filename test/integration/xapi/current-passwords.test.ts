/** Reading the current passwords of several devices: by page or one by one, and what is kept. */
import { describe, expect, test } from 'vitest';
import type { DemoPbx } from '../../pbx/index.ts';
import { demoPbx, macOf, testClient } from '../../setup/xapi.ts';

const mayGoOn = async (): Promise<boolean> => true;
const { signal } = new AbortController();

async function clientOf(pbx: DemoPbx) {
  const client = await testClient(pbx, { timeoutMs: 500 });
  await client.ready();
  return client;
}

const wantedOf = (pbx: DemoPbx, indices: number[]) =>
  indices.map((index) => {
    const device = pbx.devices[index];
    return { mac: macOf(device), keys: [device?.MacAddress ?? ''] };
  });
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const reads = (pbx: DemoPbx): number => pbx.requests.filter(({ path }) => path.includes('/Fxs')).length;

describe.each([
  ['one of many', 250, [7], 1],
  ['two of many', 250, [7, 201], 2],
  ['three: the first page tells that single reads need fewer requests', 400, [7, 201, 399], 4],
  ['all of three pages', 250, range(250), 3],
  ['all of one page', 24, range(24), 1],
] as const)('%s', (_, devices, indices, requests) => {
  test(`takes ${requests} requests at most`, async () => {
    const pbx = await demoPbx({ devices });
    const client = await clientOf(pbx);
    const wanted = wantedOf(pbx, [...indices]);
    const { found, signedOut } = await client.readPasswords(wanted, mayGoOn, signal);
    expect(signedOut).toBe(false);
    expect(found).toEqual(
      new Map(indices.map((index) => [macOf(pbx.devices[index]), pbx.devices[index]?.Password])),
    );
    expect(reads(pbx)).toBeLessThanOrEqual(requests);
    for (const { path } of pbx.requests.filter((request) => request.path.includes('/Fxs')))
      expect(path).toContain('$select=MacAddress,Password');
  });
});

test.each(['page', 'none'] as const)('an unhelpful count (%s) does not end it early', async (count) => {
  const pbx = await demoPbx({ devices: 250, behaviour: { count } });
  const { found } = await (await clientOf(pbx)).readPasswords(wantedOf(pbx, range(250)), mayGoOn, signal);
  expect(found.size).toBe(250);
  expect(reads(pbx)).toBe(3);
});

test('other devices are dropped', async () => {
  const pbx = await demoPbx({ devices: 24 });
  const { found } = await (await clientOf(pbx)).readPasswords(wantedOf(pbx, [1, 2, 3, 4]), mayGoOn, signal);
  expect([...found.keys()].toSorted()).toEqual(
    [1, 2, 3, 4].map((index) => macOf(pbx.devices[index])).toSorted(),
  );
});

test('no password is distinguished from one that could not be read, and from one that is masked', async () => {
  const pbx = await demoPbx({ devices: 24 });
  const [absent, masked] = pbx.devices;
  if (!absent || !masked) throw new Error('no devices');
  absent.Password = null as unknown as string;
  masked.Password = '********';
  const wanted = [
    ...wantedOf(pbx, [0, 1, 2]),
    { mac: macOf({ MacAddress: '001122334455' }), keys: ['001122334455'] },
  ];
  const { found } = await (await clientOf(pbx)).readPasswords(wanted, mayGoOn, signal);
  expect(found).toEqual(
    new Map([
      [macOf(absent), null],
      [macOf(pbx.devices[2]), pbx.devices[2]?.Password],
    ]),
  );
});

test.each([
  ['403', { kind: 'status', status: 403 }, 1],
  ['429', { kind: 'status', status: 429 }, 1],
  ['503', { kind: 'status', status: 503 }, 1],
  ['silence', { kind: 'hang', when: 'before' }, 1],
  ['500: single devices are tried, a few', { kind: 'status', status: 500 }, 4],
  ['a page of something else', { kind: 'html' }, 1],
] as const)('a failure ends it, without an error: %s', async (_, fault, requests) => {
  const pbx = await demoPbx({ devices: 24 });
  const client = await clientOf(pbx);
  pbx.serverFault('devices', { kind: 'always', fault });
  pbx.serverFault('device', { kind: 'always', fault });
  const { found, signedOut } = await client.readPasswords(wantedOf(pbx, range(20)), mayGoOn, signal);
  expect([found.size, signedOut, reads(pbx)]).toEqual([0, false, requests]);
  expect(pbx.signIns.requests).toBe(1);
});

test('if the list is rejected, single devices are read', async () => {
  const pbx = await demoPbx({ devices: 24 });
  const client = await clientOf(pbx);
  pbx.serverFault('devices', { kind: 'always', fault: { kind: 'status', status: 400 } });
  const { found } = await client.readPasswords(wantedOf(pbx, range(20)), mayGoOn, signal);
  expect(found.size).toBe(20);
});

test('it never signs in: a token that was taken away is reported', async () => {
  const pbx = await demoPbx({ devices: 24 });
  const client = await clientOf(pbx);
  pbx.evictToken();
  expect(await client.readPasswords(wantedOf(pbx, range(4)), mayGoOn, signal)).toEqual({
    found: new Map(),
    signedOut: true,
  });
  expect(pbx.signIns.requests).toBe(1);
});

test('nothing is sent that is not allowed', async () => {
  const pbx = await demoPbx({ devices: 250 });
  const client = await clientOf(pbx);
  let asked = 0;
  const twice = async (): Promise<boolean> => {
    asked += 1;
    return asked <= 2;
  };
  const { found } = await client.readPasswords(wantedOf(pbx, range(250)), twice, signal);
  expect([found.size, reads(pbx)]).toEqual([200, 2]);
});

test('the wait for them is shorter than for a new password', async () => {
  const pbx = await demoPbx({ devices: 24 });
  const client = await testClient(pbx, { timeoutMs: 600_000, optionalTimeoutMs: 50 });
  await client.ready();
  pbx.serverFault('devices', { kind: 'hang', when: 'before' });
  const { found, signedOut } = await client.readPasswords(wantedOf(pbx, range(24)), mayGoOn, signal);
  expect([found.size, signedOut]).toEqual([0, false]);
});
