import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const day = 86_400_000;

/** A demo certificate authority, as PEM. */
export interface DemoAuthority {
  cert: string;
  key: string;
}

export interface CertificateOptions {
  /** The subject's common name. */
  commonName?: string;
  /** Host names it is for; give another to make it wrong for the demo. */
  names?: string[];
  addresses?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** `self` (as a self-hosted PBX often has), a new demo authority, or a given one. */
  signedBy?: 'self' | 'authority' | DemoAuthority;
}

export interface DemoCertificate {
  cert: string;
  key: string;
  /** What a client must trust for it: its authority, or itself. */
  ca: string;
  /** SHA-256 of the leaf, as colon-separated upper-case hex. */
  fingerprint: string;
}

/** Makes a certificate authority. */
export async function makeAuthority(commonName = 'Demo 3CX authority'): Promise<DemoAuthority> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 3650 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** Makes a server certificate; by default a valid, self-signed one for the loopback. */
export async function makeCertificate(options: CertificateOptions = {}): Promise<DemoCertificate> {
  const { names = ['localhost'], addresses = ['127.0.0.1', '::1'], signedBy = 'self' } = options;
  const authority = signedBy === 'authority' ? await makeAuthority() : signedBy === 'self' ? null : signedBy;
  const made = await generate(
    [{ name: 'commonName', value: options.commonName ?? names[0] ?? 'localhost' }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: options.notBefore ?? new Date(Date.now() - day),
      notAfterDate: options.notAfter ?? new Date(Date.now() + 365 * day),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            ...names.map((value) => ({ type: 2 as const, value })),
            ...addresses.map((ip) => ({ type: 7 as const, ip })),
          ],
        },
      ],
      ...(authority && { ca: authority }),
    },
  );
  return {
    cert: made.cert,
    key: made.private,
    ca: authority?.cert ?? made.cert,
    fingerprint: new X509Certificate(made.cert).fingerprint256,
  };
}
