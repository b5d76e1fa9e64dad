import { describe, expect, test } from 'vitest';
import type { XapiError } from '../../../main/xapi/index.ts';
import { type DemoPbxOptions, type DeviceFault, late } from '../../pbx/index.ts';
import { demoPbx, failure, macOf, testClient } from '../../setup/xapi.ts';

const notFoundBody = JSON.stringify({ error: { code: '', message: 'WARNINGS.XAPI.NOT_FOUND' } });
const errorBody = JSON.stringify({ error: { code: '', message: 'device is offline' } });

async function bench(options?: DemoPbxOptions) {
  const pbx = await demoPbx(options);
  const [device] = pbx.devices;
  if (!device) throw new Error('no device');
  const client = await testClient(pbx, { timeoutMs: 500 });
  await client.ready();
  return { pbx, device, client, mac: macOf(device), key: device.MacAddress };
}

test('the new password is the one the PBX has', async () => {
  const { pbx, device, client, mac, key } = await bench();
  const before = device.Password;
  expect(await client.regenerate(mac, [key])).toBe(pbx.devices[0]?.Password);
  expect(pbx.devices[0]?.Password).not.toBe(before);
});

test('accepted without details is reported as such', async () => {
  const { client, mac, key, pbx } = await bench({ behaviour: { regenerateReply: 'null' } });
  expect(await client.regenerate(mac, [key])).toBeNull();
  expect(pbx.regenerated.get(mac)).toHaveLength(1);
});

describe.each(['404', '400-warning'] as const)('no such device, reported by %s', (notFoundBy) => {
  test.each(['insensitive', 'exact'] as const)(
    'upper, then lower case is tried; keys are %s',
    async (keyCase) => {
      const { pbx, client } = await bench({ behaviour: { keyCase, notFoundBy } });
      for (const device of pbx.devices) {
        const mac = macOf(device);
        const mixed = device.MacAddress !== mac && device.MacAddress !== mac.toUpperCase();
        if (mixed && keyCase === 'exact') continue;
        expect(await client.regenerate(mac, [mac.toUpperCase(), mac])).toBe(device.Password);
        expect(pbx.regenerated.get(mac)).toHaveLength(1);
      }
      const absent = macOf({ MacAddress: '020000000001' });
      expect(await failure(client.regenerate(absent, ['020000000001']))).toMatchObject({
        code: 'device-not-found',
        effect: 'none',
      });
    },
  );
});

test.each([201, 202, 203, 206, 299])('a password in a reply with status %i is read', async (status) => {
  const { pbx, client, mac, key } = await bench();
  const body = JSON.stringify({ MacAddress: key, Password: 'made-up' });
  pbx.script(key, { kind: 'status', status, body });
  expect(await client.regenerate(mac, [key])).toBe('made-up');
});

test('an error in a reply that claims success is shown, and nothing else of such a reply', async () => {
  const { pbx, client, mac, key } = await bench();
  for (const [body, pbxSays] of [
    [JSON.stringify({ error: { code: 'Licence', message: 'No gateways' } }), 'Licence: No gateways'],
    [JSON.stringify({ Message: 'secret-word' }), undefined],
    ['secret-word', undefined],
    ['<Password>secret-word</Password>', undefined],
  ] as const) {
    pbx.script(key, { kind: 'status', status: 200, body });
    const error = await failure<XapiError>(client.regenerate(mac, [key]));
    expect(error).toMatchObject({ code: 'response-unreadable', effect: 'unknown' });
    expect(error.facts.pbxSays).toBe(pbxSays);
  }
});

