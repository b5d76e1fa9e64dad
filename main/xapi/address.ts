import { isIPv6 } from 'node:net';
import { type ErrorReason, RekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';

const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/**
 * Returns the origin of a PBX from what the user typed or copied from a browser: the scheme may be missing, a path is
 * dropped. Only https is accepted, and http for this computer itself. An IPv6 address needs no brackets unless a port
 * follows.
 *
 * @throws RekeyError `pbx-address-invalid`
 */
export function parsePbxAddress(text: string): string {
  const refuse = (reason: ErrorReason<'pbx-address-invalid'>): RekeyError =>
    new RekeyError('pbx-address-invalid', {
      input: tidy(text.slice(text.lastIndexOf('@') + 1), 100),
      reason,
    });
  const bare = text.trim();
  const [, scheme = 'https://', host = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)(.*)$/is.exec(bare) ?? [];
  if (isIPv6(host.replace(/^\[|\](?::\d*)?$/g, '')) && host.includes('%')) throw refuse('has-zone');
  const withScheme = `${scheme}${isIPv6(host) ? `[${host}]` : host}${rest}`;
  const url = bare.length <= 500 && URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (!url?.hostname) throw refuse('no-web-address');
  if (url.username || url.password) throw refuse('has-user-name');
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) throw refuse('not-encrypted');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('not-https');
  return url.origin;
}
