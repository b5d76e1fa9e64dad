import { RekeyError } from '../../common/errors.ts';
import { XapiError } from './error.ts';
import { parseJson, retryAfterMs, webPage, whatElse } from './judge.ts';
import { headerOf } from './net/body.ts';
import type { Reply } from './net/exchange.ts';
import { readServerWords } from './server-words.ts';
import { type AccessToken, readTokenReply, usableLifeMs } from './token.ts';

/** Where the access token is shared with other windows and programs of this computer. */
export interface TokenStore {
  load(): Promise<StoredToken | null>;
  save(token: StoredToken): Promise<void>;
}

export interface StoredToken extends AccessToken {
  /** This computer's clock, milliseconds since 1970, when it was got. */
  obtainedAt: number;
}

/** What is remembered of refused sign-ins with this PBX, client ID and API key. */
export interface RefusalMemory {
  /** When this very key was refused; null if it was not. */
  refusedAt(): number | null;
  /** Refusals at this PBX by whatever key since a sign-in last succeeded. */
  sinceSuccess(): { count: number; lastAt: number | null };
  /** The key itself was refused: it is not tried again. */
  refused(): void;
  /** The sign-in was denied for another reason, which counts against this address as well. */
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
  /** What the PBX may repeat in its replies, and nobody is to see. */
  secrets: readonly string[];
  /** Held while signing in, so that only one program of this computer does. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Milliseconds since 1970; may be wrong by hours. */
  now(): number;
  /** Milliseconds that only ever go forward. */
  monotonic(): number;
  log(entry: SessionEvent): void;
}

type SessionEvent =
  | { event: 'token'; change: 'reused' | 'evicted' | 'not-saved' }
  | { event: 'sign-in'; outcome: 'accepted' | XapiError['code']; lifeSeconds: number | null };

/** The one place that signs in to a PBX: one token at a time, shared by every call. */
export interface Session {
  /** The token that this session holds, where it should be good; null without one. Nobody is asked for another. */
  held(): string | null;
  /** A token that should be good; signs in when there is none. */
  token(): Promise<string>;
  /** After a 401: another token than the one that was refused, renewed once for all who ask. */
  renew(refused: string): Promise<string>;
  /** After a 401 that nobody is to sign in anew for: the token is not sent again. */
  drop(refused: string): void;
  /** The PBX accepted a token. */
  accepted(token: string): void;
  /** Whether a token was obtained by signing in here, and not accepted for any request yet: another one would be no better. */
  isUnproven(token: string): boolean;
  /** Whether the PBX ever accepted a token here. */
  hasWorked(): boolean;
}

/** A key that was refused twice in a row at a PBX waits this long, for the PBX may block the address. */
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
  /** The last token that the PBX refused: it may still be in the keychain. */
  let dead: string | null = null;
  let unproven: string | null = null;
  let worked = false;

  const adopt = (value: string, remainingMs: number): string => {
    // Short lives keep most of their length: a margin must not make a token useless from the start.
    const margin = Math.min(marginMs, remainingMs / 4);
    current = { value, goodUntil: parts.monotonic() + remainingMs - margin };
    return value;
  };

  const adoptStored = async (): Promise<string | null> => {
    // Without the kept token a sign-in does; the keychain may have been locked meanwhile.
    const stored = await parts.tokens.load().catch(() => null);
    if (!stored || stored.value === dead) return null;
    const lifeMs = usableLifeMs(stored);
    const age = parts.now() - stored.obtainedAt;
    // Not by comparing for what is too old: an age that is no number is.
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
      // It serves this program all the same; another one will have to sign in for itself.
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
        // Whatever became of the sign-in, the request that waits for it was not sent.
        const retryAfterMs = thrown instanceof XapiError ? thrown.retryAfterMs : null;
        throw new XapiError(thrown.code, thrown.facts, 'none', { retryAfterMs, cause: thrown });
      })
      .finally(() => {
        signingIn = null;
      });
    return signingIn;
  };

  /** Notes a token that was taken away before its time. */
  const markEvicted = (token: string): void => {
    if (token === dead) return;
    dead = token;
    const now = parts.monotonic();
    evictions = [...evictions.filter((at) => now - at < evictionWindowMs), now];
    parts.log({ event: 'token', change: 'evicted' });
  };

  /** A fight over the one place is not joined. */
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
  // A refusal far in the future only tells that the clock was wrong; it must not hold off for ever.
  if (waited < holdOffMs && waited > -holdOffMs)
    throw new XapiError(
      'sign-in-held-off',
      { host, retryAt: new Date(lastAt + holdOffMs).toISOString() },
      'none',
    );
}

/** OAuth's words for a client ID or API key that is wrong (RFC 6749), and the one that 3CX documents. */
const wrongKey = ['invalid_client', 'unauthorized'];
/** Those by which the server says that the key is not what it objects to. */
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

/** Tells a token from a refusal of the key, from other refusals, and from what is no 3CX at all. */
function judgeTokenReply({ refusals, url, host, secrets }: SessionParts, reply: Reply): AccessToken {
  const { status, text } = reply;
  const body = parseJson(text);
  if (status === 200 || status === 201) {
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

  if (status < 400) {
    const other =
      status === 200 && body !== undefined ? { reason: 'no-token' as const } : whatElse(reply, url);
    throw new XapiError('not-a-3cx', { host, status, ...other }, 'none');
  }
  if (status === 429 || has(['slow_down'])) throw new XapiError('rate-limited', facts, 'none', wait);
  if (status === 511) throw new XapiError('captive-portal', { host, status, sent: 'key' }, 'none');
  if (status === 408 || status >= 500 || has(passing)) throw new XapiError('pbx-error', facts, 'none', wait);
  // Documented is 401; 400 is reported too. Both may count against this address.
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
