import { randomUUID } from 'node:crypto';
import { RekeyError } from '../../common/errors.ts';
import type { ComparedPbx, ImportedPbx } from '../../common/ipc/index.ts';
import type { Pace, Pbx } from '../../common/model.ts';
import {
  maxSetupPbxs,
  minPassphraseLength,
  passphraseProblem,
  type SetupChoice,
} from '../../common/setup-file.ts';
import { missingApiKey, type Secrets } from '../keychain/secrets.ts';
import { checkedEntry, checkedKey } from '../pbxs/entry.ts';
import type { Pbxs } from '../pbxs/index.ts';
import type { Policy } from '../policy/index.ts';
import type { Store } from '../store/index.ts';
import { lockPbx } from '../store/pbx-lock.ts';
import type { PbxInput } from '../store/pbxs.ts';
import { exchangeKeys, type KeyStep } from './exchange-keys.ts';
import { openSetup, type SetupEntry, sealSetup } from './format.ts';

export { checkSetup } from './format.ts';

/** Moves PBXs from one computer to another, in a file encrypted with a passphrase. */
export interface SetupFiles {
  /**
   * @returns the file's bytes
   * @throws RekeyError `usage` (a poor passphrase, too many PBXs), `keychain-entry-missing`, `keychain-…`
   */
  seal(pbxs: readonly Pbx[], options: { passphrase: string; withKeys: boolean }): Promise<Buffer>;
  /** Reads a file's contents; changes nothing. @throws RekeyError `setup-file-…` */
  open(file: Uint8Array, passphrase: string): Promise<SetupContents>;
  /** What importing the file would do to the current entries. */
  compare(contents: SetupContents): ComparedPbx[];
  /**
   * Imports everything that was chosen from a file, or nothing. The keychain is needed only if there are keys to
   * store or to delete.
   *
   * @param choices for each PBX in the file's order
   * @throws RekeyError `usage` for names that already exist here, `pbx-busy-elsewhere`, `keychain-…`
   */
  take(contents: SetupContents, choices: readonly SetupChoice[]): Promise<ImportedPbx[]>;
  /**
   * Deletes the keys of an import that was killed between keychain and database. Leaves alone what another process is
   * importing now.
   *
   * @throws RekeyError `keychain-…`; it then remains to be done
   */
  forgetDoubtful(): Promise<void>;
}

/** An opened file, validated as strictly as user input. */
export type SetupContents = readonly SetupPbx[];
interface SetupPbx {
  input: PbxInput;
  pace: Pace;
  /** Null if the file was made without keys. */
  apiKey: string | null;
}

/** What will be done for one PBX. */
interface Step extends KeyStep {
  input: PbxInput;
  pace: Pace;
}

interface Parts {
  store: Store;
  secrets: Secrets;
  pbxs: Pick<Pbxs, 'withId'>;
  policy: Pick<Policy, 'throwIfNoExport' | 'throwIfPbxsFixed'>;
}

/** Held by the importing process, so that no other process treats its keys as leftovers. */
const importLock = 'import';
/** Another import may be waiting for the user to unlock the keychain. */
const importPatienceMs = 150_000;

