import type { Pace } from '../../common/model.ts';
import type { Log } from '../log/index.ts';
import type { JobStore } from '../store/jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import type { Xapi } from '../xapi/index.ts';
import type { JobEvent } from './events.ts';
import type { SettlingTimes } from './settlement.ts';

/** What the engine stands on, for all of its runs. */
export interface EngineParts {
  jobs: JobStore;
  log: Log;
  times: SettlingTimes;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that only ever go forward. */
  monotonic(): number;
  /** Resolves after a while, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

/** What a run needs of the one who starts it. */
export interface RunOptions {
  xapi: Xapi;
  /**
   * Asked for under the PBX's lock, before anything is sent: its entry is still the one that `xapi` was opened for.
   *
   * @throws RekeyError where it is not
   */
  refuseIfChanged(): void;
  /** As it is now: a person may change it in mid-run. */
  pace(): Pace;
  /** Null for a run without a keychain: passwords are told, not kept. */
  sealer: Sealer | null;
  /**
   * Aborted: what is in flight is finished. Then the job pauses where the reason is `pauseReason`, and waits to go on by
   * itself where it is `sleepReason`; else what is left of it is cancelled.
   */
  signal: AbortSignal;
  /** The run does not wait for readings that are to be made a while later: `settleDue` makes them. */
  settlesLater?: boolean;
  onEvent(event: JobEvent): void;
}

export type RunParts = EngineParts & Omit<RunOptions, 'refuseIfChanged'>;
