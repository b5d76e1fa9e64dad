import dns from 'node:dns';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { toProblem } from '../../../common/problem.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { networkOfVariables, probePbx } from '../../../main/xapi/index.ts';
import { makeAuthority, makeCertificate } from '../../pbx/certificate.ts';
import type { DemoPbx } from '../../pbx/index.ts';
import { type CliResult, cli } from '../../setup/cli.ts';
import { temporaryFolder } from '../../setup/folder.ts';
import { startProxy } from '../../setup/proxies.ts';
import { demoPbx, failure, macOf, type TestClient, testClient } from '../../setup/xapi.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A server that gives this one answer, with a certificate for https. Records what it was sent. */
async function answering(
  answer: { status: number; headers?: http.OutgoingHttpHeaders; body?: string },
  certificate: { cert: string; key: string } | null,
): Promise<{ port: number; requests: http.IncomingMessage[] }> {
  const requests: http.IncomingMessage[] = [];
  const serve: http.RequestListener = (request, response) => {
    requests.push(request);
    response.writeHead(answer.status, answer.headers ?? {}).end(answer.body ?? '');
  };
  const server = certificate ? https.createServer(certificate, serve) : http.createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests };
}

const target = { clientId: 'rekey', apiKey: 'k3y' };
const toPortal = { status: 302, headers: { location: 'https://login.hotel.example/?u=1' } };

/** Expects that no key, token or password was among it. */
function expectNoSecrets(requests: http.IncomingMessage[]): void {
  for (const { method, url, headers } of requests)
    expect({ method, url, names: Object.keys(headers).sort() }).toEqual({
      method: 'GET',
      url: '/',
      names: ['connection', 'host'],
    });
}

describe('a guest network', () => {
  test.each([
    ['with a certificate of its own', true],
    ['that speaks no TLS', false],
  ])(
    'whose login page answers in the PBX’s place, %s, is reported as such, and never signed in to',
    async (_, tls) => {
      const certificate = tls ? await makeCertificate({ names: ['login.hotel.example'] }) : null;
      const { port, requests } = await answering(toPortal, certificate);
      const client = await testClient({ ...target, url: `https://localhost:${port}` });
      expect(await failure(client.test())).toMatchObject({
        code: 'captive-portal',
        effect: 'none',
        facts: { host: `localhost:${port}`, portal: 'login.hotel.example', status: 302 },
      });
      expect(requests).toHaveLength(1);
      expectNoSecrets(requests);
    },
  );

  test('that answers for a pinned PBX', async () => {
    const { port } = await answering(toPortal, await makeCertificate());
    const url = `https://localhost:${port}`;
    const client = await testClient(
      { ...target, url },
      { pinnedFingerprint: Array(32).fill('AB').join(':') },
    );
    expect((await failure(client.test())).code).toBe('captive-portal');
  });

  test('that says so by its status', async () => {
    const { port } = await answering({ status: 511 }, await makeCertificate());
    const client = await testClient({ ...target, url: `https://localhost:${port}` });
    expect((await failure(client.test())).code).toBe('captive-portal');
  });

  test.each<[string, { status: number; headers?: http.OutgoingHttpHeaders; body?: string }, string]>([
    ['a page of its own', { status: 200, body: '<html>' }, 'localhost'],
    ['a redirect on the same host', { status: 302, headers: { location: '/webclient' } }, 'localhost'],
    ['an address by number, sent to its name', toPortal, '127.0.0.1'],
  ])('is not claimed for %s: the certificate is reported', async (_, answer, host) => {
    const { port } = await answering(answer, await makeCertificate());
    const client = await testClient({ ...target, url: `https://${host}:${port}` });
    expect(await failure(client.test())).toMatchObject({
      code: 'certificate-untrusted',
      facts: { certificateProblem: 'self-signed' },
    });
  });

  test('is not claimed for a trusted server that redirects: its target is reported', async () => {
    const certificate = await makeCertificate();
    const { port } = await answering(
      { status: 301, headers: { location: 'https://new.example/' } },
      certificate,
    );
    const client = await testClient(
      { ...target, url: `https://localhost:${port}` },
      { pinnedFingerprint: certificate.fingerprint },
    );
    expect(await failure(client.test())).toMatchObject({
      code: 'not-a-3cx',
      facts: { reason: 'redirect', portal: 'new.example' },
    });
  });

  test('that does not answer at all costs only a moment', async () => {
    const certificate = await makeCertificate();
    const server = https.createServer(certificate, () => {});
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const client = await testClient({ ...target, url: `https://localhost:${port}` });
    expect((await failure(client.test())).code).toBe('certificate-untrusted');
  });
});

