import { describe, expect, test } from 'vitest';
import type { CertificateOptions, DemoPbx } from '../../pbx/index.ts';
import { demoPbx, failure, macOf, testClient } from '../../setup/xapi.ts';

/** Everything that it received except the look at its start page, which reveals nothing. */
function sentTo(pbx: DemoPbx): unknown[] {
  const isLook = ({ method, path, headers, body }: DemoPbx['requests'][number]): boolean =>
    method === 'GET' &&
    path === '/' &&
    body === '' &&
    Object.keys(headers).sort().join() === 'connection,host';
  return pbx.requests.filter((request) => !isLook(request));
}

const day = 24 * 60 * 60 * 1000;
const ago = (days: number): Date => new Date(Date.now() - days * day);

describe('a certificate that the system does not trust', () => {
  test.each<[string, CertificateOptions, string]>([
    ['self-signed', {}, 'self-signed'],
    ['of an authority nobody knows', { signedBy: 'authority' }, 'unknown-authority'],
  ])(
    '%s: shown with its fingerprint, and nothing sensitive is sent',
    async (_, https, certificateProblem) => {
      const pbx = await demoPbx({ https });
      const client = await testClient(pbx);
      const error = await failure(client.test());
      expect(error).toMatchObject({
        code: 'certificate-untrusted',
        effect: 'none',
        facts: { fingerprint: pbx.fingerprint, certificateProblem, host: `localhost:${pbx.port}` },
      });
      expect(error.facts.certificateSubject).toContain('localhost');
      expect(sentTo(pbx)).toEqual([]);
    },
  );

  test('pinned, it is accepted, even if expired and issued for another name', async () => {
    const pbx = await demoPbx({ https: { names: ['other.example'], notBefore: ago(9), notAfter: ago(2) } });
    const client = await testClient(pbx, { pinnedFingerprint: pbx.fingerprint });
    expect((await client.test()).deviceCount).toBe(24);
  });

  test('pinned and then changed, it is rejected, even by a PBX that was contacted before', async () => {
    const pbx = await demoPbx({ https: true });
    const pinned = pbx.fingerprint;
    const client = await testClient(pbx, { pinnedFingerprint: pinned });
    await client.test();
    await pbx.replaceCertificate();
    const sent = sentTo(pbx).length;
    const [device] = pbx.devices;
    expect((await failure(client.test())).code).toBe('certificate-changed');
    expect(await failure(client.regenerate(macOf(device), [device?.MacAddress ?? '']))).toMatchObject({
      code: 'certificate-changed',
      effect: 'none',
      facts: { fingerprint: pbx.fingerprint, pinnedFingerprint: pinned },
    });
    expect(sentTo(pbx).length).toBe(sent);
  });
});

test('https spoken to a plain http port', async () => {
  const pbx = await demoPbx();
  const client = await testClient(pbx, { url: pbx.url.replace('http:', 'https:') });
  expect(await failure(client.test())).toMatchObject({
    code: 'pbx-unreachable',
    facts: { unreachable: 'tls-failed' },
  });
});

test('http spoken to an https port', async () => {
  const pbx = await demoPbx({ https: true });
  const client = await testClient(pbx, { url: `http://127.0.0.1:${pbx.port}` });
  expect(['pbx-unreachable', 'not-a-3cx']).toContain((await failure(client.test())).code);
});
