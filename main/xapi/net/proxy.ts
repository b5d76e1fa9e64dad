import { RekeyError } from '../../../common/errors.ts';
import { isLeftOut } from './no-proxy.ts';

/** A way to a PBX: through the proxy at this URL (`http:`, `https:`, `socks5:`), or null for the direct one. */
export type ProxyRoute = URL | null;

/** The routes to a URL, to be tried in their order; at least one. */
export type RoutesTo = (url: string) => Promise<readonly ProxyRoute[]>;

/** Answers of the system name few; more is a script gone wrong. */
const maxRoutes = 10;
const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443', 'socks5:': '1080' };

/**
 * The way that HTTPS_PROXY, ALL_PROXY and NO_PROXY (in any case) name for an address.
 *
 * @throws RekeyError `proxy-failed`
 */
export function routeByVariables(url: string): ProxyRoute {
  const { env } = process;
  const named = namedByVariables(env);
  if (named === undefined || isLeftOut(new URL(url), env.no_proxy || env.NO_PROXY || '')) return null;
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(named) ?? [];
  // Without a scheme a proxy is spoken to in clear, as curl does; the tunnel inside it is encrypted all the same.
  const proxy = proxyUrl(scheme.toLowerCase().replace(/^socks(?:5h)?$/, 'socks5'), rest);
  if (proxy) return proxy;
  // What was given may hold a password.
  throw new RekeyError('proxy-failed', { reason: /^socks4/i.test(scheme) ? 'socks4' : 'variables' });
}

/** A proxy's URL that holds no login and no path; null for anything else. */
export function parseProxy(text: string): ProxyRoute {
  const [, scheme = '', server = ''] = /^([a-z0-9]+):\/\/([^/?#@\s]+)\/?$/.exec(text) ?? [];
  return scheme === '' ? null : proxyUrl(scheme, server);
}

/** The proxy that a variable names, for whatever address; undefined where none does. */
export function namedByVariables(env: NodeJS.ProcessEnv): string | undefined {
  return ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].map((name) => env[name]).find(Boolean);
}

/**
 * The routes of a PAC script's answer, as the system gives it: `PROXY a:8080; SOCKS5 b:1080; DIRECT`. What cannot be used
 * is left out as long as something else is there.
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

/** Host and port of a proxy, as its log-in is kept for and people are told of it. */
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
