import type { Problem } from '../../../common/model.ts';
import type { Db } from '../database/db.ts';
import { toJson } from '../rows.ts';
import { exactlyOne } from './rows.ts';
import { nextSequence } from './sequence.ts';
import { endUnsent, unsentAt } from './unsent.ts';

/** A job from the start of its run to the end. */
export interface Lifecycle {
  /** @throws Error if it is over */
  start(id: number): void;
  /** `problem` null: the user paused it. */
  pause(id: number, problem: Problem | null): void;
  finish(id: number): void;
  /** What is still queued is cancelled as well; `uncertain` if a request without a clear answer was sent before. */
  cancel(id: number): void;
  /** The job's process died: items that were running are `uncertain`, because their request may have been sent. */
  interrupt(id: number): void;
}

/** For an item that was running when its process died, until it is read back. */
export const inDoubt: Problem = { code: 'outcome-uncertain', facts: { reason: 'not-read-back' } };

export function createLifecycle(db: Db, now: () => number): Lifecycle {
  const startJob = db.prepare(
    `UPDATE jobs SET state = 'running', pause_problem = NULL, started_at = coalesce(started_at, ?), ended_at = NULL,
       wait_sequence = NULL
     WHERE id = ? AND state NOT IN ('finished', 'cancelled')`,
  );
  const pauseJob = db.prepare("UPDATE jobs SET state = 'paused', pause_problem = ? WHERE id = ?");
  const endJob = db.prepare('UPDATE jobs SET state = ?, ended_at = ? WHERE id = ?');
  const cancelItems = db.prepare(`${endUnsent} WHERE job_id = @jobId AND state = 'queued'`);
  const interruptJob = db.prepare(
    "UPDATE jobs SET state = 'interrupted' WHERE id = ? AND state IN ('planned', 'running')",
  );
  // Its request was sent before now, if at all.
  const doubtItems = db.prepare(
    `UPDATE items SET state = 'uncertain', problem = @problem, ended_at = @now, sequence = ${nextSequence},
       unclear_at = @now,
       look = CASE WHEN baseline IS NULL THEN NULL ELSE 'first' END,
       look_at = CASE WHEN baseline IS NULL THEN NULL ELSE @now END
     WHERE job_id = @jobId AND state = 'running'`,
  );

  const cancel = db.transaction((id: number) => {
    cancelItems.run({ jobId: id, ...unsentAt(now()) });
    endJob.run('cancelled', now(), id);
  });
  const interrupt = db.transaction((id: number) => {
    if (interruptJob.run(id).changes > 0) doubtItems.run({ jobId: id, problem: toJson(inDoubt), now: now() });
  });

  return {
    start: (id) => exactlyOne(startJob.run(now(), id).changes),
    pause: (id, problem) => void pauseJob.run(toJson(problem), id),
    finish: (id) => void endJob.run('finished', now(), id),
    cancel: (id) => void cancel.immediate(id),
    interrupt: (id) => void interrupt.immediate(id),
  };
}
