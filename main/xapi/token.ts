import { z } from 'zod';

/** An access token and for how long the PBX said it is good. */
export interface AccessToken {
  value: string;
  lifeMs: number;
}

const maxTokenLength = 16_384;
/** No token counts for longer, whatever it says of itself. */
const maxLifeMs = 24 * 60 * 60_000;

/** Whether a text can be sent as a token: visible ASCII, as a header requires. */
function isSendable(token: string): boolean {
  return token.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(token);
}

/** How long a stored token is good from its sign-in on, however it came by its life; null where it cannot be used at all. */
export function usableLifeMs({ value, lifeMs }: AccessToken): number | null {
  return isSendable(value) && lifeMs > 0 ? Math.min(lifeMs, maxLifeMs) : null;
}

const tokenReply = z.object({
  access_token: z.string().refine(isSendable),
  expires_in: z.unknown().optional(),
});

const claims = z.object({ exp: z.number(), iat: z.number().nullish() });

/** `expires_in` up to this was minutes before update 20.0.9 (behaviour.md, "Signing in"). */
const maxMinutes = 120;
const unknownLifeMs = 60_000;

/**
 * Reads the reply to a token request. The token's own claims tell its life by the PBX's clock alone, so a laptop's
 * wrong clock does not matter; without them `expires_in` is read as minutes or seconds, whichever it can be.
 *
 * @returns null when it is no token reply
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
  const issuedMs = typeof iat === 'number' ? iat * 1000 : Date.parse(dateHeader ?? '');
  const lifeMs = exp * 1000 - issuedMs;
  return Number.isFinite(lifeMs) && lifeMs > 0 ? lifeMs : null;
}

/** Servers write it as a number or as text; one that cannot be a life says nothing. */
function lifeOfExpiresIn(expiresIn: unknown): number {
  const isText = typeof expiresIn === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(expiresIn);
  const count = isText ? Number(expiresIn) : expiresIn;
  if (typeof count !== 'number' || !(count > 0)) return unknownLifeMs;
  return count * (count <= maxMinutes ? 60_000 : 1000);
}
