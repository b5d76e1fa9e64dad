import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { PageRefusal } from '../../common/fetching.ts';

/** The address of a device's own page: the only kind of address the app opens outside. */
export type DevicePageUrl = string & { readonly devicePage: unique symbol };

/** Private networks of IPv4 (RFC 1918), without loopback, link-local and shared address space. */
const privateNetworks = new BlockList();
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4');
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4');
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4');
/** Unique local addresses of IPv6 (RFC 4193). */
const localNetworks = new BlockList();
localNetworks.addSubnet('fc00::', 7, 'ipv6');

/** A longer text is not an IP address. */
const maxLength = 45;
/** Only hexadecimal groups: no zone, no embedded IPv4. */
const plainIPv6 = /^[0-9a-f:]+$/i;

/**
 * Returns `https://ADDRESS/` for a literal private IP address that the PBX reports for a device; otherwise why not.
 * No host name, port, path, other scheme or part of a link ever ends up in it.
 */
export function devicePageUrl(
  reported: string | null,
): { ok: true; url: DevicePageUrl; address: string } | { ok: false; reason: PageRefusal } {
  const address = reported?.trim() ?? '';
  if (address === '') return { ok: false, reason: 'not-reported' };
  if (/\bsbc\b/i.test(address)) return { ok: false, reason: 'behind-sbc' };
  const is4 = address.length <= maxLength && isIPv4(address);
  const is6 = address.length <= maxLength && plainIPv6.test(address) && isIPv6(address);
  if (!is4 && !is6) return { ok: false, reason: 'not-an-address' };
  const isPrivate = is4 ? privateNetworks.check(address, 'ipv4') : localNetworks.check(address, 'ipv6');
  if (!isPrivate) return { ok: false, reason: 'not-private' };
  const url = is4 ? `https://${address}/` : `https://[${address.toLowerCase()}]/`;
  return { ok: true, url: url as DevicePageUrl, address: is4 ? address : address.toLowerCase() };
}
