import { BlockList, isIP } from 'node:net';
import type { ErrorFacts, ErrorReason } from '../../../common/errors.ts';

type Unreachable = NonNullable<ErrorFacts['unreachable']>;

/**
 * Why there is no connection, from what Node, its TLS library or undici threw, with a more specific reason if the
 * error shows one that a technician can act on.
 */
export function unreachableFacts(
  error: unknown,
  platform: NodeJS.Platform = process.platform,
): { unreachable: Unreachable; reason?: ErrorReason<'pbx-unreachable'> } {
  const unreachable = reasonOf(error);
  const reason = finerReason(unreachable, partsOf(error), platform);
  return { unreachable, ...(reason && { reason }) };
}

/** The details of an error or of one of its causes. */
interface Part {
  code: string;
  message: string;
  address: string;
}

/** Node tries several addresses of a host at once, and each has its error. */
function partsOf(error: unknown): Part[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, message, address, cause, errors } = error as Record<string, unknown>;
  return [
    { code: textOf(code), message: textOf(message), address: textOf(address) },
    ...(Array.isArray(errors) ? errors.flatMap(partsOf) : []),
    ...partsOf(cause),
  ];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Why there is no connection, from what Node or undici threw. */
export function reasonOf(error: unknown): Unreachable {
  const codes = partsOf(error).map(({ code }) => code);
  const has = (...wanted: string[]): boolean => codes.some((code) => wanted.includes(code));
  if (has('ECONNREFUSED')) return 'refused';
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA')) return 'host-unknown';
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EHOSTDOWN')) return 'no-route';
  if (has('ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT')) return 'timed-out';
  if (has('EPROTO') || codes.some((code) => code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')))
    return 'tls-failed';
  if (has('ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET')) return 'reset';
  return 'other';
}

function finerReason(
  unreachable: Unreachable,
  parts: readonly Part[],
  platform: NodeJS.Platform,
): ErrorReason<'pbx-unreachable'> | null {
  if (unreachable === 'no-route') {
    // macOS answers this to a program that the user has not allowed to use the local network.
    const blocked = ({ code, address }: Part): boolean => code === 'EHOSTUNREACH' && isLocal(address);
    return platform === 'darwin' && parts.some(blocked) ? 'local-network' : null;
  }
  if (unreachable !== 'tls-failed') return null;
  // The TLS library's reason is in the code, or after EPROTO in the message.
  const says = (pattern: RegExp): boolean =>
    parts.some(({ code, message }) => pattern.test(code) || (code === 'EPROTO' && pattern.test(message)));
  // Electron's TLS library, unlike Node's, rejects such a certificate before it can be shown.
  if (says(/KEY_USAGE_BIT_INCORRECT/)) return 'key-usage';
  if (says(/UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|unsupported protocol|alert protocol version/))
    return 'tls-version';
  return null;
}

/** Addresses of networks that are not reached over the internet. */
const localAddresses = new BlockList();
localAddresses.addSubnet('10.0.0.0', 8);
localAddresses.addSubnet('172.16.0.0', 12);
localAddresses.addSubnet('192.168.0.0', 16);
localAddresses.addSubnet('169.254.0.0', 16);
localAddresses.addSubnet('fc00::', 7, 'ipv6');
localAddresses.addSubnet('fe80::', 10, 'ipv6');

function isLocal(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && localAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
