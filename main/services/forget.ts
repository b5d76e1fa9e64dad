import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RekeyError } from '../../common/errors.ts';
import type { Forgotten } from '../../common/ipc/index.ts';
import { probeAccount } from '../keychain/index.ts';
import { accountsOf, type Secrets } from '../keychain/secrets.ts';
import type { Connector } from '../pbxs/connect.ts';
import { damagedNames } from '../store/damaged-names.ts';
import { databaseName } from '../store/folder.ts';
import type { Store } from '../store/index.ts';
import { lockPbx } from '../store/pbx-lock.ts';

export interface ForgetParts {
  store: Store;
  secrets: Secrets;
  connector: Pick<Connector, 'whileForgetting'>;
  dataFolder: string;
  /** Ends everything that works with the store or writes to the data folder. */
  close(): Promise<void>;
}

/**
 * Deletes all that this program keeps in a data folder: first what is in the keychain, by the names that the store
 * knows, then the folder's files that are its own. As long as the keychain does not do its part nothing on the disk is
 * deleted, for with it the names would be lost. Other processes are kept out until all files are gone.
 *
 * @param leaveKeychain go on without the keychain, as a person who was told what is left there has decided
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
  let keychainMayHoldMore: boolean;
  let leftForOthers: string[] = [];
  try {
    const damaged = damagedNames(dataFolder);
    const ids = [...store.pbxs.list().map(({ id }) => id), ...damaged.pbxIds];
    const entries = [...store.keychainEntries.list(), ...damaged.entries, ...ids.flatMap(accountsOf)];
    const shared = new Set([...store.keychainEntries.shared(), ...damaged.shared]);
    keychainMayHoldMore = damaged.incomplete || store.setAside.namesLost();
    if (!leaveKeychain) {
      await connector.whileForgetting(ids, () => emptyKeychain(entries, secrets));
      leftForOthers = await secrets.present([...shared]);
    }
  } catch (error) {
    claim.release();
    throw error;
  }
  let left: string[];
  try {
    await parts.close();
    left = deleteFiles(dataFolder, claim.files);
  } finally {
    claim.release();
  }
  // Windows deletes no file that is open. Lock files hold nothing, and another process may be using them by now.
  if (process.platform === 'win32') for (const file of claim.files) isDeleted(file);
  removeIfEmpty(join(dataFolder, 'locks'));
  removeIfEmpty(dataFolder);
  if (left.length > 0) throw new RekeyError('forget-incomplete', { reason: 'files', choices: left });
  return { keychainMayHoldMore, leftForOthers };
}

async function emptyKeychain(entries: readonly string[], secrets: Secrets): Promise<void> {
  // On a computer that never had a keychain there is nothing to be asked of it.
  if (entries.length === 0) return;
  const { left } = await secrets.forget([...new Set([...entries, probeAccount])]);
  if (left.length > 0)
    throw new RekeyError('forget-incomplete', { reason: 'keychain', count: left.length, choices: left });
}

/** What this program makes in its data folder: nothing else that may be there is touched. */
const ownFiles: readonly [folder: string, names: RegExp][] = [
  ['.', new RegExp(`^${databaseName.replace('.', '\\.')}(-wal|-shm|-journal|\\.damaged-.+)?$`)],
  ['logs', /^rekey\.log(\.1)?$/],
  ['locks', /^[0-9a-f]{24}\.lock(-journal|-wal|-shm)?$/],
];

/**
 * Deletes this program's files.
 *
 * @param last paths that are deleted after all others, in their order
 * @returns the paths that could not be deleted, without those
 */
function deleteFiles(dataFolder: string, last: readonly string[]): string[] {
  const left: string[] = [];
  for (const [folder, names] of ownFiles)
    for (const name of namesIn(join(dataFolder, folder))) {
      const path = join(dataFolder, folder, name);
      if (names.test(name) && !last.includes(path) && !isDeleted(path)) left.push(path);
    }
  for (const path of last) isDeleted(path);
  removeIfEmpty(join(dataFolder, 'logs'));
  return left;
}

function isDeleted(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
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
