import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import {
  type CertificateOptions,
  type DemoPbxOptions,
  type DeviceFault,
  late,
  makeAuthority,
  normalMac,
  startDemoPbx,
} from '../../pbx/index.ts';
import { createRawClient } from '../../pbx/raw-client.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

async function demo(options: DemoPbxOptions = {}) {
  const pbx = await startDemoPbx(options);
  cleanUp.push(() => pbx.close());
  return pbx;
}

async function signedIn() {
  const pbx = await demo();
  const client = createRawClient(pbx);
  await client.signIn();
  const mac = pbx.devices[0]?.MacAddress ?? '';
  const regenerate = (signal?: AbortSignal) =>
    client.send('POST', `Fxs('${mac}')/Pbx.RegenerateWebCredentials`, signal ? { signal } : {});
  const made = () => pbx.regenerated.get(normalMac(mac))?.length ?? 0;
  return { pbx, client, mac, regenerate, made };
}

// What the client sees (a status, a body that matches, or no reply), and whether a password was made.
const replies: [fault: DeviceFault, status: number | null, body: RegExp, made: number][] = [
  [{ kind: 'none' }, 200, /"Password"/, 1],
  [{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 429, /"error"/, 0],
  [{ kind: 'status', status: 502, body: '<html>Bad gateway' }, 502, /^<html>/, 0],
  [{ kind: 'status', status: 500, body: '', carryOut: true }, 500, /^$/, 1],
  [{ kind: 'reset', when: 'before' }, null, /^/, 0],
  [{ kind: 'reset', when: 'after' }, null, /^/, 1],
  [{ kind: 'html' }, 200, /<html>/, 0],
  [{ kind: 'html', carryOut: true }, 200, /<html>/, 1],
  [{ kind: 'truncated' }, null, /^/, 1],
  [{ kind: 'not-json' }, 200, /oops/, 1],
  [{ kind: 'null' }, 200, /^null$/, 1],
  [{ kind: 'no-password' }, 200, /^(?!.*"Password")/, 1],
  [{ kind: 'wrong-device' }, 200, /000B82DEC0DE/, 1],
  [{ kind: 'redirect' }, 302, /^$/, 0],
  [{ kind: 'unauthorized' }, 401, /"error"/, 0],
  [{ kind: 'slow-body', intervalMs: 1, bytes: 100 }, 200, /"Password".*}$/, 1],
];

test.each(replies)('fault %j', async (fault, status, body, passwords) => {
  const { pbx, mac, regenerate, made } = await signedIn();
  pbx.script(mac, fault);
  const reply = await regenerate().catch(() => null);
  expect(reply?.status ?? null).toBe(status);
  expect(reply?.text ?? '').toMatch(body);
  expect(made()).toBe(passwords);
  if (fault.kind === 'status')
    expect(reply?.headers.get('retry-after') ?? undefined).toBe(fault.headers?.['retry-after']);
  expect((await regenerate()).status).toBe(200);
  expect(made()).toBe(passwords + 1);
});

test('faults apply one per request, only to that device and verb', async () => {
  const { pbx, client, mac, regenerate } = await signedIn();
  pbx.script(
    mac.toLowerCase(),
    { kind: 'status', status: 503 },
    { kind: 'none' },
    { kind: 'status', status: 409 },
  );
  pbx.scriptRead(mac, { kind: 'status', status: 403 });
  const other = pbx.devices[1]?.MacAddress;
  expect((await client.send('POST', `Fxs('${other}')/Pbx.RegenerateWebCredentials`)).status).toBe(200);
  const statuses = [];
  for (let round = 0; round < 4; round++) statuses.push((await regenerate()).status);
  expect(statuses).toEqual([503, 200, 409, 200]);
  expect((await client.send('GET', `Fxs('${mac}')`)).status).toBe(403);
  expect(pbx.requests.map((request) => request.fault).filter((kind) => kind !== null)).toEqual(
    Array(3).fill('status'),
  );
});

test('a request without a good token uses up no fault', async () => {
  const { pbx, client, mac, regenerate } = await signedIn();
  pbx.script(mac, { kind: 'status', status: 503 });
  pbx.evictToken();
  expect((await regenerate()).status).toBe(401);
  await client.signIn();
  expect((await regenerate()).status).toBe(503);
});

test.each(['before', 'after'] as const)('a reply that never comes, %s it was carried out', async (when) => {
  const { pbx, mac, regenerate, made } = await signedIn();
  pbx.script(mac, { kind: 'hang', when });
  const arrived = pbx.nextRequest((request) => request.path.includes('Regenerate'));
  const abort = new AbortController();
  const reply = regenerate(abort.signal);
  expect((await arrived).status).toBeNull();
  abort.abort();
  await expect(reply).rejects.toThrow();
  expect(made()).toBe(when === 'after' ? 1 : 0);
});

test('a late call overtakes a second one', async () => {
  const { pbx, mac, regenerate } = await signedIn();
  const fault = late();
  pbx.script(mac, fault);
  const arrived = pbx.nextRequest((request) => request.path.includes('Regenerate'));
  const abort = new AbortController();
  const first = regenerate(abort.signal);
  await arrived;
  abort.abort();
  await expect(first).rejects.toThrow();
  const second = JSON.parse((await regenerate()).text).Password;
  fault.release();
  await fault.done;
  expect(pbx.regenerated.get(normalMac(mac))).toEqual([second, pbx.devices[0]?.Password]);
});

