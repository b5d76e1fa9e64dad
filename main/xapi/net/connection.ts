import net, { type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { RekeyError, toRekeyError } from '../../../common/errors.ts';
import { trustedAuthorities } from './authorities.ts';
import { checkCertificate } from './certificate.ts';
import { withoutBrackets } from './host-name.ts';
import { judgeProbe, type PortalReply, portalInsteadOf, probePortal } from './portal.ts';
import { type ProxyRoute, proxyName, type RoutesTo, routeByVariables } from './proxy.ts';
import { loginsOfAddresses, type ProxyLogins } from './proxy-login.ts';
import { tidyReplyHeads } from './reply-head.ts';
import { createTtlCache, type TtlCache } from './ttl-cache.ts';
import { openTunnel } from './tunnel.ts';
import { reasonOf, unreachableFacts } from './unreachable.ts';

const connectTimeoutMs = 10_000;
/** For all headers of a reply: some servers send policies of many kilobytes. */
const maxHeaderBytes = 131_072;
/** A connection idle for longer is not reused: devices on the way may have dropped it. */
const maxIdleMs = 10_000;
const findingsTtlMs = 60_000;

/** How to reach a PBX. */
export interface Network {
  routesTo: RoutesTo;
  logins: ProxyLogins;
  lately: Findings;
}

/** Recent findings about a network, so that not every new connection has to find out again. */
export interface Findings {
  /** Proxies that did not answer, by their `host:port`. */
  deadProxies: TtlCache<true>;
  /** What answers on port 80 of a host when the PBX did not answer. */
  portalReplies: TtlCache<Promise<PortalReply | null>>;
}

export function createFindings(): Findings {
  return { deadProxies: createTtlCache(findingsTtlMs), portalReplies: createTtlCache(findingsTtlMs) };
}

/** The network described by the environment variables, including the logins in them. */
export function networkOfVariables(): Network {
  return {
    routesTo: async (url) => [routeByVariables(url)],
    logins: loginsOfAddresses(),
    lately: createFindings(),
  };
}

export interface ConnectionParts {
  url: string;
  pinnedFingerprint: string | null;
  network: Network;
  /** Milliseconds since 1970; continues while the computer sleeps. */
  now(): number;
  /** Milliseconds of a monotonic clock, which may stop while the computer sleeps. */
  monotonic(): number;
}

/** Keep-alive connections to one PBX. */
export interface Connections {
  /** For the next request: kept connections, unless they were idle for so long that they may be dead. */
  current(): Dispatcher;
  /** A request is over. */
  used(): void;
  /**
   * Uses fresh connections from now on: if one was found dead, or the network changed, the other idle ones are
   * usually dead too. Requests under way continue.
   */
  renew(): void;
  destroy(): Promise<void>;
}

export function createConnections(parts: ConnectionParts): Connections {
  let agent = createAgent(parts);
  const clocks = (): [number, number] => [parts.now(), parts.monotonic()];
  let usedAt = clocks();
  const renew = (): void => {
    // Closes once the requests under way on it have ended; each reports its own failure.
    agent.close().catch(() => {});
    agent = createAgent(parts);
  };
  return {
    current() {
      // A clock that was set back also counts: the idle time is then unknown.
      const idle = clocks().map((time, index) => Math.abs(time - (usedAt[index] ?? 0)));
      if (Math.max(...idle) > maxIdleMs) renew();
      usedAt = clocks();
      return agent;
    },
    used() {
      usedAt = clocks();
    },
    renew,
    destroy: () => agent.destroy(),
  };
}

/**
 * A connection is handed over only after its certificate was checked. Only HTTP/1.1, because it shows clearly whether
 * a request was begun.
 */
function createAgent({ url, pinnedFingerprint, network, now }: ConnectionParts): Dispatcher {
  const { host, hostname } = new URL(url);
  const { deadProxies, portalReplies } = network.lately;
  const makeConnector = async (): Promise<buildConnector.connector> =>
    buildConnector({
      timeout: connectTimeoutMs,
      allowH2: false,
      // A resumed session would skip the check of the certificate.
      maxCachedSessions: 0,
      rejectUnauthorized: false,
      ...(url.startsWith('https:') ? { secureContext: await trustedAuthorities() } : {}),
    });

  const open = async (options: buildConnector.Options, httpSocket?: Socket): Promise<Socket> => {
    const connect = await makeConnector();
    return new Promise((resolve, reject) =>
      connect({ ...options, ...(httpSocket ? { httpSocket } : {}) }, (error, socket) =>
        error ? reject(error) : resolve(socket),
      ),
    );
  };

  /** Opens it by one route; for https, checks the certificate before anything is sent. */
  const openBy = async (route: ProxyRoute, options: buildConnector.Options): Promise<Socket> => {
    const target = { host: withoutBrackets(options.hostname), port: Number(options.port || 443) };
    const reach = async (): Promise<Socket | undefined> =>
      route ? ((await openTunnel(route, target, network.logins, connectTimeoutMs)) as Socket) : undefined;
    const socket = await open(options, await reach()).catch(async (error: unknown) => {
      if (!isNoTls(error) || unreachableFacts(error).reason) throw error;
      // Something without TLS; a login page may answer on every port.
      const plain = await reach().catch(() => undefined);
      const reply = await probePortal(plain ?? net.connect(target), url);
      const unsafe = new RekeyError('pbx-unreachable', { host, unreachable: 'tls-failed' }, { cause: error });
      throw judgeProbe(unsafe, reply, url, now());
    });
    if (options.protocol !== 'https:') return socket;
    try {
      checkCertificate(socket as TLSSocket, pinnedFingerprint, host);
      return socket;
    } catch (thrown) {
      const refusal = toRekeyError(thrown);
      const reply = refusal.facts.fingerprint === undefined ? null : await probePortal(socket, url);
      socket.destroy();
      throw judgeProbe(refusal, reply, url, now());
    }
  };

  const openByAny = async (options: buildConnector.Options): Promise<Socket> => {
    if (options.protocol !== 'https:') return openBy(null, options);
    const routes = await network.routesTo(url);
    const failures = new Map<ProxyRoute, unknown>();
    for (const route of deadLast(routes)) {
      try {
        const socket = await openBy(route, options);
        if (route) deadProxies.delete(proxyName(route));
        return socket;
      } catch (error) {
        if (!isRouteFailure(error)) throw error;
        if (route) deadProxies.set(proxyName(route), true);
        failures.set(route, error);
      }
    }
    throw (await portalOnDirectRoute(failures.get(null))) ?? failures.get(routes.at(-1) ?? null);
  };

  /**
   * Puts routes that did not answer recently last, because each new connection would wait for them first. The direct
   * route is never marked dead.
   */
  const deadLast = (routes: readonly ProxyRoute[]): readonly ProxyRoute[] => {
    const isDead = (route: ProxyRoute): boolean =>
      route !== null && deadProxies.get(proxyName(route)) !== undefined;
    return [...routes.filter((route) => !isDead(route)), ...routes.filter(isDead)];
  };

  /**
   * Most guest networks let only port 80 through, where their login page answers for every host. So if nothing
   * answers on the PBX's own port, that port is probed, unencrypted and with no data; not for every attempt.
   */
  const portalOnDirectRoute = async (failure: unknown): Promise<RekeyError | null> => {
    if (failure === undefined || !['refused', 'timed-out', 'reset'].includes(reasonOf(failure))) return null;
    const plain = `http://${hostname}/`;
    const target = { host: withoutBrackets(hostname), port: 80 };
    let reply = portalReplies.get(hostname);
    if (!reply) {
      reply = probePortal(net.connect(target), plain);
      portalReplies.set(hostname, reply);
    }
    return portalInsteadOf(await reply, url);
  };

  return new Agent({
    allowH2: false,
    keepAliveMaxTimeout: maxIdleMs,
    maxHeaderSize: maxHeaderBytes,
    connect: (options, callback) =>
      void openByAny(options).then(
        (socket) => callback(null, tidyReplyHeads(socket)),
        (error: Error) => callback(error, null),
      ),
  });
}

/**
 * Whether only this route failed, because the proxy or the direct route is not available. An answer by the host is
 * final.
 */
function isRouteFailure(error: unknown): boolean {
  if (!(error instanceof RekeyError)) return true;
  const { status, reason } = error.facts;
  return error.code === 'proxy-failed' && status === undefined && reason === undefined;
}

function isNoTls(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    code === 'EPROTO' ||
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    code === 'ERR_SSL_HTTP_REQUEST'
  );
}
