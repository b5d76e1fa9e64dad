import type { Call } from './call.ts';
import { XapiError } from './error.ts';
import { replyObject, wholeNumber } from './loose.ts';
import { query } from './odata.ts';
import { type CurrentPasswords, readCurrentUserPasswords } from './passwords.ts';
import { type BoundedRead, type PbxTime, type ReadOptions, timeFor } from './read-options.ts';
import { passwordText, type ShownPassword, shownPassword } from './replies.ts';

/** Requests for users, whose desk phones all share one password. */
export interface UserRequests {
  /**
   * Makes a new password for all desk phones of a user. The PBX never returns it: it has to be read afterwards, and
   * only that shows whether the call did anything.
   *
   * @param version of the PBX, which decides the form of the request; a PBX that rejects one form is never sent the
   * other
   * @param signal as `regenerate`
   * @param sending as `regenerate`
   * @throws XapiError `pbx-version-unknown` without effect, if the version does not decide the form
   */
  regenerateUser(
    id: number,
    version: string | null,
    signal?: AbortSignal,
    sending?: () => void,
    answered?: (time: PbxTime) => void,
  ): Promise<void>;
  /** Reads a user's current desk phone password; null if the PBX shows none. */
  readUserPassword(id: number, answered?: (time: PbxTime) => void): Promise<string | null>;
  /** Reads those of several users, as `readPasswords` does for devices. */
  readUserPasswords(
    ids: readonly number[],
    mayGoOn: () => Promise<boolean>,
    signal: AbortSignal,
    keepsToken?: boolean,
  ): Promise<CurrentPasswords<number>>;
}

const maxEntityBytes = 1_000_000;

export function createUserRequests(call: Call, url: string, bounded: BoundedRead): UserRequests {
  const { host } = new URL(url);

  const readUser = async (
    id: number,
    { signal, answered, ...options }: ReadOptions,
  ): Promise<ShownPassword> => {
    const outgoing = { method: 'GET', path: readUserPath(id), maxBodyBytes: maxEntityBytes, signal } as const;
    try {
      const body = await call('read-user-credentials', outgoing, { ...options, replied: timeFor(answered) });
      return userPasswordOf(body, id, host);
    } catch (error) {
      throw notFoundFor('user-gone', error);
    }
  };

  return {
    async regenerateUser(id, version, signal, sending, answered) {
      const body = regenerateUserBody(version);
      if (body === null)
        throw new XapiError('pbx-version-unknown', { host, ...shownVersion(version) }, 'none');
      try {
        await call(
          'regenerate-user',
          { method: 'POST', path: regenerateUserPath(id), body, maxBodyBytes: maxEntityBytes },
          { unsent: signal, sending, replied: timeFor(answered) },
        );
      } catch (error) {
        throw notFoundFor('user-gone', error);
      }
    },

    readUserPassword: async (id, answered) => (await readUser(id, { answered })) ?? null,

    readUserPasswords: (ids, mayGoOn, signal, keepsToken = false) =>
      readCurrentUserPasswords(ids, {
        mayGoOn,
        readOne: (id) => readUser(id, bounded(signal, keepsToken)),
      }),
  };
}

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

const userCredentials = replyObject({ Id: wholeNumber, DeskphonePassword: passwordText });

/** The desk phone password in a reply, which must be of the intended user. */
function userPasswordOf(body: unknown, id: number, host: string): ShownPassword {
  const parsed = userCredentials.safeParse(body);
  if (!parsed.success || parsed.data.Id !== id)
    throw new XapiError('response-unreadable', { host, status: 200 }, 'none');
  return shownPassword(parsed.data.DeskphonePassword);
}

/** The same failure, with what the PBX does not have: a user, or a device that it can ask to fetch. */
export function notFoundFor(what: 'user-gone' | 'cannot-fetch', error: unknown): unknown {
  if (!(error instanceof XapiError) || error.code !== 'device-not-found') return error;
  const { code, facts, effect, retryAfterMs, byPbx } = error;
  return new XapiError(code, { ...facts, reason: what }, effect, { retryAfterMs, byPbx, cause: error });
}
