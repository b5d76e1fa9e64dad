import type { Item, Job, Problem } from '../../common/model.ts';

/** What a job reports while it runs. */
export type JobEvent =
  | { type: 'started'; job: Job }
  | { type: 'item'; item: Item }
  /** A password was learned. For a run that cannot seal it, this is the only time it is reported. */
  | { type: 'password'; item: Item; password: string }
  /** Nothing is sent until then. */
  | { type: 'waiting'; until: number; problem: Problem };

/** The reason with which a job’s signal is aborted to pause it. */
export const pauseReason = 'pause';
/** As `pauseReason`, because the computer is about to sleep. */
export const sleepReason = 'sleep';
