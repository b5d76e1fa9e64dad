import type { Log, Operation } from '../log/index.ts';
import { type Call, createCall } from './call.ts';
import { XapiError } from './error.ts';
import { logRequest } from './log-request.ts';
import { type Connections, createConnections, type Network, networkOfVariables } from './net/connection.ts';
import { exchange, exchangeTimeoutMs, type Outgoing, type Reply } from './net/exchange.ts';
import { createSession, holdOffMs, type RefusalMemory, type Session, type TokenStore } from './session.ts';

export interface AccessParts {
  /** Origin, as `parsePbxAddress` returns it. */
  url: string;
  clientId: string;
  apiKey: string;
  pinnedFingerprint: string | null;
  tokens: TokenStore;
  refusals: RefusalMemory;
  /** Held while signing in, across processes. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  log: Log;
  /** The proxy from the environment variables by default. */
  network?: Network;
  now?: () => number;
  monotonic?: () => number;
  /** Of one exchange, in milliseconds. */
  timeoutMs?: number;
}

/** How requests get to a PBX: over verified connections, with an access token. */
export interface Access {
  connections: Connections;
  session: Session;
  call: Call;
}

const maxTokenReplyBytes = 64_000;

export function createAccess(parts: AccessParts): Access {
  const { url, log, refusals } = parts;
  const now = parts.now ?? Date.now;
  const monotonic = parts.monotonic ?? (() => performance.now());
  const timeoutMs = parts.timeoutMs ?? exchangeTimeoutMs;
  const { host } = new URL(url);

  const connections = createConnections({
    url,
    pinnedFingerprint: parts.pinnedFingerprint,
    network: parts.network ?? networkOfVariables(),
    now,
    monotonic,
  });

  const send = async (operation: Operation, outgoing: Omit<Outgoing, 'timeoutMs'>): Promise<Reply> => {
    const entry = logRequest(log, operation, monotonic);
    try {
      const reply = await exchange(connections.current(), url, { ...outgoing, timeoutMs });
      entry.replied(reply.status);
      return reply;
    } catch (thrown) {
      const error = suspectBlock(thrown as XapiError);
      if (error.facts.unreachable === 'reset') connections.renew();
      entry.failed(error);
      throw error;
    } finally {
      connections.used();
    }
  };

  /** Silence soon after a rejected sign-in is what a blocked address looks like from outside. */
  const suspectBlock = (error: XapiError): XapiError => {
    const { host, unreachable } = error.facts;
    const silent = ['refused', 'timed-out', 'reset'].includes(unreachable ?? '');
    const { lastAt } = refusals.sinceSuccess();
    const recent = lastAt !== null && Math.abs(now() - lastAt) < 2 * holdOffMs;
    return error.code === 'pbx-unreachable' && silent && recent
      ? new XapiError('address-blocked-suspected', { host, unreachable }, error.effect, { cause: error })
      : error;
  };

  const session = createSession({
    url,
    host,
    tokens: parts.tokens,
    refusals,
    secrets: [parts.apiKey],
    exclusively: parts.exclusively,
    now,
    monotonic,
    log,
    requestToken: () =>
      send('sign-in', {
        method: 'POST',
        path: '/connect/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          client_id: parts.clientId,
          client_secret: parts.apiKey,
          grant_type: 'client_credentials',
        }).toString(),
        maxBodyBytes: maxTokenReplyBytes,
      }),
  });

  const call = createCall({ url, apiKey: parts.apiKey, session, monotonic, send });
  return { connections, session, call };
}
