import tls from 'node:tls';

/** Node's authorities and the system's own, where companies install theirs, as PEM. Reading them takes a while. */
export function readAuthorities(): string[] {
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}
