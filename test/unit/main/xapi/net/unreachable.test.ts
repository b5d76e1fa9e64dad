import { Agent } from 'undici';
import { afterEach, expect, test, vi } from 'vitest';
import { describeError } from '../../../../../common/error-text.ts';
import { wordsFor } from '../../../../../common/texts/index.ts';
import { exchange } from '../../../../../main/xapi/net/exchange.ts';
import { unreachableFacts } from '../../../../../main/xapi/net/unreachable.ts';

afterEach(() => void vi.unstubAllGlobals());

const noRoute = (address: string): Error =>
  Object.assign(new Error(`connect EHOSTUNREACH ${address}:5001`), { code: 'EHOSTUNREACH', address });

test.each(['10.1.2.3', '172.16.0.1', '172.31.255.254', '192.168.0.10', '169.254.7.7', 'fd12::1', 'fe80::1'])(
  'on macOS no route to %s may be its block of the local network',
  (address) => {
    const facts = { unreachable: 'no-route', reason: 'local-network' };
    expect(unreachableFacts(noRoute(address), 'darwin')).toEqual(facts);
    // Node tries several addresses of a name, and undici may wrap the result.
    const several = Object.assign(new AggregateError([noRoute('2001:db8::1'), noRoute(address)]), {
      code: 'EHOSTUNREACH',
    });
    expect(unreachableFacts(new Error('failed', { cause: several }), 'darwin')).toEqual(facts);
  },
);

test('elsewhere, for a public address and for another failure it is not', () => {
  const plain = { unreachable: 'no-route' };
  expect(unreachableFacts(noRoute('192.168.0.10'), 'linux')).toEqual(plain);
  expect(unreachableFacts(noRoute('192.168.0.10'), 'win32')).toEqual(plain);
  for (const address of ['203.0.113.9', '172.32.0.1', '2001:db8::1', 'not an address'])
    expect(unreachableFacts(noRoute(address), 'darwin')).toEqual(plain);
  const off = Object.assign(noRoute('192.168.0.10'), { code: 'ENETUNREACH' });
  expect(unreachableFacts(off, 'darwin')).toEqual(plain);
});

test('a request that failed that way says where macOS allows it, in both languages', async () => {
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'darwin' } }));
  const connections = new Agent({ connect: (_, callback) => callback(noRoute('192.168.7.2'), null) });
  const outgoing = { method: 'GET', path: '/', headers: {}, timeoutMs: 10_000, maxBodyBytes: 10 } as const;
  const error = await exchange(connections, 'https://192.168.7.2:5001', outgoing).catch((thrown) => thrown);
  expect(error).toMatchObject({
    code: 'pbx-unreachable',
    effect: 'none',
    facts: { reason: 'local-network' },
  });
  expect(describeError(error, wordsFor('en', 'en-GB').texts).next).toContain(
    'System Settings > Privacy & Security > Local Network',
  );
  expect(describeError(error, wordsFor('de', 'de-DE').texts).next).toContain(
    'Systemeinstellungen > Datenschutz & Sicherheit > Lokales Netzwerk',
  );
});

test.each([
  [Object.assign(new Error('x'), { code: 'ERR_SSL_KEY_USAGE_BIT_INCORRECT' }), 'key-usage'],
  [
    Object.assign(
      new Error('write EPROTO 1:error:100000ae:SSL routines:OPENSSL_internal:KEY_USAGE_BIT_INCORRECT:'),
      {
        code: 'EPROTO',
      },
    ),
    'key-usage',
  ],
  [Object.assign(new Error('x'), { code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }), 'tls-version'],
  [Object.assign(new Error('x'), { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }), 'tls-version'],
  [Object.assign(new Error('x'), { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }), undefined],
])('%o is reported as %s', (error, reason) => {
  expect(unreachableFacts(error)).toEqual({ unreachable: 'tls-failed', ...(reason && { reason }) });
});
