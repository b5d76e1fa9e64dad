/** A host name for sockets: URLs write IPv6 addresses in brackets. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
