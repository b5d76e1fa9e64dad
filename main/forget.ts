import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RekeyError } from '../common/errors.ts';
import type { Connector } from './connect.ts';
import { probeAccount } from './keychain/index.ts';
import { accountsOf, dataKeyAccount, type Secrets } from './keychain/secrets.ts';
import { damagedNames } from './store/damaged-names.ts';
import { databaseName } from './store/database.ts';
import type { Store } from './store/index.ts';
import { lockPbx } from './store/pbx-lock.ts';

export interface ForgetParts {
  store: Store;
  secrets: Secrets;
  connector: Pick<Connector, 'whileForgetting'>;
  dataFolder: string;
  /** Ends everything that works with the store or writes to the data folder. */
  close(): Promise<void>;
}

export interface Forgotten {
  keychainMayHoldMore: boolean;
}

/**
 * Deletes all that this program keeps: first what is in the keychain, by the names that the store knows, then the data
 * folder's files that are its own. As long as the keychain does not do its part nothing on the disk is deleted, for
 * with it the names would be lost.
 *
 * @param leaveKeychain go on without the keychain, as a person who was told what is left there has decided
 * @returns whether the keychain may hold more, whose names were lost with a damaged database
 * @throws RekeyError `pbx-busy-elsewhere` while a job runs, `data-folder-unusable` while another program has the folder
 * open, `forget-incomplete`
 */
export async function forgetEverything(parts: ForgetParts, leaveKeychain: boolean): Promise<Forgotten> {
  const { store, secrets, connector, dataFolder } = parts;
  // Also of a PBX that is not stored.
  const urls = [
    ...store.pbxs.list().map(({ url }) => url),
    ...store.jobs.running().map(({ pbxUrl }) => pbxUrl),
  ];
  for (const url of new Set(urls)) lockPbx(store, url).release();
  const claim = store.claim();
  if (!claim)
    throw new RekeyError('data-folder-unusable', {
      path: dataFolder,
      reason: 'open-elsewhere',
    });
  const damaged = damagedNames(dataFolder);
  const ids = [...store.pbxs.list().map(({ id }) => id), ...damaged.pbxIds];
  const noted = [...store.keychainEntries.list(), ...damaged.entries, ...ids.flatMap(accountsOf)];
  try {
    if (!leaveKeychain) await connector.whileForgetting(ids, () => emptyKeychain(noted, secrets));
  } catch (error) {
    claim.release();
    throw error;
  }
  await parts.close();
  const left = deleteFiles(dataFolder);
  if (left.length > 0) throw new RekeyError('forget-incomplete', { reason: 'files', choices: left });
  return { keychainMayHoldMore: damaged.incomplete };
}

async function emptyKeychain(noted: readonly string[], secrets: Secrets): Promise<void> {
  // On a computer that never had a keychain there is nothing to be asked of it.
  if (noted.length === 0) return;
  const { left } = await secrets.forget([...new Set([...noted, dataKeyAccount, probeAccount])]);
  if (left.length > 0)
    throw new RekeyError('forget-incomplete', { reason: 'keychain', count: left.length, choices: left });
}

/** What this program makes in its data folder: nothing else that may be there is touched. */
const ownFiles: readonly [folder: string, names: RegExp][] = [
  ['.', new RegExp(`^${databaseName.replace('.', '\\.')}(-wal|-shm|-journal|\\.damaged-.+)?$`)],
  ['logs', /^rekey\.log(\.1)?$/],
  ['locks', /^[0-9a-f]{24}\.lock(-journal|-wal|-shm)?$/],
];

/** Gives the paths that could not be deleted. */
function deleteFiles(dataFolder: string): string[] {
  const left: string[] = [];
  for (const [folder, names] of ownFiles) {
    const path = join(dataFolder, folder);
    for (const name of namesIn(path)) {
      if (!names.test(name)) continue;
      try {
        rmSync(join(path, name));
      } catch {
        left.push(join(path, name));
      }
    }
    if (folder !== '.') removeIfEmpty(path);
  }
  removeIfEmpty(dataFolder);
  return left;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else is in it, such as Chromium's own files, which hold nothing of this program's.
  }
}
