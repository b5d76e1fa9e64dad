/** Wakes the one who waits for something to happen, whatever it is. */
export interface Changes {
  notify(): void;
  /** Resolves at the next change. */
  next(): Promise<void>;
  /** Resolves at the next change, or after a while. */
  nextWithin(ms: number, wait: (ms: number, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Resolves when the signal is aborted. */
  readonly aborted: Promise<void>;
}

/** @param signal its being aborted is a change, too */
export function createChanges(signal: AbortSignal): Changes {
  let wake = Promise.withResolvers<void>();
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const notify = (): void => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  void aborted.then(notify);

  return {
    notify,
    next: () => wake.promise,
    async nextWithin(ms, wait) {
      const over = new AbortController();
      await Promise.race([wake.promise, wait(ms, over.signal)]);
      over.abort();
    },
    aborted,
  };
}
