import type { Item, Job, Problem } from '../../common/model.ts';

/** What a job reports while it runs. */
export type JobEvent =
  | { type: 'started'; job: Job }
  | { type: 'item'; item: Item }
  /** A password was learned. For a run that cannot seal it, this is the only time it is told. */
  | { type: 'password'; item: Item; password: string }
  /** Nothing goes out until then. */
  | { type: 'waiting'; until: number; problem: Problem };

/** The reason with which a job’s signal is aborted to pause it. */
export const pauseReason = 'pause';
/** The same because the computer is about to sleep. */
export const sleepReason = 'sleep';
