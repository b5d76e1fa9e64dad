/** A host as sockets take it: URLs write IPv6 addresses in brackets. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
