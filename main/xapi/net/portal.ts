import http from 'node:http';
import { isIP, type Socket } from 'node:net';
import { type ErrorFacts, RekeyError } from '../../../common/errors.ts';
import { tidy } from '../../../common/text.ts';
import { parsePbxTime } from '../pbx-time.ts';
import { withoutBrackets } from './host-name.ts';

const timeoutMs = 3_000;

/** What an untrusted server answers to a request that any browser sends. */
export interface PortalReply {
  status: number;
  /** The other host that it redirects to; null if it does not. */
  elsewhere: string | null;
  /**
   * Whether that is not a specific page but the start page over https: a server that redirects to its own name does
   * the same.
   */
  toStartPage: boolean;
  /** Its clock, milliseconds since 1970; null if it does not report it. */
  clock: number | null;
}

/**
 * Requests the start page on an open connection, sending nothing sensitive; null if no answer comes. The connection
 * cannot be used afterwards.
 *
 * @param url of the host to reach
 */
export function probePortal(socket: Socket, url: string): Promise<PortalReply | null> {
  const { host } = new URL(url);
  return new Promise((resolve) => {
    const request = http.get({
      createConnection: () => socket,
      path: '/',
      headers: { host, connection: 'close' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.once('response', ({ statusCode = 0, headers }) => {
      resolve({
        status: statusCode,
        elsewhere: otherHost(statusCode, headers.location, url),
        toStartPage: isStartPage(headers.location, url),
        clock: parsePbxTime(headers.date),
      });
      request.destroy();
    });
    request.on('error', () => resolve(null));
  });
}

/** The other host that a redirect leads to; null if it stays on the host or is not a redirect. */
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
 * Decides what an observation makes of a rejection: a guest network's login page answers in the PBX's place if it
 * says so (HTTP 511) or redirects to another host. A PBX that is addressed by IP may redirect to its own name, which
 * proves nothing.
 */
export function judgeProbe(
  refusal: RekeyError,
  reply: PortalReply | null,
  url: string,
  now: number,
): RekeyError {
  if (!reply) return refusal;
  const portal = portalOf(reply, url);
  if (portal) return portal;
  const clocks: ErrorFacts =
    reply.clock === null
      ? {}
      : { clockHere: new Date(now).toISOString(), clockThere: new Date(reply.clock).toISOString() };
  const aboutTime = ['expired', 'not-yet-valid'].includes(refusal.facts.certificateProblem ?? '');
  return aboutTime ? new RekeyError(refusal.code, { ...refusal.facts, ...clocks }) : refusal;
}

/**
 * As `judgeProbe`, for what answers unencrypted on port 80 when nothing answers on the PBX's own port; null if unsure.
 * Here it may well be the PBX, or another web server at its address, that redirects: within its own domain, or to the
 * start page of its public name. A page without a redirect may come from anything.
 */
export function portalInsteadOf(reply: PortalReply | null, url: string): RekeyError | null {
  if (!reply) return null;
  const ownName =
    reply.elsewhere !== null && (reply.toStartPage || isOneDomain(reply.elsewhere, new URL(url).hostname));
  return ownName && reply.status !== 511 ? null : portalOf(reply, url);
}

function portalOf({ status, elsewhere }: PortalReply, url: string): RekeyError | null {
  const { host, hostname } = new URL(url);
  const byNumber = isIP(withoutBrackets(hostname)) !== 0;
  if (status !== 511 && (elsewhere === null || byNumber)) return null;
  return new RekeyError('captive-portal', {
    host,
    status,
    ...(elsewhere === null ? {} : { portal: elsewhere }),
  });
}

/** Whether two names belong to one domain, such as `acme.example`, or `acme.co.uk` under a shared suffix. */
function isOneDomain(one: string, other: string): boolean {
  const [labels = [], others = []] = [one, other].map((name) => name.split('.').reverse());
  const [country = '', below = ''] = labels;
  const isShared = country.length === 2 && /^(?:ac|co|com|edu|gov|gv|ne|net|or|org)$/.test(below);
  const domain = isShared ? 3 : 2;
  return labels.length >= domain && labels.slice(0, domain).join('.') === others.slice(0, domain).join('.');
}
