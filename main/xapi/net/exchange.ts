import { type Dispatcher, errors } from 'undici';
import { type FactsOf, RekeyError } from '../../../common/errors.ts';
import { type Effect, XapiError } from '../error.ts';
import { BodyError, type Headers, textOf } from './body.ts';
import { receive } from './receive.ts';
import { unreachableFacts } from './unreachable.ts';

/** Of one exchange, in milliseconds: it may begin with a proxy script that never arrives, and a proxy that is silent. */
export const exchangeTimeoutMs = 30_000;

/** One request with its limits. */
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

/** A reply, read completely and within its limits; nothing in it is trusted yet. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Sends one request and reads its reply. Redirects are not followed.
 *
 * @throws XapiError `pbx-unreachable`, `response-unreadable`, `cancelled`, and what the connection threw; with
 * `effect: 'none'` only if the request was certainly not begun.
 */
export async function exchange(connections: Dispatcher, origin: string, outgoing: Outgoing): Promise<Reply> {
  const host = new URL(origin).host;
  const deadline = createDeadline(outgoing.timeoutMs, outgoing.signal);
  let begun = false;
  let status: number | null = null;

  try {
    const reply = await receive(
      connections,
      {
        origin,
        method: outgoing.method,
        path: outgoing.path,
        headers: outgoing.headers,
        body: outgoing.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        signal: deadline.signal,
        started() {
          begun = true;
        },
        answered(told) {
          status = told;
        },
        maxBytes: outgoing.maxBodyBytes,
        maxErrorBytes,
      },
    );
    return { status: reply.status, headers: reply.headers, text: textOf(reply.bytes, reply.headers) };
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
    const facts = deadline.isOver() ? { unreachable: 'timed-out' as const } : unreachableFacts(error);
    throw new XapiError('pbx-unreachable', { host, ...facts }, effect, { cause: error });
  } finally {
    deadline.close();
  }
}

/** Ends an exchange that takes too long, or is no longer wanted. */
interface Deadline {
  signal: AbortSignal;
  /** Whether the timeout ended it. */
  isOver(): boolean;
  /** The exchange is over: releases everything. */
  close(): void;
}

/**
 * Not with `AbortSignal.timeout` and `AbortSignal.any`: their timers run to the end, and until then the signals keep
 * the whole exchange alive. In a large job that is thousands of them at any time.
 */
function createDeadline(ms: number, unwanted: AbortSignal | undefined): Deadline {
  const ending = new AbortController();
  let isOver = false;
  const cancel = (): void => ending.abort(unwanted?.reason);
  const timer = setTimeout(() => {
    isOver = !ending.signal.aborted;
    ending.abort(new DOMException('The exchange took too long.', 'TimeoutError'));
  }, ms).unref();
  if (unwanted?.aborted) cancel();
  else unwanted?.addEventListener('abort', cancel, { once: true });
  return {
    signal: ending.signal,
    isOver: () => isOver,
    close() {
      clearTimeout(timer);
      unwanted?.removeEventListener('abort', cancel);
    },
  };
}

/** The maximum body of a reply with an error status: it only contains a message. */
const maxErrorBytes = 64_000;

function unreadable(error: unknown): Pick<FactsOf<'response-unreadable'>, 'reason'> {
  return error instanceof BodyError ? { reason: error.reason } : {};
}
