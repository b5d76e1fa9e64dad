import { join } from 'node:path';
import { RekeyError } from '../../common/errors.ts';
import { openDatabase, writePatienceMs } from './database.ts';
import { createDeviceStore, type DeviceStore } from './devices.ts';
import { createDoubtfulKeys, type DoubtfulKeys } from './doubtful-keys.ts';
import { createJobStore, type JobStore } from './jobs.ts';
import { createLocks, type Locks } from './locks.ts';
import { createSettingStore, type SettingStore } from './meta.ts';
import { createPbxStore, type PbxStore } from './pbxs.ts';
import { createRefusalStore, type RefusalStore } from './refusals.ts';

/** Everything that is kept in the data folder. */
export interface Store {
  pbxs: PbxStore;
  devices: DeviceStore;
  doubtfulKeys: DoubtfulKeys;
  jobs: JobStore;
  settings: SettingStore;
  refusals: RefusalStore;
  locks: Locks;
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
  return {
    pbxs: createPbxStore(db, now),
    devices: createDeviceStore(db),
    doubtfulKeys: createDoubtfulKeys(db),
    jobs: createJobStore(db, now),
    settings: createSettingStore(db),
    refusals: createRefusalStore(db, now),
    locks,
    notices: damagedFile ? [new RekeyError('store-damaged', { path: damagedFile })] : [],
    close() {
      db.close();
      inUse.release();
    },
  };
}
