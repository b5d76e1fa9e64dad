import { join } from 'node:path';
import { RekeyError } from '../../common/errors.ts';
import type { EntryLedger } from '../keychain/index.ts';
import { openDatabase, openingName, usedName, writePatienceMs } from './database.ts';
import { createDeviceStore, type DeviceStore } from './devices.ts';
import { createDoubtfulKeys, type DoubtfulKeys } from './doubtful-keys.ts';
import { createJobStore, type JobStore } from './jobs.ts';
import { createLocks, type Lock, type Locks } from './locks.ts';
import { createEntryLedger, createSettingStore, type SettingStore } from './meta.ts';
import { createPbxStore, type PbxStore } from './pbxs.ts';
import { createRefusalStore, type RefusalStore } from './refusals.ts';

export type { Settings } from './meta.ts';

/** Everything that is kept in the data folder. */
export interface Store {
  pbxs: PbxStore;
  devices: DeviceStore;
  doubtfulKeys: DoubtfulKeys;
  jobs: JobStore;
  settings: SettingStore;
  refusals: RefusalStore;
  locks: Locks;
  /** The names of what is in the keychain. */
  keychainEntries: EntryLedger;
  /** Takes it for this program alone, until released; null while another one has it open. */
  claim(): Lock | null;
  /** What a person should be told of opening it, such as a damaged file that was set aside. */
  notices: RekeyError[];
  close(): void;
}

/**
 * Opens the store in a folder, which is made if it is not there.
 *
 * @param patienceMs how long a write waits for another program's
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
  const hold = (next: () => Lock[]): void => {
    for (const lock of held) lock.release();
    held = [];
    held = next();
  };
  return {
    pbxs: createPbxStore(db, now),
    devices: createDeviceStore(db),
    doubtfulKeys: createDoubtfulKeys(db),
    jobs: createJobStore(db, now),
    settings: createSettingStore(db),
    refusals: createRefusalStore(db, now),
    locks,
    keychainEntries: createEntryLedger(db),
    claim() {
      const opening = locks.tryAcquire(openingName);
      if (!opening) return null;
      let alone: Lock | null = null;
      hold(() => {
        alone = locks.tryAcquire(usedName);
        return alone ? [alone, opening] : [locks.share(usedName)];
      });
      if (alone) return { release: () => hold(() => [locks.share(usedName)]) };
      opening.release();
      return null;
    },
    notices: damagedFile ? [new RekeyError('store-damaged', { path: damagedFile })] : [],
    close() {
      db.close();
      hold(() => []);
    },
  };
}
