import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RekeyError } from '../../common/errors.ts';
import type { Forgotten } from '../../common/ipc/index.ts';
import { probeAccount } from '../keychain/index.ts';
import { accountsOf, type Secrets } from '../keychain/secrets.ts';
import type { Connector } from '../pbxs/connect.ts';
import { damagedNames } from '../store/database/damaged-names.ts';
import { databaseName } from '../store/database/folder.ts';
import type { Lock } from '../store/database/locks.ts';
import type { Claim, Store } from '../store/index.ts';
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
 * Deletes everything that Rekey stores in a data folder: first the keychain entries, by the names in the store, then
 * the folder's own files. Nothing on disk is deleted until the keychain entries are gone, because their names would
 * be lost. Until all files are deleted, other processes are kept out, and no job starts in this one either.
 *
 * @param leaveKeychain continue without the keychain, as the user chose after being told what remains there
 * @throws RekeyError `pbx-busy-elsewhere` while a job runs, `data-folder-unusable` while another process has the
 * folder open, `forget-incomplete`
 */
export async function forgetEverything(parts: ForgetParts, leaveKeychain: boolean): Promise<Forgotten> {
  const { store, secrets, connector, dataFolder } = parts;
  // Including those of PBXs that are not stored.
  const urls = [
    ...store.pbxs.list().map(({ url }) => url),
    ...store.jobs.running().map(({ pbxUrl }) => pbxUrl),
  ];
  // The keychain may prompt the user first, and the passwords of a job that runs in the meantime would be lost.
  const held: Lock[] = [];
  const release = (): void => {
    for (const lock of held.splice(0)) lock.release();
  };
  const claim = ((): Claim => {
    try {
      for (const url of new Set(urls)) held.push(lockPbx(store, url));
      const taken = store.claim();
      if (taken) return taken;
      throw new RekeyError('data-folder-unusable', { path: dataFolder, reason: 'open-elsewhere' });
    } catch (error) {
      release();
      throw error;
    }
  })();
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
    release();
    throw error;
  }
  let left: string[];
  try {
    await parts.close();
    release();
    left = deleteFiles(dataFolder, claim.files);
  } finally {
    release();
    claim.release();
  }
  // Windows deletes no open file. Lock files contain nothing, and another process may already be using them.
  if (process.platform === 'win32') for (const file of claim.files) isDeleted(file);
  removeIfEmpty(join(dataFolder, 'locks'));
  removeIfEmpty(dataFolder);
  if (left.length > 0) throw new RekeyError('forget-incomplete', { reason: 'files', choices: left });
  return { keychainMayHoldMore, leftForOthers };
}

async function emptyKeychain(entries: readonly string[], secrets: Secrets): Promise<void> {
  // A computer that never had a keychain has nothing to delete there.
  if (entries.length === 0) return;
  const { left } = await secrets.forget([...new Set([...entries, probeAccount])]);
  if (left.length > 0)
    throw new RekeyError('forget-incomplete', { reason: 'keychain', count: left.length, choices: left });
}

/** The files that Rekey creates in its data folder: nothing else that may be there is touched. */
const ownFiles: readonly [folder: string, names: RegExp][] = [
  ['.', new RegExp(`^${databaseName.replace('.', '\\.')}(-wal|-shm|-journal|\\.damaged-.+)?$`)],
  ['logs', /^rekey\.log(\.1)?$/],
  ['locks', /^[0-9a-f]{24}\.lock(-journal|-wal|-shm)?$/],
];

/**
 * Deletes Rekey's own files.
 *
 * @param last paths to delete after all others, in order
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
    // Something else is in it, such as Chromium's own files, which contain no data of Rekey's.
  }
}
