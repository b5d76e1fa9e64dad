import { describe, expect, test, vi } from 'vitest';
import type { XapiError } from '../../../main/xapi/index.ts';
import { demoPbx, failure, macOf, testClient, testClock, testStore } from '../../setup/xapi.ts';

const minute = 60_000;

describe('one sign-in is shared', () => {
  test('by concurrent calls', async () => {
    const pbx = await demoPbx();
    const client = await testClient(pbx);
    await Promise.all([client.ready(), client.test(), client.listDevices(), client.ready()]);
    expect(pbx.signIns.requests).toBe(1);
  });

  test('by another process on this computer, through the stored token', async () => {
    const pbx = await demoPbx();
    const first = await testClient(pbx);
    await first.ready();
    const second = await testClient(pbx, { kept: first.kept });
    await second.test();
    expect(pbx.signIns.requests).toBe(1);
  });

  test('by two processes that start together', async () => {
    const pbx = await demoPbx();
    const store = await testStore();
    const kept = { token: null };
    const clients = await Promise.all([1, 2, 3].map(() => testClient(pbx, { store, kept })));
    await Promise.all(clients.map((client) => client.test()));
    expect(pbx.signIns.requests).toBe(1);
  });

  test('after a 401 in mid-run, by all waiting calls', async () => {
    const pbx = await demoPbx();
    const client = await testClient(pbx);
    await client.ready();
    pbx.evictToken();
    await Promise.all([client.listDevices(), client.test(), client.test(), client.test()]);
    expect(pbx.signIns.requests).toBe(2);
  });

  test('after a 401, from the process that got the new token', async () => {
    const pbx = await demoPbx();
    const first = await testClient(pbx);
    await first.ready();
    const second = await testClient(pbx, { kept: first.kept });
    await second.ready();
    pbx.evictToken();
    await first.test();
    await second.test();
    expect(pbx.signIns.requests).toBe(2);
  });
});

test('a locked database is not taken for a request that was cancelled', async () => {
  const pbx = await demoPbx();
  const store = await testStore();
  const client = await testClient(pbx, { store });
  const locked = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  vi.spyOn(store.refusals, 'accepted').mockImplementation(() => {
    throw locked;
  });
  await expect(client.listDevices(new AbortController().signal)).rejects.toBe(locked);
});

describe.each(['seconds', 'minutes'] as const)('expires_in in %s', (expiresIn) => {
  test.each(['jwt', 'opaque'] as const)(
    '%s token is used for its lifetime and then renewed',
    async (tokenFormat) => {
      const pbx = await demoPbx({ behaviour: { expiresIn, tokenFormat, tokenLifetimeSeconds: 3600 } });
      const client = await testClient(pbx);
      await client.test();
      client.clock.pass(59 * minute);
      await client.ready();
      expect(pbx.signIns.requests).toBe(1);
      client.clock.pass(minute);
      await client.ready();
      expect(pbx.signIns.requests).toBe(2);
    },
  );
});

test.each([-5, 5])('a laptop clock that is %i hours off changes nothing', async (hours) => {
  const pbx = await demoPbx();
  pbx.setClock(hours * 60 * minute);
  const client = await testClient(pbx);
  await client.test();
  client.clock.pass(50 * minute);
  await client.ready();
  expect(pbx.signIns.requests).toBe(1);
});

test('a laptop clock set back by hours does not make a stored token look good for hours', async () => {
  const pbx = await demoPbx();
  const first = await testClient(pbx);
  await first.ready();
  const clock = testClock();
  clock.wall = first.clock.wall - 3 * 60 * minute;
  const second = await testClient(pbx, { kept: first.kept, clock });
  await second.test();
  expect(pbx.signIns.requests).toBe(2);
});

