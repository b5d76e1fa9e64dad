import { RekeyError } from '../../common/errors.ts';

/** Runs `work` when everything before it has finished. */
export type TakeTurn = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Runs one piece of work at a time, each with a time limit that starts when it is requested. Work that times out is
 * told by its signal but keeps its turn until it ends: a keychain call cannot be interrupted and occupies one of
 * Node's few pool threads, so a second must not start beside it.
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
