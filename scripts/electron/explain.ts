/** Facts about a download that failed. */
export interface Attempt {
  version: string;
  /** Where it was to be downloaded from. */
  url: string;
  usesMirror: boolean;
  usesProxy: boolean;
  /** Bytes received so far. */
  received: number;
}

const certificateCodes = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|HOSTNAME_MISMATCH)/;
const silent = ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const brokenOff = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE'];
const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EISDIR'];

/** Returns why Electron could not be downloaded or unpacked, and what helps, in plain sentences. */
export function explainFailure(thrown: unknown, attempt: Attempt): string {
  return withoutCredentials(reasonOf(causesOf(thrown), attempt));
}

function reasonOf(causes: Cause[], { version, url, usesMirror, usesProxy, received }: Attempt): string {
  const { host } = new URL(url);
  const codes = causes.map(({ code }) => code);
  const has = (...some: string[]): boolean => codes.some((code) => some.includes(code));
  const messages = causes.map(({ message }) => message).join('\n');
  const elsewhere = usesMirror
    ? 'Check ELECTRON_MIRROR; it ends with a slash.'
    : `If ${host} is blocked here, set ELECTRON_MIRROR to a mirror’s address, with a slash at its end.`;
  const network = `${usesProxy ? 'Check HTTPS_PROXY.' : 'Behind a proxy, set HTTPS_PROXY.'} ${elsewhere}`;

  const status = Number(/Response code (\d+)/.exec(messages)?.[1]);
  if (status === 404) return `${url} does not exist (HTTP 404). ${elsewhere}`;
  if (status) return `${host} answered with HTTP ${status}. Try again later. ${elsewhere}`;
  const proxyStatus = Number(/Proxy response \((\d+)\)/.exec(messages)?.[1]);
  if (proxyStatus === 407)
    return 'the proxy requires a user name and password (HTTP 407). Set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT.';
  if (proxyStatus)
    return `the proxy rejected the connection to ${host} (HTTP ${proxyStatus}). Check HTTPS_PROXY. ${elsewhere}`;
  if (causes.some(({ name }) => name === 'ChecksumMismatchError'))
    return `the file from ${host} is not Electron ${version}: its checksum differs. Nothing was unpacked. A proxy, a guest network’s sign-in page or a wrong mirror may have answered. ${elsewhere}`;
  if (causes.some(({ name }) => name === 'NoChecksumFoundError' || name === 'ChecksumParseError'))
    return `the list of checksums does not name the file, so it was not unpacked: ${url}. ${elsewhere}`;
  const certificate = codes.find((code) => certificateCodes.test(code));
  if (certificate)
    return `the certificate of ${host} is not trusted here (${certificate}). If a proxy inspects connections, set NODE_EXTRA_CA_CERTS to the file with its certificate authority.`;
  if (has('ENOSPC', 'EDQUOT'))
    return 'the disk is full. The download and the unpacked files need about 500 MB.';
  const refused = causes.find(({ code }) => unwritable.includes(code));
  if (refused) return `${refused.path || 'a folder'} cannot be written (${refused.code}).`;
  if (has('ENOTFOUND', 'EAI_AGAIN'))
    return `the name ${host} could not be resolved: is there a network? ${network}`;
  if (has('ECONNREFUSED')) return `${usesProxy ? 'the proxy' : host} refused the connection. ${network}`;
  if (has('ENETUNREACH', 'EHOSTUNREACH')) return `there is no network route to ${host}. ${network}`;
  if (has(...silent)) return `${host} did not answer in time. ${network}`;
  if (has(...brokenOff) || messages.includes('terminated'))
    return `the connection to ${host} broke off after ${megabytes(received)}. Try again. ${network}`;
  const message = causes.at(-1)?.message.split('\n', 1)[0] || 'unknown error';
  return `${message}. ${network}`;
}

/** A number of bytes, in megabytes. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

interface Cause {
  name: string;
  code: string;
  path: string;
  message: string;
}

/** The error and all its causes, outermost first. */
function causesOf(thrown: unknown): Cause[] {
  if (!(thrown instanceof Error)) return [];
  const { code, path } = thrown as NodeJS.ErrnoException;
  const inner = thrown instanceof AggregateError ? thrown.errors : [thrown.cause];
  return [
    {
      name: thrown.constructor.name,
      code: typeof code === 'string' ? code : '',
      path: path ?? '',
      message: thrown.message,
    },
    ...inner.flatMap(causesOf),
  ];
}

/** An address may hold a user name and a password. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/g, '//');
}
