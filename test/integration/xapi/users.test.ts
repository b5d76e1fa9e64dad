/** Desk phones: their users, and the password that a user's phones share. */
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
          name: Name,
        })),
      });
    }
    expect(devices.filter(({ kind, user }) => kind === 'fxs' && user).length).toBe(0);
  });

  test('does not assign a phone that two users have', async () => {
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
    ['no number', (user) => ({ ...user, Id: undefined })],
    ['a text for a number', (user) => ({ ...user, Id: '41) or (1' })],
    [
      'too many phones to name them',
      (user) => ({
        ...user,
        Phones: Array.from({ length: 21 }, (_, index) => ({
          MacAddress: `0C383E0000${index + 10}`,
          Name: null,
        })),
      }),
    ],
  ])('a user with %s has desk phones without a known user', async (_, edit) => {
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

describe('the version', () => {
  test.each([
    ['both', version],
    ['status', version],
    ['header', version],
    ['nowhere', null],
  ] as const)('shown %s', async (versionShown, expected) => {
    const { client } = await bench({ behaviour: { versionShown } });
    expect(await client.readVersion()).toBe(expected);
  });

  test('is not null because the PBX could not be asked', async () => {
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
  ])('%s gets %s, and nothing else', async (of, body) => {
    const { pbx, user, id, client, posted } = await bench({ behaviour: { version: of } });
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

  test.each([null, 'Twenty', '18.0.9.20'])('nothing is sent to a PBX of version %j', async (of) => {
    const { client, id, posted } = await bench();
    expect(await failure<XapiError>(client.regenerateUser(id, of))).toMatchObject({
      code: 'pbx-version-unknown',
      effect: 'none',
      ...(of ? { facts: { version: of } } : {}),
    });
    expect(posted()).toEqual([]);
  });

  test.each(['20.0.4.1', '20.0.5.1'])(
    'a rejection of the form for %s is final: the other is not tried',
    async (told) => {
      const other = told === '20.0.4.1' ? '20.0.5.1' : '20.0.4.1';
      const { client, id, user, posted } = await bench({ behaviour: { version: other } });
      const before = user.DeskphonePassword;
      expect(await failure<XapiError>(client.regenerateUser(id, told))).toMatchObject({
        code: 'request-refused',
        effect: 'none',
        facts: { pbxSays: expect.stringContaining('The input was not valid') },
      });
      expect(posted()).toHaveLength(1);
      expect(user.DeskphonePassword).toBe(before);
    },
  );

  test('a PBX that ignores unknown properties accepts it, and keeps the previous password', async () => {
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
    ['500 before', { kind: 'status', status: 500 }, 'pbx-error', 'unknown', 0],
    ['500 after', { kind: 'status', status: 500, body: '', carryOut: true }, 'pbx-error', 'unknown', 1],
    ['504 of a proxy', { kind: 'status', status: 504, carryOut: true }, 'pbx-error', 'unknown', 1],
    ['reset before', { kind: 'reset', when: 'before' }, 'pbx-unreachable', 'unknown', 0],
    ['reset after', { kind: 'reset', when: 'after' }, 'pbx-unreachable', 'unknown', 1],
    ['silence', { kind: 'hang', when: 'after' }, 'pbx-unreachable', 'unknown', 1],
    ['a late answer', late(), 'pbx-unreachable', 'unknown', 0],
    ['a page', { kind: 'html' }, 'not-a-3cx', 'unknown', 0],
    ['a redirect', { kind: 'redirect' }, 'not-a-3cx', 'unknown', 0],
  ])('%s', async (_, fault, code, effect, made) => {
    const { pbx, client, id, posted } = await bench();
    pbx.scriptUser(id, fault);
    expect(await failure<XapiError>(client.regenerateUser(id, version))).toMatchObject({ code, effect });
    expect(posted()).toHaveLength(1);
    expect(pbx.regenerated.get(nameOfUser(id)) ?? []).toHaveLength(made);
  });

  test.each(['404', '400-warning'] as const)(
    'a user who does not exist is reported as such, by %s',
    async (notFoundBy) => {
      const { client } = await bench({ behaviour: { notFoundBy } });
      for (const work of [client.regenerateUser(1, version), client.readUserPassword(1)])
        expect(await failure<XapiError>(work)).toMatchObject({
          code: 'device-not-found',
          facts: { reason: 'user-gone' },
        });
    },
  );
});

describe('reading a user’s password', () => {
  test('accepts only what belongs to the right user', async () => {
    const { pbx, client, id } = await bench();
    for (const [edit, expected] of [
      [(body: object) => ({ ...body, Id: 1 }), 'response-unreadable'],
      [(body: object) => ({ ...body, Id: undefined }), 'response-unreadable'],
      [(body: object) => ({ ...body, DeskphonePassword: 12 }), 'response-unreadable'],
      [(body: object) => ({ ...body, DeskphonePassword: 'a\ufffdb' }), 'response-unreadable'],
    ] as const) {
      pbx.serverFault('user', { kind: 'edit', edit });
      expect((await failure(client.readUserPassword(id))).code).toBe(expected);
    }
    for (const hidden of [null, undefined, '', '********']) {
      pbx.serverFault('user', { kind: 'edit', edit: (body) => ({ ...body, DeskphonePassword: hidden }) });
      expect(await client.readUserPassword(id)).toBeNull();
    }
  });

  test('several are read one by one, with nothing else selected, until it is pointless', async () => {
    const { pbx, client } = await bench({ users: 12 });
    const ids = pbx.users.map(({ Id }) => Id);
    const all = await client.readUserPasswords(ids, mayGoOn, signal);
    expect(all).toEqual({
      found: new Map(pbx.users.map(({ Id, DeskphonePassword }) => [Id, DeskphonePassword])),
      signedOut: false,
    });
    for (const { method, path } of pbx.requests.filter((request) => request.path.includes('Users'))) {
      expect(method).toBe('GET');
      expect(path).toMatch(/^\/xapi\/v1\/Users\(\d+\)\?\$select=Id,DeskphonePassword$/);
    }
    const before = pbx.requests.length;
    pbx.behaviour.secretsInReply = false;
    const hidden = await client.readUserPasswords(ids, mayGoOn, signal);
    expect([...hidden.found.values()]).toEqual([null, null, null]);
    pbx.behaviour.usersPermitted = false;
    expect((await client.readUserPasswords(ids, mayGoOn, signal)).found.size).toBe(0);
    expect(pbx.requests.length - before).toBe(4);
    let left = 2;
    pbx.behaviour.usersPermitted = true;
    expect((await client.readUserPasswords(ids, async () => left-- > 0, signal)).found.size).toBe(2);
    pbx.evictToken();
    expect((await client.readUserPasswords(ids, mayGoOn, signal)).signedOut).toBe(true);
  });
});
