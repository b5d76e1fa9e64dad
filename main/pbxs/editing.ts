import { RekeyError } from '../../common/errors.ts';
import type { PbxEntry } from '../../common/ipc/index.ts';
import type { Pbx } from '../../common/model.ts';
import { pbxRemovedProblem } from '../../common/waiting.ts';
import type { Secrets } from '../keychain/secrets.ts';
import type { Policy } from '../policy/index.ts';
import type { Store } from '../store/index.ts';
import { lockPbx } from '../store/pbx-lock.ts';
import type { PbxInput } from '../store/pbxs.ts';
import { parsePbxAddress } from '../xapi/index.ts';
import type { Connector } from './connect.ts';
import { checkedClientId, checkedEntry, checkedFingerprint, checkedKey, checkedName } from './entry.ts';
import type { LastTest } from './last-test.ts';

/** Changes to the PBXs that are set up. */
export interface Editing {
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
}

export interface EditingParts {
  store: Store;
  secrets: Secrets;
  connector: Connector;
  policy: Policy;
  lastTest: LastTest;
  /** @throws RekeyError `pbx-unknown` */
  withId(id: string): Pbx;
}

export function createEditing({
  store,
  secrets,
  connector,
  policy,
  lastTest,
  withId,
}: EditingParts): Editing {
  const throwIfTaken = (name: string, except: string | null): void => {
    const other = store.pbxs.find(name);
    if (other && other.id !== except)
      throw new RekeyError('usage', { reason: 'pbx-name-taken', pbx: other.name });
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
  const throwIfFixed = (pbx: Pbx, input: PbxInput): void => {
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
    throwIfFixed(pbx, input);
    throwIfTaken(input.name, pbx.id);
    if (!withKey) throwIfKeyMoves(pbx, input.url);
    return input;
  };

  return {
    checkNew({ name, address, clientId, fingerprint }) {
      policy.throwIfPbxsFixed();
      if (name !== undefined) throwIfTaken(checkedName(name), null);
      if (address !== undefined) parsePbxAddress(address);
      if (clientId !== undefined) checkedClientId(clientId);
      if (fingerprint !== undefined) checkedFingerprint(fingerprint);
    },

    checkChanges: (pbx, changes, withKey) => void checkedChanges(pbx, changes, withKey),

    async add(entry, apiKey) {
      policy.throwIfPbxsFixed();
      const input = checkedEntry(entry);
      const key = checkedKey(apiKey);
      throwIfTaken(input.name, null);
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
            if (pbxId === pbx.id) store.jobs.stopWaiting(id, pbxRemovedProblem(pbx.name));
          if (history) store.jobs.removeOf(pbx.id);
          store.pbxs.remove(pbx.id);
          const isShared = store.pbxs.list().some(({ url }) => url === pbx.url);
          if (history && !isShared) store.refusals.forgetAt(pbx.url);
        });
        store.scrub();
      });
    },
  };
}

/**
 * A stored key is sent to no address other than the one it was stored for: not by mistake, nor by a compromised page.
 */
export function throwIfKeyMoves(pbx: Pbx, url: string): void {
  if (url !== pbx.url) throw new RekeyError('usage', { reason: 'api-key-needed' });
}