describe('a guest network that lets nothing through but port 80', () => {
  const toLogin = { status: 302, headers: { location: 'http://login.hotel.example/?u=1' } };

  /** Redirects connections to port 80 to a server of the test. */
  function intercept(port: number): void {
    const { connect } = net;
    vi.spyOn(net, 'connect').mockImplementation(((options: net.TcpNetConnectOpts, ...more: never[]) =>
      options.port === 80
        ? connect({ host: '127.0.0.1', port })
        : connect(options, ...more)) as typeof net.connect);
  }

  /** A port where connections are reset or refused. */
  async function noTls(how: 'reset' | 'refused'): Promise<number> {
    const server = net.createServer((socket) => socket.resetAndDestroy());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    if (how === 'refused') await new Promise((done) => server.close(done));
    else onTestFinished(() => void server.close());
    return port;
  }

  test.each(['reset', 'refused'] as const)(
    'is reported if the PBX’s own port is %s, and nothing is sent to it',
    async (how) => {
      const { port: portal, requests } = await answering(toLogin, null);
      intercept(portal);
      const url = `https://localhost:${await noTls(how)}`;
      const client = await testClient({ ...target, url });
      const problem = {
        code: 'captive-portal',
        effect: 'none',
        facts: { host: new URL(url).host, portal: 'login.hotel.example', status: 302 },
      };
      expect(await failure(client.test())).toMatchObject(problem);
      expectNoSecrets(requests);
      expect(requests[0]?.headers.host).toBe('localhost');
      const probe = probePbx({ url, pinnedFingerprint: null }, { log: () => {} });
      expect(await failure(probe)).toMatchObject(problem);
    },
  );

  test('is looked for once a minute, however often the PBX is tried', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { port: portal, requests } = await answering(toLogin, null);
    intercept(portal);
    const network = networkOfVariables();
    const client = await testClient(
      { ...target, url: `https://localhost:${await noTls('refused')}` },
      { network },
    );
    const tries = async (): Promise<void> => {
      for (let n = 0; n < 4; n += 1) expect((await failure(client.test())).code).toBe('captive-portal');
    };
    await tries();
    await tries();
    expect(requests).toHaveLength(1);
    vi.setSystemTime(Date.now() + 61_000);
    await tries();
    expect(requests).toHaveLength(2);
  });

  test('is reported by its status, even for a PBX addressed by IP', async () => {
    const { port: portal } = await answering({ status: 511 }, null);
    intercept(portal);
    const client = await testClient({ ...target, url: `https://127.0.0.1:${await noTls('refused')}` });
    expect((await failure(client.test())).code).toBe('captive-portal');
  });

  test.each<[string, { status: number; location?: string; body?: string }, string?]>([
    ['a PBX that sends to its own https', { status: 301, location: 'https://localhost:5001/' }],
    [
      'a PBX that sends to the name it has in public',
      { status: 301, location: 'https://acme.3cx.example:5001/' },
    ],
    [
      'a PBX by number that sends to its name',
      { status: 302, location: 'http://pbx.acme.example/login' },
      '127.0.0.1',
    ],
    [
      'the web site of the same company',
      { status: 302, location: 'http://www.acme.example/de' },
      'pbx.acme.example',
    ],
    [
      'the web site of the same company in Britain',
      { status: 302, location: 'http://acme.co.uk/x' },
      'pbx.acme.co.uk',
    ],
    ['a web page', { status: 200, body: '<html>Log in' }],
    ['something that refuses', { status: 403 }],
  ])('is not claimed for %s', async (_, { status, location, body = '' }, host = 'localhost') => {
    answerLookups(() => [{ address: '127.0.0.1', family: 4 }]);
    const { port: web, requests } = await answering(
      { status, body, ...(location ? { headers: { location } } : {}) },
      null,
    );
    intercept(web);
    const client = await testClient({ ...target, url: `https://${host}:${await noTls('refused')}` });
    expect(await failure(client.test())).toMatchObject({
      code: 'pbx-unreachable',
      facts: { unreachable: 'refused' },
    });
    expect(requests).toHaveLength(1);
  });

  test('is not looked for if no direct route was taken, or the name is unknown', async () => {
    const { port: portal, requests } = await answering(toLogin, null);
    intercept(portal);
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    const url = `https://localhost:${await noTls('refused')}`;
    expect((await failure((await testClient({ ...target, url })).test())).code).toBe('proxy-failed');
    vi.unstubAllEnvs();
    answerLookups(() => null);
    expect((await failure((await testClient({ ...target, url })).test())).facts.unreachable).toBe(
      'host-unknown',
    );
    expect(requests).toEqual([]);
  });

  test('that answers 511 to a probe by the PBX’s own port', async () => {
    const pbx = await demoPbx();
    pbx.serverFault('everywhere', { kind: 'status', status: 511 });
    const probe = probePbx({ url: pbx.url, pinnedFingerprint: null }, { log: () => {} });
    expect((await failure(probe)).code).toBe('captive-portal');
  });
});

