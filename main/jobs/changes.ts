/** Wakes the one who waits for something to happen, whatever it is. */
export interface Changes {
  notify(): void;
  /** Resolves at the next change. */
  next(): Promise<void>;
  /** Resolves at the next change, or after a while. */
  nextWithin(ms: number, wait: (ms: number, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Resolves when the signal is aborted. */
  readonly aborted: Promise<void>;
  /** Lets go of the signal, which may outlive the job. */
  close(): void;
}

/** @param signal its being aborted is a change, too */
export function createChanges(signal: AbortSignal): Changes {
  let wake = Promise.withResolvers<void>();
  const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
  const onAbort = (): void => abort();
  if (signal.aborted) abort();
  else signal.addEventListener('abort', onAbort, { once: true });
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
    close: () => signal.removeEventListener('abort', onAbort),
  };
}
