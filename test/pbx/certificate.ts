import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const day = 86_400_000;

/** A demo certificate authority, as PEM. */
export interface DemoAuthority {
  cert: string;
  key: string;
}

type Usage = 'digitalSignature' | 'keyEncipherment' | 'keyCertSign';

export interface CertificateOptions {
  /** Elliptic curve by default. */
  keyType?: 'ec' | 'rsa';
  /** The allowed key usages; null for no such extension. */
  keyUsage?: readonly Usage[] | null;
  /** Whether it may sign other certificates. */
  isAuthority?: boolean;
  /** The subject's common name. */
  commonName?: string;
  /** Host names it is for; pass another one to make it invalid for the demo. */
  names?: string[];
  addresses?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** `self` (as on many self-hosted PBXs), a new demo authority, or a given one. */
  signedBy?: 'self' | 'authority' | DemoAuthority;
}

export interface DemoCertificate {
  cert: string;
  key: string;
  /** What a client must trust to accept it: its authority, or itself. */
  ca: string;
  /** SHA-256 of the leaf, as colon-separated upper-case hex. */
  fingerprint: string;
}

/** Creates a certificate authority, which signs keys of its own type only. */
export async function makeAuthority(
  commonName = 'Demo 3CX authority',
  keyType: 'ec' | 'rsa' = 'ec',
): Promise<DemoAuthority> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType,
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

/** Creates a server certificate; by default a valid, self-signed one for the loopback. */
export async function makeCertificate(options: CertificateOptions = {}): Promise<DemoCertificate> {
  const { names = ['localhost'], addresses = ['127.0.0.1', '::1'], signedBy = 'self' } = options;
  const { keyUsage = ['digitalSignature'] } = options;
  const authority = signedBy === 'authority' ? await makeAuthority() : signedBy === 'self' ? null : signedBy;
  const made = await generate(
    [{ name: 'commonName', value: options.commonName ?? names[0] ?? 'localhost' }],
    {
      keyType: options.keyType ?? 'ec',
      algorithm: 'sha256',
      notBeforeDate: options.notBefore ?? new Date(Date.now() - day),
      notAfterDate: options.notAfter ?? new Date(Date.now() + 365 * day),
      extensions: [
        { name: 'basicConstraints', cA: options.isAuthority ?? false },
        ...(keyUsage
          ? [{ name: 'keyUsage' as const, ...Object.fromEntries(keyUsage.map((usage) => [usage, true])) }]
          : []),
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
