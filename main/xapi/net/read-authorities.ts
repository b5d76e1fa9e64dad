import tls from 'node:tls';

/** Returns Node's authorities and the system's, where companies install theirs, as PEM. Takes a while. */
export function readAuthorities(): string[] {
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}
