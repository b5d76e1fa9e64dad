/**
 * Desk phones: their users, and the password that a user's phones share; and the PBX's version, which decides the form of
 * the request.
 */
import { describe, expect, test } from 'vitest';
import type { XapiError } from '../../../main/xapi/index.ts';
import { type DemoPbxOptions, type DeviceFault, late, nameOfUser } from '../../pbx/index.ts';
import { demoPbx, failure, macOf, testClient } from '../../setup/xapi.ts';

const version = '20.0.10.100';
const { signal } = new AbortController();
const mayGoOn = async (): Promise<boolean> => true;

async function bench(options?: DemoPbxOptions) {
  const pbx = await demoPbx(options);
  const [user] = pbx.users;
  if (!user) throw new Error('no user');
  const client = await testClient(pbx, { timeoutMs: 500 });
  await client.ready();
  const posted = () => pbx.requests.filter(({ method, path }) => method === 'POST' && path.includes('Users'));
  return { pbx, user, id: user.Id, client, posted };
}

describe('the device list', () => {
  test('contains the user of each desk phone, with all of their phones', async () => {
    const { pbx, client } = await bench({ users: 20 });
    const { devices } = await client.listDevices();
    const phones = devices.filter(({ kind }) => kind === 'desk-phone');
    expect(phones.length).toBeGreaterThan(10);
    for (const phone of phones) {
      const user = pbx.users.find(({ Phones }) =>
        Phones.some((each) => macOf({ MacAddress: each.MacAddress ?? '' }) === phone.mac),
      );
      expect(phone.user).toEqual({
        id: user?.Id,
        phones: user?.Phones.map(({ MacAddress, Name }) => ({
          mac: macOf({ MacAddress: MacAddress ?? '' }),
          key: MacAddress,
          name: Name,
        })),
      });
    }
    expect(devices.filter(({ kind, user }) => kind === 'fxs' && user).length).toBe(0);
  });

  test('gives no user for a phone that two users have', async () => {
    const { pbx, client } = await bench();
    const [one, two] = pbx.users.filter(({ Phones }) => Phones.length > 0);
    const shared = one?.Phones[0]?.MacAddress ?? '';
    two?.Phones.push({ ...(one?.Phones[0] as NonNullable<typeof one>['Phones'][number]), Id: 1 });
    const { devices } = await client.listDevices();
    const device = devices.find(({ mac }) => mac === macOf({ MacAddress: shared }));
    expect(device).toMatchObject({ kind: 'desk-phone', owner: expect.stringContaining(one?.Number ?? '?') });
    expect(device?.user).toBeUndefined();
  });

  test.each<[string, (user: Record<string, unknown>) => Record<string, unknown>]>([
    ['no ID', (user) => ({ ...user, Id: undefined })],
    ['a text as its ID', (user) => ({ ...user, Id: '41) or (1' })],
    [
      '21 phones',
      (user) => ({
        ...user,
        Phones: Array.from({ length: 21 }, (_, index) => ({
          MacAddress: `0C383E0000${index + 10}`,
          Name: null,
        })),
      }),
    ],
  ])('the desk phones of a user with %s are listed without a user', async (_, edit) => {
    const { pbx, client } = await bench({ users: 1 });
    const change = (body: Record<string, unknown>) => ({
      ...body,
      value: (body.value as Record<string, unknown>[]).map(edit),
    });
    pbx.serverFault('users', { kind: 'always', fault: { kind: 'edit', edit: change } });
    const { devices } = await client.listDevices();
    const phones = devices.filter(({ kind }) => kind === 'desk-phone');
    expect(phones.length).toBeGreaterThan(0);
    for (const { user } of phones) expect(user).toBeUndefined();
  });
});

describe('numbers sent as text, and text sent as numbers', () => {
  const strict = (body: Record<string, unknown>) => body;
  const loose = (body: Record<string, unknown>): Record<string, unknown> => ({
    ...body,
    ...('Id' in body ? { Id: `${body.Id}` } : {}),
    ...('Number' in body ? { Number: Number(body.Number) } : {}),
    ...(Array.isArray(body.value) ? { value: body.value.map((each) => loose(each)) } : {}),
  });

  test('are read alike in a list of users', async () => {
    const { pbx, client } = await bench({ users: 5 });
    const lists = [];
    for (const edit of [strict, loose]) {
      pbx.serverFault('users', { kind: 'always', fault: { kind: 'edit', edit } });
      lists.push((await client.listDevices()).devices.filter(({ kind }) => kind === 'desk-phone'));
    }
    const [expected, found] = lists;
    expect(found).toEqual(expected);
    expect(found?.every(({ user, owner }) => user && /\(\d+\)$/.test(owner ?? ''))).toBe(true);
  });

  test('are read alike where one user is', async () => {
    const { pbx, id, client } = await bench();
    const before = await client.readUserPassword(id);
    pbx.serverFault('user', { kind: 'always', fault: { kind: 'edit', edit: loose } });
    expect(before).not.toBeNull();
    expect(await client.readUserPassword(id)).toBe(before);
    const other = (body: Record<string, unknown>) => ({ ...body, Id: `${id + 1}` });
    pbx.serverFault('user', { kind: 'always', fault: { kind: 'edit', edit: other } });
    expect((await failure(client.readUserPassword(id))).code).toBe('response-unreadable');
  });
});

