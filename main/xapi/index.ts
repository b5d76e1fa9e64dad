import { type Mac, parseMac } from '../../common/mac.ts';
import type { DeviceList } from '../../common/model.ts';
import type { Log, Operation } from '../log/index.ts';
import { createCall, NotSignedIn } from './call.ts';
import { XapiError } from './error.ts';
import { countDevices } from './listing/count.ts';
import { readDeviceList } from './listing/index.ts';
import { logRequest } from './log-request.ts';
import { createConnections, type Network, networkOfVariables } from './net/connection.ts';
import { exchange, exchangeTimeoutMs, type Outgoing, type Reply } from './net/exchange.ts';
import { keyLiteral, query } from './odata.ts';
import {
  type CurrentPasswords,
  readCurrentPasswords,
  readCurrentUserPasswords,
  type WantedPassword,
} from './passwords.ts';
import {
  createEventReader,
  type ProvisioningEvents,
  pbxTimeOf,
  type ReportedAddress,
  readAddresses,
  reprovisionBody,
  reprovisionPath,
} from './provisioning.ts';
import { credentialsEntry, statusReply, visiblePassword } from './replies.ts';
import { createSession, holdOffMs, type RefusalMemory, type TokenStore } from './session.ts';
import {
  ofUser,
  readUserPath,
  regenerateUserBody,
  regenerateUserPath,
  shownVersion,
  userPasswordOf,
} from './users.ts';
import { readVersion } from './version.ts';

export { parsePbxAddress } from './address.ts';
export { fetchDocument } from './document.ts';
export { XapiError } from './error.ts';
export { parseFingerprint } from './net/certificate.ts';
export { createFindings, type Network, networkOfVariables } from './net/connection.ts';
export { probePbx } from './probe.ts';
export type { StoredToken, TokenStore } from './session.ts';

/** The part of 3CX's configuration API that Rekey uses. Every failure is an {@link XapiError}. */
export interface Xapi {
  /** Ensures that there is an access token, so that the next request is not delayed by signing in. */
  ready(): Promise<void>;
  /** What the PBX reports about itself: its version, if the role may read it, and the number of its devices. */
  test(): Promise<{ version: string | null; deviceCount: number | null }>;
  /** Returns all gateways and DECT bases, and the desk phones if they can be read. */
  listDevices(signal?: AbortSignal): Promise<DeviceList>;
  /** As `listDevices`, but only with the current token: null if there is none, or the PBX rejects it. Never signs in. */
  listDevicesQuietly(): Promise<DeviceList | null>;
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
   * Reads a device's current password, changing nothing; null if the PBX has none.
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
   * Reads the events about devices' configuration files in the PBX's log since a moment of the PBX's clock. Only with
   * the current token: null if there is none, or the PBX rejects it. Never signs in.
   */
  eventsQuietly(
    wanted: ReadonlySet<Mac>,
    since: number,
    signal: AbortSignal,
  ): Promise<ProvisioningEvents | null>;
  /** The addresses of devices, as far as the PBX reports them. */
  addresses(keys: readonly string[], signal?: AbortSignal): Promise<ReportedAddress[]>;
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
  /** The version that the PBX reports; null if it does not show it to this API client. */
  readVersion(signal?: AbortSignal): Promise<string | null>;
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
  /**
   * Uses fresh connections from now on, because the network changed or the computer slept; requests under way
   * continue.
   */
  dropIdle(): void;
  close(): Promise<void>;
}

/** The PBX's clock in whole seconds, as milliseconds since 1970; null if the PBX does not report it. */
type PbxTime = number | null;

export interface XapiParts {
  /** Origin, as `parsePbxAddress` returns it. */
  url: string;
  clientId: string;
  apiKey: string;
  pinnedFingerprint: string | null;
  tokens: TokenStore;
  refusals: RefusalMemory;
  /** Held while signing in, across processes. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  log: Log;
  /** The proxy from the environment variables by default. */
  network?: Network;
  now?: () => number;
  monotonic?: () => number;
  /** Of one exchange, in milliseconds. */
  timeoutMs?: number;
  /** Of one optional exchange, without whose result a job continues. Milliseconds. */
  optionalTimeoutMs?: number | undefined;
}