test('an endless body continues until the client has enough', async () => {
  const { pbx, client, mac } = await signedIn();
  pbx.script(mac, { kind: 'huge' });
  const response = await fetch(`${pbx.url}/xapi/v1/Fxs('${mac}')/Pbx.RegenerateWebCredentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}` },
  });
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > 3_000_000) break;
  }
  expect(length).toBeGreaterThan(3_000_000);
});

test('lists can lie: short pages, no MACs, hostile names', async () => {
  const { pbx, client } = await signedIn();
  const list = async () =>
    JSON.parse((await client.send('GET', 'Fxs?$select=MacAddress,Name&$count=true')).text);
  pbx.serverFault(
    'devices',
    { kind: 'short-page', entries: 3 },
    { kind: 'without-mac' },
    { kind: 'hostile-names' },
  );
  const short = await list();
  expect([short['@odata.count'], short.value.length]).toEqual([24, 3]);
  const half = (await list()).value;
  expect(half.filter((row: object) => 'MacAddress' in row)).toHaveLength(12);
  const names = (await list()).value.map((row: { Name: string }) => row.Name);
  expect(names.some((name: string) => name.includes('\u001b'))).toBe(true);
  expect(names.some((name: string) => name.length === 100_000)).toBe(true);
  expect((await list()).value).toHaveLength(24);
});

test('a portal, a maintenance page and another web server answer everything until they are gone', async () => {
  const { pbx, client } = await signedIn();
  const both = async () => [await client.signIn(), await client.send('GET', 'SystemStatus')];
  const statuses = async () => (await both()).map(({ status }) => status);
  pbx.serverFault('everywhere', { kind: 'captive-portal' });
  expect((await both()).map(({ text }) => text.startsWith('<!doctype html>'))).toEqual([true, true]);
  pbx.serverFault('everywhere', { kind: 'captive-portal', redirectTo: 'http://portal.example/' });
  expect(await statuses()).toEqual([302, 302]);
  pbx.serverFault('everywhere', { kind: 'maintenance', retryAfter: 9 });
  expect((await both()).map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
    [503, '9'],
    [503, '9'],
  ]);
  pbx.serverFault('everywhere', { kind: 'web-server' });
  expect(await statuses()).toEqual([404, 404]);
  pbx.serverFault('everywhere');
  expect(await statuses()).toEqual([200, 200]);
});

test('the fault of a place may last', async () => {
  const { pbx, client } = await signedIn();
  pbx.serverFault('token', { kind: 'always', fault: { kind: 'status', status: 500 } });
  expect([(await client.signIn()).status, (await client.signIn()).status]).toEqual([500, 500]);
  expect((await client.send('GET', 'SystemStatus')).status).toBe(200);
  pbx.behaviour.emptyBody500 = true;
  expect(await client.signIn()).toMatchObject({ status: 500, text: '' });
  pbx.serverFault('token');
  expect((await client.signIn()).status).toBe(200);
});

test('it closes at once, with connections that hang and some that never sent anything', async () => {
  const { pbx, mac, regenerate } = await signedIn();
  const silent = net.connect(pbx.port, '127.0.0.1');
  await once(silent, 'connect');
  pbx.script(mac, { kind: 'hang', when: 'before' });
  const arrived = pbx.nextRequest();
  const reply = regenerate().catch(() => 'ended');
  await arrived;
  const closed = once(silent, 'close');
  silent.on('error', () => {}).resume();
  await pbx.close();
  expect(await reply).toBe('ended');
  await closed;
});

/** Connects with TLS and returns the certificate's fingerprint, or what is wrong with it. */
async function handshake(port: number, ca: string | null): Promise<string> {
  const socket = tls.connect({ port, host: '127.0.0.1', servername: 'localhost', ...(ca && { ca }) });
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate().fingerprint256;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  } finally {
    socket.destroy();
  }
}

const day = 86_400_000;
const untrusted: [options: CertificateOptions, trusted: boolean, problem: string][] = [
  [{}, false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [{ signedBy: 'authority' }, false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [
    { notAfter: new Date(Date.now() - day), notBefore: new Date(Date.now() - 9 * day) },
    true,
    'CERT_HAS_EXPIRED',
  ],
  [{ notBefore: new Date(Date.now() + day) }, true, 'CERT_NOT_YET_VALID'],
  [{ names: ['pbx.example'], addresses: [], signedBy: 'authority' }, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

test.each(untrusted)('certificate %j', async (options, trusted, problem) => {
  const pbx = await demo({ https: options });
  expect(pbx.url).toBe(`https://localhost:${pbx.port}`);
  expect(await handshake(pbx.port, trusted ? pbx.caPem : null)).toBe(problem);
});

test('a certificate is replaced while it runs', async () => {
  const authority = await makeAuthority();
  const pbx = await demo({ https: { signedBy: authority } });
  expect(pbx.caPem).toBe(authority.cert);
  const before = pbx.fingerprint;
  expect(await handshake(pbx.port, pbx.caPem)).toBe(before);
  await pbx.replaceCertificate();
  expect(pbx.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  expect(pbx.fingerprint).not.toBe(before);
  expect(await handshake(pbx.port, pbx.caPem)).toBe(pbx.fingerprint);
});
