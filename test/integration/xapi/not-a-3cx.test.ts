import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { describeError } from '../../../common/error-text.ts';
import { languages } from '../../../common/language.ts';
import { toProblem } from '../../../common/problem.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { demoPbx, failure, testClient } from '../../setup/xapi.ts';

test.each([
  [
    'a captive portal',
    { kind: 'captive-portal' },
    { code: 'not-a-3cx', facts: { status: 200, reason: 'web-page' } },
  ],
  [
    'a portal that redirects',
    { kind: 'captive-portal', redirectTo: 'https://portal.example/' },
    { code: 'not-a-3cx' },
  ],
  ['another web server', { kind: 'web-server' }, { code: 'not-a-3cx', facts: { status: 404 } }],
  [
    'a PBX in maintenance',
    { kind: 'maintenance', retryAfter: 30 },
    { code: 'pbx-error', retryAfterMs: 30_000 },
  ],
] as const)('%s', async (_, fault, expected) => {
  const pbx = await demoPbx();
  pbx.serverFault('everywhere', fault);
  const client = await testClient(pbx);
  expect(await failure(client.test())).toMatchObject(expected);
});

test.each([
  [{ kind: 'status', status: 500, body: '' }, 'pbx-error'],
  [{ kind: 'status', status: 429, headers: { 'retry-after': '3' } }, 'rate-limited'],
  [{ kind: 'status', status: 404, body: 'nothing here' }, 'not-a-3cx'],
  [{ kind: 'status', status: 403 }, 'sign-in-denied'],
  [{ kind: 'html' }, 'not-a-3cx'],
  [{ kind: 'not-json' }, 'not-a-3cx'],
  [{ kind: 'redirect' }, 'not-a-3cx'],
  [{ kind: 'huge' }, 'response-unreadable'],
  [{ kind: 'hang', when: 'before' }, 'pbx-unreachable'],
] as const)('a token request that ends in %j is not a rejection', async (fault, code) => {
  const pbx = await demoPbx();
  pbx.serverFault('token', fault);
  const client = await testClient(pbx, { timeoutMs: 500 });
  expect((await failure(client.ready())).code).toBe(code);
  await client.ready();
});

test.each([
  ['token', 'key'],
  ['devices', 'token'],
] as const)(
  'a login page (HTTP 511) that answers for the %s reports what was sent to it',
  async (place, sent) => {
    const pbx = await demoPbx();
    pbx.serverFault(place, { kind: 'status', status: 511 });
    const client = await testClient(pbx);
    const error = await failure(client.test());
    expect(error).toMatchObject({ code: 'captive-portal', effect: 'none', facts: { status: 511, sent } });
    for (const language of languages) {
      const { happened } = describeError(toProblem(error), wordsFor(language, language).texts);
      expect(happened).not.toMatch(/No key or password was sent|weder ein Schlüssel noch ein Passwort/);
      expect(happened).toMatch(sent === 'key' ? /API key|API-Schlüssel/ : /token/i);
    }
  },
);

test('a port without a listener, an unknown name, and a service that is not a web server', async () => {
  const banner = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
  await new Promise<void>((done) => banner.listen(0, '127.0.0.1', done));
  onTestFinished(() => void banner.close());
  const { port } = banner.address() as AddressInfo;
  const target = { clientId: 'x', apiKey: 'y' };
  for (const [url, expected] of [
    ['http://127.0.0.1:1', { code: 'pbx-unreachable', facts: { unreachable: 'refused' } }],
    ['https://no-such-host.invalid', { code: 'pbx-unreachable', facts: { unreachable: 'host-unknown' } }],
    [`http://127.0.0.1:${port}`, { code: 'not-a-3cx' }],
  ] as const) {
    const client = await testClient({ ...target, url });
    expect(await failure(client.test())).toMatchObject(expected);
  }
});
