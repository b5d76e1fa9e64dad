import { randomUUID } from 'node:crypto';
import { RekeyError } from '../../common/errors.ts';
import type { Pbx } from '../../common/model.ts';
import { passphraseProblem, shortestPassphrase } from '../../common/setup-file.ts';
import type { Secrets } from '../keychain/secrets.ts';
import { checkedEntry, checkedKey, type Pbxs } from '../pbxs.ts';
import type { Store } from '../store/index.ts';
import { lockPbx } from '../store/pbx-lock.ts';
import type { PbxInput } from '../store/pbxs.ts';
import { mostEntries, openSetup, type SetupEntry, sealSetup } from './format.ts';

export { longestSetupFile } from './format.ts';

/** Carries PBXs from one computer to another, in a file under a passphrase. */
export interface SetupFiles {
  /**
   * @returns the file's bytes
   * @throws RekeyError `usage` (a poor passphrase, too many PBXs), `keychain-entry-missing`, `keychain-…`
   */
  seal(pbxs: readonly Pbx[], options: { passphrase: string; withKeys: boolean }): Promise<Buffer>;
  /**
   * Takes in all PBXs of a file, or none. The keychain is needed only where there are keys to keep or to forget.
   *
   * @param replace update PBXs that are here already, by name and address
   * @throws RekeyError `setup-file-…`, `usage` for names that are here already, `pbx-busy-elsewhere`, `keychain-…`
   */
  take(file: Buffer, options: { passphrase: string; replace: boolean }): Promise<TakenPbx[]>;
}

export interface TakenPbx {
  pbx: Pbx;
  /** It was here already, and was updated. */
  replaced: boolean;
  /** Whether its API key came with the file, is the one it had (if it had one), or has to be entered. */
  apiKey: 'imported' | 'kept' | 'missing';
}

/** What is to be done for one PBX. */
interface Step {
  id: string;
  input: PbxInput;
  before: Pbx | null;
  /** The key to keep from now on; null to forget the one there is, undefined to leave it. */
  apiKey: string | null | undefined;
}

interface Parts {
  store: Store;
  secrets: Secrets;
  pbxs: Pick<Pbxs, 'withId'>;
}