/** The terminal on a computer that trusts one authority. */
async function trusting(
  ca: string,
  url: string,
  pbx: Pick<DemoPbx, 'apiKey' | 'clientId'>,
): Promise<CliResult> {
  const folder = temporaryFolder();
  const file = join(folder, 'ca.pem');
  writeFileSync(file, ca);
  return cli(
    ['devices', '--url', url, '--client-id', pbx.clientId, '--json', '--data-dir', join(folder, 'data')],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: file, REKEY_API_KEY: pbx.apiKey } },
  );
}

describe('a certificate outside its validity', () => {
  const hour = 3_600_000;
  const from = (hours: number): Date => new Date(Date.now() + hours * hour);

  test.each([
    ['that is not valid yet, by a clock that is behind', [2, 2000], 5, 'not-yet-valid', /5 hours behind/],
    ['that has expired, by a clock that is ahead', [-2000, -2], -72, 'expired', /3 days ahead/],
    ['that has expired, by clocks that agree', [-2000, -2], 0, 'expired', /agrees with the PBX’s/],
  ] as const)('%s: both clocks are reported', async (_, [begins, ends], pbxAheadHours, problem, says) => {
    const authority = await makeAuthority();
    const certificate = await makeCertificate({
      signedBy: authority,
      notBefore: from(begins),
      notAfter: from(ends),
    });
    const date = from(pbxAheadHours);
    const { port, requests } = await answering(
      { status: 200, headers: { date: date.toUTCString() } },
      certificate,
    );
    const result = await trusting(authority.cert, `https://localhost:${port}`, target);
    expect(result.code).toBe(4);
    const { error } = result.json();
    expect(error).toMatchObject({ code: 'certificate-untrusted', facts: { certificateProblem: problem } });
    expect(Math.abs(Date.parse(error.facts.clockThere) - date.getTime())).toBeLessThan(2000);
    expect(Math.abs(Date.parse(error.facts.clockHere) - Date.now())).toBeLessThan(60_000);
    expect(result.stderr).toMatch(says);
    expectNoSecrets(requests);
  });
});

describe('IPv6 only', () => {
  test('by number: the certificate for ::1 is trusted like any other, one for another address is not', async () => {
    const authority = await makeAuthority();
    for (const [addresses, code] of [
      [['::1'], 0],
      [['::2'], 4],
    ] as const) {
      const pbx = await demoPbx({
        ipv6: true,
        https: { signedBy: authority, names: [], addresses: [...addresses] },
      });
      const result = await trusting(authority.cert, `https://[::1]:${pbx.port}`, pbx);
      expect(result.code, result.stderr).toBe(code);
      if (code === 4) expect(result.json().error.facts.certificateProblem).toBe('wrong-host');
      else expect(pbx.requests.every(({ headers }) => headers.host === `[::1]:${pbx.port}`)).toBe(true);
    }
  });

  test('by a name that has no other address', async () => {
    const pbx = await demoPbx({ ipv6: true, https: true });
    answerLookups(() => [{ address: '::1', family: 6 }]);
    const url = `https://pbx.six.example:${pbx.port}`;
    await (await testClient(pbx, { url, pinnedFingerprint: pbx.fingerprint })).test();
  });
});

