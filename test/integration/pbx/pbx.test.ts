import { afterEach, expect, test } from 'vitest';
import { type DemoPbxOptions, normalMac, startDemoPbx } from '../../pbx/index.ts';
import { createRawClient } from '../../pbx/raw-client.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

async function demo(options: DemoPbxOptions = {}) {
  const pbx = await startDemoPbx(options);
  cleanUp.push(() => pbx.close());
  return { pbx, client: createRawClient(pbx) };
}

async function signedIn(options: DemoPbxOptions = {}) {
  const { pbx, client } = await demo(options);
  expect((await client.signIn()).status).toBe(200);
  const mac = pbx.devices[0]?.MacAddress ?? '';
  const regenerate = (key = mac) => client.send('POST', `Fxs('${key}')/Pbx.RegenerateWebCredentials`);
  const get = async (path: string) => {
    const { status, text } = await client.send('GET', path);
    return { status, body: text === '' ? null : JSON.parse(text) };
  };
  return { pbx, client, mac, regenerate, get };
}

test('one token is active per client: the second kills the first', async () => {
  const { pbx, client, get } = await signedIn({ clients: { other: 'key' } });
  const first = client.token;
  await createRawClient(pbx).signIn({ client_id: 'other', client_secret: 'key' });
  expect((await get('SystemStatus')).status).toBe(200);
  await client.signIn();
  expect((await client.send('GET', 'SystemStatus', { token: first })).status).toBe(401);
  expect((await get('SystemStatus')).status).toBe(200);
  pbx.evictToken();
  expect((await get('SystemStatus')).status).toBe(401);
  expect(pbx.signIns).toEqual({ requests: 3, accepted: 3, refused: 0 });
});

test('a token expires by the clock of the PBX, which may be wrong', async () => {
  const { pbx, client, get } = await signedIn({ behaviour: { tokenLifetimeSeconds: 60 } });
  pbx.setClock(30_000);
  expect((await get('SystemStatus')).status).toBe(200);
  pbx.setClock(3_600_000);
  expect((await get('SystemStatus')).status).toBe(401);
  const { headers } = await client.signIn();
  const claims = JSON.parse(Buffer.from(client.token?.split('.')[1] ?? '', 'base64url').toString());
  expect(claims.exp - claims.iat).toBe(60);
  expect(claims.iat * 1000).toBeGreaterThan(Date.now() + 3_500_000);
  expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
});

test('expires_in is in seconds or minutes, and a token need not be a JWT', async () => {
  const { pbx, client } = await demo();
  expect(JSON.parse((await client.signIn()).text).expires_in).toBe(3600);
  expect(client.token?.split('.')).toHaveLength(3);
  Object.assign(pbx.behaviour, { expiresIn: 'minutes', tokenFormat: 'opaque' });
  expect(JSON.parse((await client.signIn()).text).expires_in).toBe(60);
  expect(client.token).toMatch(/^\w{64}$/);
  expect((await client.send('GET', 'SystemStatus')).status).toBe(200);
});

test('a bad key is rejected in either way, and a changed one accepted', async () => {
  const { pbx, client } = await demo();
  const wrong = await client.signIn({ client_secret: 'wrong' });
  expect([wrong.status, JSON.parse(wrong.text).error]).toEqual([401, 'unauthorized']);
  pbx.behaviour.refusal = '400';
  const unknown = await client.signIn({ client_id: 'nobody' });
  expect([unknown.status, JSON.parse(unknown.text).error]).toEqual([400, 'invalid_client']);
  pbx.setApiKey('another');
  expect((await client.signIn({ client_secret: 'another' })).status).toBe(200);
  expect(pbx.signIns).toEqual({ requests: 3, accepted: 1, refused: 2 });
  expect(pbx.apiKey).toBe('another');
});

test('three rejections in a row block the address; a success in between resets the count', async () => {
  const { pbx, client } = await demo();
  const refused = async () => expect((await client.signIn({ client_secret: 'wrong' })).status).toBe(401);
  await refused();
  await refused();
  await client.signIn();
  for (let round = 0; round < 3; round++) await refused();
  await expect(client.signIn()).rejects.toThrow();
  await expect(client.send('GET', 'SystemStatus')).rejects.toThrow();
  const count = pbx.requests.length;
  pbx.unblock();
  expect((await client.signIn()).status).toBe(200);
  expect(pbx.requests).toHaveLength(count + 1);
});

