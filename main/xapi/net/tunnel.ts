import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { RekeyError } from '../../../common/errors.ts';
import { trustedAuthorities } from './authorities.ts';
import { withoutBrackets } from './host-name.ts';
import { proxyName, proxyPort } from './proxy.ts';
import type { ProxyLogin, ProxyLogins, Try } from './proxy-login.ts';
import { openSocks } from './socks.ts';

/**
 * Opens a tunnel through a proxy. The caller upgrades it to a TLS connection to the PBX, so the proxy sees only its
 * name.
 *
 * @throws RekeyError `proxy-failed` (with a status or a reason if the proxy answered), `proxy-login`
 */
export async function openTunnel(
  proxy: URL,
  target: { host: string; port: number },
  logins: ProxyLogins,
  timeoutMs: number,
): Promise<Duplex> {
  const socks = proxy.protocol === 'socks5:';
  const asking = { name: proxyName(proxy), given: loginOf(proxy), encrypted: proxy.protocol === 'https:' };
  const tunnel = await logins.through(asking, (login) =>
    (socks ? openSocks : connect)(proxy, target, login, timeoutMs),
  );
  // There is no listener until TLS takes over, and an unhandled error would end the process.
  return tunnel.on('error', () => {});
}

/** Sends CONNECT to an HTTP proxy. */
async function connect(
  proxy: URL,
  { host, port }: { host: string; port: number },
  login: ProxyLogin | null,
  timeoutMs: number,
): Promise<Try<Duplex>> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const secure = proxy.protocol === 'https:';
  const authorities = secure ? { secureContext: await trustedAuthorities() } : {};
  return new Promise((resolve, reject) => {
    const fail = (status?: number): void =>
      reject(
        new RekeyError('proxy-failed', {
          host: proxyName(proxy),
          ...(status === undefined ? {} : { status }),
        }),
      );
    const request = (secure ? https : http).request({
      method: 'CONNECT',
      host: withoutBrackets(proxy.hostname),
      port: proxyPort(proxy),
      path: target,
      headers: { host: target, ...(login ? { 'proxy-authorization': basic(login) } : {}) },
      agent: false,
      timeout: timeoutMs,
      ...authorities,
    });
    const answered = (reply: http.IncomingMessage): void => {
      if (reply.statusCode === 407) resolve({ asks: schemesOf(reply.headers['proxy-authenticate']) });
      else fail(reply.statusCode);
    };
    request.once('connect', (reply, socket, head) => {
      if (reply.statusCode === 200 && head.length === 0) return resolve({ connection: socket });
      socket.destroy();
      answered(reply);
    });
    request.once('response', (reply) => {
      request.destroy();
      answered(reply);
    });
    request.once('timeout', () => request.destroy(new Error('timed out')));
    request.once('error', () => fail());
    request.end();
  });
}

/** The schemes of `Proxy-Authenticate`, in lower case. Node joins several headers with commas. */
export function schemesOf(header: string | string[] | undefined): readonly string[] {
  const text = [header ?? ''].flat().join(', ').slice(0, 2000);
  const found = text.matchAll(/(?:^|,)\s*([a-z][a-z0-9-]{1,20})(?=\s*(?:,|$)|\s+[^\s=])/gi);
  return [...new Set([...found].map(([, scheme = '']) => scheme.toLowerCase()))].slice(0, 5);
}

function loginOf({ username, password }: URL): ProxyLogin | null {
  return username || password ? { user: decoded(username), password: decoded(password) } : null;
}

function basic({ user, password }: ProxyLogin): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** A percent sign that encodes nothing is kept. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
