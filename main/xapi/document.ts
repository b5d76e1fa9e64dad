import type { Log } from '../log/index.ts';
import { XapiError } from './error.ts';
import { logRequest } from './log-request.ts';
import { createConnections, type Network } from './net/connection.ts';
import { exchange, exchangeTimeoutMs, type Reply } from './net/exchange.ts';

/**
 * Fetches a small document with GET, with the same limits, routes and certificate checks as for a PBX. Redirects are
 * not followed.
 *
 * @throws XapiError why there is no reply
 */
export async function fetchDocument(
  address: string,
  { network, log, maxBytes }: { network: Network; log: Log; maxBytes: number },
  signal?: AbortSignal,
): Promise<Reply> {
  const { origin, pathname, search } = new URL(address);
  const monotonic = (): number => performance.now();
  const connections = createConnections({
    url: origin,
    pinnedFingerprint: null,
    network,
    now: Date.now,
    monotonic,
  });
  const entry = logRequest(log, 'update-check', monotonic);
  try {
    const reply = await exchange(connections.current(), origin, {
      method: 'GET',
      path: `${pathname}${search}`,
      headers: { accept: 'application/json' },
      timeoutMs: exchangeTimeoutMs,
      maxBodyBytes: maxBytes,
      signal,
    });
    entry.replied(reply.status);
    return reply;
  } catch (error) {
    if (error instanceof XapiError) entry.failed(error);
    throw error;
  } finally {
    await connections.destroy();
  }
}
