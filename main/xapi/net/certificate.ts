import { createHash, type X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { type ErrorFacts, RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';

/**
 * Checks the certificate of a connection on which nothing was sent yet. A pinned fingerprint alone decides; without
 * one the system's verdict counts. The connection must have been made with `rejectUnauthorized: false`: only then is
 * the rejected certificate available to show.
 *
 * @param host `host:port`, for the error
 * @throws RekeyError `certificate-untrusted`, `certificate-changed`, `pbx-unreachable`
 */
export function checkCertificate(socket: TLSSocket, pinnedFingerprint: string | null, host: string): void {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) throw new RekeyError('pbx-unreachable', { host, unreachable: 'tls-failed' });
  const fingerprint = fingerprintOf(certificate.raw);
  if (pinnedFingerprint === fingerprint) return;
  if (pinnedFingerprint === null && socket.authorized) return;
  throw new RekeyError(pinnedFingerprint === null ? 'certificate-untrusted' : 'certificate-changed', {
    host,
    fingerprint,
    ...(pinnedFingerprint === null
      ? { certificateProblem: problemOf(socket.authorizationError, certificate) }
      : { pinnedFingerprint }),
    certificateSubject: tidy(certificate.subjectAltName ?? certificate.subject ?? '', 200),
    certificateValidFrom: certificate.validFromDate.toISOString(),
    certificateValidTo: certificate.validToDate.toISOString(),
  });
}

/** SHA-256 of a certificate's DER form, as `AB:CD:…`. */
function fingerprintOf(der: Buffer): string {
  return colons(createHash('sha256').update(der).digest('hex'));
}

/** Normalises a fingerprint that the user entered; null if it is not one. */
export function parseFingerprint(text: string): string | null {
  const digits = text.replace(/^\s*sha-?256[\s:=]*(?:fingerprint[\s:=]*)?/i, '').replace(/[\s:]/g, '');
  return /^[0-9a-f]{64}$/i.test(digits) ? colons(digits) : null;
}

function colons(hex: string): string {
  return hex.toUpperCase().replace(/..(?!$)/g, '$&:');
}

// Typed as Error, but Node sets OpenSSL's code or its own as a string (lib/_tls_wrap.js, onConnectSecure).
function problemOf(
  authorizationError: unknown,
  certificate: X509Certificate,
): NonNullable<ErrorFacts['certificateProblem']> {
  switch (String((authorizationError as { code?: unknown } | null)?.code ?? authorizationError)) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'self-signed';
    case 'CERT_HAS_EXPIRED':
      return 'expired';
    case 'CERT_NOT_YET_VALID':
      return 'not-yet-valid';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'wrong-host';
    default:
      return isSelfSigned(certificate) ? 'self-signed' : 'unknown-authority';
  }
}

/**
 * Electron's TLS library does not report a certificate as self-signed if it may not sign others; issuer and signature
 * show it with every library.
 */
export function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.issuer !== certificate.subject) return false;
  try {
    return certificate.verify(certificate.publicKey);
  } catch {
    // An unknown kind of key.
    return false;
  }
}
