import type { Db } from '../database/db.ts';
import type { Scrubber } from '../database/scrub.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { createHistory, type History } from './history.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createOutcomes, type Outcomes } from './outcomes.ts';
import { createPlanning, type Planning } from './planning.ts';
import { createReadbacks, type Readbacks } from './readbacks.ts';
import { createSealedPasswords, type SealedPasswords } from './sealed.ts';
import { createWaiting, type Waiting } from './waiting.ts';

export type { NotedBaseline } from './attempts.ts';
export type { Moment } from './history.ts';
export type { Conclusion, PlannedReadback, Settlement, Unsettled } from './outcomes.ts';
export type { NewItem, NewJob, RematchedItem } from './planning.ts';
export type { DueReadback } from './readbacks.ts';

/** The journal: what was planned, begun and concluded. Every method that changes something is one durable commit. */
export interface JobStore
  extends History,
    Planning,
    Lifecycle,
    Waiting,
    Attempts,
    Outcomes,
    Readbacks,
    SealedPasswords {
  /** Makes one durable commit of several changes: all of them or none. */
  together<T>(changes: () => T): T;
}

export function createJobStore(db: Db, now: () => number, scrubber: Pick<Scrubber, 'mark'>): JobStore {
  const together = db.transaction((changes: () => unknown) => changes());
  const history = createHistory(db, now);
  const lifecycle = createLifecycle(db, now);
  const waiting = createWaiting(db, now, { ...history, ...lifecycle });
  const attempts = createAttempts(db);
  return {
    together: <T>(changes: () => T) => together.immediate(changes) as T,
    ...history,
    ...createPlanning(db, now, { ...history, ...lifecycle, ...waiting, ...attempts }),
    ...lifecycle,
    ...waiting,
    ...attempts,
    ...createOutcomes(db, now, history),
    ...createReadbacks(db),
    ...createSealedPasswords(db, scrubber),
  };
}