describe.each(['401', '400'] as const)('a rejected sign-in (%s)', (refusal) => {
  test('is not repeated with the same key, by any process', async () => {
    const pbx = await demoPbx({ behaviour: { refusal } });
    const store = await testStore();
    const client = await testClient(pbx, { apiKey: 'wrong', store });
    expect((await failure(client.test())).code).toBe('sign-in-refused');
    const again = await failure(client.test());
    expect(again).toMatchObject({ code: 'sign-in-refused', facts: { reason: 'refused-before' } });
    const other = await testClient(pbx, { apiKey: 'wrong', store });
    expect((await failure(other.test())).code).toBe('sign-in-refused');
    expect(pbx.signIns.requests).toBe(1);
  });

  test('a changed key gets one try at once; a second rejection holds off for 15 minutes', async () => {
    const pbx = await demoPbx({ behaviour: { refusal } });
    const clock = testClock();
    const store = await testStore(() => clock.wall);
    const withKey = (apiKey: string) => testClient(pbx, { apiKey, store, clock });
    await failure((await withKey('wrong-1')).test());
    await failure((await withKey('wrong-2')).test());
    expect(pbx.signIns.requests).toBe(2);

    const right = await withKey(pbx.apiKey);
    const held = await failure(right.test());
    expect(held.code).toBe('sign-in-held-off');
    expect(Date.parse(held.facts.retryAt ?? '')).toBe(clock.wall + 15 * minute);
    expect(pbx.signIns.requests).toBe(2);

    clock.pass(15 * minute);
    await right.test();
    expect(pbx.signIns.accepted).toBe(1);
  });

  test('success resets the count, but not the memory of the wrong key', async () => {
    const pbx = await demoPbx({ behaviour: { refusal } });
    const store = await testStore();
    await failure((await testClient(pbx, { apiKey: 'wrong', store })).test());
    await (await testClient(pbx, { store })).test();
    expect(store.refusals.sinceSuccess(pbx.url).count).toBe(0);
    expect((await failure((await testClient(pbx, { apiKey: 'wrong', store })).test())).facts.reason).toBe(
      'refused-before',
    );
    expect(pbx.signIns.requests).toBe(2);
  });
});

test('the user can have a rejected key tried once more', async () => {
  const pbx = await demoPbx({ apiKey: 'right' });
  const store = await testStore();
  pbx.setApiKey('other');
  const client = await testClient(pbx, { apiKey: 'right', store });
  await failure(client.test());
  pbx.setApiKey('right');
  store.refusals.allowOnce({ url: pbx.url, clientId: pbx.clientId, apiKey: 'right' });
  await client.test();
  expect(pbx.signIns.accepted).toBe(1);
});

test('silence soon after a rejected sign-in is suspected to be a block', async () => {
  const pbx = await demoPbx({ behaviour: { blockAfterRefusals: 1 } });
  const store = await testStore();
  await failure((await testClient(pbx, { apiKey: 'wrong', store })).test());
  const client = await testClient(pbx, { store });
  expect((await failure(client.test())).code).toBe('address-blocked-suspected');
});

test('a token taken away three times within a minute is contested, and not renewed', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  await client.ready();
  for (let evictions = 0; evictions < 2; evictions += 1) {
    pbx.evictToken();
    await client.test();
  }
  pbx.evictToken();
  expect(await failure(client.test())).toMatchObject({ code: 'token-contested', facts: { count: 3 } });
  expect(pbx.signIns.requests).toBe(3);
});

test('tokens taken away occasionally are simply renewed', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  for (let evictions = 0; evictions < 5; evictions += 1) {
    await client.test();
    pbx.evictToken();
    client.clock.pass(2 * minute);
  }
  await client.test();
  expect(pbx.signIns.requests).toBe(6);
});

test('a role that cannot use the API is not a rejected sign-in', async () => {
  const pbx = await demoPbx({ behaviour: { permitted: false } });
  const store = await testStore();
  const client = await testClient(pbx, { store });
  expect((await failure(client.test())).code).toBe('forbidden');
  expect(store.refusals.sinceSuccess(pbx.url).count).toBe(0);
});

test('a key changed at the PBX is reported as such, again and again, and not as another program', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  await client.ready();
  pbx.setApiKey('changed');
  pbx.evictToken();
  for (let calls = 0; calls < 5; calls += 1)
    expect((await failure(client.test())).code).toBe('sign-in-refused');
  expect(pbx.signIns.refused).toBe(1);
});

test('a keychain that is locked in the meantime costs a sign-in, not the job', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  await client.ready();
  client.breakTokens();
  pbx.evictToken();
  const [device] = pbx.devices;
  expect(await client.regenerate(macOf(device), [device?.MacAddress ?? ''])).toBe(pbx.devices[0]?.Password);
});

test('a sign-in in mid-run without an answer leaves no doubt about the request that waits for it', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx, { timeoutMs: 300 });
  await client.ready();
  pbx.evictToken();
  pbx.serverFault('token', { kind: 'hang', when: 'before' });
  const [device] = pbx.devices;
  expect(await failure(client.regenerate(macOf(device), [device?.MacAddress ?? '']))).toMatchObject({
    code: 'pbx-unreachable',
    effect: 'none',
  });
});

