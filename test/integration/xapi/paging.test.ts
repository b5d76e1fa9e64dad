import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceList } from '../../../common/model.ts';
import { type DemoBehaviour, type DemoPbx, startDemoPbx } from '../../pbx/index.ts';
import { demoPbx, failure, testClient } from '../../setup/xapi.ts';

const keysOf = ({ devices }: DeviceList): string[] =>
  devices
    .filter(({ kind }) => kind === 'fxs')
    .map(({ key }) => key)
    .sort();
const allOf = (pbx: DemoPbx): string[] => pbx.devices.map(({ MacAddress }) => MacAddress).sort();

test.each<[string, Partial<DemoBehaviour>]>([
  ['counts what is on the page', { count: 'page' }],
  [
    'counts what is on the page, and links to the next',
    { count: 'page', nextLinks: 'absolute', pageLimit: 50 },
  ],
  ['counts nothing, and limits pages', { count: 'none', pageLimit: 50 }],
  ['counts in texts', { count: 'text' }],
  ['links to another host', { nextLinks: 'elsewhere', pageLimit: 50, count: 'none' }],
  ['refuses $count', { refusedOptions: ['$count'] }],
  ['refuses $orderby', { refusedOptions: ['$orderby'] }],
  ['refuses $count, $orderby and $top', { refusedOptions: ['$count', '$orderby', '$top'], pageLimit: 60 }],
  ['limits $top', { topLimit: 20 }],
  ['ignores $skip, and links', { ignoresSkip: true, nextLinks: 'relative', pageLimit: 50, count: 'none' }],
  ['refuses $skip, and links', { refusedOptions: ['$skip'], nextLinks: 'absolute', pageLimit: 50 }],
])('a PBX that %s returns its whole list', async (_, behaviour) => {
  const pbx = await demoPbx({ devices: 120, users: 120, behaviour });
  const list = await (await testClient(pbx)).listDevices();
  expect(keysOf(list)).toEqual(allOf(pbx));
  expect(list.devices.length - 120).toBe(pbx.users.flatMap(({ Phones }) => Phones).length);
  expect(list).toMatchObject({ complete: true, deskPhonesRead: true, unreadable: 0 });
  for (const { method, url } of pbx.requests) if (method === 'GET') expect(url).toContain('$select=');
});

test.each<[string, Partial<DemoBehaviour>]>([
  ['ignores $skip', { ignoresSkip: true }],
  ['refuses $skip', { refusedOptions: ['$skip'] }],
  ['ignores $skip, and links to another host', { ignoresSkip: true, nextLinks: 'elsewhere', pageLimit: 50 }],
])('the list of a PBX that %s may be incomplete', async (_, behaviour) => {
  const pbx = await demoPbx({ devices: 120, users: 120, behaviour });
  const list = await (await testClient(pbx)).listDevices();
  expect(keysOf(list).length).toBeGreaterThanOrEqual(50);
  expect(list).toMatchObject({ complete: false, deskPhonesRead: false });
});

test('devices that vanish or appear between two pages lose none of the others', async () => {
  const pbx = await demoPbx({ devices: 250 });
  const [first] = allOf(pbx);
  const changes = [
    () =>
      pbx.devices.splice(
        pbx.devices.findIndex(({ MacAddress }) => MacAddress === first),
        1,
      ),
    () =>
      pbx.devices.push({ ...(pbx.devices[0] as (typeof pbx.devices)[number]), MacAddress: '000000000001' }),
  ];
  pbx.onExchange(({ request }) => {
    if (request.path.startsWith('/xapi/v1/Fxs')) changes.shift()?.();
  });
  const list = await (await testClient(pbx)).listDevices();
  expect(keysOf(list)).toEqual(expect.arrayContaining(allOf(pbx).filter((key) => key !== '000000000001')));
  expect(list.complete).toBe(true);
});

