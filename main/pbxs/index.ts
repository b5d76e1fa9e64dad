import { RekeyError } from '../../common/errors.ts';
import type { PbxEntry, PbxTestResult } from '../../common/ipc/index.ts';
import type { Pbx } from '../../common/model.ts';
import { toProblem } from '../../common/problem.ts';
import { tidy } from '../../common/text.ts';
import type { Secrets } from '../keychain/secrets.ts';
import type { Policy } from '../policy/index.ts';
import type { Store } from '../store/index.ts';
import type { Xapi } from '../xapi/index.ts';
import type { ConnectOptions, Connector } from './connect.ts';
import { createDeviceLists, type DeviceLists, isStillAt } from './device-lists.ts';
import { createEditing, type Editing, throwIfKeyMoves } from './editing.ts';
import { checkedEntry, checkedKey } from './entry.ts';
import { createLastTest } from './last-test.ts';

/** The PBXs that are set up: their entries, and what is known about them. */
export interface Pbxs extends Editing, DeviceLists {
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
  test(pbx: Pbx, options?: ConnectOptions, signal?: AbortSignal): Promise<PbxTestResult>;
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
  ): Promise<PbxTestResult>;
}

export interface PbxsParts {
  store: Store;
  secrets: Secrets;
  connector: Connector;
  policy: Policy;
}

export function createPbxs({ store, secrets, connector, policy }: PbxsParts): Pbxs {
  const lastTest = createLastTest(store);

  const usable = (): Pbx[] => store.pbxs.list().filter((pbx) => policy.fixedPbx(pbx) !== undefined);

  const withId = (id: string): Pbx => {
    const pbx = store.pbxs.get(id);
    if (!pbx) throw new RekeyError('pbx-unknown', { choices: usable().map(({ name }) => name) });
    return pbx;
  };

  return {
    ...createEditing({ store, secrets, connector, policy, lastTest, withId }),
    ...createDeviceLists({ store, connector }),

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

    refuseIfChanged(pbx, xapi) {
      const { name } = withId(pbx.id);
      if (!connector.isCurrent(pbx.id, xapi))
        throw new RekeyError('usage', { reason: 'pbx-changed', pbx: name });
    },

    connectOnce: (entry, apiKey, options) =>
      connector.once(checkedEntry({ ...entry, name: 'one-off' }), checkedKey(apiKey), options),

    async test(pbx, options, signal) {
      const xapi = await connector.stored(pbx, options);
      const facts = await xapi.test(signal);
      if (isStillAt(store, pbx)) store.pbxs.contacted(pbx.id, facts.version ?? undefined);
      return facts;
    },

    async testEntry(pbx, entry, apiKey, options) {
      const target = checkedEntry({ ...entry, name: entry.name.trim() || 'unnamed' });
      if (pbx && apiKey === null) throwIfKeyMoves(pbx, target.url);
      const xapi =
        pbx && apiKey === null
          ? await connector.withStoredKey(pbx, target, options)
          : connector.once(target, checkedKey(apiKey ?? ''), options);
      try {
        const facts = await xapi.test();
        lastTest.note(target, apiKey, null);
        return facts;
      } catch (error) {
        if (error instanceof RekeyError) lastTest.note(target, apiKey, toProblem(error));
        throw error;
      } finally {
        await xapi.close();
      }
    },
  };
}
