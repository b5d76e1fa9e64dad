import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { demoPbx, failure, testClient } from '../../setup/xapi.ts';

afterEach(() => vi.unstubAllEnvs());

/** A real CONNECT proxy; with `login`, one that asks for user name and password. */
async function startProxy(login?: string): Promise<{ url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, client, head) => {
    const expected = login && `Basic ${Buffer.from(login).toString('base64')}`;
    if (expected && request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n');
      return;
    }
    tunnels.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
  '%s leads through the proxy, and the pin still holds',
  async (name) => {
    const pbx = await demoPbx({ https: true });
    const proxy = await startProxy();
    vi.stubEnv(name, proxy.url);
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint });
    await client.test();
    expect(proxy.tunnels).toContain(`localhost:${pbx.port}`);
    const untrusting = await testClient(pbx);
    expect((await failure(untrusting.test())).code).toBe('certificate-untrusted');
  },
);

test('NO_PROXY leads past it', async () => {
  const pbx = await demoPbx({ https: true });
  const proxy = await startProxy();
  vi.stubEnv('HTTPS_PROXY', proxy.url);
  vi.stubEnv('NO_PROXY', 'example.com,localhost');
  await (await testClient(pbx, { pinnedFingerprint: pbx.fingerprint })).test();
  expect(proxy.tunnels).toEqual([]);
});

test('a proxy that asks for a log-in gets it from the address, and never shows it', async () => {
  const pbx = await demoPbx({ https: true });
  const proxy = await startProxy('ann:p@ss');
  vi.stubEnv('HTTPS_PROXY', proxy.url.replace('://', '://ann:p%40ss@'));
  await (await testClient(pbx, { pinnedFingerprint: pbx.fingerprint })).test();
  expect(proxy.tunnels).toContain(`localhost:${pbx.port}`);

  vi.stubEnv('HTTPS_PROXY', proxy.url.replace('://', '://ann:wr0ng@'));
  const error = await failure((await testClient(pbx)).test());
  expect(error).toMatchObject({ code: 'proxy-failed', effect: 'none', facts: { status: 407 } });
  expect(JSON.stringify(error)).not.toContain('wr0ng');
});

test.each(['http://127.0.0.1:1', 'not a url'])(
  'a proxy that is not there (%s) is told as such',
  async (address) => {
    const pbx = await demoPbx({ https: true });
    vi.stubEnv('HTTPS_PROXY', address);
    expect((await failure((await testClient(pbx)).test())).code).toBe('proxy-failed');
  },
);