export function createSetupFiles({ store, secrets, pbxs }: Parts): SetupFiles {
  /** @throws RekeyError `usage` naming every PBX that stands in the way */
  const stepsFor = (entries: readonly (PbxInput & { apiKey: string | null })[], replace: boolean): Step[] => {
    const met = entries.map(({ apiKey, ...input }) => ({
      apiKey,
      input,
      before: store.pbxs.find(input.name),
    }));
    const elsewhere = met.flatMap(({ input, before }) =>
      before && before.url !== input.url ? [before.name] : [],
    );
    if (elsewhere.length > 0)
      throw new RekeyError('usage', {
        reason: 'pbxs-at-other-address',
        names: elsewhere,
      });
    const same = met.flatMap(({ before }) => (before ? [before.name] : []));
    if (same.length > 0 && !replace)
      throw new RekeyError('usage', {
        reason: 'pbxs-here-already',
        names: same,
      });
    return met.map(({ apiKey, input, before }) => ({
      id: before?.id ?? randomUUID(),
      input,
      before,
      // A key belongs to one API client: sent with another it would only be refused.
      apiKey: apiKey ?? (before && before.clientId !== input.clientId ? null : undefined),
    }));
  };

  /** Puts keys in their places; if one fails, all are as before. */
  const exchangeKeys = async (steps: readonly Step[]): Promise<() => Promise<void>> => {
    const undo: { step: Step; former: string | null; changed: boolean }[] = [];
    const putBack = async (): Promise<void> => {
      let lost: RekeyError | null = null;
      for (const { step, former, changed } of undo)
        try {
          if (former === null) await secrets.forgetPbx(step.id);
          else await secrets.setApiKey(step.id, former);
        } catch (cause) {
          // A key of a PBX that is not here is of no use to anyone; one that changed must be told of.
          if (step.before && changed)
            lost ??= new RekeyError(
              'keychain-entry-missing',
              { pbx: step.before.name, reason: 'not-put-back' },
              { cause },
            );
        }
      if (lost) throw lost;
    };
    try {
      for (const step of steps) {
        if (step.apiKey === undefined) continue;
        const former = step.before && (await secrets.apiKey(step.id));
        if (step.before) await secrets.forgetToken(step.id);
        const done = { step, former, changed: false };
        undo.push(done);
        if (step.apiKey !== null) await secrets.setApiKey(step.id, step.apiKey);
        else await secrets.forgetPbx(step.id);
        done.changed = true;
      }
    } catch (error) {
      await putBack();
      throw error;
    }
    return putBack;
  };

  return {
    async seal(chosen, { passphrase, withKeys }) {
      const problem = passphraseProblem(passphrase);
      if (problem)
        throw new RekeyError('usage', { reason: `passphrase-${problem}`, limit: shortestPassphrase });
      if (chosen.length === 0 || chosen.length > mostEntries)
        throw new RekeyError('usage', { reason: 'setup-file-pbx-count', limit: mostEntries });
      const entries: SetupEntry[] = [];
      for (const { id, name, url, clientId, pinnedFingerprint } of chosen) {
        const apiKey = withKeys ? await secrets.apiKey(id) : null;
        if (withKeys && apiKey === null) throw new RekeyError('keychain-entry-missing', { pbx: name });
        entries.push({ name, url, clientId, pinnedFingerprint, apiKey });
      }
      return sealSetup(entries, passphrase);
    },

    async take(file, { passphrase, replace }) {
      const entries = checkedAll(await openSetup(file, passphrase));
      const steps = stepsFor(entries, replace);
      const urls = new Set(steps.flatMap(({ before }) => (before ? [before.url] : [])));
      const locks: { release(): void }[] = [];
      try {
        for (const url of urls) locks.push(lockPbx(store, url));
        const putBack = await exchangeKeys(steps);
        try {
          store.pbxs.atOnce(() => {
            // Another program may have added or changed one meanwhile.
            const now = stepsFor(entries, replace);
            if (now.some(({ before }, at) => !isSame(before, steps[at]?.before ?? null)))
              throw new RekeyError('usage', {
                reason: 'pbxs-changed-meanwhile',
              });
            for (const { id, input, before } of steps) {
              if (!before) store.pbxs.add(input, id);
              else {
                store.pbxs.edit(id, input);
                store.pbxs.untried(id);
              }
            }
          });
        } catch (error) {
          await putBack();
          throw error;
        }
        return steps.map(({ id, before, apiKey }) => ({
          pbx: pbxs.withId(id),
          replaced: before !== null,
          apiKey: apiKey ? 'imported' : before && apiKey === undefined ? 'kept' : 'missing',
        }));
      } finally {
        for (const lock of locks) lock.release();
      }
    },
  };
}

/** The same PBX still, with the same API client. */
function isSame(one: Pbx | null, other: Pbx | null): boolean {
  return one?.id === other?.id && one?.clientId === other?.clientId;
}

/** As strict as with what a person enters; what this program exported passes. */
function checkedAll(entries: readonly SetupEntry[]): (PbxInput & { apiKey: string | null })[] {
  try {
    const checked = entries.map(({ name, url, clientId, pinnedFingerprint, apiKey }) => ({
      ...checkedEntry({ name, address: url, clientId, fingerprint: pinnedFingerprint }),
      apiKey: apiKey === null ? null : checkedKey(apiKey),
    }));
    // The store tells names apart as SQLite's NOCASE does: without the case of A to Z.
    const names = new Set(
      checked.map(({ name }) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
    );
    if (names.size === checked.length) return checked;
  } catch (error) {
    if (!(error instanceof RekeyError)) throw error;
  }
  throw new RekeyError('setup-file-damaged');
}
