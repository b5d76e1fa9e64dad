import { RekeyError } from '../../common/errors.ts';
import type { Mac } from '../../common/mac.ts';
import type { DeviceList, Pbx } from '../../common/model.ts';
import type { Store } from '../store/index.ts';
import { type Xapi, XapiError } from '../xapi/index.ts';
import type { Connector } from './connect.ts';

/** The device lists of PBXs: fetched and cached. */
export interface DeviceLists {
  /** Fetches and stores the device list, unless the PBX's address was changed in the meantime. */
  refreshDevices(pbx: Pbx, xapi: Xapi, signal?: AbortSignal): Promise<DeviceList>;
  /**
   * Fetches the device list if that is possible unasked: with a token that this process holds, never by signing in,
   * which would sign out another program, nor with a keychain call, which may prompt the user; only if the stored
   * list is some minutes old, and no job is on the PBX. Null if it was not fetched.
   */
  freshen(pbx: Pbx): Promise<DeviceList | null>;
  /**
   * The devices of a PBX to match MACs against: the stored list if it is recent and has them all as gateways or DECT
   * bases, else a new one.
   *
   * @param pbx null for a one-off run, which stores no list
   * @param fresh always fetch a new one
   * @throws XapiError also if the API client's role may not read the list
   */
  recentDevices(
    pbx: Pbx | null,
    xapi: Xapi,
    macs: readonly Mac[],
    signal?: AbortSignal,
    fresh?: boolean,
  ): Promise<DeviceList>;
  /** As `recentDevices`, but null if the API client's role may not read the list. */
  devicesFor(...args: Parameters<DeviceLists['recentDevices']>): Promise<DeviceList | null>;
}

export interface DeviceListsParts {
  store: Pick<Store, 'pbxs' | 'devices' | 'jobs'>;
  connector: Pick<Connector, 'known'>;
}

const youngListMs = 10 * 60_000;

export function createDeviceLists({ store, connector }: DeviceListsParts): DeviceLists {
  const keep = (pbx: Pbx, list: DeviceList): void => {
    if (!isStillAt(store, pbx)) return;
    store.devices.replace(pbx.id, list);
    store.pbxs.contacted(pbx.id);
  };

  const refreshDevices = async (pbx: Pbx, xapi: Xapi, signal?: AbortSignal): Promise<DeviceList> => {
    const list = await xapi.listDevices(signal);
    keep(pbx, list);
    return list;
  };

  const recentDevices: DeviceLists['recentDevices'] = async (pbx, xapi, macs, signal, fresh = false) => {
    const kept = pbx && store.devices.list(pbx.id);
    const ageMs = kept ? Math.abs(Date.now() - Date.parse(kept.fetchedAt)) : Number.POSITIVE_INFINITY;
    const gateways = new Set(kept?.devices.filter(({ kind }) => kind === 'fxs').map(({ mac }) => mac));
    if (!fresh && kept && ageMs < youngListMs && macs.every((mac) => gateways.has(mac))) return kept;
    return pbx ? refreshDevices(pbx, xapi, signal) : xapi.listDevices(signal);
  };

  return {
    refreshDevices,

    async freshen(pbx) {
      const fetchedAt = store.devices.fetchedAt(pbx.id);
      if (fetchedAt !== null && Math.abs(Date.now() - fetchedAt) < youngListMs) return null;
      if (store.jobs.running().some(({ pbxUrl }) => pbxUrl === pbx.url)) return null;
      try {
        const list = (await connector.known(pbx)?.listDevicesQuietly()) ?? null;
        if (list) keep(pbx, list);
        return list;
      } catch (error) {
        // Nobody asked for it; the error is shown when someone asks for the list.
        if (error instanceof RekeyError) return null;
        throw error;
      }
    },

    recentDevices,

    async devicesFor(...args) {
      try {
        return await recentDevices(...args);
      } catch (error) {
        if (error instanceof XapiError && error.code === 'forbidden') return null;
        throw error;
      }
    },
  };
}

/** Whether a PBX still has the address that was used. */
export function isStillAt({ pbxs }: Pick<Store, 'pbxs'>, { id, url }: Pbx): boolean {
  return pbxs.get(id)?.url === url;
}
