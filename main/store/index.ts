import { join } from 'node:path';
import { RekeyError } from '../../common/errors.ts';
import type { EntryLedger, SharedEntries } from '../keychain/index.ts';
import type { Owner } from '../keychain/secrets.ts';
import { createDataKeyIds, type DataKeyIds } from './data-key-ids.ts';
import { openDatabase, openingName, usedName, writePatienceMs } from './database/database.ts';
import { readIdentity } from './database/folder.ts';
import { createLocks, type Locks } from './database/locks.ts';
import { createEntryLedger } from './database/meta.ts';
import { type OutsideChanges, watchOutsideChanges } from './database/outside-changes.ts';
import { createScrubber } from './database/scrub.ts';
import { createSetAside, type SetAside } from './database/set-aside.ts';
import { createDeviceStore, type DeviceStore } from './devices.ts';
import { createDoubtfulKeys, type DoubtfulKeys } from './doubtful-keys.ts';
import { createFetchStore, type FetchStore } from './fetches/fetches.ts';
import { createJobStore, type JobStore } from './jobs/index.ts';
import { createPbxStore, type PbxStore } from './pbxs.ts';
import { createRefusalStore, type RefusalStore } from './refusals.ts';
import { createSettingStore, type SettingStore } from './settings.ts';

export type { Settings } from './settings.ts';

/** Everything that is stored in the data folder. */
export interface Store {
  pbxs: PbxStore;
  devices: DeviceStore;
  doubtfulKeys: DoubtfulKeys;
  jobs: JobStore;
  fetches: FetchStore;
  setAside: SetAside;
  /** Removes deleted data from the files, too; false if that has to be tried again soon. */
  scrub(): boolean;
  settings: SettingStore;
  refusals: RefusalStore;
  locks: Locks;
  /** The names of the entries in the keychain. */
  keychainEntries: EntryLedger & SharedEntries;
  /** Which of the keychain's entries are this data folder's. */
  owner: Owner;
  dataKeys: DataKeyIds;
  /** Calls back when another process has changed something, until the store is closed. */
  watchOutside(changed: () => void): OutsideChanges;
  /**
   * Claims it for this process alone until released, even beyond `close`; null while another process has it open. No
   * other process opens it meanwhile.
   */
  claim(): Claim | null;
  /** What the user should be told about opening it, such as a damaged file that was set aside. */
  notices: RekeyError[];
  close(): void;
}

/** A data folder that only one process uses. */
export interface Claim {
  release(): void;
  /** The files of the locks that keep others out: to be deleted last, before they are released. */
  files: string[];
}

/**
 * Opens the store in a folder, which is created if it does not exist.
 *
 * @param patienceMs how long a write waits for another process's
 * @throws RekeyError `data-folder-unusable`, `store-too-new`, `disk-full`
 */
export async function openStore(
  folder: string,
  now: () => number = () => Date.now(),
  patienceMs = writePatienceMs,
): Promise<Store> {
  const locks = createLocks(join(folder, 'locks'));
  const { db, damagedFile, inUse } = await openDatabase(folder, locks, now, patienceMs);
  let held = [inUse];
  const pbxs = createPbxStore(db, now);
  const keychainEntries = createEntryLedger(db);
  const scrubber = createScrubber(db);
  const settings = createSettingStore(db);
  const watching: OutsideChanges[] = [];
  return {
    pbxs,
    devices: createDeviceStore(db),
    doubtfulKeys: createDoubtfulKeys(db),
    jobs: createJobStore(db, now, scrubber),
    fetches: createFetchStore(db, now),
    setAside: createSetAside(db, folder, keychainEntries),
    scrub: scrubber.run,
    settings,
    refusals: createRefusalStore(db, now),
    locks,
    keychainEntries,
    owner: { ...readIdentity(db), formerPbxId: pbxs.formerId, entries: keychainEntries },
    dataKeys: createDataKeyIds(db),
    watchOutside(changed) {
      const outside = watchOutsideChanges(db, folder, changed);
      watching.push(outside);
      return outside;
    },
    claim() {
      const opening = locks.tryAcquire(openingName);
      if (!opening) return null;
      const shared = held;
      for (const lock of shared) lock.release();
      const alone = locks.tryAcquire(usedName);
      held = alone ? [alone, opening] : [locks.share(usedName)];
      if (!alone) {
        opening.release();
        return null;
      }
      return {
        files: [alone.file, opening.file],
        release() {
          alone.release();
          held = db.open ? [locks.share(usedName)] : [];
          opening.release();
        },
      };
    },
    notices: damagedFile
      ? [new RekeyError('store-damaged', { path: damagedFile, limit: settings.get('retentionDays') })]
      : [],
    close() {
      for (const outside of watching) outside.stop();
      db.close();
      // A claim outlives it.
      if (held.length > 1) return;
      for (const lock of held) lock.release();
      held = [];
    },
  };
}