test('a blocked address may hang instead, or blocking may be off', async () => {
  const { pbx, client } = await demo({ behaviour: { blockAfterRefusals: 1, blockBy: 'hang' } });
  await client.signIn({ client_secret: 'wrong' });
  const turnedAway = pbx.nextTurnedAway();
  const hanging = client.signIn().then(
    () => 'answered',
    () => 'ended',
  );
  await turnedAway;
  pbx.unblock();
  pbx.behaviour.blockAfterRefusals = null;
  for (let round = 0; round < 5; round++)
    expect((await client.signIn({ client_secret: 'wrong' })).status).toBe(401);
  expect(await Promise.race([hanging, Promise.resolve('pending')])).toBe('pending');
  await pbx.close();
  expect(await hanging).toBe('ended');
});

test('lists page, count, select, expand, filter, search and order', async () => {
  const { pbx, get } = await signedIn({ devices: 130 });
  const page = await get('Fxs?$select=MacAddress,Name&$top=100&$skip=100&$count=true');
  expect(page.body['@odata.count']).toBe(130);
  expect(page.body.value).toHaveLength(30);
  expect(Object.keys(page.body.value[0])).toEqual(['MacAddress', 'Name']);
  const entity = await get(`Fxs('${pbx.devices[0]?.MacAddress}')`);
  expect(entity.body).toMatchObject({ Password: pbx.devices[0]?.Password, Secret: pbx.devices[0]?.Secret });
  expect(entity.body).not.toHaveProperty('Template');
  const expanded = await get('Fxs?$top=1&$select=Name&$expand=Template($select=Brand)');
  expect(expanded.body.value).toEqual([{ Name: 'Warehouse W70B', Template: { Brand: 'Yealink' } }]);
  const filtered = await get(
    "Fxs?$select=Brand,FxsLineCount&$filter=Brand eq 'Snom' or (FxsLineCount ge 16 and not contains(Brand,'link'))",
  );
  expect(new Set(filtered.body.value.map((row: { Brand: string }) => row.Brand))).toEqual(
    new Set(['Snom', 'Gigaset', 'Grandstream']),
  );
  const ordered = await get('Fxs?$select=Name&$search=warehouse&$orderby=Name desc&$top=2');
  expect(ordered.body.value[0].Name > ordered.body.value[1].Name).toBe(true);
});

test.each([
  '$top=101',
  '$top=x',
  '$skip=-1',
  '$count=1',
  '$select=Nonsense',
  '$expand=Name',
  '$expand=Template($select=Nonsense)',
  "$filter=Name eq 'open",
  '$filter=Nonsense eq null',
  '$orderby=Nonsense',
  '$format=xml',
  '$top=1&$top=2',
])('a list rejects %s', async (query) => {
  const { get } = await signedIn();
  const { status, body } = await get(`Fxs?${query}`);
  expect([status, body.error.code]).toEqual([400, '']);
  expect(body.error.message).not.toBe('');
});

test('the largest $top and the error code can be changed', async () => {
  const { pbx, get } = await signedIn({ devices: 120, behaviour: { topLimit: null, errorCodeEmpty: false } });
  expect((await get('Fxs?$select=Name&$top=120')).body.value).toHaveLength(120);
  pbx.behaviour.topLimit = 10;
  expect((await get('Fxs?$top=11')).body.error.code).toBe('BadRequest');
});

test('a key is a quoted text, with quotes doubled, percent-encoded', async () => {
  const { pbx, get, client } = await signedIn();
  const [device] = pbx.devices;
  if (!device) throw new Error('no device');
  device.MacAddress = "o'brien/50% (x)";
  const literal = encodeURIComponent(device.MacAddress.replaceAll("'", "''"));
  expect((await get(`Fxs('${literal}')?$select=Name`)).body).toEqual({ Name: device.Name });
  expect((await get(`Fxs(%27${literal}%27)?$select=Name`)).body).toEqual({ Name: device.Name });
  for (const path of [
    "Fxs('a",
    "Fxs'a'",
    'Fxs(a)',
    'Fxs(12)',
    "Fxs('a'b')",
    "Fxs('a')/x/y",
    'Nonsense',
    'Fxs()',
  ]) {
    expect(await client.send('GET', path)).toMatchObject({ status: 404, text: '' });
  }
  expect((await client.send('DELETE', 'Fxs')).status).toBe(405);
});

test('an unknown key is not found, in either way', async () => {
  const { pbx, get } = await signedIn();
  const gone = await get("Fxs('000000000001')");
  expect([gone.status, gone.body.error.message]).toEqual([404, 'WARNINGS.XAPI.NOT_FOUND']);
  pbx.behaviour.notFoundBy = '400-warning';
  const warned = await get("Fxs('000000000001')");
  expect([warned.status, warned.body.error.details[0].message]).toEqual([400, 'WARNINGS.XAPI.NOT_FOUND']);
});