test('over HTTP, a list is complete or marked as perhaps incomplete', async () => {
  const behaviour = fc.record({
    count: fc.constantFrom<DemoBehaviour['count']>('total', 'page', 'none', 'text'),
    nextLinks: fc.constantFrom<DemoBehaviour['nextLinks']>('none', 'absolute', 'relative', 'elsewhere'),
    pageLimit: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 9 })),
    refusedOptions: fc.subarray(['$count', '$orderby', '$top', '$skip']),
    ignoresSkip: fc.boolean(),
  });
  const vanishing = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.nat(30), behaviour, vanishing, async (devices, ways, vanish) => {
      const pbx = await startDemoPbx({ devices, users: 3, behaviour: ways });
      try {
        pbx.onExchange(({ request }) => {
          if (vanish.includes(request.number)) pbx.devices.shift();
        });
        const list = await (await testClient(pbx)).listDevices();
        if (list.complete) expect(keysOf(list)).toEqual(expect.arrayContaining(allOf(pbx)));
        if (vanish.length === 0 && !ways.ignoresSkip && !ways.refusedOptions.includes('$skip'))
          expect([keysOf(list), list.complete]).toEqual([allOf(pbx), true]);
      } finally {
        await pbx.close();
      }
    }),
    { numRuns: 25 },
  );
});

describe('optional parts', () => {
  test.each([
    [{ kind: 'status', status: 401 }],
    [{ kind: 'status', status: 403 }],
    [{ kind: 'status', status: 404 }],
    [{ kind: 'status', status: 429 }],
    [{ kind: 'status', status: 500, body: '' }],
    [{ kind: 'status', status: 503 }],
    [{ kind: 'hang', when: 'before' }],
    [{ kind: 'reset', when: 'before' }],
    [{ kind: 'html' }],
    [{ kind: 'not-json' }],
    [{ kind: 'truncated' }],
    [{ kind: 'huge' }],
  ] as const)('do not fail the rest: %j', async (fault) => {
    const pbx = await demoPbx();
    pbx.serverFault('users', { kind: 'always', fault });
    pbx.serverFault('status', { kind: 'always', fault });
    const client = await testClient(pbx, { timeoutMs: 500 });
    const list = await client.listDevices();
    expect(keysOf(list)).toEqual(allOf(pbx));
    expect(list).toMatchObject({ complete: true, deskPhonesRead: false });
    expect(await client.test()).toEqual({ version: null, deviceCount: 24 });
  });

  test('users whose phones the PBX does not report leave desk phones unknown', async () => {
    const pbx = await demoPbx();
    const edit = (body: Record<string, unknown>) => ({
      ...body,
      value: (body.value as object[]).map((user) => ({ ...user, Phones: undefined })),
    });
    pbx.serverFault('users', { kind: 'always', fault: { kind: 'edit', edit } });
    const list = await (await testClient(pbx)).listDevices();
    expect(list).toMatchObject({ complete: true, deskPhonesRead: false });
  });

  test('do not hide that the whole was cancelled', async () => {
    const pbx = await demoPbx();
    pbx.serverFault('users', { kind: 'hang', when: 'before' });
    const cancelling = new AbortController();
    void pbx.nextRequest(({ path }) => path.startsWith('/xapi/v1/Users')).then(() => cancelling.abort());
    const client = await testClient(pbx);
    expect((await failure(client.listDevices(cancelling.signal))).code).toBe('cancelled');
  });
});

test.each<[string, Partial<DemoBehaviour>, number | null]>([
  ['all devices', {}, 30],
  ['in a text', { count: 'text' }, 30],
  ['what is on the page', { count: 'page' }, null],
  ['nothing', { count: 'none' }, null],
  ['nothing, and refuses to', { refusedOptions: ['$count'] }, null],
])('a PBX that counts %s', async (_, behaviour, deviceCount) => {
  const pbx = await demoPbx({ devices: 30, behaviour });
  expect(await (await testClient(pbx)).test()).toMatchObject({ deviceCount });
});
