import { RekeyError } from '../../common/errors.ts';
import type { PbxEntry, PbxFacts } from '../../common/ipc/index.ts';
import type { Mac } from '../../common/mac.ts';
import type { DeviceList, Pbx } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { removedProblem } from '../../common/waiting.ts';
import type { Secrets } from '../keychain/secrets.ts';
import type { Policy } from '../policy/index.ts';
import type { Store } from '../store/index.ts';
import { lockPbx } from '../store/pbx-lock.ts';
import type { PbxInput } from '../store/pbxs.ts';
import { parsePbxAddress, type Xapi, XapiError } from '../xapi/index.ts';
import type { ConnectOptions, Connector } from './connect.ts';
import { checkedClientId, checkedEntry, checkedFingerprint, checkedKey, checkedName } from './entry.ts';
import { createLastTest } from './last-test.ts';

/** The PBXs that are set up: their entries, and what is known about them. */
export interface Pbxs {
  list(): Pbx[];
  /** Those that the policy allows on this computer. */
  usable(): Pbx[];
  /** Those without an API key, as far as known without calling the keychain. */
  keyless(): Pbx[];
  /**
   * The PBX of a name; without a name, the only PBX that may be used.
   *
   * @throws RekeyError `pbx-unknown`, `usage`, `policy-forbids` if none may be used
   */
  named(name: string | undefined): Pbx;
  /** @throws RekeyError `pbx-unknown` */
  withId(id: string): Pbx;
  /**
   * Checks the known parts of a new PBX, before the user is asked for more.
   *
   * @throws RekeyError as `add` would
   */
  checkNew(entry: Partial<PbxEntry>): void;
  /** @throws RekeyError `usage`, `pbx-address-invalid`, `keychain-…` */
  add(entry: PbxEntry, apiKey: string): Promise<Pbx>;
  /**
   * Checks changes before the user is asked for a key.
   *
   * @param withKey whether a key will be given
   * @throws RekeyError as `edit` would
   */
  checkChanges(pbx: Pbx, changes: Partial<PbxEntry>, withKey: boolean): void;
  /**
   * Changes a PBX: its name at any time, the rest only while no job runs on it.
   *
   * @throws RekeyError as `add`, and `pbx-busy-elsewhere`
   */
  edit(pbx: Pbx, changes: Partial<PbxEntry>, apiKey: string | null): Promise<Pbx>;
  /**
   * Deletes a PBX, its API key, token and device list; with `history` also its jobs and the passwords stored with
   * them.
   *
   * @throws RekeyError `pbx-busy-elsewhere`, `keychain-…`
   */
  remove(pbx: Pbx, options: { history: boolean }): Promise<void>;
  /**
   * Called before a job sends anything: what was read from the PBX and confirmed by the user must still be of the
   * same system, and the client must match the entry.
   *
   * @throws RekeyError `usage` if its address, client ID, pinned certificate or API key was changed since the client
   * was opened, `pbx-unknown` if it was removed
   */
  refuseIfChanged(pbx: Pbx, xapi: Xapi): void;
  /** Creates a client for an entry given for one run only. */
  connectOnce(entry: Omit<PbxEntry, 'name'>, apiKey: string, options?: ConnectOptions): Xapi;
  /** Tests the connection, and stores the PBX's version. */
  test(pbx: Pbx, options?: ConnectOptions): Promise<PbxFacts>;
  /**
   * Tests an entry that is not saved yet.
   *
   * @param pbx the stored one that is being edited; its key is used if none is given
   */
  testEntry(
    pbx: Pbx | null,
    entry: PbxEntry,
    apiKey: string | null,
    options?: ConnectOptions,
  ): Promise<PbxFacts>;
  /** Fetches and stores the device list, unless the PBX's address was changed in the meantime. */
  refreshDevices(pbx: Pbx, xapi: Xapi, signal?: AbortSignal): Promise<DeviceList>;
  /**
   * Fetches the device list if that is possible unasked: with a token that this process holds, never by signing in,
   * which would sign out another program, nor with a keychain call, which may prompt the user; only if the stored
   * list is some minutes old, and no job is on the PBX. Null if it was not fetched.
   */
  freshen(pbx: Pbx): Promise<DeviceList | null>;
  /**
   * The devices of a PBX to match MACs against: the stored list if it is recent and has them all, else a new one.
   * Null if the API client's role may not read the list.
   *
   * @param pbx null for a one-off run, which stores no list
   * @param fresh always fetch a new one
   */
  devicesFor(
    pbx: Pbx | null,
    xapi: Xapi,
    macs: readonly Mac[],
    signal?: AbortSignal,
    fresh?: boolean,
  ): Promise<DeviceList | null>;
}

