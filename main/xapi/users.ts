import { z } from 'zod';
import { XapiError } from './error.ts';
import { query } from './odata.ts';
import { passwordText, visiblePassword } from './replies.ts';

/**
 * What `Users({Id})/Pbx.Regenerate` is sent, byte for byte. The other flags of the call do harm (they drop registrations,
 * lock users out, send mail), so there is nothing that could put one in.
 */
const bodySince20u5 = '{"opts":{"DeskphonePassword":true}}';
const bodyBefore20u5 = '{"DeskphonePassword":true}';

/**
 * The body that regenerates a user's desk phone password on a PBX of a version; null where the version is not known, or
 * none of those that have the call.
 */
export function regenerateUserBody(version: string | null): string | null {
  const [, major = '', minor = '', update = ''] =
    /^(\d{1,4})\.(\d{1,4})\.(\d{1,6})(?:\.\d{1,9})?$/.exec(version ?? '') ?? [];
  if (major === '' || Number(major) < 20) return null;
  const isBefore = Number(major) === 20 && Number(minor) === 0 && Number(update) < 5;
  return isBefore ? bodyBefore20u5 : bodySince20u5;
}

/** A version as a fact: only where it looks like one, because a PBX may repeat there what it was sent. */
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

/** The desk phone password of a reply, which must be of the user that was meant; null where the PBX shows none. */
export function userPasswordOf(body: unknown, id: number, host: string): string | null {
  const parsed = userCredentials.safeParse(body);
  if (!parsed.success || parsed.data.Id !== id)
    throw new XapiError('response-unreadable', { host, status: 200 }, 'none');
  return visiblePassword(parsed.data.DeskphonePassword);
}

/** The same failure, of a user: it is the user that the PBX does not have. */
export function ofUser(error: unknown): unknown {
  if (!(error instanceof XapiError) || error.code !== 'device-not-found') return error;
  const { code, facts, effect, retryAfterMs, byPbx } = error;
  return new XapiError(code, { ...facts, reason: 'user-gone' }, effect, {
    retryAfterMs,
    byPbx,
    cause: error,
  });
}
