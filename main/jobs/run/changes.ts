/** Wakes a waiter when anything happens. */
export interface Changes {
  notify(): void;
  /** Resolves at the next change. */
  next(): Promise<void>;
  /** Resolves at the next change, or after a while. */
  nextWithin(ms: number, wait: (ms: number, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Waits for work, but only until the signal is aborted; undefined then. */
  orAborted<T>(work: Promise<T>): Promise<T | undefined>;
  /** Releases the signal, which may outlive the job. */
  close(): void;
}

/** @param signal its abort counts as a change */
export function createChanges(signal: AbortSignal): Changes {
  let wake = Promise.withResolvers<void>();
  /** The waiters that end when the signal is aborted. */
  const waiting: (() => void)[] = [];
  const notify = (): void => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const onAbort = (): void => {
    for (const giveUp of waiting.splice(0)) giveUp();
    notify();
  };
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    notify,
    next: () => wake.promise,
    async nextWithin(ms, wait) {
      const over = new AbortController();
      await Promise.race([wake.promise, wait(ms, over.signal)]);
      over.abort();
    },
    async orAborted<T>(work: Promise<T>) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const giveUp = (): void => resolve(undefined);
      if (signal.aborted) giveUp();
      else waiting.push(giveUp);
      try {
        // Not one promise for all: it would retain each race until the end of the job.
        return await Promise.race([work, promise]);
      } finally {
        const index = waiting.indexOf(giveUp);
        if (index >= 0) waiting.splice(index, 1);
      }
    },
    close: () => signal.removeEventListener('abort', onAbort),
  };
}
