import type { Dispatcher } from 'undici';
import { type BodyCollector, collectBody, type Headers } from './body.ts';

/** A reply, with as much of its body as could be read. */
export interface ReceivedReply {
  status: number;
  headers: Headers;
  bytes: Buffer;
}

interface ReceiveParts {
  /** When aborted, the exchange ends, and so does its connection. */
  signal: AbortSignal;
  /** The request's first byte is about to be written. */
  started(): void;
  /** The final status has arrived. */
  answered(status: number): void;
  /** Of the reply's body. */
  maxBytes: number;
  /** Of the body of a reply with an error status. */
  maxErrorBytes: number;
}

/**
 * Sends one request and reads its reply. For a reply with an error status, returns whatever can be read: its status
 * counts, however its body ends.
 *
 * Uses a plain undici handler instead of `request()`, which creates a stream, its iterators and several listeners for
 * each reply. V8 frees those only in a full collection, and a large job creates tens of thousands.
 *
 * @throws BodyError and what the connection throws
 */
export function receive(
  connections: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { signal, started, answered, maxBytes, maxErrorBytes }: ReceiveParts,
): Promise<ReceivedReply> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let body: BodyCollector | null = null;
    const abort = (reason: Error): void => controller?.abort(reason);
    const cancel = (): void => abort(signal.reason as Error);
    const over = (): void => signal.removeEventListener('abort', cancel);
    signal.addEventListener('abort', cancel, { once: true });

    connections.dispatch(options, {
      onRequestStart(given) {
        controller = given;
        started();
        if (signal.aborted) cancel();
      },
      onResponseStart(_controller, status, headers) {
        if (status < 200) return;
        answered(status);
        const failed = status >= 400;
        body = collectBody(headers, failed ? Math.min(maxBytes, maxErrorBytes) : maxBytes, abort);
        body.done.then(
          (bytes) => resolve({ status, headers, bytes }),
          (error: unknown) =>
            failed ? resolve({ status, headers, bytes: body?.soFar() ?? Buffer.alloc(0) }) : reject(error),
        );
      },
      onResponseData: (_controller, chunk) => body?.add(chunk),
      onResponseEnd() {
        over();
        body?.end();
      },
      onResponseError(_controller, error) {
        over();
        if (body) body.fail(error);
        else reject(error);
      },
    });
  });
}