describe('what a failed request may have done', () => {
  test.each<[string, DeviceFault, string, 'none' | 'unknown', number]>([
    ['400', { kind: 'status', status: 400 }, 'request-refused', 'none', 0],
    ['403', { kind: 'status', status: 403 }, 'forbidden', 'none', 0],
    ['404', { kind: 'status', status: 404 }, 'device-not-found', 'none', 0],
    ['409', { kind: 'status', status: 409 }, 'request-refused', 'none', 0],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'rate-limited', 'none', 0],
    ['503', { kind: 'status', status: 503, headers: { 'retry-after': '7' } }, 'pbx-error', 'none', 0],
    ['500 before', { kind: 'status', status: 500 }, 'pbx-error', 'unknown', 0],
    ['500 after', { kind: 'status', status: 500, body: '', carryOut: true }, 'pbx-error', 'unknown', 1],
    ['502 of a proxy', { kind: 'status', status: 502, body: '<html>' }, 'pbx-error', 'unknown', 0],
    ['504 of a proxy', { kind: 'status', status: 504, carryOut: true }, 'pbx-error', 'unknown', 1],
    [
      '500 that mentions a missing device',
      { kind: 'status', status: 500, body: notFoundBody, carryOut: true },
      'pbx-error',
      'unknown',
      1,
    ],
    [
      '404 of a web server',
      { kind: 'status', status: 404, body: '<html><h1>Not Found</h1>' },
      'not-a-3cx',
      'none',
      0,
    ],
    [
      '200 with an error in it',
      { kind: 'status', status: 200, body: errorBody },
      'response-unreadable',
      'unknown',
      0,
    ],
    [
      '200 with an empty object',
      { kind: 'status', status: 200, body: '{}' },
      'response-unreadable',
      'unknown',
      0,
    ],
    ['reset before', { kind: 'reset', when: 'before' }, 'pbx-unreachable', 'unknown', 0],
    ['reset after', { kind: 'reset', when: 'after' }, 'pbx-unreachable', 'unknown', 1],
    ['silence before', { kind: 'hang', when: 'before' }, 'pbx-unreachable', 'unknown', 0],
    ['silence after', { kind: 'hang', when: 'after' }, 'pbx-unreachable', 'unknown', 1],
    ['a web page', { kind: 'html' }, 'not-a-3cx', 'unknown', 0],
    ['a web page after', { kind: 'html', carryOut: true }, 'not-a-3cx', 'unknown', 1],
    ['half a reply', { kind: 'truncated' }, 'response-unreadable', 'unknown', 1],
    ['no JSON', { kind: 'not-json' }, 'response-unreadable', 'unknown', 1],
    ['no end', { kind: 'huge' }, 'response-unreadable', 'unknown', 1],
    ['another device', { kind: 'wrong-device' }, 'response-unreadable', 'unknown', 1],
    ['a redirect', { kind: 'redirect' }, 'not-a-3cx', 'unknown', 0],
  ])('%s', async (_, fault, code, effect, made) => {
    const { pbx, client, mac, key } = await bench();
    pbx.script(key, fault);
    const error = await failure<XapiError>(client.regenerate(mac, [key]));
    expect(error).toMatchObject({ code, effect });
    expect(error.retryAfterMs).toBe(
      code === 'rate-limited' || (fault.kind === 'status' && fault.status === 503) ? 7000 : null,
    );
    // The demo decides what a fault does to the PBX; "none" must never hide a password that was made.
    if (effect === 'none') expect(pbx.regenerated.get(mac) ?? []).toHaveLength(0);
    if (made === 0) expect(pbx.regenerated.get(mac) ?? []).toHaveLength(0);
  });

  test('a request carried out long after the timeout', async () => {
    const { pbx, client, mac, key } = await bench();
    const fault = late();
    pbx.script(key, fault);
    expect(await failure(client.regenerate(mac, [key]))).toMatchObject({ effect: 'unknown' });
    expect(pbx.regenerated.get(mac) ?? []).toHaveLength(0);
    fault.release();
    await fault.done;
    expect(pbx.regenerated.get(mac)).toHaveLength(1);
  });

  test('a PBX that is gone was certainly not reached', async () => {
    const { pbx, client, mac, key } = await bench();
    await pbx.close();
    expect(await failure(client.regenerate(mac, [key]))).toMatchObject({
      code: 'pbx-unreachable',
      effect: 'none',
      facts: { unreachable: 'refused' },
    });
  });
});

test('a reply without a password is accepted without details', async () => {
  const { pbx, client, mac, key } = await bench();
  pbx.script(key, { kind: 'no-password' });
  expect(await client.regenerate(mac, [key])).toBeNull();
});

test.each([
  ['half of a surrogate pair', '"half \\ud83d"'],
  ['a character that was lost on the way', '"lost \ufffd"'],
])('a password with %s does not count as the new one', async (_, password) => {
  const { pbx, client, mac, key } = await bench();
  const body = `{"MacAddress":"${key}","Password":${password}}`;
  pbx.script(key, { kind: 'status', status: 200, body, carryOut: true });
  expect(await failure(client.regenerate(mac, [key]))).toMatchObject({
    code: 'response-unreadable',
    effect: 'unknown',
  });
});

test('the PBX’s message is shown, without the secrets it may repeat', async () => {
  const { pbx, client, mac, key } = await bench();
  const token = client.kept.token?.value ?? '';
  const message = `no ${token} and ${pbx.apiKey} \u001b[31mred`;
  pbx.script(key, { kind: 'status', status: 409, body: JSON.stringify({ error: { code: '', message } }) });
  const { facts } = await failure(client.regenerate(mac, [key]));
  expect(facts.pbxSays).toBe('no [secret] and [secret] [31mred');
});

test('the token is sent only to its own PBX', async () => {
  const { pbx, client, mac, key } = await bench();
  const elsewhere = await demoPbx();
  pbx.script(key, { kind: 'redirect', location: `${elsewhere.url}/xapi/v1/Fxs` });
  await failure(client.regenerate(mac, [key]));
  expect(elsewhere.requests).toEqual([]);
});
