import type { Mac } from '../../common/mac.ts';
import type { DeviceList } from '../../common/model.ts';
import type { Operation } from '../log/index.ts';
import { type AccessParts, createAccess } from './access.ts';
import { NotSignedIn } from './call.ts';
import { createDeviceRequests, type DeviceRequests } from './devices.ts';
import { XapiError } from './error.ts';
import { countDevices } from './listing/count.ts';
import { readDeviceList } from './listing/index.ts';
import { query } from './odata.ts';
import { noPatience, type Patience } from './patience.ts';
import {
  createEventReader,
  type ProvisioningEvents,
  type ReportedAddress,
  readAddresses,
} from './provisioning.ts';
import type { BoundedRead } from './read-options.ts';
import { statusReply } from './replies.ts';
import { createUserRequests, type UserRequests } from './users.ts';
import { readVersion } from './version.ts';

export { parsePbxAddress } from './address.ts';
export { fetchDocument } from './document.ts';
export { XapiError } from './error.ts';
export { parseFingerprint } from './net/certificate.ts';
export { createFindings, type Network, networkOfVariables } from './net/connection.ts';
export type { Patience } from './patience.ts';
export { probePbx } from './probe.ts';
export type { StoredToken, TokenStore } from './session.ts';

/** The part of 3CX's configuration API that Rekey uses. Every failure is an {@link XapiError}. */
export interface Xapi extends DeviceRequests, UserRequests {
  /** Ensures that there is an access token, so that the next request is not delayed by signing in. */
  ready(): Promise<void>;
  /** What the PBX reports about itself: its version, if the role may read it, and the number of its devices. */
  test(signal?: AbortSignal): Promise<{ version: string | null; deviceCount: number | null }>;
  /** Returns all gateways and DECT bases, and the desk phones if they can be read. */
  listDevices(signal?: AbortSignal): Promise<DeviceList>;
  /** As `listDevices`, but only with the current token: null if there is none, or the PBX rejects it. Never signs in. */
  listDevicesQuietly(): Promise<DeviceList | null>;
  /** The version that the PBX reports; null if it does not show it to this API client. */
  readVersion(signal?: AbortSignal): Promise<string | null>;
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
   * Uses fresh connections from now on, because the network changed or the computer slept; requests under way
   * continue.
   */
  dropIdle(): void;
  close(): Promise<void>;
}

export interface XapiParts extends AccessParts {
  /**
   * What one listing or test waits with when the PBX puts it off, until the signal is aborted; none by default.
   */
  patience?: ((signal: AbortSignal) => Patience) | undefined;
  /** Of one optional exchange, without whose result a job continues. Milliseconds. */
  optionalTimeoutMs?: number | undefined;
}

const maxOptionalMs = 8_000;
const maxReplyBytes = 1_000_000;

export function createXapi(parts: XapiParts): Xapi {
  const { url, now = Date.now, monotonic = () => performance.now() } = parts;
  const optionalTimeoutMs = parts.optionalTimeoutMs ?? maxOptionalMs;
  const { host } = new URL(url);
  const { connections, session, call } = createAccess({ ...parts, now, monotonic });
  const eventReader = createEventReader(call, host);
  const closing = new AbortController();
  const patienceOf = (signal?: AbortSignal): Patience =>
    parts.patience?.(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal) ?? noPatience;

  const listDevices = ({ signal, quietly }: ListingOptions): Promise<DeviceList> =>
    readDeviceList(
      {
        origin: url,
        // What nobody asked for makes no PBX that is busy busier.
        patience: quietly ? noPatience : patienceOf(signal),
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

  const bounded: BoundedRead = (signal, keepsToken) => ({
    keepsToken,
    signal: AbortSignal.any([signal, AbortSignal.timeout(optionalTimeoutMs)]),
    quietly: true,
  });

  return {
    ...createDeviceRequests(call, url, bounded),
    ...createUserRequests(call, url, bounded),

    ready: async () => void (await session.token()),

    async test(signal) {
      const patience = patienceOf(signal);
      const read = (operation: Operation, path: string, until = signal): Promise<unknown> =>
        call(
          operation,
          { method: 'GET', path, maxBodyBytes: maxReplyBytes, signal: until },
          { unsent: until },
        );
      const deviceCount = await countDevices({
        origin: url,
        get: (path) => patience.attempt(() => read('count-devices', path)),
      });
      const path = `/xapi/v1/SystemStatus${query({ select: 'Version' })}`;
      const status = await read('status', path, AbortSignal.timeout(optionalTimeoutMs)).catch(leftOut);
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

    readVersion: (signal) => readVersion(call, signal),

    async eventsQuietly(wanted, since, signal) {
      try {
        return await eventReader.read(wanted, since, signal);
      } catch (error) {
        if (error instanceof NotSignedIn) return null;
        throw error;
      }
    },

    addresses: (keys, signal) => readAddresses(call, host, keys, signal),

    dropIdle: () => connections.renew(),
    close() {
      closing.abort();
      return connections.destroy();
    },
  };
}

interface ListingOptions {
  signal?: AbortSignal | undefined;
  quietly?: boolean;
}

/** An optional read that failed is left out, whatever the reason: the rest must not fail with it. */
function leftOut(error: unknown): null {
  if (error instanceof XapiError) return null;
  throw error;
}