describe('the version', () => {
  test.each([
    ['both', version],
    ['status', version],
    ['header', version],
    ['nowhere', null],
  ] as const)('where it is shown: %s', async (versionShown, expected) => {
    const { client } = await bench({ behaviour: { versionShown } });
    expect(await client.readVersion()).toBe(expected);
  });

  test('a PBX that cannot be asked is an error, not an unknown version', async () => {
    const { pbx, client } = await bench();
    for (const [fault, code] of [
      [{ kind: 'status', status: 503 }, 'pbx-error'],
      [{ kind: 'status', status: 500 }, 'pbx-error'],
      [{ kind: 'reset', when: 'before' }, 'pbx-unreachable'],
      [{ kind: 'html' }, 'not-a-3cx'],
    ] as const) {
      pbx.serverFault('status', fault, fault);
      expect(await failure<XapiError>(client.readVersion())).toMatchObject({ code, effect: 'none' });
      pbx.serverFault('status');
    }
  });
});

describe('regenerating a user’s password', () => {
  test.each([
    ['20.0.10.100', '{"opts":{"DeskphonePassword":true}}'],
    ['20.0.5.1', '{"opts":{"DeskphonePassword":true}}'],
    ['20.0.4.910', '{"DeskphonePassword":true}'],
  ])('%s gets %s, and nothing else', async (pbxVersion, body) => {
    const { pbx, user, id, client, posted } = await bench({ behaviour: { version: pbxVersion } });
    const before = { ...user };
    await client.regenerateUser(id, await client.readVersion());
    expect(posted().map((request) => [request.path, request.body])).toEqual([
      [`/xapi/v1/Users(${id})/Pbx.Regenerate`, body],
    ]);
    expect(posted()[0]?.headers['content-type']).toBe('application/json');
    expect(posted()[0]?.headers.prefer).toBeUndefined();
    const { DeskphonePassword, ...others } = user;
    expect({ ...others, DeskphonePassword: before.DeskphonePassword }).toEqual(before);
    expect(await client.readUserPassword(id)).toBe(DeskphonePassword);
    expect(DeskphonePassword).not.toBe(before.DeskphonePassword);
    expect(pbx.regenerated.get(nameOfUser(id))).toEqual([DeskphonePassword]);
  });

  test.each([null, 'Twenty', '18.0.9.20'])('nothing is sent to a PBX of version %j', async (pbxVersion) => {
    const { client, id, posted } = await bench();
    expect(await failure<XapiError>(client.regenerateUser(id, pbxVersion))).toMatchObject({
      code: 'pbx-version-unknown',
      effect: 'none',
      ...(pbxVersion ? { facts: { version: pbxVersion } } : {}),
    });
    expect(posted()).toEqual([]);
  });

  test.each(['20.0.4.1', '20.0.5.1'])(
    'if the PBX rejects the body for %s, the other body is not tried',
    async (assumedVersion) => {
      const other = assumedVersion === '20.0.4.1' ? '20.0.5.1' : '20.0.4.1';
      const { client, id, user, posted } = await bench({ behaviour: { version: other } });
      const before = user.DeskphonePassword;
      expect(await failure<XapiError>(client.regenerateUser(id, assumedVersion))).toMatchObject({
        code: 'request-refused',
        effect: 'none',
        facts: { pbxSays: expect.stringContaining('The input was not valid') },
      });
      expect(posted()).toHaveLength(1);
      expect(user.DeskphonePassword).toBe(before);
    },
  );

  test('a PBX that ignores unknown properties accepts the wrong body, and keeps the previous password', async () => {
    const { client, id, user, posted } = await bench({
      behaviour: { version: '20.0.4.1', unknownProperties: 'ignored' },
    });
    const before = user.DeskphonePassword;
    await client.regenerateUser(id, '20.0.5.1');
    expect(posted()).toHaveLength(1);
    expect(await client.readUserPassword(id)).toBe(before);
  });

  test.each<[string, DeviceFault, string, 'none' | 'unknown', number]>([
    ['400', { kind: 'status', status: 400 }, 'request-refused', 'none', 0],
    ['403', { kind: 'status', status: 403 }, 'forbidden', 'none', 0],
    ['404', { kind: 'status', status: 404 }, 'device-not-found', 'none', 0],
    ['429', { kind: 'status', status: 429 }, 'rate-limited', 'none', 0],
    ['503', { kind: 'status', status: 503 }, 'pbx-error', 'none', 0],
    ['500, not carried out', { kind: 'status', status: 500 }, 'pbx-error', 'unknown', 0],
    [
      '500, carried out',
      { kind: 'status', status: 500, body: '', carryOut: true },
      'pbx-error',
      'unknown',
      1,
    ],
    [
      '504 from a proxy, carried out',
      { kind: 'status', status: 504, carryOut: true },
      'pbx-error',
      'unknown',
      1,
    ],
    ['a reset, not carried out', { kind: 'reset', when: 'before' }, 'pbx-unreachable', 'unknown', 0],
    ['a reset, carried out', { kind: 'reset', when: 'after' }, 'pbx-unreachable', 'unknown', 1],
    ['nothing, carried out', { kind: 'hang', when: 'after' }, 'pbx-unreachable', 'unknown', 1],
    ['nothing in time', late(), 'pbx-unreachable', 'unknown', 0],
    ['an HTML page', { kind: 'html' }, 'not-a-3cx', 'unknown', 0],
    ['a redirect', { kind: 'redirect' }, 'not-a-3cx', 'unknown', 0],
  ])('the PBX replies with %s', async (_, fault, code, effect, timesRegenerated) => {
    const { pbx, client, id, posted } = await bench();
    pbx.scriptUser(id, fault);
    expect(await failure<XapiError>(client.regenerateUser(id, version))).toMatchObject({ code, effect });
    expect(posted()).toHaveLength(1);
    expect(pbx.regenerated.get(nameOfUser(id)) ?? []).toHaveLength(timesRegenerated);
  });

  test.each(['404', '400-warning'] as const)(
    'a user who does not exist is reported as such, by %s',
    async (notFoundBy) => {
      const { client } = await bench({ behaviour: { notFoundBy } });
      for (const request of [() => client.regenerateUser(1, version), () => client.readUserPassword(1)])
        expect(await failure<XapiError>(request())).toMatchObject({
          code: 'device-not-found',
          facts: { reason: 'user-gone' },
        });
    },
  );
});

