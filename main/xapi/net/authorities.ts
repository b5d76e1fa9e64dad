import tls, { type SecureContext } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { readAuthorities } from './read-authorities.ts';

/** Run from source, the worker is its own source file; compiled, it is a separate file beside `index.js`. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './authorities-worker.ts' : './authorities-worker.js',
  import.meta.url,
);
let context: Promise<SecureContext> | undefined;

/**
 * The authorities that certificates are checked against. Read once, and in a worker thread: on a system with many,
 * reading takes so long that a window would freeze.
 */
export function trustedAuthorities(): Promise<SecureContext> {
  context ??= readInWorker()
    .catch(readAuthorities)
    .then((ca) => tls.createSecureContext({ ca }))
    .catch((error: unknown) => {
      context = undefined;
      throw error;
    });
  return context;
}

function readInWorker(): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  const worker = new Worker(workerFile);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('it ended without an answer')));
  return promise;
}
