import { type Mac, parseMac } from '../../common/mac.ts';
import type { Call } from './call.ts';
import { XapiError } from './error.ts';
import { keyLiteral, query } from './odata.ts';
import { type CurrentPasswords, readCurrentPasswords, type WantedPassword } from './passwords.ts';
import { reprovisionBody, reprovisionPath } from './provisioning.ts';
import { type BoundedRead, type PbxTime, type ReadOptions, timeFor } from './read-options.ts';
import { credentialsEntry, type ShownPassword, shownPassword } from './replies.ts';
import { notFoundFor } from './users.ts';

/** Requests for gateways and DECT bases, each with its own password. */
export interface DeviceRequests {
  /**
   * Makes a new password for a device. Null: the PBX accepted the request but returned no password.
   *
   * @param keys spellings of its MAC to try in turn, the next one only if the PBX has no such device
   * @param signal if aborted, no longer waits for a sign-in, and fails as `cancelled` without effect; a request that
   * was sent is still awaited
   * @param sending called each time before a request is sent
   * @param answered called with the PBX's own time of each answer, see `PbxTime`
   */
  regenerate(
    mac: Mac,
    keys: readonly string[],
    signal?: AbortSignal,
    sending?: () => void,
    answered?: (time: PbxTime) => void,
  ): Promise<string | null>;
  /**
   * Reads a device's current password, changing nothing; null if the PBX shows none.
   *
   * @param answered as `regenerate`
   */
  readPassword(mac: Mac, keys: readonly string[], answered?: (time: PbxTime) => void): Promise<string | null>;
  /**
   * Has a device fetch its configuration now. The effect depends on its model: a DECT base restarts. Never resent
   * automatically.
   *
   * @param keys as `regenerate`
   * @param signal as `regenerate`
   * @returns the PBX's own time of its answer
   */
  reprovision(keys: readonly string[], signal?: AbortSignal, sending?: () => void): Promise<PbxTime>;
  /**
   * Reads the current passwords of several devices with the current token, never by signing in, as far as the PBX
   * allows. Failures are not thrown.
   *
   * @param mayGoOn called before each request; false: nothing more is sent
   * @param keepsToken keep a token that is rejected for this: it may be good for everything else
   */
  readPasswords(
    wanted: readonly WantedPassword[],
    mayGoOn: () => Promise<boolean>,
    signal: AbortSignal,
    keepsToken?: boolean,
  ): Promise<CurrentPasswords>;
}

const maxEntityBytes = 1_000_000;
const maxPageBytes = 4_000_000;

export function createDeviceRequests(call: Call, url: string, bounded: BoundedRead): DeviceRequests {
  const { host } = new URL(url);

  /** Tries each spelling of a key until the PBX knows one. */
  const firstKnown = async <T>(keys: readonly string[], attempt: (key: string) => Promise<T>): Promise<T> => {
    for (const [index, key] of keys.entries()) {
      try {
        return await attempt(key);
      } catch (error) {
        const another = index < keys.length - 1;
        if (!(another && error instanceof XapiError && error.code === 'device-not-found')) throw error;
      }
    }
    throw new XapiError('device-not-found', {}, 'none');
  };

  const readOne = (
    mac: Mac,
    keys: readonly string[],
    { signal, answered, ...options }: ReadOptions,
  ): Promise<ShownPassword> =>
    firstKnown(keys, async (key) => {
      const path = `/xapi/v1/Fxs(${keyLiteral(key)})${query({ select: 'MacAddress,Password' })}`;
      const outgoing = { method: 'GET', path, maxBodyBytes: maxEntityBytes, signal } as const;
      const body = await call('read-credentials', outgoing, { ...options, replied: timeFor(answered) });
      return passwordOf(body, mac, host, 'none');
    });

  return {
    regenerate: (mac, keys, signal, sending, answered) =>
      firstKnown(keys, async (key) => {
        const path = `/xapi/v1/Fxs(${keyLiteral(key)})/Pbx.RegenerateWebCredentials`;
        const body = await call(
          'regenerate',
          { method: 'POST', path, maxBodyBytes: maxEntityBytes },
          { unsent: signal, sending, replied: timeFor(answered) },
        );
        return body === null ? null : (passwordOf(body, mac, host, 'unknown') ?? null);
      }),

    readPassword: async (mac, keys, answered) => (await readOne(mac, keys, { answered })) ?? null,

    readPasswords: (wanted, mayGoOn, signal, keepsToken = false) =>
      readCurrentPasswords(wanted, {
        origin: url,
        mayGoOn,
        readOne: ({ mac, keys }) => readOne(mac, keys, bounded(signal, keepsToken)),
        get: (path) => {
          const options = bounded(signal, keepsToken);
          const outgoing = {
            method: 'GET',
            path,
            maxBodyBytes: maxPageBytes,
            signal: options.signal,
          } as const;
          return call('read-credentials', outgoing, options);
        },
      }),

    reprovision(keys, signal, sending) {
      const asked = firstKnown(keys, async (key) => {
        let time: PbxTime = null;
        const answered = (then: PbxTime): void => {
          time = then;
        };
        await call(
          'reprovision',
          {
            method: 'POST',
            path: reprovisionPath,
            body: reprovisionBody(key),
            maxBodyBytes: maxEntityBytes,
          },
          { unsent: signal, sending, replied: timeFor(answered) },
        );
        return time;
      });
      return asked.catch((error: unknown) => {
        throw notFoundFor('cannot-fetch', error);
      });
    },
  };
}

/** The password in a reply, which must be of the intended device. */
function passwordOf(body: unknown, mac: Mac, host: string, effect: XapiError['effect']): ShownPassword {
  const parsed = credentialsEntry.safeParse(body);
  const verdict = parseMac(parsed.data?.MacAddress ?? '');
  if (!parsed.success || !verdict.ok || verdict.mac !== mac)
    throw new XapiError('response-unreadable', { host, status: 200 }, effect);
  return shownPassword(parsed.data.Password);
}
