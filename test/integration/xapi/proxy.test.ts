import net, { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { describeError } from '../../../common/error-text.ts';
import type { ProxyQuestion } from '../../../common/ipc/index.ts';
import { languages } from '../../../common/language.ts';
import { toProblem } from '../../../common/problem.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { createSecrets } from '../../../main/keychain/secrets.ts';
import { createNetwork, type NetworkService } from '../../../main/pbxs/network.ts';
import { memoryKeychain } from '../../../main/shell/lifecycle/demo.ts';
import { probePbx } from '../../../main/xapi/index.ts';
import { plainOwner } from '../../setup/owner.ts';
import { type ProxyOptions, startProxy, startSocks, type TestProxy } from '../../setup/proxies.ts';
import { demoPbx, failure, testClient } from '../../setup/xapi.ts';

afterEach(() => vi.unstubAllEnvs());

async function proxy(options?: ProxyOptions, start = startProxy): Promise<TestProxy> {
  const started = await start(options);
  onTestFinished(() => started.close());
  return started;
}

/** The app's network, with this answer of the system about proxies. */
function network(
  systemSays: (() => Promise<string>) | string,
  keychain = memoryKeychain(),
): NetworkService & { told: (ProxyQuestion | null)[] } {
  const told: (ProxyQuestion | null)[] = [];
  const desk = createNetwork({
    secrets: createSecrets(keychain, plainOwner),
    env: process.env,
    route: undefined,
    systemProxy: typeof systemSays === 'string' ? async () => systemSays : systemSays,
    onQuestion: (question) => told.push(question),
  });
  return { ...desk, told };
}

describe('in the terminal', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
    '%s routes through the proxy, and the pin still applies',
    async (name) => {
      const pbx = await demoPbx({ https: true });
      const { url, tunnels } = await proxy();
      vi.stubEnv(name, url);
      const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint });
      await client.test();
      expect(tunnels).toContain(`localhost:${pbx.port}`);
      const untrusting = await testClient(pbx);
      expect((await failure(untrusting.test())).code).toBe('certificate-untrusted');
    },
  );

  test('NO_PROXY bypasses it', async () => {
    const pbx = await demoPbx({ https: true });
    const { url, tunnels } = await proxy();
    vi.stubEnv('HTTPS_PROXY', url);
    vi.stubEnv('NO_PROXY', 'example.com,localhost');
    await (await testClient(pbx, { pinnedFingerprint: pbx.fingerprint })).test();
    expect(tunnels).toEqual([]);
  });

  test('a proxy that requires a login gets it from the address, and never shows it', async () => {
    const pbx = await demoPbx({ https: true });
    const { url, tunnels, logins } = await proxy({ login: 'ann:p@ss' });
    vi.stubEnv('HTTPS_PROXY', url.replace('://', '://ann:p%40ss@'));
    await (await testClient(pbx, { pinnedFingerprint: pbx.fingerprint })).test();
    expect(tunnels).toContain(`localhost:${pbx.port}`);

    vi.stubEnv('HTTPS_PROXY', url.replace('://', '://ann:wr0ng@'));
    const client = await testClient(pbx);
    for (let tries = 0; tries < 5; tries += 1) {
      const error = await failure(client.test());
      expect(error).toMatchObject({ code: 'proxy-login', effect: 'none', facts: { reason: 'refused' } });
      expect(JSON.stringify(error)).not.toContain('wr0ng');
    }
    expect(logins.filter((login) => login === 'ann:wr0ng')).toHaveLength(1);
  });

  test.each([
    ['http://127.0.0.1:1', { host: '127.0.0.1:1' }],
    ['not a url', { reason: 'variables' }],
    ['ftp://ann:s3cret@127.0.0.1:1', { reason: 'variables' }],
    ['socks4://127.0.0.1:1', { reason: 'socks4' }],
    ['socks5://127.0.0.1:1', { host: '127.0.0.1:1' }],
  ])('a proxy that cannot be used (%s) is reported as such', async (address, facts) => {
    const pbx = await demoPbx({ https: true });
    vi.stubEnv('HTTPS_PROXY', address);
    const error = await failure((await testClient(pbx)).test());
    expect(error).toMatchObject({ code: 'proxy-failed', effect: 'none', facts });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  test.each(['socks5', 'socks5h', 'socks'])(
    '%s:// routes through a SOCKS5 proxy that resolves the name',
    async (scheme) => {
      const pbx = await demoPbx({ https: true });
      const { name, tunnels, logins } = await proxy({ login: 'ann:p@ss', to: pbx.port }, startSocks);
      vi.stubEnv('ALL_PROXY', `${scheme}://ann:p%40ss@${name}`);
      const url = 'https://pbx.only-known-there.invalid:5001';
      await (await testClient(pbx, { url, pinnedFingerprint: pbx.fingerprint })).test();
      expect(tunnels).toContain('pbx.only-known-there.invalid:5001');
      expect(new Set(logins)).toEqual(new Set(['ann:p@ss']));

      // A proxy that needs no login is not sent one.
      const open = await proxy({ to: pbx.port }, startSocks);
      vi.stubEnv('ALL_PROXY', `${scheme}://ann:p%40ss@${open.name}`);
      await (await testClient(pbx, { url, pinnedFingerprint: pbx.fingerprint })).test();
      expect(open.logins).toEqual([]);
    },
  );

  test.each([
    [2, 'socks-forbids'],
    [1, 'socks-unreached'],
    [5, 'socks-unreached'],
    [8, 'socks-unreached'],
  ] as const)(
    'a SOCKS5 proxy that rejects (%i) is reported in words, and is final',
    async (outcome, reason) => {
      const pbx = await demoPbx({ https: true });
      const { name } = await proxy({ refuses: outcome }, startSocks);
      const desk = network(`SOCKS5 ${name}; DIRECT`);
      const error = await failure((await testClient(pbx, { network: desk })).test());
      expect(error).toMatchObject({ code: 'proxy-failed', effect: 'none', facts: { host: name, reason } });
      for (const language of languages) {
        const { happened } = describeError(toProblem(error), wordsFor(language, language).texts);
        expect(happened).toContain(name);
        expect(happened).not.toContain('HTTP');
      }
      expect(pbx.requests).toEqual([]);
    },
  );

  test.each<[string, number[]]>([
    ['speaks another version', [4, 0]],
    ['answers another version to the request', [5, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['sends a megabyte at once', [5, 0, ...Array.from({ length: 1_000_000 }, () => 0)]],
    ['leaves at once', []],
  ])('a SOCKS5 proxy that %s is skipped, and the next one is tried', async (_, bytes) => {
    const pbx = await demoPbx({ https: true });
    const server = net.createServer((client) => {
      client.on('error', () => {});
      client.end(Buffer.from(bytes));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const name = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { fingerprint: pinnedFingerprint } = pbx;
    const desk = network(`SOCKS5 ${name}; DIRECT`);
    await (await testClient(pbx, { pinnedFingerprint, network: desk })).test();
    const alone = network(`SOCKS5 ${name}`);
    const error = await failure((await testClient(pbx, { pinnedFingerprint, network: alone })).test());
    expect(error).toMatchObject({ code: 'proxy-failed', effect: 'none' });
  });

  test('a login that SOCKS5 cannot carry is not sent, and does not appear in the error', async () => {
    const pbx = await demoPbx({ https: true });
    const { name, logins } = await proxy({ login: 'ann:right' }, startSocks);
    const secret = 's3cret'.repeat(50);
    vi.stubEnv('ALL_PROXY', `socks5://ann:${secret}@${name}`);
    const error = await failure((await testClient(pbx)).test());
    expect(error).toMatchObject({ code: 'proxy-failed', effect: 'none' });
    expect(inspect(error, { depth: 20 })).not.toContain('s3cret');
    expect(logins).toEqual([]);

    vi.stubEnv('ALL_PROXY', `socks5://ann:s3cret@${name}`);
    const refused = await failure((await testClient(pbx)).test());
    expect(refused.code).toBe('proxy-login');
    expect(inspect(refused, { depth: 20 })).not.toContain('s3cret');
  });

  test('a SOCKS5 proxy accepts an IPv6 address, and rejects a wrong login once', async () => {
    const pbx = await demoPbx({ https: true, ipv6: true });
    const { name, tunnels, logins } = await proxy({ login: 'ann:right' }, startSocks);
    vi.stubEnv('ALL_PROXY', `socks5://ann:right@${name}`);
    const url = `https://[::1]:${pbx.port}`;
    await (await testClient(pbx, { url, pinnedFingerprint: pbx.fingerprint })).test();
    expect(tunnels[0]).toBe(`[0000:0000:0000:0000:0000:0000:0000:0001]:${pbx.port}`);

    vi.stubEnv('ALL_PROXY', `socks5://ann:wrong@${name}`);
    const client = await testClient(pbx, { url, pinnedFingerprint: pbx.fingerprint });
    for (let tries = 0; tries < 3; tries += 1)
      expect(await failure(client.test())).toMatchObject({
        code: 'proxy-login',
        facts: { reason: 'refused' },
      });
    expect(logins.filter((login) => login === 'ann:wrong')).toHaveLength(1);
  });
});

describe('in the app', () => {
  test('the system’s routes are tried in order: a missing proxy is skipped', async () => {
    const pbx = await demoPbx({ https: true });
    const { name, tunnels } = await proxy();
    const client = await testClient(pbx, {
      pinnedFingerprint: pbx.fingerprint,
      network: network(`PROXY 127.0.0.1:1; SOCKS5 127.0.0.1:1; PROXY ${name}; DIRECT`),
    });
    await client.test();
    expect(tunnels).toContain(`localhost:${pbx.port}`);
  });

  test('PROXY a; DIRECT: without the proxy the direct route is used', async () => {
    const pbx = await demoPbx({ https: true });
    const client = await testClient(pbx, {
      pinnedFingerprint: pbx.fingerprint,
      network: network('PROXY 127.0.0.1:1; DIRECT'),
    });
    await client.test();
  });

  /** A proxy that accepts connections and cuts them, or never answers. */
  async function broken(how: 'cuts' | 'is silent'): Promise<{ name: string; asked(): number }> {
    let asked = 0;
    const sockets = new Set<net.Socket>();
    const server = net.createServer((socket) => {
      asked += 1;
      sockets.add(socket.on('error', () => {}));
      if (how === 'cuts') socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return { name: `127.0.0.1:${(server.address() as net.AddressInfo).port}`, asked: () => asked };
  }

  test('a proxy that did not answer is not tried again for a minute, unless nothing else works', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const pbx = await demoPbx({ https: true });
    const [first, other] = [await broken('cuts'), await proxy()];
    let says = `PROXY ${first.name}; DIRECT`;
    const options = { pinnedFingerprint: pbx.fingerprint, network: network(async () => says) };
    const client = await testClient(pbx, options);
    const tries = async (): Promise<void> => {
      client.dropIdle();
      await client.test();
    };
    for (let n = 0; n < 3; n += 1) await tries();
    await (await testClient(pbx, options)).test();
    expect(first.asked()).toBe(1);
    says = `PROXY ${first.name}; PROXY ${other.name}`;
    await tries();
    expect([first.asked(), other.asked() > 0]).toEqual([1, true]);
    vi.setSystemTime(Date.now() + 61_000);
    await tries();
    expect(first.asked()).toBe(2);

    says = `PROXY ${first.name}`;
    client.dropIdle();
    expect((await failure(client.test())).code).toBe('proxy-failed');
    expect(first.asked()).toBe(3);
  });

  test('a silent proxy before the direct route delays one probe, which still succeeds', async () => {
    const pbx = await demoPbx({ https: true });
    const silent = await broken('is silent');
    const desk = network(`PROXY ${silent.name}; DIRECT`);
    const probe = () =>
      probePbx({ url: pbx.url, pinnedFingerprint: pbx.fingerprint }, { log: () => {}, network: desk });
    await probe();
    await probe();
    await (await testClient(pbx, { pinnedFingerprint: pbx.fingerprint, network: desk })).test();
    expect(silent.asked()).toBe(1);
  }, 30_000);

  test('a proxy’s answer is final, and the direct route does not bypass it', async () => {
    const pbx = await demoPbx({ https: true });
    const { name } = await proxy({ login: 'ann:right' });
    const client = await testClient(pbx, {
      pinnedFingerprint: pbx.fingerprint,
      network: network(`PROXY ${name}; DIRECT`),
    });
    expect((await failure(client.test())).code).toBe('proxy-login');
    expect(pbx.requests).toEqual([]);
  });

  test('a script that changes its answer is followed with the next connection', async () => {
    const pbx = await demoPbx({ https: true });
    const { name, tunnels } = await proxy();
    let says = 'DIRECT';
    const client = await testClient(pbx, {
      pinnedFingerprint: pbx.fingerprint,
      network: network(async () => says),
    });
    await client.test();
    expect(tunnels).toEqual([]);
    says = `PROXY ${name}`;
    client.dropIdle();
    await client.test();
    expect(tunnels).not.toEqual([]);
  });

  test.each([
    ['SOCKS 127.0.0.1:1', 'socks4'],
    ['', 'script'],
    ['nonsense; more', 'script'],
    ['PROXY', 'script'],
  ])('the answer %j is reported for what it is', async (answer, reason) => {
    const pbx = await demoPbx({ https: true });
    const client = await testClient(pbx, { network: network(answer) });
    expect(await failure(client.test())).toMatchObject({ code: 'proxy-failed', facts: { reason } });
  });

  test('a system that does not answer is reported, too', async () => {
    const pbx = await demoPbx({ https: true });
    const client = await testClient(pbx, { network: network(() => Promise.reject(new Error('no'))) });
    expect(await failure(client.test())).toMatchObject({ code: 'proxy-failed', facts: { reason: 'script' } });
  });

  test('a set variable wins, and the system is not asked', async () => {
    const pbx = await demoPbx({ https: true });
    const { url, tunnels } = await proxy();
    vi.stubEnv('HTTPS_PROXY', url);
    const client = await testClient(pbx, {
      pinnedFingerprint: pbx.fingerprint,
      network: network('PROXY 127.0.0.1:1'),
    });
    await client.test();
    expect(tunnels).not.toEqual([]);
  });
});

describe('a proxy that requires a login', () => {
  test('makes the app ask the user, is the only one it is sent to, and it is stored for the next time', async () => {
    const pbx = await demoPbx({ https: true });
    const [asking, other] = [await proxy({ login: 'ann:right' }), await proxy()];
    const keychain = memoryKeychain();
    const first = network(`PROXY ${asking.name}`, keychain);
    const options = { pinnedFingerprint: pbx.fingerprint };
    const client = await testClient(pbx, { ...options, network: first });
    expect(await failure(client.test())).toMatchObject({
      code: 'proxy-login',
      facts: { host: asking.name, reason: 'needed' },
    });
    expect(asking.logins).toEqual([]);
    const question = { proxy: asking.name, refused: false, encrypted: false };
    expect(first.question()).toEqual(question);

    expect(await first.answer(asking.name, 'ann', 'right')).toBe(true);
    expect(first.question()).toBeNull();
    await client.test();
    expect(first.told).toEqual([question, null]);
    expect(new Set(asking.logins)).toEqual(new Set(['ann:right']));

    // The next start of the app, and another proxy.
    await (await testClient(pbx, { ...options, network: network(`PROXY ${asking.name}`, keychain) })).test();
    await (await testClient(pbx, { ...options, network: network(`PROXY ${other.name}`, keychain) })).test();
    expect(other.tunnels).not.toEqual([]);
    expect(other.logins).toEqual([]);
  });

  test('a wrong one is sent once, however many ask at once and however often, and is not stored', async () => {
    const pbx = await demoPbx({ https: true });
    const asking = await proxy({ login: 'ann:right' });
    const keychain = memoryKeychain();
    const desk = network(`PROXY ${asking.name}`, keychain);
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint, network: desk });
    await failure(client.test());
    await desk.answer(asking.name, 'ann', 'wrong');
    for (let tries = 0; tries < 3; tries += 1) {
      const errors = await Promise.all([1, 2, 3, 4].map(() => failure(client.test())));
      for (const error of errors)
        expect(error).toMatchObject({ code: 'proxy-login', facts: { reason: 'refused' } });
    }
    expect(asking.logins).toEqual(['ann:wrong']);
    expect(desk.question()).toMatchObject({ refused: true });
    expect(await keychain.get(`proxy-login ${asking.name}`)).toBeNull();

    await desk.answer(asking.name, 'ann', 'right');
    await client.test();
  });

  test('one that is no longer right is asked for again', async () => {
    const pbx = await demoPbx({ https: true });
    const asking = await proxy({ login: 'ann:old' });
    const desk = network(`PROXY ${asking.name}`);
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint, network: desk });
    await failure(client.test());
    await desk.answer(asking.name, 'ann', 'old');
    await client.test();
    asking.setLogin('ann:new');
    client.dropIdle();
    const before = asking.logins.length;
    for (let tries = 0; tries < 3; tries += 1)
      expect(await failure(client.test())).toMatchObject({ facts: { reason: 'refused' } });
    expect(asking.logins.slice(before)).toEqual(['ann:old']);
    await desk.answer(asking.name, 'ann', 'new');
    await client.test();
  });

  test('without a keychain the login lasts until the end, which is reported', async () => {
    const pbx = await demoPbx({ https: true });
    const asking = await proxy({ login: 'ann:right' });
    const { RekeyError } = await import('../../../common/errors.ts');
    const fail = async (): Promise<never> => {
      throw new RekeyError('keychain-unavailable');
    };
    const desk = network(`PROXY ${asking.name}`, { get: fail, set: fail, delete: fail });
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint, network: desk });
    expect(await failure(client.test())).toMatchObject({ facts: { reason: 'needed' } });
    expect(await desk.answer(asking.name, 'ann', 'right')).toBe(false);
    await client.test();
  });

  test('NTLM and Negotiate alone are reported as unsupported', async () => {
    const pbx = await demoPbx({ https: true });
    const asking = await proxy({ login: 'x:y', schemes: ['Negotiate', 'NTLM'] });
    const desk = network(`PROXY ${asking.name}`);
    const client = await testClient(pbx, { network: desk });
    expect(await failure(client.test())).toMatchObject({
      code: 'proxy-login',
      facts: { reason: 'unsupported', choices: ['negotiate', 'ntlm'] },
    });
    expect(desk.question()).toBeNull();
  });

  test('Basic is used when offered beside NTLM', async () => {
    const pbx = await demoPbx({ https: true });
    const asking = await proxy({ login: 'ann:right', schemes: ['NTLM', 'Basic realm="a, b=c"'] });
    const desk = network(`PROXY ${asking.name}`);
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint, network: desk });
    await failure(client.test());
    await desk.answer(asking.name, 'ann', 'right');
    await client.test();
  });

  test('nothing can be stored for a proxy that did not ask, nor what would break a header', async () => {
    const desk = network('DIRECT');
    expect((await failure(desk.answer('proxy.example:1', 'ann', 'x'))).code).toBe('usage');
    const pbx = await demoPbx({ https: true });
    const asking = await proxy({ login: 'ann:right' });
    const waiting = network(`PROXY ${asking.name}`);
    await failure((await testClient(pbx, { network: waiting })).test());
    for (const [user, password] of [
      ['', 'x'],
      ['a:b', 'x'],
      ['ann', 'x\r\nX-Evil: 1'],
      ['a\0', 'x'],
    ] as const)
      expect((await failure(waiting.answer(asking.name, user, password))).code).toBe('usage');
  });
});