test('keys may be case-sensitive', async () => {
  const { pbx, mac, regenerate } = await signedIn();
  expect(mac).not.toBe(mac.toLowerCase());
  expect((await regenerate(mac.toLowerCase())).status).toBe(200);
  pbx.behaviour.keyCase = 'exact';
  expect((await regenerate(mac.toLowerCase())).status).toBe(404);
  expect((await regenerate(mac)).status).toBe(200);
});

test('every regeneration makes another password, and the last one is valid', async () => {
  const { pbx, mac, regenerate } = await signedIn();
  const before = pbx.devices[0]?.Password;
  const replied = [
    JSON.parse((await regenerate()).text).Password,
    JSON.parse((await regenerate()).text).Password,
  ];
  expect(pbx.regenerated.get(normalMac(mac))).toEqual(replied);
  expect(pbx.devices[0]?.Password).toBe(replied[1]);
  expect(new Set([before, ...replied]).size).toBe(3);
});

test('a regeneration may reply with null, or without secrets', async () => {
  const { pbx, mac, regenerate, get } = await signedIn({ behaviour: { regenerateReply: 'null' } });
  expect((await regenerate()).text).toBe('null');
  const made = pbx.regenerated.get(normalMac(mac))?.[0];
  expect((await get(`Fxs('${mac}')?$select=MacAddress,Password`)).body).toEqual({
    MacAddress: mac,
    Password: made,
  });
  Object.assign(pbx.behaviour, { regenerateReply: 'entity', secretsInReply: false });
  expect(JSON.parse((await regenerate()).text)).toMatchObject({
    MacAddress: mac,
    Password: null,
    Secret: null,
  });
});

test('desk phones are found by their users, each with one web password for all of them', async () => {
  const { pbx, client, get } = await signedIn();
  const user = pbx.users.find((candidate) => candidate.Phones.length === 2);
  const list = await get('Users?$select=Id,DisplayName&$expand=Phones($select=MacAddress,Name)&$top=100');
  const row = list.body.value.find((candidate: { Id: number }) => candidate.Id === user?.Id);
  expect(Object.keys(row.Phones[1])).toEqual(['MacAddress', 'Name']);
  const before = user?.DeskphonePassword;
  const body = { opts: { DeskphonePassword: true } };
  expect(await client.send('POST', `Users(${user?.Id})/Pbx.Regenerate`, { body })).toMatchObject({
    status: 204,
    text: '',
  });
  expect(user?.DeskphonePassword).not.toBe(before);
  for (const phone of user?.Phones ?? []) {
    expect(pbx.regenerated.get(normalMac(phone.MacAddress ?? ''))).toEqual([user?.DeskphonePassword]);
  }
});

const wrapped = { opts: { DeskphonePassword: true } };
const flat = { DeskphonePassword: true };

test.each([
  ['20.0.3.900', wrapped, 400, false],
  ['20.0.4.900', flat, 204, true],
  ['20.0.5.1', flat, 400, false],
  ['20.0.5.1', wrapped, 204, true],
  ['20.0.10.100', wrapped, 204, true],
])('%s answers %j with %i', async (version, body, status, changes) => {
  const { pbx, client } = await signedIn({ behaviour: { version } });
  const [user] = pbx.users;
  const before = user?.DeskphonePassword;
  const reply = await client.send('POST', `Users(${user?.Id})/Pbx.Regenerate`, { body });
  expect(reply.status).toBe(status);
  if (status === 400) expect(reply.text).toContain('The input was not valid.');
  expect(user?.DeskphonePassword !== before).toBe(changes);
  // A PBX that ignores unknown properties accepts both, but only its own has an effect.
  pbx.behaviour.unknownProperties = 'ignored';
  const now = user?.DeskphonePassword;
  expect((await client.send('POST', `Users(${user?.Id})/Pbx.Regenerate`, { body })).status).toBe(204);
  expect(user?.DeskphonePassword !== now).toBe(changes);
});

test('a user is read with what is selected, and without nulls if those are left out', async () => {
  const { pbx, get } = await signedIn();
  const [user] = pbx.users;
  const path = `Users(${user?.Id})?$select=Id,DeskphonePassword`;
  expect((await get(path)).body).toEqual({ Id: user?.Id, DeskphonePassword: user?.DeskphonePassword });
  pbx.behaviour.secretsInReply = false;
  expect((await get(path)).body).toEqual({ Id: user?.Id, DeskphonePassword: null });
  pbx.behaviour.nullsLeftOut = true;
  expect((await get(path)).body).toEqual({ Id: user?.Id });
  expect((await get('Users(1)?$select=Id')).status).toBe(404);
});