export interface PbxsParts {
  store: Store;
  secrets: Secrets;
  connector: Connector;
  policy: Policy;
}

const youngListMs = 10 * 60_000;

export function createPbxs({ store, secrets, connector, policy }: PbxsParts): Pbxs {
  const lastTest = createLastTest(store);

  const nameIsFree = (name: string, except: string | null): void => {
    const other = store.pbxs.find(name);
    if (other && other.id !== except)
      throw new RekeyError('usage', { reason: 'pbx-name-taken', pbx: other.name });
  };

  const refreshDevices = async (pbx: Pbx, xapi: Xapi, signal?: AbortSignal): Promise<DeviceList> => {
    const list = await xapi.listDevices(signal);
    keep(pbx, list);
    return list;
  };

  const keep = (pbx: Pbx, list: DeviceList): void => {
    if (!isStillAt(pbx)) return;
    store.devices.replace(pbx.id, list);
    store.pbxs.contacted(pbx.id);
  };

  const isStillAt = ({ id, url }: Pbx): boolean => store.pbxs.get(id)?.url === url;

  const usable = (): Pbx[] => store.pbxs.list().filter((pbx) => policy.fixedPbx(pbx) !== undefined);

  const withId = (id: string): Pbx => {
    const pbx = store.pbxs.get(id);
    if (!pbx) throw new RekeyError('pbx-unknown', { choices: usable().map(({ name }) => name) });
    return pbx;
  };

  const whileIdle = async (pbx: Pbx, work: () => Promise<void>): Promise<void> => {
    const lock = lockPbx(store, pbx.url);
    try {
      await work();
    } finally {
      lock.release();
    }
  };

  /** A fixed PBX allows changing only its certificate, and only if the policy names none. */
  const refuseToChangeFixed = (pbx: Pbx, input: PbxInput): void => {
    const same = input.name === pbx.name && input.url === pbx.url && input.clientId === pbx.clientId;
    if (!same) policy.throwIfPbxsFixed();
    policy.throwIfNotAllowed(input);
  };

  const checkedChanges = (pbx: Pbx, changes: Partial<PbxEntry>, withKey: boolean): PbxInput => {
    const input = checkedEntry({
      name: pbx.name,
      address: pbx.url,
      clientId: pbx.clientId,
      fingerprint: pbx.pinnedFingerprint,
      ...changes,
    });
    refuseToChangeFixed(pbx, input);
    nameIsFree(input.name, pbx.id);
    if (!withKey) refuseToMoveKey(pbx, input.url);
    return input;
  };

  return {
    list: () => store.pbxs.list(),
    keyless: () => store.pbxs.list().filter(({ id }) => !secrets.hasApiKey(id)),

    usable,

    named(name) {
      const choices = usable().map((pbx) => pbx.name);
      if (name === undefined) {
        const [only, ...others] = usable();
        if (only && others.length === 0) return only;
        if (!only) {
          policy.throwIfPbxsFixed();
          throw new RekeyError('pbx-unknown');
        }
        throw new RekeyError('usage', {
          terminalSays: 'There are several PBXs: choose one with --pbx NAME.',
          choices,
        });
      }
      // One that may not be used still has a history, and can be removed.
      const pbx = store.pbxs.find(name.trim());
      if (!pbx) throw new RekeyError('pbx-unknown', { input: tidy(name, 60), choices });
      return pbx;
    },

    withId,

    checkNew({ name, address, clientId, fingerprint }) {
      policy.throwIfPbxsFixed();
      if (name !== undefined) nameIsFree(checkedName(name), null);
      if (address !== undefined) parsePbxAddress(address);
      if (clientId !== undefined) checkedClientId(clientId);
      if (fingerprint !== undefined) checkedFingerprint(fingerprint);
    },

    checkChanges: (pbx, changes, withKey) => void checkedChanges(pbx, changes, withKey),

    async add(entry, apiKey) {
      policy.throwIfPbxsFixed();
      const input = checkedEntry(entry);
      const key = checkedKey(apiKey);
      nameIsFree(input.name, null);
      const pbx = store.pbxs.add(input);
      try {
        await secrets.setApiKey(pbx.id, key);
      } catch (error) {
        store.pbxs.remove(pbx.id);
        throw error;
      }
      lastTest.apply(pbx.id, input, key);
      return withId(pbx.id);
    },

    async edit({ id }, changes, apiKey) {
      const pbx = withId(id);
      const input = checkedChanges(pbx, changes, apiKey !== null);
      const key = apiKey === null ? null : checkedKey(apiKey);
      // A token belongs to one address and one API client.
      const anotherClient = key !== null || input.url !== pbx.url || input.clientId !== pbx.clientId;
      if (!anotherClient && input.pinnedFingerprint === pbx.pinnedFingerprint) store.pbxs.edit(id, input);
      else
        await whileIdle(pbx, async () => {
          if (key !== null) {
            await secrets.setApiKey(id, key);
            store.doubtfulKeys.settle([id]);
          }
          if (anotherClient) await secrets.forgetToken(id);
          store.pbxs.edit(id, input, key !== null);
        });
      lastTest.apply(id, input, key);
      return withId(id);
    },

    remove: async (pbx, { history }) => {
      if (policy.fixedPbx(pbx)) policy.throwIfPbxsFixed();
      await whileIdle(pbx, async () => {
        await connector.whileForgetting([pbx.id], () => secrets.forgetPbx(pbx.id));
        store.pbxs.atOnce(() => {
          for (const { id, pbxId } of store.jobs.waiting())
            if (pbxId === pbx.id) store.jobs.stopWaiting(id, removedProblem(pbx.name));
          if (history) store.jobs.removeOf(pbx.id);
          store.pbxs.remove(pbx.id);
          const isShared = store.pbxs.list().some(({ url }) => url === pbx.url);
          if (history && !isShared) store.refusals.forgetAt(pbx.url);
        });
        store.scrub();
      });
    },

    refuseIfChanged(pbx, xapi) {
      const { name } = withId(pbx.id);
      if (!connector.isCurrent(pbx.id, xapi))
        throw new RekeyError('usage', { reason: 'pbx-changed', pbx: name });
    },

    connectOnce: (entry, apiKey, options) =>
      connector.once(checkedEntry({ ...entry, name: 'one-off' }), checkedKey(apiKey), options),

    async test(pbx, options) {
      const xapi = await connector.stored(pbx, options);
      const facts = await xapi.test();
      if (isStillAt(pbx)) store.pbxs.contacted(pbx.id, facts.version ?? undefined);
      return facts;
    },

    async testEntry(pbx, entry, apiKey, options) {
      const target = checkedEntry({ ...entry, name: entry.name.trim() || 'unnamed' });
      if (pbx && apiKey === null) refuseToMoveKey(pbx, target.url);
      const xapi =
        pbx && apiKey === null
          ? await connector.withStoredKey(pbx, target, options)
          : connector.once(target, checkedKey(apiKey ?? ''), options);
      try {
        const facts = await xapi.test();
        lastTest.note(target, apiKey, null);
        return facts;
      } catch (error) {
        if (error instanceof RekeyError)
          lastTest.note(target, apiKey, { code: error.code, facts: error.facts });
        throw error;
      } finally {
        await xapi.close();
      }
    },

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

    async devicesFor(pbx, xapi, macs, signal, fresh = false) {
      const kept = pbx && store.devices.list(pbx.id);
      const ageMs = kept ? Math.abs(Date.now() - Date.parse(kept.fetchedAt)) : Number.POSITIVE_INFINITY;
      const gateways = new Set(kept?.devices.filter(({ kind }) => kind === 'fxs').map(({ mac }) => mac));
      if (!fresh && kept && ageMs < youngListMs && macs.every((mac) => gateways.has(mac))) return kept;
      try {
        return pbx ? await refreshDevices(pbx, xapi, signal) : await xapi.listDevices(signal);
      } catch (error) {
        if (error instanceof XapiError && error.code === 'forbidden') return null;
        throw error;
      }
    },
  };
}

/**
 * A stored key is sent to no address other than the one it was stored for: not by mistake, nor by a compromised page.
 */
function refuseToMoveKey(pbx: Pbx, url: string): void {
  if (url !== pbx.url) throw new RekeyError('usage', { reason: 'api-key-needed' });
}
