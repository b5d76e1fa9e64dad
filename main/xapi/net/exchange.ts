import { type Dispatcher, errors } from 'undici';
import { type FactsOf, RekeyError } from '../../../common/errors.ts';
import { type Effect, XapiError } from '../error.ts';
import { BodyError, type Headers, readBody, textOf } from './body.ts';
import { unreachableFacts } from './unreachable.ts';

/** Of one exchange, milliseconds: it may begin with a proxy script that does not come, and a proxy that is silent. */
export const exchangeTimeoutMs = 30_000;

/** One request, with its bounds. */
export interface Outgoing {
  method: 'GET' | 'POST';
  /** Path and query, already encoded. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole exchange, to the last byte of the reply. */
  timeoutMs: number;
  /** Of the reply's body. */
  maxBodyBytes: number;
  signal?: AbortSignal | undefined;
}

/** A reply, read whole and within its bounds; nothing in it is trusted yet. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Sends one request and reads its reply. Redirects are not followed.
 *
 * @throws XapiError `pbx-unreachable`, `response-unreadable`, `cancelled`, and what the connection threw; with
 * `effect: 'none'` only when the request surely was not begun.
 */
export async function exchange(connections: Dispatcher, origin: string, outgoing: Outgoing): Promise<Reply> {
  const host = new URL(origin).host;
  const timer = AbortSignal.timeout(outgoing.timeoutMs);
  const signal = outgoing.signal ? AbortSignal.any([timer, outgoing.signal]) : timer;
  let begun = false;
  let status: number | null = null;

  try {
    const watched = connections.compose(
      (dispatch) => (options, handler) =>
        dispatch(
          options,
          watchStart(handler, () => {
            begun = true;
          }),
        ),
    );
    const reply = await watched.request({
      origin,
      method: outgoing.method,
      path: outgoing.path,
      headers: outgoing.headers,
      body: outgoing.body ?? null,
      headersTimeout: 0,
      bodyTimeout: 0,
      signal,
    });
    status = reply.statusCode;
    return { status, headers: reply.headers, text: await readText(reply, outgoing.maxBodyBytes) };
  } catch (error) {
    const effect: Effect = begun ? 'unknown' : 'none';
    if (error instanceof RekeyError) throw new XapiError(error.code, error.facts, effect, { cause: error });
    if (outgoing.signal?.aborted) throw new XapiError('cancelled', {}, effect, { cause: error });
    if (status !== null)
      throw new XapiError('response-unreadable', { host, status, ...unreadable(error) }, effect, {
        cause: error,
      });
    if (error instanceof errors.HeadersOverflowError)
      throw new XapiError('response-unreadable', { host, reason: 'too-large' }, effect, { cause: error });
    if (error instanceof errors.HTTPParserError)
      throw new XapiError('not-a-3cx', { host }, effect, { cause: error });
    const facts = timer.aborted ? { unreachable: 'timed-out' as const } : unreachableFacts(error);
    throw new XapiError('pbx-unreachable', { host, ...facts }, effect, { cause: error });
  }
}

/** Tells when the request's first byte is about to be written. */
function watchStart(handler: Dispatcher.DispatchHandler, started: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      started();
      handler.onRequestStart?.(controller, context);
    },
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  };
}

/** Of the body of a reply that says by its status that the request failed: it only has words for a person. */
const maxErrorBody = 64_000;

/**
 * The text of a reply. Of one that says by its status that the request failed, whatever can be read: its status counts, however
 * its body ends.
 */
async function readText(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<string> {
  const failed = statusCode >= 400;
  const collected: Buffer[] = [];
  try {
    await readBody(body, headers, failed ? Math.min(maxBytes, maxErrorBody) : maxBytes, collected);
  } catch (error) {
    if (!failed) throw error;
  }
  return textOf(Buffer.concat(collected), headers);
}

function unreadable(error: unknown): Pick<FactsOf<'response-unreadable'>, 'reason'> {
  return error instanceof BodyError ? { reason: error.reason } : {};
}
