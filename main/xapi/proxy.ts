import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { getProxyForUrl } from 'proxy-from-env';
import { RekeyError } from '../../common/errors.ts';

/** The proxy that HTTPS_PROXY, ALL_PROXY and NO_PROXY (in any case) name for an address; null for a direct way. */
export function proxyFor(url: string): URL | null {
  const named = getProxyForUrl(url);
  if (named === '') return null;
  // Without a scheme a proxy is spoken to in clear, as curl does; the tunnel inside it is encrypted all the same.
  const proxy = /^https?:\/\//i.test(named) ? named : `http://${named.replace(/^[a-z]+:\/\//i, '')}`;
  if (!URL.canParse(proxy)) throw new RekeyError('proxy-failed', { reason: 'variables' });
  return new URL(proxy);
}

/**
 * Opens a tunnel through a proxy with CONNECT. The caller makes it a TLS connection to the PBX, so the proxy sees
 * only its name.
 *
 * @throws RekeyError `proxy-failed`
 */
export function openTunnel(proxy: URL, host: string, port: number, timeoutMs: number): Promise<Duplex> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const credentials = `${decoded(proxy.username)}:${decoded(proxy.password)}`;
  return new Promise((resolve, reject) => {
    const fail = (status?: number): void =>
      reject(
        new RekeyError('proxy-failed', { host: proxy.host, ...(status === undefined ? {} : { status }) }),
      );
    const request = (proxy.protocol === 'https:' ? https : http).request({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: target,
      headers: {
        host: target,
        ...(credentials === ':'
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
      },
      agent: false,
      timeout: timeoutMs,
    });
    request.once('connect', (reply, socket, head) => {
      if (reply.statusCode === 200 && head.length === 0) return resolve(socket);
      socket.destroy();
      fail(reply.statusCode);
    });
    request.once('response', (reply) => {
      request.destroy();
      fail(reply.statusCode);
    });
    request.once('timeout', () => request.destroy(new Error('timed out')));
    request.once('error', () => fail());
    request.end();
  });
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
