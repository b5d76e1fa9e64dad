import { RekeyError } from '../../common/errors.ts';
import { XapiError } from './error.ts';
import { isSuccess, parseJson, retryAfterMs, webPage, whatElse } from './judge.ts';
import { headerOf } from './net/body.ts';
import type { Reply } from './net/exchange.ts';
import { readServerWords } from './server-words.ts';
import { type AccessToken, readTokenReply, usableLifeMs } from './token.ts';

/** Where the access token is shared with other processes on this computer. */
export interface TokenStore {
  load(): Promise<StoredToken | null>;
  save(token: StoredToken): Promise<void>;
}

export interface StoredToken extends AccessToken {
  /** This computer's clock, milliseconds since 1970, when it was obtained. */
  obtainedAt: number;
}

/** The memory of rejected sign-ins with this PBX, client ID and API key. */
export interface RefusalMemory {
  /** When this very key was rejected; null if it was not. */
  refusedAt(): number | null;
  /** Rejections by this PBX of any key since a sign-in last succeeded. */
  sinceSuccess(): { count: number; lastAt: number | null };
  /** The key itself was rejected: it is not tried again. */
  refused(): void;
  /** The sign-in was denied for another reason, which also counts against this address. */
  denied(): void;
  accepted(): void;
}

export interface SessionParts {
  url: string;
  host: string;
  /** Sends the token request. */
  requestToken(): Promise<Reply>;
  tokens: TokenStore;
  refusals: RefusalMemory;
  /** What the PBX may repeat in its replies but must not be shown. */
  secrets: readonly string[];
  /** Held while signing in, so that only one process on this computer does. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Milliseconds since 1970; may be wrong by hours. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  log(entry: SessionEvent): void;
}

type SessionEvent =
  | { event: 'token'; change: 'reused' | 'evicted' | 'not-saved' }
  | { event: 'sign-in'; outcome: 'accepted' | XapiError['code']; lifeSeconds: number | null };

/** The one place that signs in to a PBX: one token at a time, shared by every call. */
export interface Session {
  /** The token that this session holds, if it should be good; null without one. Never requests another. */
  held(): string | null;
  /** A token that should be good; signs in if there is none. */
  token(): Promise<string>;
  /** After a 401: another token than the rejected one, renewed once for all concurrent callers. */
  renew(refused: string): Promise<string>;
  /** After a 401 for which nobody should sign in again: the token is not sent any more. */
  drop(refused: string): void;
  /** The PBX accepted a token. */
  accepted(token: string): void;
  /**
   * Whether a token was obtained by signing in here, and accepted for no request yet: another one would be no better.
   */
  isUnproven(token: string): boolean;
  /** Whether the PBX ever accepted a token here. */
  hasWorked(): boolean;
}

/** A key that was rejected twice in a row by a PBX waits this long, because the PBX may block the address. */
export const holdOffMs = 15 * 60_000;

const marginMs = 15_000;
const evictionWindowMs = 60_000;
const maxEvictions = 3;

/**
 * @throws XapiError from both calls: `sign-in-refused`, `sign-in-held-off`, `sign-in-denied`, `token-contested`, `not-a-3cx`,
 * `pbx-error`, `rate-limited`, and what the request for the token throws
 */
export function createSession(parts: SessionParts): Session {
  let current: { value: string; goodUntil: number } | null = null;
  let signingIn: Promise<string> | null = null;
  let evictions: number[] = [];
  /** The last token that the PBX rejected: it may still be in the keychain. */
  let dead: string | null = null;
  let unproven: string | null = null;
  let worked = false;

  const adopt = (value: string, remainingMs: number): string => {
    // Short lifetimes keep most of their length: a margin must not make a token useless from the start.
    const margin = Math.min(marginMs, remainingMs / 4);
    current = { value, goodUntil: parts.monotonic() + remainingMs - margin };
    return value;
  };

  const adoptStored = async (): Promise<string | null> => {
    // Without the stored token, a sign-in follows; the keychain may have been locked in the meantime.
    const stored = await parts.tokens.load().catch(() => null);
    if (!stored || stored.value === dead) return null;
    const lifeMs = usableLifeMs(stored);
    const age = parts.now() - stored.obtainedAt;
    // Checked positively, so that an age that is not a number counts as too old.
    if (lifeMs === null || !(age >= 0 && age < lifeMs - marginMs)) return null;
    parts.log({ event: 'token', change: 'reused' });
    return adopt(stored.value, lifeMs - age);
  };

  const signIn = async (): Promise<string> => {
    throwIfContested();
    checkRefusals(parts);
    const reply = await parts.requestToken();
    const token = judgeTokenReply(parts, reply);
    const value = adopt(token.value, token.lifeMs);
    unproven = value;
    parts.log({ event: 'sign-in', outcome: 'accepted', lifeSeconds: Math.round(token.lifeMs / 1000) });
    await parts.tokens.save({ ...token, obtainedAt: parts.now() }).catch(() => {
      // It still works for this process; another one will have to sign in itself.
      parts.log({ event: 'token', change: 'not-saved' });
    });
    return value;
  };

  const obtain = (): Promise<string> => {
    signingIn ??= parts
      .exclusively(async () => (await adoptStored()) ?? (await signIn()))
      .catch((thrown: unknown) => {
        if (!(thrown instanceof RekeyError)) throw thrown;
        parts.log({ event: 'sign-in', outcome: thrown.code, lifeSeconds: null });
        // Whatever happened to the sign-in, the request that waits for it was not sent.
        const retryAfterMs = thrown instanceof XapiError ? thrown.retryAfterMs : null;
        throw new XapiError(thrown.code, thrown.facts, 'none', { retryAfterMs, cause: thrown });
      })
      .finally(() => {
        signingIn = null;
      });
    return signingIn;
  };

  /** Records that a token was taken away before it expired. */
  const markEvicted = (token: string): void => {
    if (token === dead) return;
    dead = token;
    const now = parts.monotonic();
    evictions = [...evictions.filter((at) => now - at < evictionWindowMs), now];
    parts.log({ event: 'token', change: 'evicted' });
  };

  /** Two programs that keep signing each other out must stop somewhere: this one does. */
  const throwIfContested = (): void => {
    const now = parts.monotonic();
    const recent = evictions.filter((at) => now - at < evictionWindowMs).length;
    if (recent >= maxEvictions)
      throw new XapiError('token-contested', { host: parts.host, count: recent }, 'none');
  };

  const good = (): string | null => (current && parts.monotonic() < current.goodUntil ? current.value : null);

  const drop = (refused: string): void => {
    if (current?.value === refused) current = null;
    markEvicted(refused);
  };

  return {
    held: good,
    token: async () => good() ?? (await obtain()),
    async renew(refused) {
      if (current && current.value !== refused) return current.value;
      drop(refused);
      return obtain();
    },
    drop,
    accepted(token) {
      worked = true;
      if (token === unproven) unproven = null;
    },
    isUnproven: (token) => token === unproven,
    hasWorked: () => worked,
  };
}

function checkRefusals({ refusals, host, now }: SessionParts): void {
  if (refusals.refusedAt() !== null)
    throw new XapiError('sign-in-refused', { host, reason: 'refused-before' }, 'none');
  const { count, lastAt } = refusals.sinceSuccess();
  if (count < 2 || lastAt === null) return;
  const waited = now() - lastAt;
  // A rejection far in the future only shows that the clock was wrong; it must not hold off forever.
  if (waited < holdOffMs && waited > -holdOffMs)
    throw new XapiError(
      'sign-in-held-off',
      { host, retryAt: new Date(lastAt + holdOffMs).toISOString() },
      'none',
    );
}

/** OAuth's codes for a wrong client ID or API key (RFC 6749), and the one that 3CX documents. */
const wrongKey = ['invalid_client', 'unauthorized'];
/** Codes by which the server says that the key is not the problem. */
const notAllowed = [
  'unauthorized_client',
  'access_denied',
  'invalid_scope',
  'invalid_target',
  'invalid_grant',
  'invalid_request',
  'unsupported_grant_type',
  'unsupported_response_type',
];
const passing = ['temporarily_unavailable', 'server_error'];
const slowDown = ['slow_down'];
const oauthErrors = [...wrongKey, ...notAllowed, ...passing, ...slowDown];

/** Distinguishes a token from a rejected key, other rejections, and a reply that does not come from a 3CX. */
function judgeTokenReply({ refusals, url, host, secrets }: SessionParts, reply: Reply): AccessToken {
  const { status, text } = reply;
  const body = parseJson(text);
  if (isSuccess(status)) {
    const token = readTokenReply(body, headerOf(reply.headers, 'date'));
    if (token) {
      refusals.accepted();
      return token;
    }
  }
  const { says, oauthError } = readServerWords(text, body, secrets);
  const facts = { host, status, ...(says ? { pbxSays: says } : {}) };
  const wait = { retryAfterMs: retryAfterMs(reply) };
  const has = (words: readonly string[]): boolean => oauthError !== null && words.includes(oauthError);

  // Some servers and gateways answer 200, whatever the outcome.
  const isError = status >= 400 || (isSuccess(status) && has(oauthErrors));
  if (!isError) {
    const other =
      isSuccess(status) && body !== undefined ? { reason: 'no-token' as const } : whatElse(reply, url);
    throw new XapiError(
      'not-a-3cx',
      { ...(oauthError === null ? { host, status } : facts), ...other },
      'none',
    );
  }
  if (status === 429 || has(slowDown)) throw new XapiError('rate-limited', facts, 'none', wait);
  if (status === 511) throw new XapiError('captive-portal', { host, status, sent: 'key' }, 'none');
  if (status === 408 || status >= 500 || has(passing)) throw new XapiError('pbx-error', facts, 'none', wait);
  // 401 is documented; 400 has been reported as well. Both may count against this address.
  if (has(wrongKey) || (status === 401 && !has(notAllowed))) {
    refusals.refused();
    throw new XapiError('sign-in-refused', facts, 'none');
  }
  if (status === 403 || oauthError !== null || (status === 400 && webPage(text).reason === undefined)) {
    refusals.denied();
    throw new XapiError('sign-in-denied', facts, 'none');
  }
  throw new XapiError('not-a-3cx', { ...facts, ...whatElse(reply, url) }, 'none');
}
