/**
 * How certificates are judged by OpenSSL, as in the terminal's Node, and by BoringSSL, as in Electron: the two report
 * the same certificate with different codes, and BoringSSL rejects some that OpenSSL accepts.
 */
import { once } from 'node:events';
import net, { type AddressInfo, type Server } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeError } from '../../../common/error-text.ts';
import type { ErrorFacts } from '../../../common/errors.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import {
  type CertificateOptions,
  type DemoCertificate,
  makeAuthority,
  makeCertificate,
} from '../../pbx/certificate.ts';
import { bunPath, type Judgements, judgeWith } from '../../setup/tls-libraries.ts';

const host = 'pbx.example';
const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);
const past = { notBefore: inDays(-9), notAfter: inDays(-2) };

type Verdict =
  | 'accepted'
  | NonNullable<ErrorFacts['certificateProblem'] | ErrorFacts['reason']>
  | 'tls-failed';

interface Case {
  name: string;
  certificate?: Omit<CertificateOptions, 'signedBy'>;
  /** By default an authority that the client trusts. */
  signedBy?: 'known' | 'unknown' | 'self';
  server?: tls.TlsOptions;
  pinned?: true;
  /** With both libraries. */
  verdict?: Verdict;
  openSsl?: Verdict;
  boringSsl?: Verdict;
}

