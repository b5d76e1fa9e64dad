import type { Pbx } from '../../common/model.ts';
import type { Log } from '../log/index.ts';
import { XapiError } from './error.ts';
import { retryAfterMs, whatElse } from './judge.ts';
import { logRequest } from './log-request.ts';
import { createConnections, type Network, networkOfVariables } from './net/connection.ts';
import { exchange, exchangeTimeoutMs } from './net/exchange.ts';
import { query } from './odata.ts';

const maxReplyBytes = 64_000;

/**
 * Checks whether a PBX can be reached, without signing in: nothing secret is sent. A 3CX rejects such a request, and
 * only that counts as an answer.
 *
 * @throws XapiError why it cannot be reached, or `not-a-3cx`, `certificate-…` if something else answers
 */
export async function probePbx(
  { url, pinnedFingerprint }: Pick<Pbx, 'url' | 'pinnedFingerprint'>,
  { log, network = networkOfVariables() }: { log: Log; network?: Network | undefined },
  signal?: AbortSignal,
): Promise<void> {
  const { host } = new URL(url);
  const monotonic = (): number => performance.now();
  const connections = createConnections({ url, pinnedFingerprint, network, now: Date.now, monotonic });
  const entry = logRequest(log, 'probe', monotonic);
  try {
    const reply = await exchange(connections.current(), url, {
      method: 'GET',
      path: `/xapi/v1/SystemStatus${query({ select: 'Version' })}`,
      headers: { accept: 'application/json' },
      timeoutMs: exchangeTimeoutMs,
      maxBodyBytes: maxReplyBytes,
      signal,
    });
    const { status } = reply;
    if (status === 401 || status === 403) return entry.replied(status);
    const wait = { retryAfterMs: retryAfterMs(reply) };
    if (status === 429) throw new XapiError('rate-limited', { host, status }, 'none', wait);
    if (status === 511) throw new XapiError('captive-portal', { host, status }, 'none');
    if (status >= 500) throw new XapiError('pbx-error', { host, status }, 'none', wait);
    throw new XapiError('not-a-3cx', { host, status, ...whatElse(reply, url) }, 'none');
  } catch (error) {
    entry.failed(error as XapiError);
    throw error;
  } finally {
    await connections.destroy();
  }
}
