import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSelfSigned } from '../../../../../main/xapi/net/certificate.ts';
import { makeAuthority, makeCertificate } from '../../../../pbx/certificate.ts';

test('a certificate is self-signed by issuer and signature, even if it may not sign others', async () => {
  const { cert } = await makeCertificate();
  const certificate = new X509Certificate(cert);
  // The case that Electron's TLS library reports as an unknown authority.
  expect(certificate.ca).toBe(false);
  expect(isSelfSigned(certificate)).toBe(true);
});

test('one signed by an authority is not, even if both have the same name', async () => {
  const signedBy = await makeAuthority('localhost');
  const { cert } = await makeCertificate({ commonName: 'localhost', signedBy });
  const certificate = new X509Certificate(cert);
  expect(certificate.issuer).toBe(certificate.subject);
  expect(isSelfSigned(certificate)).toBe(false);
});