const canSign = { isAuthority: true, keyUsage: ['keyCertSign', 'digitalSignature'] } as const;
const keyEncipherment = { keyUsage: ['keyEncipherment'] } as const;
const cases: readonly Case[] = [
  { name: 'EC, known authority', verdict: 'accepted' },
  { name: 'RSA, known authority', certificate: { keyType: 'rsa' }, verdict: 'accepted' },
  {
    name: 'RSA without key usage, known authority',
    certificate: { keyType: 'rsa', keyUsage: null },
    verdict: 'accepted',
  },
  {
    name: 'RSA without digitalSignature',
    certificate: { keyType: 'rsa', ...keyEncipherment },
    openSsl: 'accepted',
    boringSsl: 'key-usage',
  },
  {
    name: 'RSA without digitalSignature, TLS 1.2',
    certificate: { keyType: 'rsa', ...keyEncipherment },
    server: { maxVersion: 'TLSv1.2' },
    openSsl: 'accepted',
    boringSsl: 'key-usage',
  },
  {
    name: 'RSA without digitalSignature, TLS 1.2 with RSA key exchange',
    certificate: { keyType: 'rsa', ...keyEncipherment },
    server: { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
    verdict: 'accepted',
  },
  {
    name: 'RSA without digitalSignature, self-signed as an authority',
    certificate: { keyType: 'rsa', isAuthority: true, keyUsage: ['keyCertSign'] },
    signedBy: 'self',
    openSsl: 'self-signed',
    boringSsl: 'key-usage',
  },
  {
    name: 'EC without digitalSignature',
    certificate: keyEncipherment,
    openSsl: 'accepted',
    boringSsl: 'key-usage',
  },
  { name: 'self-signed without keyCertSign', signedBy: 'self', verdict: 'self-signed' },
  { name: 'self-signed with keyCertSign', certificate: canSign, signedBy: 'self', verdict: 'self-signed' },
  {
    name: 'self-signed with keyCertSign, RSA',
    certificate: { ...canSign, keyType: 'rsa' },
    signedBy: 'self',
    verdict: 'self-signed',
  },
  {
    name: 'self-signed without key usage',
    certificate: { keyUsage: null },
    signedBy: 'self',
    verdict: 'self-signed',
  },
  {
    name: 'self-signed for another host',
    certificate: { names: ['other.example'] },
    signedBy: 'self',
    verdict: 'self-signed',
  },
  { name: 'self-signed, pinned', signedBy: 'self', pinned: true, verdict: 'accepted' },
  {
    name: 'expired, for another host, pinned',
    certificate: { ...past, names: ['other.example'] },
    signedBy: 'self',
    pinned: true,
    verdict: 'accepted',
  },
  { name: 'unknown authority', signedBy: 'unknown', verdict: 'unknown-authority' },
  { name: 'another host', certificate: { names: ['other.example'] }, verdict: 'wrong-host' },
  { name: 'expired', certificate: past, verdict: 'expired' },
  { name: 'expired, self-signed', certificate: past, signedBy: 'self', verdict: 'expired' },
  {
    name: 'expired, self-signed with keyCertSign',
    certificate: { ...past, ...canSign },
    signedBy: 'self',
    verdict: 'expired',
  },
  { name: 'expired, unknown authority', certificate: past, signedBy: 'unknown', verdict: 'expired' },
  {
    name: 'not valid yet',
    certificate: { notBefore: inDays(2), notAfter: inDays(9) },
    verdict: 'not-yet-valid',
  },
  { name: 'TLS 1.2', server: { maxVersion: 'TLSv1.2' }, verdict: 'accepted' },
  {
    name: 'TLS 1.1 at most',
    server: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    verdict: 'tls-version',
  },
  {
    name: 'a cipher that BoringSSL does not have',
    server: { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA384' },
    openSsl: 'accepted',
    boringSsl: 'tls-failed',
  },
];

const servers: Server[] = [];
const pems: DemoCertificate[] = [];
const authorities: string[] = [];
beforeAll(async () => {
  const known = { ec: await makeAuthority('Known'), rsa: await makeAuthority('Known RSA', 'rsa') };
  authorities.push(known.ec.cert, known.rsa.cert);
  for (const { certificate = {}, signedBy = 'known', server = {} } of cases) {
    const signers = {
      known: known[certificate.keyType ?? 'ec'],
      unknown: 'authority',
      self: 'self',
    } as const;
    const made = await makeCertificate({ names: [host], ...certificate, signedBy: signers[signedBy] });
    pems.push(made);
    servers.push(
      tls.createServer({ ...server, cert: made.cert, key: made.key }).on('tlsClientError', () => {}),
    );
  }
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  for (const server of servers) server.close();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const judgeAll = (program: string): Promise<Judgements> =>
  judgeWith(program, {
    authorities,
    host,
    trials: servers.map((server, index) => ({
      port: portOf(server),
      pinnedFingerprint: cases[index]?.pinned ? (pems[index]?.fingerprint ?? '') : null,
    })),
  });

function verdictOf({ code, facts }: Judgements['judgements'][number]): string {
  if (code === null) return 'accepted';
  return facts.certificateProblem ?? facts.reason ?? facts.unreachable ?? code;
}

const bun = bunPath();
describe.each([
  ['OpenSSL', process.execPath],
  ['BoringSSL', bun],
] as const)('%s', (library, program) => {
  // On a system without a Bun build, no other program here uses BoringSSL.
  describe.skipIf(program === null)('judges', () => {
    let found: Judgements;
    beforeAll(async () => {
      found = await judgeAll(program ?? '');
    });

    test('on its own, without another library', () => {
      expect(found.library).toBe(library);
    });

    test.each(cases.map((each, index) => [each.name, index, each] as const))('%s', (_, index, each) => {
      const judgement = found.judgements[index];
      if (!judgement) throw new Error('not judged');
      const expected = each.verdict ?? (library === 'OpenSSL' ? each.openSsl : each.boringSsl);
      expect(verdictOf(judgement), judgement.reported).toBe(expected);
      // A certificate that can be pinned is shown with its fingerprint.
      if (judgement.code === 'certificate-untrusted')
        expect(judgement.facts.fingerprint).toBe(pems[index]?.fingerprint);
    });
  });
});

test.skipIf(bun === null)(
  'a server without TLS is distinguished from one with an unsupported version',
  async () => {
    const plain = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'));
    });
    await once(plain.listen(0, '127.0.0.1'), 'listening');
    const trial = { authorities, host, trials: [{ port: portOf(plain), pinnedFingerprint: null }] };
    const { judgements } = await judgeWith(bun ?? '', trial).finally(() => plain.close());
    // connection.ts then probes there without TLS: a guest network's login page may answer.
    expect(judgements).toMatchObject([
      { reported: 'ERR_SSL_WRONG_VERSION_NUMBER', facts: { unreachable: 'tls-failed' } },
    ]);
  },
);

test('what only BoringSSL rejects says what to change on the PBX', () => {
  const problem = {
    code: 'pbx-unreachable',
    facts: { host, unreachable: 'tls-failed', reason: 'key-usage' },
  } as const;
  const texts = (['en', 'de'] as const).map((language) =>
    describeError(problem, wordsFor(language, language).texts),
  );
  expect(texts[0]?.happened).toContain('digital signature');
  expect(texts[1]?.happened).toContain('Digitale Signatur');
});
