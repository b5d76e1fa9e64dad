import { expect, onTestFinished, test } from 'vitest';
import { type DemoPbxOptions, normalMac, startDemoPbx } from '../../pbx/index.ts';
import { createRawClient } from '../../pbx/raw-client.ts';

async function signedIn(options: DemoPbxOptions = {}) {
  const pbx = await startDemoPbx(options);
  onTestFinished(() => pbx.close());
  const client = createRawClient(pbx);
  await client.signIn();
  const post = (action: string, body: object) => client.send('POST', `Users/Pbx.${action}`, { body });
  const events = async (query = '') => {
    const { status, text } = await client.send('GET', `EventLogs${query}`);
    return { status, entries: status === 200 ? JSON.parse(text).value : [] };
  };
  const phone = pbx.users[0]?.Phones[0]?.MacAddress ?? '';
  return { pbx, client, post, events, phone, fxs: pbx.devices[0]?.MacAddress ?? '' };
}

const generated = `?$filter=${encodeURIComponent('EventId eq 10029')}`;

test('a device asked to fetch its configuration does so a while later, by the PBX’s clock', async () => {
  const { pbx, post, events, phone } = await signedIn({ behaviour: { fetchAfterMs: 60_000 } });
  expect((await post('ReprovisionPhone', { mac: phone })).status).toBe(204);
  expect(pbx.reprovisioned).toEqual([normalMac(phone)]);
  expect((await events(generated)).entries).toEqual([]);
  pbx.setClock(61_000);
  const { entries } = await events(generated);
  expect(entries).toHaveLength(1);
  expect(JSON.stringify(entries[0].Params).toLowerCase().replaceAll(/[:-]/g, '')).toContain(normalMac(phone));
});

test('generating it may fail, or nothing may be reported', async () => {
  const { pbx, post, events, phone } = await signedIn({
    behaviour: { fetchAfterMs: 0, fetchOutcome: 'failed' },
  });
  await post('ReprovisionPhone', { mac: phone });
  expect((await events('?$filter=EventId%20eq%2030040')).entries).toHaveLength(1);
  pbx.behaviour.fetchOutcome = 'silent';
  await post('ReprovisionPhone', { mac: phone });
  expect((await events('?$filter=EventId%20eq%2030040')).entries).toHaveLength(1);
});

test('the position and the spelling of the MAC vary', async () => {
  const { pbx, events, fxs } = await signedIn();
  for (let n = 0; n < 12; n += 1) pbx.deviceFetches(fxs);
  const { entries } = await events(generated);
  const places = entries.map(({ Params }: { Params: string[] }) =>
    Params.findIndex((text) =>
      text
        .toLowerCase()
        .replace(/[^0-9a-f]/g, '')
        .includes(normalMac(fxs)),
    ),
  );
  expect(new Set(places)).toEqual(new Set([0, 1, 2]));
});

test('the event log can be filtered, ordered and paged, or rejects that', async () => {
  const { pbx, events, fxs } = await signedIn();
  pbx.deviceFetches(fxs, 'generated', Date.now() - 3_600_000);
  pbx.deviceFetches(fxs, 'failed', Date.now());
  const since = new Date(Date.now() - 60_000).toISOString();
  const filter = `(EventId eq 10029 or EventId eq 30040) and TimeGenerated ge ${since}`;
  const { entries } = await events(
    `?$filter=${encodeURIComponent(filter)}&$orderby=TimeGenerated%20desc&$top=1`,
  );
  expect(entries.map(({ EventId }: { EventId: number }) => EventId)).toEqual([30040]);
  expect((await events('?$top=101')).status).toBe(400);
  pbx.behaviour.refusedEventOptions = ['TimeGenerated'];
  expect((await events(`?$filter=${encodeURIComponent(filter)}`)).status).toBe(400);
  expect((await events(generated)).status).toBe(200);
  pbx.behaviour.eventsPermitted = false;
  expect((await events()).status).toBe(403);
});

test('registrars have an address, and links that hold a session', async () => {
  const { pbx, post, fxs, phone } = await signedIn();
  const registrars = async () =>
    JSON.parse((await post('GetPhoneRegistrars', { macs: [fxs, phone, '000000000001'] })).text).value;
  const found = await registrars();
  expect(found).toHaveLength(2);
  expect(found[0]).toMatchObject({ MAC: fxs, IpAddress: expect.stringMatching(/^192\.168\.10\.\d+$/) });
  const secrets = pbx.linkSecrets();
  expect(secrets.some((secret) => found[0].InterfaceLink.includes(secret))).toBe(true);
  pbx.behaviour.registrarAddress = 'sbc';
  expect((await registrars())[0].IpAddress).toMatch(/SBC/);
  pbx.behaviour.registrarAddress = 'missing';
  expect((await registrars())[0].IpAddress).toBeNull();
});

test('a client may lack the permission to have devices fetch their configuration', async () => {
  const { pbx, post, phone } = await signedIn({ behaviour: { phoneActionsPermitted: false } });
  expect((await post('ReprovisionPhone', { mac: phone })).status).toBe(403);
  expect((await post('GetPhoneRegistrars', { macs: [phone] })).status).toBe(403);
  expect(pbx.reprovisioned).toEqual([]);
});