export function createSetupFiles({ store, secrets, pbxs, policy }: Parts): SetupFiles {
  /** A key belongs to one API client: with another one it would only be rejected. */
  const keyOf = ({ apiKey, input }: SetupPbx, before: Pbx | null): Step['apiKey'] =>
    apiKey ?? (before && before.clientId !== input.clientId ? null : undefined);

  const outcomeOf = (apiKey: Step['apiKey'], before: Pbx | null): ImportedPbx['apiKey'] => {
    if (apiKey) return 'imported';
    return before && apiKey === undefined && secrets.hasApiKey(before.id) ? 'kept' : 'missing';
  };

  /** @throws RekeyError `usage` naming every conflicting PBX */
  const stepsFor = (contents: SetupContents, choices: readonly SetupChoice[]): Step[] => {
    const wanted = contents.flatMap((pbx, at) => {
      const choice = choices[at] ?? 'leave';
      return choice === 'leave' ? [] : [{ ...pbx, choice, before: store.pbxs.find(pbx.input.name) }];
    });
    const elsewhere = wanted.flatMap(({ input, before }) =>
      before && before.url !== input.url ? [before.name] : [],
    );
    if (elsewhere.length > 0)
      throw new RekeyError('usage', {
        reason: 'pbxs-at-other-address',
        names: elsewhere,
      });
    const same = wanted.flatMap(({ choice, before }) => (before && choice === 'add' ? [before.name] : []));
    if (same.length > 0)
      throw new RekeyError('usage', {
        reason: 'pbxs-here-already',
        names: same,
      });
    return wanted.map((pbx) => ({
      id: pbx.before?.id ?? randomUUID(),
      input: pbx.input,
      pace: pbx.pace,
      before: pbx.before,
      apiKey: keyOf(pbx, pbx.before),
    }));
  };

  const importAlone = async (
    contents: SetupContents,
    choices: readonly SetupChoice[],
  ): Promise<ImportedPbx[]> => {
    const steps = stepsFor(contents, choices);
    const urls = new Set(steps.flatMap(({ before }) => (before ? [before.url] : [])));
    const locks: { release(): void }[] = [];
    try {
      for (const url of urls) locks.push(lockPbx(store, url));
      const putBack = await exchangeKeys(steps, { store, secrets });
      try {
        store.pbxs.atOnce(() => {
          // Another process may have added or changed one in the meantime.
          const now = stepsFor(contents, choices);
          if (now.some(({ before }, at) => !isSame(before, steps[at]?.before ?? null)))
            throw new RekeyError('usage', { reason: 'pbxs-changed-meanwhile' });
          for (const { id, input, pace, before, apiKey } of steps) {
            if (!before) store.pbxs.add(input, id);
            else {
              store.pbxs.edit(id, input, apiKey !== undefined);
              store.pbxs.untried(id);
            }
            store.pbxs.setPace(id, pace);
          }
          store.doubtfulKeys.settle(steps.map(({ id }) => id));
        });
      } catch (error) {
        await putBack();
        throw error;
      }
      return steps.map(({ id, before, apiKey, input }) => ({
        pbx: pbxs.withId(id),
        replaced: before !== null,
        apiKey: outcomeOf(apiKey, before),
        certificate: trustAfter(input, before),
      }));
    } finally {
      for (const lock of locks) lock.release();
    }
  };

  return {
    async seal(chosen, { passphrase, withKeys }) {
      if (withKeys) policy.throwIfNoExport();
      const problem = passphraseProblem(passphrase);
      if (problem)
        throw new RekeyError('usage', { reason: `passphrase-${problem}`, limit: minPassphraseLength });
      if (chosen.length === 0 || chosen.length > maxSetupPbxs)
        throw new RekeyError('usage', { reason: 'setup-file-pbx-count', limit: maxSetupPbxs });
      const entries: SetupEntry[] = [];
      for (const { id, name, url, clientId, pinnedFingerprint, pace } of chosen) {
        const apiKey = withKeys ? await secrets.apiKey(id) : null;
        if (withKeys && apiKey === null) throw missingApiKey(secrets, { id, name });
        entries.push({ name, url, clientId, pinnedFingerprint, pace, apiKey });
      }
      return sealSetup(entries, passphrase);
    },

    open: async (file, passphrase) => checkedAll(await openSetup(file, passphrase)),

    compare: (contents) =>
      contents.map((pbx) => {
        const { name, url, clientId, pinnedFingerprint } = pbx.input;
        const before = store.pbxs.find(name);
        return {
          name,
          url,
          clientId,
          pinned: pinnedFingerprint !== null,
          hasKey: pbx.apiKey !== null,
          here: !before ? 'no' : before.url === url ? 'same' : 'at-another-address',
          apiKey: outcomeOf(keyOf(pbx, before), before),
          certificate: trustAfter(pbx.input, before),
        };
      }),

    async take(contents, choices) {
      policy.throwIfPbxsFixed();
      const lock = await store.locks.acquire(importLock, importPatienceMs);
      try {
        return await importAlone(contents, choices);
      } finally {
        lock.release();
      }
    },

    async forgetDoubtful() {
      if (store.doubtfulKeys.list().length === 0) return;
      const lock = store.locks.tryAcquire(importLock);
      if (!lock) return;
      try {
        for (const pbxId of store.doubtfulKeys.list()) {
          await secrets.forgetPbx(pbxId);
          store.doubtfulKeys.settle([pbxId]);
        }
      } finally {
        lock.release();
      }
    },
  };
}

function trustAfter({ pinnedFingerprint: next }: PbxInput, before: Pbx | null): ImportedPbx['certificate'] {
  if (!before || before.pinnedFingerprint === next) return 'same';
  if (next === null) return 'dropped';
  return before.pinnedFingerprint === null ? 'added' : 'replaced';
}

/** Whether it is still the same PBX, with the same API client. */
function isSame(one: Pbx | null, other: Pbx | null): boolean {
  return one?.id === other?.id && one?.clientId === other?.clientId;
}

/** As strict as for user input; anything that this app exported passes. */
function checkedAll(entries: readonly SetupEntry[]): SetupContents {
  try {
    const checked = entries.map(({ name, url, clientId, pinnedFingerprint, pace, apiKey }) => ({
      input: checkedEntry({ name, address: url, clientId, fingerprint: pinnedFingerprint }),
      pace,
      apiKey: apiKey === null ? null : checkedKey(apiKey),
    }));
    // The store compares names like SQLite's NOCASE: ignoring the case of A to Z only.
    const names = new Set(
      checked.map(({ input }) => input.name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
    );
    if (names.size === checked.length) return checked;
  } catch (error) {
    if (!(error instanceof RekeyError)) throw error;
  }
  throw new RekeyError('setup-file-damaged');
}