const maxOptionalMs = 8_000;
const maxEntityBytes = 1_000_000;
const maxPageBytes = 4_000_000;
const maxTokenReplyBytes = 64_000;

export function createXapi(parts: XapiParts): Xapi {
  const { url, log, refusals } = parts;
  const now = parts.now ?? Date.now;
  const monotonic = parts.monotonic ?? (() => performance.now());
  const timeoutMs = parts.timeoutMs ?? exchangeTimeoutMs;
  const optionalTimeoutMs = parts.optionalTimeoutMs ?? maxOptionalMs;
  const { host } = new URL(url);
  const connections = createConnections({
    url,
    pinnedFingerprint: parts.pinnedFingerprint,
    network: parts.network ?? networkOfVariables(),
    now,
    monotonic,
  });

  const send = async (operation: Operation, outgoing: Omit<Outgoing, 'timeoutMs'>): Promise<Reply> => {
    const entry = logRequest(log, operation, monotonic);
    try {
      const reply = await exchange(connections.current(), url, { ...outgoing, timeoutMs });
      entry.replied(reply.status);
      return reply;
    } catch (thrown) {
      const error = suspectBlock(thrown as XapiError);
      if (error.facts.unreachable === 'reset') connections.renew();
      entry.failed(error);
      throw error;
    } finally {
      connections.used();
    }
  };

  /** Silence soon after a rejected sign-in is what a blocked address looks like from outside. */
  const suspectBlock = (error: XapiError): XapiError => {
    const { host, unreachable } = error.facts;
    const silent = ['refused', 'timed-out', 'reset'].includes(unreachable ?? '');
    const { lastAt } = refusals.sinceSuccess();
    const recent = lastAt !== null && Math.abs(now() - lastAt) < 2 * holdOffMs;
    return error.code === 'pbx-unreachable' && silent && recent
      ? new XapiError('address-blocked-suspected', { host, unreachable }, error.effect, { cause: error })
      : error;
  };

  const session = createSession({
    url,
    host,
    tokens: parts.tokens,
    refusals,
    secrets: [parts.apiKey],
    exclusively: parts.exclusively,
    now,
    monotonic,
    log,
    requestToken: () =>
      send('sign-in', {
        method: 'POST',
        path: '/connect/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          client_id: parts.clientId,
          client_secret: parts.apiKey,
          grant_type: 'client_credentials',
        }).toString(),
        maxBodyBytes: maxTokenReplyBytes,
      }),
  });

  const call = createCall({ url, apiKey: parts.apiKey, session, monotonic, send });

  const eventReader = createEventReader(call, host);

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

  const listDevices = ({ signal, quietly }: ListingOptions): Promise<DeviceList> =>
    readDeviceList(
      {
        origin: url,
        get: (operation, path, { maxBody, received, ...options }) =>
          call(
            operation,
            { method: 'GET', path, maxBodyBytes: maxBody, signal: options.signal },
            { unsent: options.signal, quietly, received },
          ),
        endsAll: (error) => error instanceof NotSignedIn,
        now,
        monotonic,
      },
      signal,
    );

  const readOne = (
    mac: Mac,
    keys: readonly string[],
    { signal, answered, ...options }: ReadOptions,
  ): Promise<string | null> =>
    firstKnown(keys, async (key) => {
      const path = `/xapi/v1/Fxs(${keyLiteral(key)})${query({ select: 'MacAddress,Password' })}`;
      const outgoing = { method: 'GET', path, maxBodyBytes: maxEntityBytes, signal } as const;
      const body = await call('read-credentials', outgoing, { ...options, replied: timeFor(answered) });
      return passwordOf(body, mac, host, 'none');
    });

  const readUser = async (
    id: number,
    { signal, answered, ...options }: ReadOptions,
  ): Promise<string | null> => {
    const outgoing = { method: 'GET', path: readUserPath(id), maxBodyBytes: maxEntityBytes, signal } as const;
    try {
      const body = await call('read-user-credentials', outgoing, { ...options, replied: timeFor(answered) });
      return userPasswordOf(body, id, host);
    } catch (error) {
      throw ofUser(error);
    }
  };

  /** For optional reads: with a short limit, and without signing in. */
  const bounded = (signal: AbortSignal, keepsToken: boolean): ReadOptions => ({
    keepsToken,
    signal: AbortSignal.any([signal, AbortSignal.timeout(optionalTimeoutMs)]),
    quietly: true,
  });

  return {
    ready: async () => void (await session.token()),

    async test() {
      const deviceCount = await countDevices({
        origin: url,
        get: (path) => call('count-devices', { method: 'GET', path, maxBodyBytes: maxEntityBytes }),
      });
      const signal = AbortSignal.timeout(optionalTimeoutMs);
      const path = `/xapi/v1/SystemStatus${query({ select: 'Version' })}`;
      const status = await call(
        'status',
        { method: 'GET', path, maxBodyBytes: maxEntityBytes, signal },
        { unsent: signal },
      ).catch(leftOut);
      const version = statusReply.safeParse(status);
      return { version: version.success ? version.data.Version : null, deviceCount };
    },

    listDevices: (signal) => listDevices({ signal }),
    async listDevicesQuietly() {
      try {
        return await listDevices({ quietly: true });
      } catch (error) {
        if (error instanceof NotSignedIn) return null;
        throw error;
      }
    },

    regenerate: (mac, keys, signal, sending, answered) =>
      firstKnown(keys, async (key) => {
        const path = `/xapi/v1/Fxs(${keyLiteral(key)})/Pbx.RegenerateWebCredentials`;
        const body = await call(
          'regenerate',
          { method: 'POST', path, maxBodyBytes: maxEntityBytes },
          { unsent: signal, sending, replied: timeFor(answered) },
        );
        return body === null ? null : passwordOf(body, mac, host, 'unknown');
      }),

    readPassword: (mac, keys, answered) => readOne(mac, keys, { answered }),

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

    readVersion: (signal) => readVersion(call, signal),

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
        throw ofUser(error);
      }
    },

    reprovision: (keys, signal, sending) =>
      firstKnown(keys, async (key) => {
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
      }),

    async eventsQuietly(wanted, since, signal) {
      try {
        return await eventReader.read(wanted, since, signal);
      } catch (error) {
        if (error instanceof NotSignedIn) return null;
        throw error;
      }
    },

    addresses: (keys, signal) => readAddresses(call, host, keys, signal),

    readUserPassword: (id, answered) => readUser(id, { answered }),

    readUserPasswords: (ids, mayGoOn, signal, keepsToken = false) =>
      readCurrentUserPasswords(ids, {
        mayGoOn,
        readOne: (id) => readUser(id, bounded(signal, keepsToken)),
      }),

    dropIdle: () => connections.renew(),
    close: () => connections.destroy(),
  };
}

interface ListingOptions {
  signal?: AbortSignal | undefined;
  quietly?: boolean;
}

interface ReadOptions extends ListingOptions {
  answered?: ((time: PbxTime) => void) | undefined;
  keepsToken?: boolean;
}

/** Reports the PBX's time of each reply. */
function timeFor(
  answered: ((time: PbxTime) => void) | undefined,
): ((headers: Reply['headers']) => void) | undefined {
  return answered && ((headers) => answered(pbxTimeOf(headers)));
}

/** An optional read that failed is left out, whatever the reason: the rest must not fail with it. */
function leftOut(error: unknown): null {
  if (error instanceof XapiError) return null;
  throw error;
}

/** The password in a reply, which must be of the intended device. */
function passwordOf(body: unknown, mac: Mac, host: string, effect: XapiError['effect']): string | null {
  const parsed = credentialsEntry.safeParse(body);
  const verdict = parseMac(parsed.data?.MacAddress ?? '');
  if (!parsed.success || !verdict.ok || verdict.mac !== mac)
    throw new XapiError('response-unreadable', { host, status: 200 }, effect);
  return visiblePassword(parsed.data.Password);
}
