import { RekeyError } from '../../common/errors.ts';

/** Runs `work` when everything before it is over. */
export type TakeTurn = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * One piece of work at a time, each with a time limit that counts from when it was asked for. Work that runs out of
 * time is told by its signal but still holds its turn until it ends: a keychain call cannot be cut short and keeps
 * one of Node's few pool threads, so a second must not start beside it.
 */
export function createTurns(limitMs: number): TakeTurn {
  let previous: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const control = new AbortController();
    const { signal } = control;
    const outOfTime = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      // Nearly always a prompt that nobody answers.
      const error = new RekeyError('keychain-locked', { reason: 'timed-out' });
      control.abort(error);
      outOfTime.reject(error);
    }, limitMs);
    const turn = previous.then(() => {
      signal.throwIfAborted();
      return work(signal);
    });
    previous = turn.catch(() => {});
    try {
      return await Promise.race([turn, outOfTime.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
