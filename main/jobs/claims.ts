import type { Log } from '../log/index.ts';
import type { Lock } from '../store/database/locks.ts';
import type { Store } from '../store/index.ts';
import { lockPbx, pbxLockName } from '../store/pbx-lock.ts';
import { unlessDiskFull } from './unless-disk-full.ts';

/** The locks of PBXs. Only the holder of one runs jobs on it, so a job that the journal still calls running is dead. */
export interface Claims {
  /** Takes the lock of a PBX. @throws RekeyError `pbx-busy-elsewhere` */
  claim(url: string): Lock;
  /** Marks jobs whose process died as interrupted; on a full disk the next start does. */
  recover(): void;
}

export function createClaims({ jobs, locks }: Pick<Store, 'jobs' | 'locks'>, log: Log): Claims {
  const interruptDead = (url: string): void => {
    for (const job of jobs.running()) {
      if (job.pbxUrl !== url) continue;
      jobs.interrupt(job.id);
      log({ event: 'job', job: job.id, state: 'interrupted', code: null });
    }
  };

  return {
    claim(url) {
      const lock = lockPbx({ jobs, locks }, url);
      interruptDead(url);
      return lock;
    },

    recover: unlessDiskFull(() => {
      for (const url of new Set(jobs.running().map((job) => job.pbxUrl))) {
        const lock = locks.tryAcquire(pbxLockName(url));
        if (!lock) continue;
        try {
          interruptDead(url);
        } finally {
          lock.release();
        }
      }
    }),
  };
}