test('a request that was answered 401 with a fresh token was certainly not carried out', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx);
  const [device] = pbx.devices;
  pbx.script(device?.MacAddress ?? '', { kind: 'unauthorized' }, { kind: 'unauthorized' });
  const error = await failure(client.regenerate(macOf(device), [device?.MacAddress ?? '']));
  expect(error).toMatchObject({ code: 'forbidden', effect: 'none', facts: { status: 401 } });
  expect(pbx.signIns.requests).toBe(1);
  expect(pbx.regenerated.size).toBe(0);
});

describe('a 401', () => {
  const endless = { kind: 'always', fault: { kind: 'unauthorized' } } as const;

  test.each(['users', 'status'] as const)(
    'for %s alone stops nothing and costs no sign-in',
    async (place) => {
      const pbx = await demoPbx();
      pbx.serverFault(place, endless);
      const client = await testClient(pbx);
      for (let round = 0; round < 5; round += 1) {
        expect((await client.listDevices()).devices.length).toBeGreaterThan(0);
        await client.test();
      }
      expect(pbx.signIns.requests).toBe(1);
    },
  );

  test.each(['devices', 'regenerate'] as const)('for %s alone is a missing permission', async (place) => {
    const pbx = await demoPbx();
    pbx.serverFault(place, endless);
    const client = await testClient(pbx);
    const [device] = pbx.devices;
    for (let round = 0; round < 5; round += 1) {
      const request =
        place === 'devices'
          ? client.listDevices()
          : client.regenerate(macOf(device), [device?.MacAddress ?? '']);
      expect(await failure(request)).toMatchObject({ code: 'forbidden', facts: { status: 401 } });
    }
    expect(pbx.signIns.requests).toBe(1);
  });

  test('for everything is a missing permission, too, and costs one sign-in a minute', async () => {
    const pbx = await demoPbx();
    for (const place of ['devices', 'users', 'status', 'regenerate', 'device'] as const)
      pbx.serverFault(place, endless);
    const client = await testClient(pbx);
    for (let round = 0; round < 5; round += 1)
      expect(await failure(client.test())).toMatchObject({ code: 'forbidden' });
    expect(pbx.signIns.requests).toBe(1);
    client.clock.pass(minute);
    await failure(client.test());
    await failure(client.test());
    expect(pbx.signIns.requests).toBe(2);
  });

  test('is reported with the PBX’s message', async () => {
    const pbx = await demoPbx();
    pbx.serverFault('devices', {
      kind: 'always',
      fault: { kind: 'status', status: 401, body: '{"title":"Scope xapi.read is missing"}' },
    });
    expect((await failure((await testClient(pbx)).test())).facts.pbxSays).toBe('Scope xapi.read is missing');
  });
});

describe('a sign-in that is denied for another reason than the key', () => {
  test.each([
    [400, 'unauthorized_client', 'sign-in-denied'],
    [401, 'unauthorized_client', 'sign-in-denied'],
    [400, 'invalid_scope', 'sign-in-denied'],
    [400, 'unsupported_grant_type', 'sign-in-denied'],
    [400, 'invalid_request', 'sign-in-denied'],
    [400, 'access_denied', 'sign-in-denied'],
    [400, 'some_new_word', 'sign-in-denied'],
    [403, 'anything', 'sign-in-denied'],
    [400, 'temporarily_unavailable', 'pbx-error'],
    [401, 'temporarily_unavailable', 'pbx-error'],
    [503, 'temporarily_unavailable', 'pbx-error'],
    [400, 'server_error', 'pbx-error'],
    [400, 'slow_down', 'rate-limited'],
    // Some servers and gateways answer 200, whatever the outcome.
    [200, 'unauthorized_client', 'sign-in-denied'],
    [201, 'access_denied', 'sign-in-denied'],
    [200, 'server_error', 'pbx-error'],
    [200, 'slow_down', 'rate-limited'],
  ])('%i %s: %s, and the key may be tried again', async (status, error, code) => {
    const pbx = await demoPbx();
    const store = await testStore();
    const body = JSON.stringify({ error, error_description: `About ${pbx.apiKey}: Restarting` });
    pbx.serverFault('token', { kind: 'status', status, body, headers: { 'retry-after': '7' } });
    const client = await testClient(pbx, { store });
    const thrown = await failure<XapiError>(client.test());
    expect(thrown).toMatchObject({ code, effect: 'none', facts: { status } });
    expect(thrown.facts.pbxSays).toBe(`${error}: About [secret]: Restarting`);
    if (code !== 'sign-in-denied') expect(thrown.retryAfterMs).toBe(7000);
    // The PBX may count it, though it does not object to the key.
    expect(store.refusals.sinceSuccess(pbx.url).count).toBe(code === 'sign-in-denied' ? 1 : 0);
    await client.test();
    expect(store.refusals.sinceSuccess(pbx.url).count).toBe(0);
  });

  test.each([400, 401, 403, 500, 503])('is requested once by a listing or a test: %i', async (status) => {
    for (const work of ['listDevices', 'test'] as const) {
      const pbx = await demoPbx();
      pbx.serverFault('token', { kind: 'always', fault: { kind: 'status', status, body: '' } });
      await failure((await testClient(pbx))[work]());
      expect(pbx.requests.map(({ path }) => path)).toEqual(['/connect/token']);
    }
  });

  test('denied twice, signing in is held off', async () => {
    const pbx = await demoPbx();
    const client = await testClient(pbx);
    const body = '{"error":"unauthorized_client"}';
    pbx.serverFault('token', { kind: 'always', fault: { kind: 'status', status: 401, body } });
    const codes = [];
    for (let n = 0; n < 3; n += 1) codes.push((await failure<XapiError>(client.test())).code);
    expect(codes).toEqual(['sign-in-denied', 'sign-in-denied', 'sign-in-held-off']);
    expect(pbx.requests.filter(({ path }) => path === '/connect/token')).toHaveLength(2);
  });

  test.each([
    [401, ''],
    [401, '{"title":"Unauthorized"}'],
    [401, '{"error":"unauthorized"}'],
    [401, '{"error":"no_such_word"}'],
    [400, '{"error":"invalid_client"}'],
    [403, '{"error":"invalid_client"}'],
    [200, '{"error":"invalid_client","error_description":"Unknown client"}'],
    [200, '{"error":"Unauthorized"}'],
  ])('%i %s is a rejected key', async (status, body) => {
    const pbx = await demoPbx();
    const store = await testStore();
    pbx.serverFault('token', { kind: 'status', status, body });
    const client = await testClient(pbx, { store });
    expect((await failure(client.test())).code).toBe('sign-in-refused');
    expect(store.refusals.sinceSuccess(pbx.url).count).toBe(1);
  });
});

