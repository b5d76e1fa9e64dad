import { z } from 'zod';
import { XapiError } from './error.ts';
import { query } from './odata.ts';
import { passwordText, visiblePassword } from './replies.ts';

/**
 * The body sent to `Users({Id})/Pbx.Regenerate`, byte for byte. The call's other flags do harm (they drop
 * registrations, lock users out, send mail), so no code can add one.
 */
const bodySince20u5 = '{"opts":{"DeskphonePassword":true}}';
const bodyBefore20u5 = '{"DeskphonePassword":true}';

/**
 * The body that regenerates a user's desk phone password on a PBX of a version; null if the version is unknown, or
 * does not have the call.
 */
export function regenerateUserBody(version: string | null): string | null {
  const [, major = '', minor = '', update = ''] =
    /^(\d{1,4})\.(\d{1,4})\.(\d{1,6})(?:\.\d{1,9})?$/.exec(version ?? '') ?? [];
  if (major === '' || Number(major) < 20) return null;
  const isBefore = Number(major) === 20 && Number(minor) === 0 && Number(update) < 5;
  return isBefore ? bodyBefore20u5 : bodySince20u5;
}

/** A version as a fact: only if it looks like one, because a PBX may repeat there what it was sent. */
export function shownVersion(version: string | null): { version?: string } {
  return version !== null && /^[\w .()-]{1,24}$/.test(version) ? { version } : {};
}

export function regenerateUserPath(id: number): string {
  return `${userPath(id)}/Pbx.Regenerate`;
}

export function readUserPath(id: number): string {
  return `${userPath(id)}${query({ select: 'Id,DeskphonePassword' })}`;
}

function userPath(id: number): string {
  if (!Number.isSafeInteger(id)) throw new Error('a user’s id is a whole number');
  return `/xapi/v1/Users(${id})`;
}

const userCredentials = z.object({ Id: z.number(), DeskphonePassword: passwordText });

/** The desk phone password in a reply, which must be of the intended user; null if the PBX shows none. */
export function userPasswordOf(body: unknown, id: number, host: string): string | null {
  const parsed = userCredentials.safeParse(body);
  if (!parsed.success || parsed.data.Id !== id)
    throw new XapiError('response-unreadable', { host, status: 200 }, 'none');
  return visiblePassword(parsed.data.DeskphonePassword);
}

/** The same failure for a user: the PBX does not have that user. */
export function ofUser(error: unknown): unknown {
  if (!(error instanceof XapiError) || error.code !== 'device-not-found') return error;
  const { code, facts, effect, retryAfterMs, byPbx } = error;
  return new XapiError(code, { ...facts, reason: 'user-gone' }, effect, {
    retryAfterMs,
    byPbx,
    cause: error,
  });
}
