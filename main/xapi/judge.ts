import type { FactsOf } from '../../common/errors.ts';
import { XapiError } from './error.ts';
import { isCheapToParse } from './json.ts';
import { headerOf } from './net/body.ts';
import type { Reply } from './net/exchange.ts';
import { otherHost } from './net/portal.ts';
import { readServerWords } from './server-words.ts';

/**
 * Returns the body of a good reply (null for `204`, `205` and JSON `null`). Throws every other reply as an error with its
 * effect: a rejecting 4xx, 429 and 503 certainly did nothing.
 *
 * @param missing what a 404 means for this request
 * @param secrets must not appear in a message, although the PBX may repeat them
 */
export function judge(
  reply: Reply,
  url: string,
  missing: 'device-not-found' | 'not-a-3cx',
  secrets: readonly string[],
): unknown {
  const { status, text } = reply;
  const { host } = new URL(url);
  const body = parseJson(text);
  if (status === 204 || status === 205) return null;
  if (isSuccess(status) && !hasError(body)) {
    if (body !== undefined) return body;
    const { reason } = webPage(text);
    // Nothing of it is shown: it can be a password in another form.
    throw reason
      ? new XapiError('not-a-3cx', { host, status, reason }, 'unknown')
      : new XapiError('response-unreadable', { host, status }, 'unknown');
  }

  const { notFound, says } = readServerWords(text, body, secrets);
  const facts = { host, status, ...(says ? { pbxSays: says } : {}) };
  if (isSuccess(status)) throw new XapiError('response-unreadable', facts, 'unknown');
  const wait = { retryAfterMs: retryAfterMs(reply) };
  // The caller has made sure that the access token is good (call.ts).
  if (status === 401 || status === 403) throw new XapiError('forbidden', facts, 'none');
  // A web server's own page says nothing about the device: the service behind it may be down.
  if (status === 404 && webPage(text).reason)
    throw new XapiError('not-a-3cx', { ...facts, ...webPage(text) }, 'none');
  if (status === 404 || (notFound && status < 500)) throw new XapiError(missing, facts, 'none');
  if (status === 429) throw new XapiError('rate-limited', facts, 'none', wait);
  if (status === 511) throw new XapiError('captive-portal', { host, status, sent: 'token' }, 'none');
  if (status === 503) throw new XapiError('pbx-error', facts, 'none', wait);
  if (status === 408 || status >= 500) {
    // Gateways answer 502 and 504 when they stopped waiting, some with a JSON body of their own.
    const byPbx = status === 500 && isODataError(body);
    throw new XapiError('pbx-error', facts, 'unknown', { ...wait, byPbx });
  }
  if (status >= 400) throw new XapiError('request-refused', facts, 'none');
  throw new XapiError('not-a-3cx', { ...facts, ...whatElse(reply, url) }, 'unknown');
}

/** Whether a status says that a request was carried out; proxies change a 200 into a 203, for example. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether a body contains an error, as some gateways send with any status. */
function hasError(body: unknown): boolean {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  return (typeof error === 'object' && error !== null) || (typeof error === 'string' && error !== '');
}

/** Whether a body is OData's error envelope, with a message. */
function isODataError(body: unknown): boolean {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return typeof code === 'string' && typeof message === 'string' && message !== '';
}

/** Parses JSON; undefined if it is not JSON, or would take long to parse. */
export function parseJson(text: string): unknown {
  if (!isCheapToParse(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fact that a reply is a web page, as proxies and other web servers send. */
export function webPage(text: string): { reason?: 'web-page' } {
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text) ? { reason: 'web-page' } : {};
}

/** What a reply is that does not come from a 3CX: a redirect to another host, or a web page. */
export function whatElse(
  { status, headers, text }: Reply,
  url: string,
): Pick<FactsOf<'not-a-3cx'>, 'reason' | 'portal'> {
  const portal = otherHost(status, headerOf(headers, 'location'), url);
  return portal === null ? webPage(text) : { reason: 'redirect', portal };
}

/** The maximum wait, whatever a PBX asks for. */
const maxRetryAfterMs = 24 * 60 * 60_000;

/**
 * `Retry-After` in milliseconds, given as seconds or as a date by the PBX's own clock, within limits; null if there
 * is none.
 */
export function retryAfterMs({ headers }: Reply): number | null {
  const value = headerOf(headers, 'retry-after')?.trim();
  if (value === undefined) return null;
  const there = Date.parse(headerOf(headers, 'date') ?? '');
  const seconds = /^[+-]?\d+(?:\.\d+)?$/.test(value) ? Number(value) : null;
  const wait =
    seconds === null ? Date.parse(value) - (Number.isNaN(there) ? Date.now() : there) : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.round(Math.min(maxRetryAfterMs, Math.max(0, wait)));
}
