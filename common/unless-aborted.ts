import { RekeyError } from './errors.ts';

/**
 * Waits for work that cannot be cancelled, but only until the signal is aborted.
 *
 * @throws RekeyError `cancelled`, and what the work throws
 */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new RekeyError('cancelled'));
    // Even after an abort: a late rejection must not go unhandled.
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
