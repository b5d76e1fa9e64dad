import type { Problem } from '../../common/model.ts';
import type { Changes } from './changes.ts';
import type { JobEvent } from './events.ts';
import type { Rate } from './rate.ts';

/** When the next request of a run may go out, as its pace allows. */
export interface Turns {
  /** Waits until the pace allows one more request, or the run stops. */
  wait(): Promise<void>;
  /** Waits for one more request, which counts from then on. */
  take(): Promise<void>;
  /** Tells that nothing goes out until then, and why; the same only once. */
  tell(until: number, problem: Problem): void;
}

export interface TurnsParts {
  rate: Rate;
  changes: Changes;
  stopped(): boolean;
  /** Whether an answer is still to come: then there is nothing to tell yet. */
  busy(): boolean;
  /** The last thing that went wrong. */
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
