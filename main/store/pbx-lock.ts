import { RekeyError } from '../../common/errors.ts';
import type { Lock, Locks } from './database/locks.ts';
import type { JobStore } from './jobs/index.ts';

/** What {@link lockPbx} needs of the store. */
export interface PbxLockParts {
  jobs: Pick<JobStore, 'running'>;
  locks: Locks;
}

/** The lock of a PBX. Only its holder, in any process, may run a job on the PBX or change its entry. */
export function pbxLockName(url: string): string {
  return `job ${url}`;
}

/** @throws RekeyError `pbx-busy-elsewhere` with the job, if one is known */
export function lockPbx({ jobs, locks }: PbxLockParts, url: string): Lock {
  const lock = locks.tryAcquire(pbxLockName(url));
  if (lock) return lock;
  const other = jobs.running().find((job) => job.pbxUrl === url);
  throw new RekeyError('pbx-busy-elsewhere', other ? { job: other.id } : {});
}
