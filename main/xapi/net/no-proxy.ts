import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { withoutBrackets } from './host-name.ts';

/**
 * Whether NO_PROXY excludes a URL, as curl reads it: a name covers itself and its subdomains, with or without a
 * leading dot; addresses may be a range (`10.0.0.0/8`), and IPv6 needs no brackets; `*` covers everything. Beyond
 * curl, an entry may end with the only port it covers, and a `*` may stand for the beginning of a name.
 */
export function isLeftOut({ hostname, port, protocol }: URL, exceptions: string): boolean {
  const host = bare(hostname);
  const portOfUrl = port || (protocol === 'https:' ? '443' : '80');
  return exceptions
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      const { name, port: onlyPort } = divide(entry);
      if (onlyPort !== undefined && Number(onlyPort) !== Number(portOfUrl)) return false;
      return isIP(host) ? isAmong(host, name) : isBelow(host, name);
    });
}

/** An IPv6 address without brackets is not a host with a port, whatever it ends with. */
function divide(entry: string): { name: string; port?: string | undefined } {
  if (isIP(entry)) return { name: entry };
  const [, name = entry, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
  return { name, port };
}

function isAmong(address: string, name: string): boolean {
  if (name === '*') return true;
  const [network = '', bits, ...more] = name.replace(/[[\]]/g, '').split('/');
  const family = isIP(network);
  // An invalid range must not count as a larger one.
  if (!family || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  const longest = family === 4 ? 32 : 128;
  const prefix = Number(bits ?? longest);
  if (prefix > longest || isIP(address) !== family) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function isBelow(host: string, name: string): boolean {
  if (name.startsWith('*')) return host.endsWith(bare(name.slice(1)));
  const plain = bare(name.replace(/^\./, ''));
  const ascii = /[/\\?#@]/.test(plain) ? '' : domainToASCII(plain);
  return ascii !== '' && (host === ascii || host.endsWith(`.${ascii}`));
}

/** Without the brackets of an address, and the trailing dot of a name. */
function bare(name: string): string {
  return withoutBrackets(name).replace(/\.$/, '');
}