/** Answers name lookups as a resolver would. */
function answerLookups(find: () => dns.LookupAddress[] | null): void {
  vi.spyOn(dns, 'lookup').mockImplementation(((
    name: string,
    _options: unknown,
    done: (...args: unknown[]) => void,
  ) => {
    const found = find();
    if (found) done(null, found);
    else done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
  }) as never);
}

test('a name that only the VPN knows: looked up again each time, and the text mentions a VPN', async () => {
  const pbx = await demoPbx({ https: true });
  let connected = false;
  answerLookups(() => (connected ? [{ address: '127.0.0.1', family: 4 }] : null));
  const url = `https://pbx.intern.example:${pbx.port}`;
  const client = await testClient(pbx, { url, pinnedFingerprint: pbx.fingerprint });
  const error = await failure(client.test());
  expect(error).toMatchObject({
    code: 'pbx-unreachable',
    effect: 'none',
    facts: { unreachable: 'host-unknown' },
  });
  const { describeError } = await import('../../../common/error-text.ts');
  expect(describeError(toProblem(error), wordsFor('en', 'en').texts).next).toContain('VPN');
  connected = true;
  await client.test();
  connected = false;
  client.dropIdle();
  expect((await failure(client.test())).facts.unreachable).toBe('host-unknown');
});

describe('a connection that died while idle', () => {
  /** A client with a kept connection, on a network that then forgets it. */
  async function forgotten(): Promise<{
    client: TestClient;
    pbx: DemoPbx;
    regenerate: () => Promise<string | null>;
  }> {
    const pbx = await demoPbx({ https: true });
    const proxy = await startProxy();
    onTestFinished(() => proxy.close());
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint, timeoutMs: 1_500 });
    await client.test();
    proxy.forgetTunnels();
    const [device] = pbx.devices;
    return {
      client,
      pbx,
      regenerate: () => client.regenerate(macOf(device), [device?.MacAddress ?? '']),
    };
  }
  const wall =
    (ms: number) =>
    ({ clock }: TestClient): void => {
      clock.wall += ms;
    };
  const posts = (pbx: DemoPbx): number =>
    pbx.requests.filter(({ path }) => path.includes('Regenerate')).length;

  test('would make a request needlessly uncertain', async () => {
    const { regenerate, pbx } = await forgotten();
    expect(await failure(regenerate())).toMatchObject({
      effect: 'unknown',
      facts: { unreachable: 'timed-out' },
    });
    expect(posts(pbx)).toBe(0);
  });

  test.each<[string, (client: TestClient) => void]>([
    ['the computer has slept, with a clock that stood still meanwhile', wall(600_000)],
    ['the computer has slept, with a clock that went on', ({ clock }) => clock.pass(600_000)],
    ['the clock was set back', wall(-3_600_000)],
    ['it is told to drop it, after a change of network', (client) => client.dropIdle()],
  ])('is not used when %s', async (_, happen) => {
    const { client, pbx, regenerate } = await forgotten();
    happen(client);
    expect(await regenerate()).toBe(pbx.devices[0]?.Password);
    expect(posts(pbx)).toBe(1);
  });

  test('a request under way continues when connections are dropped', async () => {
    const pbx = await demoPbx({ behaviour: { latencyMs: 300 } });
    const client = await testClient(pbx);
    await client.ready();
    const [device] = pbx.devices;
    const running = client.regenerate(macOf(device), [device?.MacAddress ?? '']);
    await new Promise((done) => setTimeout(done, 100));
    client.dropIdle();
    expect(await running).toBe(pbx.devices[0]?.Password);
  });
});