test('a 200 with another error than OAuth’s is no rejection, but its words are shown', async () => {
  const pbx = await demoPbx();
  const store = await testStore();
  pbx.serverFault('token', { kind: 'status', status: 200, body: '{"error":"No route"}' });
  expect(await failure((await testClient(pbx, { store })).test())).toMatchObject({
    code: 'not-a-3cx',
    facts: { reason: 'no-token', pbxSays: 'No route' },
  });
  expect(store.refusals.sinceSuccess(pbx.url).count).toBe(0);
});

test('a token counts whatever else the reply has', async () => {
  const pbx = await demoPbx();
  pbx.serverFault('token', { kind: 'edit', edit: (body) => ({ ...body, error: 'invalid_client' }) });
  await (await testClient(pbx)).test();
});

describe('a token that does not fit a header', () => {
  test('is rejected at sign-in', async () => {
    const pbx = await demoPbx();
    pbx.serverFault('token', { kind: 'edit', edit: (body) => ({ ...body, access_token: 'a\nb' }) });
    const client = await testClient(pbx);
    expect(await failure(client.test())).toMatchObject({ code: 'not-a-3cx', facts: { reason: 'no-token' } });
    expect(client.kept.token).toBeNull();
    await client.test();
  });

  test.each([
    { value: 'a\nb' },
    { lifeMs: Number.POSITIVE_INFINITY },
    { lifeMs: 1e300, obtainedAt: 0 },
    { lifeMs: Number.NaN },
    { obtainedAt: Number.NaN },
    { lifeMs: -1 },
  ])('or has no plausible lifetime is not reused: %j', async (odd) => {
    const pbx = await demoPbx();
    const first = await testClient(pbx);
    await first.ready();
    const token = first.kept.token;
    if (!token) throw new Error('no token');
    const usable = odd.lifeMs === Number.POSITIVE_INFINITY;
    const second = await testClient(pbx, { kept: { token: { ...token, ...odd } } });
    await second.test();
    expect(pbx.signIns.requests).toBe(usable ? 1 : 2);
  });
});

test.each([
  ['-5', 0],
  ['0', 0],
  ['1.5', 1500],
  ['9'.repeat(400), 86_400_000],
  ['1e400', null],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', null],
  ['', null],
])('Retry-After: %s', async (value, expected) => {
  const pbx = await demoPbx();
  pbx.serverFault('devices', { kind: 'status', status: 503, headers: { 'retry-after': value } });
  const client = await testClient(pbx);
  expect((await failure<XapiError>(client.test())).retryAfterMs).toBe(expected);
});
