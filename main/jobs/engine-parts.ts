import type { Pace } from '../../common/model.ts';
import type { Log } from '../log/index.ts';
import type { JobStore } from '../store/jobs/index.ts';
import type { Sealer } from '../store/seal.ts';
import type { Xapi } from '../xapi/index.ts';
import type { JobEvent } from './events.ts';
import type { SettlingTimes } from './settling/settlement.ts';

/** The dependencies of the engine, the same for all runs. */
export interface EngineParts {
  jobs: JobStore;
  log: Log;
  times: SettlingTimes;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a monotonic clock. */
  monotonic(): number;
  /** Resolves after a delay, or as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

/** What the caller provides for a run. */
export interface RunOptions {
  xapi: Xapi;
  /**
   * Called under the PBX's lock, before anything is sent: its entry must still be the one that `xapi` was opened for.
   *
   * @throws RekeyError if it is not
   */
  refuseIfChanged(): void;
  /** The current setting: the user may change it in mid-run. */
  pace(): Pace;
  /** Null for a run without a keychain: passwords are reported, not stored. */
  sealer: Sealer | null;
  /**
   * When aborted, what is in flight is finished. Then the job pauses if the reason is `pauseReason`, and waits to
   * resume automatically if it is `sleepReason`; otherwise the rest is cancelled.
   */
  signal: AbortSignal;
  /** The run does not wait for later readings: `settleDue` makes them. */
  settlesLater?: boolean;
  onEvent(event: JobEvent): void;
}

export type RunParts = EngineParts & Omit<RunOptions, 'refuseIfChanged'>;
