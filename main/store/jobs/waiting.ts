import type { Job, Problem } from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { toJson } from '../rows.ts';
import type { History } from './history.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type JobRow, toJob } from './rows.ts';
import { nextSequence } from './sequence.ts';

/** Jobs that wait until their PBX can be reached. */
export interface Waiting {
  /** Those that wait until their PBX can be reached, oldest first. */
  waiting(): Job[];
  /**
   * The queued items wait until the PBX can be reached.
   *
   * @param problem why it cannot run now, if known
   * @param since now unless given
   */
  wait(id: number, until: number, problem: Problem | null, since?: number): void;
  /** A waiting job started waiting at another time by the clock, and waits as long as before. */
  shiftWait(id: number, byMs: number): void;
  /** Records what prevents a waiting job from running. */
  stillWaits(id: number, problem: Problem): void;
  /** Cancels a waiting job with all its queued items; false if it does not wait (any more). */
  cancelWaiting(id: number): boolean;
  /** Stops a waiting job from starting automatically; false if it does not wait (any more). */
  stopWaiting(id: number, problem: Problem | null): boolean;
  /** The pinned fingerprint of the PBX when the user agreed that the job waits. */
  waitTrust(id: number): string | null;
  /**
   * Whether the job was set to wait, and its devices were not matched since: until it has run or `rematch` replaced
   * them, whatever state it is in.
   */
  isUnmatched(id: number): boolean;
}

export function createWaiting(
  db: Db,
  now: () => number,
  { get, cancel }: Pick<History & Lifecycle, 'get' | 'cancel'>,
): Waiting {
  const waitingJobs = db.prepare<[], JobRow>("SELECT * FROM jobs WHERE state = 'waiting' ORDER BY id");
  const waitJob = db.prepare(
    `UPDATE jobs SET state = 'waiting', pause_problem = @problem, wait_since = @since, wait_until = @until,
       wait_trust = (SELECT pinned_fingerprint FROM pbxs WHERE pbxs.id = jobs.pbx_id),
       wait_sequence = coalesce(wait_sequence, ${nextSequence} - 1)
     WHERE id = @id`,
  );
  const shiftWait = db.prepare(
    `UPDATE jobs SET wait_since = wait_since + @byMs, wait_until = wait_until + @byMs
     WHERE id = @id AND state = 'waiting'`,
  );
  const noteWait = db.prepare("UPDATE jobs SET pause_problem = ? WHERE id = ? AND state = 'waiting'");
  const stopWait = db.prepare(
    "UPDATE jobs SET state = 'paused', pause_problem = ? WHERE id = ? AND state = 'waiting'",
  );
  const waitSequence = db
    .prepare<[number], number | null>('SELECT wait_sequence FROM jobs WHERE id = ?')
    .pluck();
  const trustOfWait = db.prepare<[number], string | null>('SELECT wait_trust FROM jobs WHERE id = ?').pluck();

  const cancelWaiting = db.transaction((id: number): boolean => {
    if (get(id)?.state !== 'waiting') return false;
    cancel(id);
    return true;
  });

  return {
    waiting: () => waitingJobs.all().map(toJob),
    wait: (id, until, problem, since = now()) =>
      void waitJob.run({ id, since, until, problem: toJson(problem) }),
    shiftWait: (id, byMs) => void shiftWait.run({ id, byMs }),
    stillWaits: (id, problem) => void noteWait.run(toJson(problem), id),
    cancelWaiting: (id) => cancelWaiting.immediate(id),
    stopWaiting: (id, problem) => stopWait.run(toJson(problem), id).changes > 0,
    waitTrust: (id) => trustOfWait.get(id) ?? null,
    isUnmatched: (id) => (waitSequence.get(id) ?? null) !== null,
  };
}
