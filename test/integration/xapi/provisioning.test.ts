import { expect, test } from 'vitest';
import type { DemoPbxOptions } from '../../pbx/index.ts';
import { leaksIn } from '../../setup/canaries.ts';
import { demoPbx, failure, macOf, testClient } from '../../setup/xapi.ts';

const { signal } = new AbortController();

async function bench(options?: DemoPbxOptions) {
  const pbx = await demoPbx(options);
  const client = await testClient(pbx);
  const [device] = pbx.devices;
  const mac = macOf(device);
  const reads = () => pbx.requests.filter(({ url }) => url.includes('EventLogs'));
  return { pbx, client, mac, key: device?.MacAddress ?? '', wanted: new Set([mac]), reads };
}

test('a device is asked to fetch once, in the PBX’s spelling, and the PBX’s clock is returned', async () => {
  const { pbx, client, mac, key } = await bench({ behaviour: { actionsKnowFxs: true } });
  pbx.setClock(-3_600_000);
  const time = await client.reprovision([key]);
  expect(pbx.requests.at(-1)).toMatchObject({
    method: 'POST',
    url: '/xapi/v1/Users/Pbx.ReprovisionPhone',
    body: `{"mac":"${key}"}`,
  });
  expect(pbx.reprovisioned).toEqual([mac]);
  expect(Math.abs((time ?? 0) - (Date.now() - 3_600_000))).toBeLessThan(60_000);
});

test('a request without an answer is unclear, and is not sent again', async () => {
  const { pbx, client, key } = await bench({ behaviour: { actionsKnowFxs: true } });
  pbx.serverFault('reprovision', { kind: 'reset', when: 'after' });
  const error = await failure(client.reprovision([key]));
  expect(error).toMatchObject({ code: 'pbx-unreachable', effect: 'unknown' });
  expect(pbx.reprovisioned).toHaveLength(1);
});

test('a PBX that does not know the MAC, or a missing permission: certainly not carried out', async () => {
  const { pbx, client, mac } = await bench();
  expect(await failure(client.reprovision([mac.toUpperCase(), mac]))).toMatchObject({
    code: 'device-not-found',
    facts: { reason: 'cannot-fetch' },
    effect: 'none',
  });
  pbx.behaviour.phoneActionsPermitted = false;
  expect(await failure(client.reprovision([mac]))).toMatchObject({ code: 'forbidden', effect: 'none' });
});

test('events are read in the form that the PBX accepts, which is remembered', async () => {
  for (const refusedEventOptions of [
    [],
    ['TimeGenerated'],
    ['$filter'],
    ['$select', '$orderby', '$filter'],
  ] as const) {
    const { pbx, client, wanted, mac, reads } = await bench({ behaviour: { refusedEventOptions } });
    await client.ready();
    const since = Date.now() - 60_000;
    pbx.deviceFetches(mac, 'generated', since - 3_600_000);
    pbx.deviceFetches(mac, 'failed', since + 1_000);
    pbx.deviceFetches(mac, 'generated', since + 2_000);
    const found = await client.eventsQuietly(wanted, since, signal);
    expect(found?.complete).toBe(true);
    expect(found?.events.map(({ kind }) => kind).toSorted()).toEqual(['failed', 'generated']);
    const before = reads().length;
    await client.eventsQuietly(wanted, since, signal);
    expect(
      reads()
        .slice(before)
        .map(({ status }) => status),
    ).not.toContain(400);
  }
});

test('many events are read page by page, within limits', async () => {
  const { pbx, client, wanted, mac, reads } = await bench({ behaviour: { pageLimit: 50 } });
  await client.ready();
  const since = Date.now() - 3_600_000;
  for (let n = 0; n < 120; n += 1) pbx.deviceFetches(mac, 'generated', since + n * 1_000);
  expect((await client.eventsQuietly(wanted, since, signal))?.events).toHaveLength(120);
  for (let n = 0; n < 2_000; n += 1) pbx.deviceFetches(mac, 'generated', since + n * 1_000);
  const before = reads().length;
  expect(await client.eventsQuietly(wanted, since, signal)).toMatchObject({ complete: false });
  expect(reads().length - before).toBe(10);
  pbx.behaviour.ignoresSkip = true;
  const same = await client.eventsQuietly(wanted, since, signal);
  expect(same).toMatchObject({ complete: false });
  expect(same?.events).toHaveLength(50);
});

test('a PBX that returns its few events again and again has no others', async () => {
  const { pbx, client, wanted, mac } = await bench({ behaviour: { ignoresSkip: true } });
  await client.ready();
  const since = Date.now() - 60_000;
  pbx.deviceFetches(mac, 'generated', since + 1_000);
  expect(await client.eventsQuietly(wanted, since, signal)).toMatchObject({
    events: [{ kind: 'generated' }],
    complete: true,
  });
});

test('events ahead of the PBX’s own clock are ignored', async () => {
  const { pbx, client, wanted, mac } = await bench();
  await client.ready();
  pbx.deviceFetches(mac, 'generated', Date.now() + 3_600_000);
  expect(await client.eventsQuietly(wanted, Date.now() - 60_000, signal)).toEqual({
    events: [],
    complete: true,
  });
});

test('reading events never signs in', async () => {
  const { pbx, client, wanted } = await bench();
  expect(await client.eventsQuietly(wanted, 0, signal)).toBeNull();
  expect(pbx.requests).toEqual([]);
  await client.ready();
  pbx.evictToken();
  expect(await client.eventsQuietly(wanted, 0, signal)).toBeNull();
  expect(pbx.signIns.requests).toBe(1);
});

test('a client that cannot read events gets an error', async () => {
  const { client, wanted } = await bench({ behaviour: { eventsPermitted: false } });
  await client.ready();
  expect(await failure(client.eventsQuietly(wanted, 0, signal))).toMatchObject({ code: 'forbidden' });
});

test.each([{ kind: 'not-json' }, { kind: 'html' }, { kind: 'huge' }, { kind: 'truncated' }] as const)(
  'events in a reply that is $kind are an error, and nothing worse',
  async (fault) => {
    const { pbx, client, wanted } = await bench();
    await client.ready();
    pbx.serverFault('event-logs', fault);
    await failure(client.eventsQuietly(wanted, 0, signal));
  },
);

test('addresses come without the links, which are neither kept nor logged', async () => {
  const { pbx, client, mac, key } = await bench();
  const found = await client.addresses([key]);
  expect(found).toEqual([
    { mac, address: expect.stringMatching(/^192\.168\.10\.\d+$/), model: expect.any(String) },
  ]);
  const secrets = new Map(pbx.linkSecrets().map((secret) => [secret, secret]));
  expect(leaksIn(JSON.stringify([found, client.log]), secrets)).toEqual([]);
});

test('a link in the PBX’s message is not repeated', async () => {
  const { pbx, client, key } = await bench();
  const [secret = ''] = pbx.linkSecrets();
  const words = `See https://192.168.10.5/?session=${secret} or tftp://x/${secret}`;
  pbx.serverFault('reprovision', {
    kind: 'status',
    status: 400,
    body: JSON.stringify({ error: { code: '', message: words } }),
  });
  const { facts } = await failure(client.reprovision([key]));
  expect(facts.pbxSays).toBe('See [link] or [link]');
});