test('a client may not be allowed to read users', async () => {
  const { client, get } = await signedIn({ behaviour: { usersPermitted: false } });
  expect((await get('Users?$select=Id')).status).toBe(403);
  expect((await get('Users(40)?$select=Id')).status).toBe(403);
  expect((await client.send('POST', 'Users(40)/Pbx.Regenerate', { body: wrapped })).status).toBe(403);
  expect((await get('Fxs?$select=MacAddress')).status).toBe(200);
});

test.each([
  ['both', 200, '20.0.10.100'],
  ['status', 200, null],
  ['header', 403, '20.0.10.100'],
  ['nowhere', 403, null],
] as const)('the version is shown: %s', async (versionShown, status, header) => {
  const { client, get } = await signedIn({ behaviour: { versionShown } });
  expect((await get('SystemStatus?$select=Version')).status).toBe(status);
  const { headers } = await client.send('GET', 'Defs?$select=Id');
  expect(headers.get('x-3cx-version')).toBe(header);
});

test('faults of a user’s requests apply before they are carried out, or after', async () => {
  const { pbx, client, get } = await signedIn();
  const [user] = pbx.users;
  const id = user?.Id ?? 0;
  const regenerate = () => client.send('POST', `Users(${id})/Pbx.Regenerate`, { body: wrapped });
  pbx.scriptUser(id, { kind: 'status', status: 503 }, { kind: 'status', status: 500, carryOut: true });
  pbx.scriptReadUser(id, { kind: 'status', status: 404 });
  const before = user?.DeskphonePassword;
  expect((await regenerate()).status).toBe(503);
  expect(user?.DeskphonePassword).toBe(before);
  expect((await regenerate()).status).toBe(500);
  expect(user?.DeskphonePassword).not.toBe(before);
  expect((await get(`Users(${id})?$select=Id`)).status).toBe(404);
  expect((await get(`Users(${id})?$select=Id`)).status).toBe(200);
  pbx.serverFault('regenerate-user', { kind: 'status', status: 429 });
  expect((await regenerate()).status).toBe(429);
  expect((await regenerate()).status).toBe(204);
});

test('ReprovisionPhone and RebootPhone know phones, and perhaps devices', async () => {
  const { pbx, client, mac } = await signedIn();
  const act = async (action: string, of: string) =>
    (await client.send('POST', `Users/Pbx.${action}`, { body: { mac: of } })).status;
  expect(await act('RebootPhone', pbx.users[0]?.Phones[0]?.MacAddress ?? '')).toBe(204);
  expect(await act('ReprovisionPhone', mac)).toBe(404);
  pbx.behaviour.actionsKnowFxs = true;
  expect(await act('ReprovisionPhone', mac)).toBe(204);
});

test('a client may lack the permission, and replies may carry their context', async () => {
  const { pbx, get } = await signedIn({ behaviour: { odataContext: true } });
  expect((await get('SystemStatus')).body).toMatchObject({
    '@odata.context': expect.any(String),
    Version: '20.0.10.100',
  });
  pbx.behaviour.permitted = false;
  expect((await get('SystemStatus')).status).toBe(403);
});

test('too many requests in a second are rejected, or block the address', async () => {
  const { pbx, client } = await signedIn({ behaviour: { requestRateLimit: 2 } });
  const burst = () => Promise.allSettled(Array.from({ length: 8 }, () => client.send('GET', 'SystemStatus')));
  const statuses = (await burst()).map((result) =>
    result.status === 'fulfilled' ? result.value.status : 'none',
  );
  expect(statuses).toContain(429);
  pbx.behaviour.rateLimitBy = 'block';
  await burst();
  await expect(client.send('GET', 'SystemStatus')).rejects.toThrow();
});

test('replies can be delayed', async () => {
  const { pbx, get } = await signedIn();
  pbx.behaviour.latencyMs = 40;
  const start = performance.now();
  await get('SystemStatus');
  expect(performance.now() - start).toBeGreaterThan(35);
});

test('the same seed makes the same PBX, and 10,000 devices are all different', async () => {
  const [one, same, other] = await Promise.all([demo({ seed: 7 }), demo({ seed: 7 }), demo({ seed: 8 })]);
  expect(one.pbx.devices).toEqual(same.pbx.devices);
  expect(one.pbx.apiKey).toBe(same.pbx.apiKey);
  expect(one.pbx.devices[0]?.MacAddress).not.toBe(other.pbx.devices[0]?.MacAddress);
  const { pbx, mac, regenerate } = await signedIn({ devices: 10_000, users: 1000 });
  const macs = [...pbx.devices, ...pbx.users.flatMap((user) => user.Phones)].map(
    (has) => has.MacAddress ?? '',
  );
  expect(new Set(macs.map(normalMac)).size).toBe(macs.length);
  expect(macs.some((text) => text === text.toLowerCase())).toBe(true);
  expect((await regenerate(mac)).status).toBe(200);
});