describe('reading a user’s password', () => {
  test('rejects a reply for another user, or without a valid password', async () => {
    const { pbx, client, id } = await bench();
    for (const edit of [
      (body: object) => ({ ...body, Id: 1 }),
      (body: object) => ({ ...body, Id: undefined }),
      (body: object) => ({ ...body, DeskphonePassword: 12 }),
      (body: object) => ({ ...body, DeskphonePassword: 'a\ufffdb' }),
    ]) {
      pbx.serverFault('user', { kind: 'edit', edit });
      expect((await failure(client.readUserPassword(id))).code).toBe('response-unreadable');
    }
  });

  test('is null where the PBX hides the password', async () => {
    const { pbx, client, id } = await bench();
    for (const hidden of [null, undefined, '', '********']) {
      pbx.serverFault('user', { kind: 'edit', edit: (body) => ({ ...body, DeskphonePassword: hidden }) });
      expect(await client.readUserPassword(id)).toBeNull();
    }
  });
});

describe('reading the passwords of several users', () => {
  async function manyUsers() {
    const { pbx, client } = await bench({ users: 12 });
    const ids = pbx.users.map(({ Id }) => Id);
    const usersRead = () => pbx.requests.filter(({ path }) => path.includes('Users'));
    return { pbx, usersRead, readAll: (goOn = mayGoOn) => client.readUserPasswords(ids, goOn, signal) };
  }

  test('reads one by one, selecting nothing else', async () => {
    const { pbx, usersRead, readAll } = await manyUsers();
    expect(await readAll()).toEqual({
      found: new Map(pbx.users.map(({ Id, DeskphonePassword }) => [Id, DeskphonePassword])),
      signedOut: false,
    });
    for (const { method, path } of usersRead()) {
      expect(method).toBe('GET');
      expect(path).toMatch(/^\/xapi\/v1\/Users\(\d+\)\?\$select=Id,DeskphonePassword$/);
    }
  });

  test('stops after three users without a shown password', async () => {
    const { pbx, usersRead, readAll } = await manyUsers();
    pbx.behaviour.secretsInReply = false;
    expect([...(await readAll()).found.values()]).toEqual([null, null, null]);
    expect(usersRead()).toHaveLength(3);
  });

  test('stops at once without permission', async () => {
    const { pbx, usersRead, readAll } = await manyUsers();
    pbx.behaviour.usersPermitted = false;
    expect((await readAll()).found.size).toBe(0);
    expect(usersRead()).toHaveLength(1);
  });

  test('stops when told to', async () => {
    const { usersRead, readAll } = await manyUsers();
    let left = 2;
    expect((await readAll(async () => left-- > 0)).found.size).toBe(2);
    expect(usersRead()).toHaveLength(2);
  });

  test('reports a rejected token', async () => {
    const { pbx, readAll } = await manyUsers();
    pbx.evictToken();
    expect((await readAll()).signedOut).toBe(true);
  });
});
