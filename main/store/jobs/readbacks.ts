import type { Db } from '../database/db.ts';
import { isLater } from './sequence.ts';

/** A reading that is due now or later. */
export interface DueReadback {
  itemId: number;
  jobId: number;
  pbxId: string | null;
  pbxUrl: string;
  at: number;
}

/** Pending readings of the PBX. */
export interface Readbacks {
  /** No reading may be later than this: one that is was planned by a clock that was ahead. */
  advanceReadbacks(latest: number): void;
  /** Drops the pending readings of a job, with what they would be compared with. */
  dropReadbacks(jobId: number): void;
  /** The pending readings of a job's items; not those of devices that another job has run since. */
  readbacksOf(jobId: number): DueReadback[];
  /** As `readbacksOf`, for all jobs that do not run, the earliest first. */
  readbacks(): DueReadback[];
  /** The uncertain items without a known password, except those that a later job certainly gave another one. */
  unread(jobId: number): number[];
}

interface ReadbackRow {
  id: number;
  job_id: number;
  pbx_id: string | null;
  pbx_url: string;
  look_at: number;
}

/** SQL: the columns set for an item that is not read again after all. It is no longer reported as pending. */
export const withoutReadback = `
  look = NULL, look_at = NULL,
  problem = CASE WHEN problem ->> '$.facts.reason' = 'settling' THEN json_remove(problem, '$.facts.reason') ELSE problem END`;

export function createReadbacks(db: Db): Readbacks {
  const pullInItems = db.prepare('UPDATE items SET look_at = @latest WHERE look_at > @latest');
  const dropReadbacksOf = db.prepare(`UPDATE items SET ${withoutReadback} WHERE job_id = ?`);
  const isToBeRead = `look_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM items AS later WHERE ${isLater})`;
  const readbacksOfJob = db.prepare<[number], ReadbackRow>(
    `SELECT id, job_id, NULL AS pbx_id, pbx_url, look_at FROM items
     WHERE job_id = ? AND ${isToBeRead} ORDER BY look_at, position`,
  );
  // Devices of a running job are left to that job.
  const allReadbacks = db.prepare<[], ReadbackRow>(
    `SELECT items.id, job_id, jobs.pbx_id, items.pbx_url, look_at FROM items JOIN jobs ON jobs.id = items.job_id
     WHERE ${isToBeRead} AND jobs.state NOT IN ('planned', 'running') ORDER BY look_at, items.id`,
  );
  const unreadItems = db
    .prepare<[number], number>(
      `SELECT id FROM items
       WHERE job_id = ? AND state = 'uncertain' AND credentials_source IS NULL
         AND NOT EXISTS (SELECT 1 FROM items AS later WHERE ${isLater} AND later.state = 'succeeded')
       ORDER BY position`,
    )
    .pluck();

  return {
    advanceReadbacks: (latest) => void pullInItems.run({ latest }),
    dropReadbacks: (jobId) => void dropReadbacksOf.run(jobId),
    readbacksOf: (jobId) => readbacksOfJob.all(jobId).map(toReadback),
    readbacks: () => allReadbacks.all().map(toReadback),
    unread: (jobId) => unreadItems.all(jobId),
  };
}

function toReadback({ id, job_id, pbx_id, pbx_url, look_at }: ReadbackRow): DueReadback {
  return { itemId: id, jobId: job_id, pbxId: pbx_id, pbxUrl: pbx_url, at: look_at };
}
