import type { Problem } from '../../../common/model.ts';
import type { JobEvent } from '../events.ts';
import type { Rate } from '../requests/rate.ts';
import type { Changes } from './changes.ts';

/** When the speed limit allows the next request of a run. */
export interface Turns {
  /** Waits until the speed limit allows one more request, or the run stops. */
  wait(): Promise<void>;
  /** Waits until one more request is allowed, which counts from then on. */
  take(): Promise<void>;
  /** Reports that nothing is sent until then, and why; the same time only once. */
  tell(until: number, problem: Problem): void;
}

export interface TurnsParts {
  rate: Rate;
  changes: Changes;
  stopped(): boolean;
  /** Whether an answer is pending: then there is nothing to report yet. */
  busy(): boolean;
  /** The most recent problem. */
  lastProblem(): Problem | null;
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  onEvent(event: JobEvent): void;
}

export function createTurns(parts: TurnsParts): Turns {
  const { rate, changes, stopped, busy, lastProblem, now } = parts;
  let toldUntil = 0;

  const tell = (until: number, problem: Problem): void => {
    if (until > toldUntil) parts.onEvent({ type: 'waiting', until, problem });
    toldUntil = until;
  };

  const wait = async (): Promise<void> => {
    while (!stopped() && rate.waitMs() > 0) {
      const problem = lastProblem();
      if (!busy() && rate.isHeld() && problem) tell(now() + Math.ceil(rate.waitMs()), problem);
      await changes.nextWithin(rate.waitMs(), parts.wait);
    }
  };

  return {
    wait,
    async take() {
      await wait();
      rate.spend();
    },
    tell,
  };
}
