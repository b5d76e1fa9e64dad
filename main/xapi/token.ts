import { z } from 'zod';
import { replyObject } from './loose.ts';
import { parsePbxTime } from './pbx-time.ts';

/** An access token and how long the PBX says it is good. */
export interface AccessToken {
  value: string;
  lifeMs: number;
}

const maxTokenLength = 16_384;
/** No token is considered good for longer, whatever it says. */
const maxLifeMs = 24 * 60 * 60_000;

/** Whether a text can be sent as a token: visible ASCII, as a header requires. */
function isSendable(token: string): boolean {
  return token.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(token);
}

/**
 * How long a stored token is good after its sign-in, wherever its lifetime comes from; null if it cannot be used at
 * all.
 */
export function usableLifeMs({ value, lifeMs }: AccessToken): number | null {
  return isSendable(value) && lifeMs > 0 ? Math.min(lifeMs, maxLifeMs) : null;
}

const tokenReply = replyObject({
  access_token: z.string().refine(isSendable),
  expires_in: z.unknown().optional(),
});

/** Seconds since 1970. */
const claim = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
]);
const claims = z.object({ exp: claim, iat: claim.nullish() });

/** An `expires_in` up to this was in minutes before update 20.0.9. */
const maxMinutes = 120;
const unknownLifeMs = 60_000;

/**
 * Reads the reply to a token request. The token's own claims give its lifetime by the PBX's clock alone, so a
 * laptop's wrong clock does not matter; without them `expires_in` is read as minutes or seconds, whichever is
 * plausible.
 *
 * @returns null if it is not a token reply
 */
export function readTokenReply(body: unknown, dateHeader: string | undefined): AccessToken | null {
  const parsed = tokenReply.safeParse(body);
  if (!parsed.success) return null;
  const { access_token: value, expires_in: expiresIn } = parsed.data;
  const lifeMs = lifeOfClaims(value, dateHeader) ?? lifeOfExpiresIn(expiresIn);
  return { value, lifeMs: Math.min(lifeMs, maxLifeMs) };
}

function lifeOfClaims(token: string, dateHeader: string | undefined): number | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  const parsed = claims.safeParse(body);
  if (!parsed.success) return null;
  const { exp, iat } = parsed.data;
  const issuedMs = typeof iat === 'number' ? iat * 1000 : (parsePbxTime(dateHeader) ?? Number.NaN);
  const lifeMs = exp * 1000 - issuedMs;
  return Number.isFinite(lifeMs) && lifeMs > 0 ? lifeMs : null;
}

/** Servers send it as a number or as text; an implausible one is ignored. */
function lifeOfExpiresIn(expiresIn: unknown): number {
  const isText = typeof expiresIn === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(expiresIn);
  const count = isText ? Number(expiresIn) : expiresIn;
  if (typeof count !== 'number' || !(count > 0)) return unknownLifeMs;
  return count * (count <= maxMinutes ? 60_000 : 1000);
}
