import { z } from 'zod';

/** An access token and for how long the PBX said it is good. */
export interface AccessToken {
  value: string;
  lifeMs: number;
}

const tokenReply = z.object({
  access_token: z.string().min(1).max(16_384),
  expires_in: z.number().positive().max(1e7).nullish(),
});

const claims = z.object({ exp: z.number(), iat: z.number().nullish() });

/** `expires_in` up to this was minutes before update 20.0.9 (behaviour.md, "Signing in"). */
const mostMinutes = 120;
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
  return { value, lifeMs: lifeOfClaims(value, dateHeader) ?? lifeOfExpiresIn(expiresIn) };
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

function lifeOfExpiresIn(expiresIn: number | null | undefined): number {
  if (!expiresIn) return unknownLifeMs;
  return expiresIn * (expiresIn <= mostMinutes ? 60_000 : 1000);
}
