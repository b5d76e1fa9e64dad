import http from 'node:http';
import { isIP, type Socket } from 'node:net';
import { type ErrorFacts, RekeyError } from '../../common/errors.ts';
import { tidy } from '../../common/text.ts';

const timeoutMs = 3_000;

/** What somebody who is not trusted answers to the question that any browser asks. */
export interface Look {
  status: number;
  /** The other host that it sends to; null when it does not. */
  elsewhere: string | null;
  /** Its clock, milliseconds since 1970; null when it does not tell. */
  clock: number | null;
}

/**
 * Asks for the start page on an open connection, sending nothing that is of worth to anybody; null when no answer
 * comes. The connection is of no use afterwards.
 *
 * @param url whom one wants to talk to
 */
export function lookAt(socket: Socket, url: string): Promise<Look | null> {
  const { host } = new URL(url);
  return new Promise((resolve) => {
    const request = http.get({
      createConnection: () => socket,
      path: '/',
      headers: { host, connection: 'close' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.once('response', ({ statusCode = 0, headers }) => {
      const clock = Date.parse(headers.date ?? '');
      const elsewhere = otherHost(statusCode, headers.location, url);
      resolve({ status: statusCode, elsewhere, clock: Number.isNaN(clock) ? null : clock });
      request.destroy();
    });
    request.on('error', () => resolve(null));
  });
}

/** The other host that a redirect leads to; null where it stays or is none. */
export function otherHost(status: number, location: string | undefined, url: string): string | null {
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, url)) return null;
  const { hostname } = new URL(location, url);
  return hostname === '' || hostname === new URL(url).hostname ? null : tidy(hostname, 100);
}

/**
 * What was seen makes of a refusal: a guest network's log-in page answers in the PBX's place when it says so (HTTP 511)
 * or sends to another host. A PBX that is addressed by number may send to its own name, so there it proves nothing.
 */
export function judgeLook(refusal: RekeyError, look: Look | null, url: string, now: number): RekeyError {
  if (!look) return refusal;
  const { host, hostname } = new URL(url);
  const byNumber = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  if (look.status === 511 || (look.elsewhere !== null && !byNumber))
    return new RekeyError('captive-portal', {
      host,
      status: look.status,
      ...(look.elsewhere === null ? {} : { portal: look.elsewhere }),
    });
  const clocks: ErrorFacts =
    look.clock === null
      ? {}
      : { clockHere: new Date(now).toISOString(), clockThere: new Date(look.clock).toISOString() };
  const aboutTime = ['expired', 'not-yet-valid'].includes(refusal.facts.certificateProblem ?? '');
  return aboutTime ? new RekeyError(refusal.code, { ...refusal.facts, ...clocks }) : refusal;
}
