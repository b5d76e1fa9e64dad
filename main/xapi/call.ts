import { unlessAborted } from '../../common/unless-aborted.ts';
import type { Operation } from '../log/index.ts';
import { XapiError } from './error.ts';
import { judge } from './judge.ts';
import type { Outgoing, Reply } from './net/exchange.ts';
import { query } from './odata.ts';
import type { Session } from './session.ts';

/** A request that needs an access token. */
type Authorized = Pick<Outgoing, 'method' | 'path' | 'maxBodyBytes' | 'signal'> & {
  /** JSON. */
  body?: string;
};

interface CallOptions {
  /** Nothing is sent before there is a token; once aborted, the wait for one ends. */
  unsent?: AbortSignal | undefined;
  /** Only with the token that is held; never signs in. */
  quietly?: boolean | undefined;
  /** With `quietly`: a token that is rejected here is kept. */
  keepsToken?: boolean | undefined;
  /** Called each time before the request is sent. */
  sending?: (() => void) | undefined;
  /** Called with the length of the reply's text, whatever its status. */
  received?: ((characters: number) => void) | undefined;
  /** Called with the headers of the reply, whatever its status. */
  replied?: ((headers: Reply['headers']) => void) | undefined;
}

/** Sends a request with the access token and returns the body of a good reply. @throws XapiError, NotSignedIn */
export type Call = (operation: Operation, outgoing: Authorized, options?: CallOptions) => Promise<unknown>;

export interface CallParts {
  url: string;
  apiKey: string;
  session: Session;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  send(operation: Operation, outgoing: Omit<Outgoing, 'timeoutMs'>): Promise<Reply>;
}

/** There is no token that the PBX accepts, and none can be obtained. */
export class NotSignedIn extends Error {}

/** Tokens tried for one request: the current one, another process's, and a new one. */
const maxTokens = 3;
const maxCheckBody = 64_000;
const uselessForMs = 60_000;
const deviceOperations: readonly Operation[] = [
  'regenerate',
  'read-credentials',
  'reprovision',
  'read-events',
  'read-addresses',
  'regenerate-user',
  'read-user-credentials',
];

/**
 * A 401 has several causes: the token expired, another program took it away, or the API client may not use this
 * resource. A sign-in takes the token away from others, so the token is first checked on another resource: if it is
 * accepted there, the permission is missing.
 */
export function createCall({ url, apiKey, session, monotonic, send }: CallParts): Call {
  const { host } = new URL(url);
  /** The last token that was new and yet accepted nowhere: for a while, no other is requested. */
  let useless: { token: string; since: number } | null = null;
  let checking: { token: string; result: Promise<boolean> } | null = null;

  const withToken = async (operation: Operation, outgoing: Authorized, token: string): Promise<Reply> => {
    const authorized = {
      ...outgoing,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(outgoing.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    };
    const reply = await send(operation, authorized).catch((error: XapiError) => {
      // The other side closed an idle connection in the meantime; a request that changes nothing can be repeated at
      // once.
      const stale = outgoing.method === 'GET' && error.facts.unreachable === 'reset';
      if (!stale) throw error;
      return send(operation, authorized);
    });
    if (reply.status !== 401) session.accepted(token);
    return reply;
  };

  /** Whether the PBX accepts a token for something else; concurrent calls share one request. */
  const isAcceptedElsewhere = (operation: Operation, token: string): Promise<boolean> => {
    if (checking?.token === token) return checking.result;
    const ofDeviceList = operation === 'list-devices' || operation === 'count-devices';
    const other: Operation = ofDeviceList ? 'status' : 'count-devices';
    const path = ofDeviceList
      ? `/xapi/v1/SystemStatus${query({ select: 'Version' })}`
      : `/xapi/v1/Fxs${query({ select: 'MacAddress', top: 1, count: 'true' })}`;
    const result = withToken(other, { method: 'GET', path, maxBodyBytes: maxCheckBody }, token)
      .then(({ status }) => status !== 401)
      // Without an answer this is unknown; signing in will show.
      .catch(() => false)
      .finally(() => {
        checking = null;
      });
    checking = { token, result };
    return result;
  };

  /** The error of a 401 when no other token is worth trying. */
  const refusal = (token: string): XapiError => {
    if (useless?.token !== token) useless = { token, since: monotonic() };
    if (!session.hasWorked()) return new XapiError('forbidden', { host, status: 401 }, 'none');
    session.drop(token);
    return new XapiError('token-contested', { host, status: 401 }, 'none');
  };

  return async (
    operation,
    outgoing,
    { unsent, quietly = false, keepsToken = false, sending, received, replied } = {},
  ) => {
    const signedIn = <T>(wanted: Promise<T>): Promise<T> => (unsent ? orUnsent(unsent, wanted) : wanted);
    const judged = (reply: Reply, token: string): unknown => {
      received?.(reply.text.length);
      replied?.(reply.headers);
      const missing = deviceOperations.includes(operation) ? 'device-not-found' : 'not-a-3cx';
      return judge(reply, url, missing, [token, apiKey]);
    };
    const isUseless = (token: string): boolean =>
      useless?.token === token && monotonic() - useless.since < uselessForMs;
    const held = session.held();
    let token = quietly ? held : await signedIn(session.token());
    let isNew = token !== null && held === null && session.isUnproven(token);
    for (let tokens = 1; token !== null; tokens += 1) {
      sending?.();
      const reply = await withToken(operation, outgoing, token);
      if (reply.status !== 401) return judged(reply, token);
      // Renewed in the meantime, for another call.
      const newer = session.held();
      const isOld = newer !== null && newer !== token;
      if (!isOld && (await signedIn(isAcceptedElsewhere(operation, token)))) {
        sending?.();
        return judged(await withToken(operation, outgoing, token), token);
      }
      if (tokens === maxTokens || (!isOld && (isNew || isUseless(token)))) throw refusal(token);
      if (isOld) token = newer;
      else if (quietly) {
        if (!keepsToken) session.drop(token);
        token = null;
      } else {
        token = await signedIn(session.renew(token));
        isNew = session.isUnproven(token);
      }
    }
    throw new NotSignedIn();
  };
}

/** Waits only until the signal is aborted: the request that needs the result was not sent then. */
async function orUnsent<T>(signal: AbortSignal, wanted: Promise<T>): Promise<T> {
  try {
    return await unlessAborted(signal, wanted);
  } catch (error) {
    // Another error, such as a locked database, has nothing to do with the abort.
    if (error instanceof XapiError || !signal.aborted) throw error;
    throw new XapiError('cancelled', {}, 'none', { cause: error });
  }
}
