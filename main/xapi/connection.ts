import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { toRekeyError } from '../../common/errors.ts';
import { checkCertificate, trustedAuthorities } from './certificate.ts';
import { openTunnel, proxyFor } from './proxy.ts';

const connectTimeoutMs = 10_000;

/** Keep-alive connections to one PBX. */
export interface Connections {
  current(): Dispatcher;
  /** Uses fresh connections from now on: where one was found dead, the other idle ones mostly are too. */
  renew(): void;
  destroy(): Promise<void>;
}

export function createConnections(url: string, pinnedFingerprint: string | null): Connections {
  let agent = createAgent(url, pinnedFingerprint);
  return {
    current: () => agent,
    renew() {
      // Ends by itself once what is under way on it has ended; a failure of that is told to its own request.
      agent.close().catch(() => {});
      agent = createAgent(url, pinnedFingerprint);
    },
    destroy: () => agent.destroy(),
  };
}

/**
 * A connection is handed over only after its certificate was checked. HTTP/1.1 alone: there it is plain whether a
 * request was begun.
 */
function createAgent(url: string, pinnedFingerprint: string | null): Dispatcher {
  const { host } = new URL(url);
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    allowH2: false,
    // A resumed session would skip the check of the certificate.
    maxCachedSessions: 0,
    rejectUnauthorized: false,
    ...(url.startsWith('https:') ? { secureContext: trustedAuthorities() } : {}),
  });

  return new Agent({
    allowH2: false,
    connect(options, callback) {
      const secure = (httpSocket?: unknown): void =>
        connect({ ...options, httpSocket } as buildConnector.Options, (error, socket) => {
          if (error) return callback(error, null);
          if (options.protocol === 'https:') {
            try {
              checkCertificate(socket as TLSSocket, pinnedFingerprint, host);
            } catch (untrusted) {
              socket.destroy();
              return callback(toRekeyError(untrusted), null);
            }
          }
          callback(null, socket);
        });

      const proxy = options.protocol === 'https:' ? proxyFor(url) : null;
      if (!proxy) return secure();
      openTunnel(proxy, options.hostname, Number(options.port || 443), connectTimeoutMs).then(
        secure,
        (error: Error) => callback(error, null),
      );
    },
  });
}
