import { RekeyError } from '../../../common/errors.ts';
import { isLeftOut } from './no-proxy.ts';

/** A route to a PBX: through the proxy at this URL (`http:`, `https:`, `socks5:`), or null for the direct one. */
export type ProxyRoute = URL | null;

/** The routes to a URL, in the order to try them; at least one. */
export type RoutesTo = (url: string) => Promise<readonly ProxyRoute[]>;

/** The system's answers name few; more means a faulty script. */
const maxRoutes = 10;
const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443', 'socks5:': '1080' };

/**
 * The route that HTTPS_PROXY, ALL_PROXY and NO_PROXY (in any case) specify for an address.
 *
 * @throws RekeyError `proxy-failed`
 */
export function routeByVariables(url: string): ProxyRoute {
  const { env } = process;
  const named = namedByVariables(env);
  if (named === undefined || isLeftOut(new URL(url), env.no_proxy || env.NO_PROXY || '')) return null;
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(named) ?? [];
  // Without a scheme the connection to the proxy is unencrypted, as with curl; the tunnel inside it is still
  // encrypted.
  const proxy = proxyUrl(scheme.toLowerCase().replace(/^socks(?:5h)?$/, 'socks5'), rest);
  if (proxy) return proxy;
  // The variable's value may contain a password.
  throw new RekeyError('proxy-failed', { reason: /^socks4/i.test(scheme) ? 'socks4' : 'variables' });
}

/** Returns a proxy's URL without a login or a path; null for anything else. */
export function parseProxy(text: string): ProxyRoute {
  const [, scheme = '', server = ''] = /^([a-z0-9]+):\/\/([^/?#@\s]+)\/?$/.exec(text) ?? [];
  return scheme === '' ? null : proxyUrl(scheme, server);
}

/** The proxy that a variable names, for any address; undefined if none does. */
export function namedByVariables(env: NodeJS.ProcessEnv): string | undefined {
  return ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].map((name) => env[name]).find(Boolean);
}

/**
 * The routes in a PAC script's answer, as the system returns it: `PROXY a:8080; SOCKS5 b:1080; DIRECT`. Unusable
 * entries are left out as long as another one remains.
 *
 * @throws RekeyError `proxy-failed`
 */
export function routesOfPac(answer: string): readonly ProxyRoute[] {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim().split(/\s+/))
    .slice(0, maxRoutes);
  const routes = entries.flatMap(([kind = '', server = '']): ProxyRoute[] => {
    if (/^direct$/i.test(kind)) return [null];
    const scheme = schemesOfPac[kind.toUpperCase()];
    const proxy = scheme ? proxyUrl(scheme, server) : null;
    return proxy ? [proxy] : [];
  });
  if (routes.length > 0) return routes;
  // In a script, SOCKS alone means version 4.
  const onlySocks4 = entries.some(([kind = '']) => /^socks4?$/i.test(kind));
  throw new RekeyError('proxy-failed', { reason: onlySocks4 ? 'socks4' : 'script' });
}

const schemesOfPac: Record<string, string> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
};

/** Host and port of a proxy, the name under which its login is stored and shown. */
export function proxyName(proxy: URL): string {
  return `${proxy.hostname}:${proxyPort(proxy)}`;
}

export function proxyPort(proxy: URL): number {
  return Number(proxy.port || defaultPorts[proxy.protocol]);
}

function proxyUrl(scheme: string, server: string): URL | null {
  const text = `${scheme}://${server}`;
  if (!(`${scheme}:` in defaultPorts) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === '' ? null : url;
}
