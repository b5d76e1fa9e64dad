import http from 'node:http';
import { isIP, type Socket } from 'node:net';
import { type ErrorFacts, RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { withoutBrackets } from './host-name.ts';

const timeoutMs = 3_000;

/** What somebody who is not trusted answers to the question that any browser asks. */
export interface Look {
  status: number;
  /** The other host that it sends to; null when it does not. */
  elsewhere: string | null;
  /** Whether that is no page of its own, but the start page over https: so does who sends to its own name. */
  toStartPage: boolean;
  /** Its clock, milliseconds since 1970; null when it does not tell. */
  clock: number | null;
}

/**
 * Asks for the start page on an open connection, sending nothing that is of worth to anybody; null when no answer
 * comes. The connection is of no use afterwards.
 *
 * @param url whom one wants to talk to
 */
export function probePortal(socket: Socket, url: string): Promise<Look | null> {
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
      resolve({
        status: statusCode,
        elsewhere: otherHost(statusCode, headers.location, url),
        toStartPage: isStartPage(headers.location, url),
        clock: Number.isNaN(clock) ? null : clock,
      });
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

function isStartPage(location: string | undefined, url: string): boolean {
  if (location === undefined || !URL.canParse(location, url)) return false;
  const { protocol, pathname, search } = new URL(location, url);
  return protocol === 'https:' && pathname === '/' && search === '';
}

/**
 * What was seen makes of a refusal: a guest network's log-in page answers in the PBX's place when it says so (HTTP 511)
 * or sends to another host. A PBX that is addressed by number may send to its own name, so there it proves nothing.
 */
export function judgeLook(refusal: RekeyError, look: Look | null, url: string, now: number): RekeyError {
  if (!look) return refusal;
  const portal = portalOf(look, url);
  if (portal) return portal;
  const clocks: ErrorFacts =
    look.clock === null
      ? {}
      : { clockHere: new Date(now).toISOString(), clockThere: new Date(look.clock).toISOString() };
  const aboutTime = ['expired', 'not-yet-valid'].includes(refusal.facts.certificateProblem ?? '');
  return aboutTime ? new RekeyError(refusal.code, { ...refusal.facts, ...clocks }) : refusal;
}

/**
 * The same of what answers in clear, on port 80, where nobody does on the PBX's own port; null where that is
 * not sure. Here it may well be the PBX, or another web server at its address, that sends people on: within its
 * own domain, or to the start page of the name that it has in public. A page without a redirect may be anybody's.
 */
export function portalInsteadOf(look: Look | null, url: string): RekeyError | null {
  if (!look) return null;
  const ownName =
    look.elsewhere !== null && (look.toStartPage || isOneDomain(look.elsewhere, new URL(url).hostname));
  return ownName && look.status !== 511 ? null : portalOf(look, url);
}

function portalOf({ status, elsewhere }: Look, url: string): RekeyError | null {
  const { host, hostname } = new URL(url);
  const byNumber = isIP(withoutBrackets(hostname)) !== 0;
  if (status !== 511 && (elsewhere === null || byNumber)) return null;
  return new RekeyError('captive-portal', {
    host,
    status,
    ...(elsewhere === null ? {} : { portal: elsewhere }),
  });
}

/** Whether two names are of one domain, such as `acme.example`, or `acme.co.uk` under what many share. */
function isOneDomain(one: string, other: string): boolean {
  const [labels = [], others = []] = [one, other].map((name) => name.split('.').reverse());
  const [country = '', below = ''] = labels;
  const isShared = country.length === 2 && /^(?:ac|co|com|edu|gov|gv|ne|net|or|org)$/.test(below);
  const domain = isShared ? 3 : 2;
  return labels.length >= domain && labels.slice(0, domain).join('.') === others.slice(0, domain).join('.');
}
