import { Worker } from 'node:worker_threads';
import type { DocumentText } from '../../common/document-schema.ts';
import { hasSkipped } from '../../common/documents.ts';
import { RekeyError } from '../../common/errors.ts';
import type { Problem } from '../../common/model.ts';
import { tidy } from '../../common/text.ts';
import { fileError, readText, type SourceFile } from './content.ts';
import { kindOfFile } from './kind.ts';

export type WorkerReply = { ok: true; document: DocumentText } | { ok: false; problem: Problem };

/** Run from source, the worker is its own source file; compiled, it is a separate file beside `index.js`. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './document-worker.js',
  import.meta.url,
);
/** A file crafted to use up time or memory ends its worker, and nothing else. */
const maxMs = 120_000;
const maxMemoryMb = 512;

/**
 * Returns a file as text: a text in any encoding, a mail, a saved web page, a spreadsheet.
 *
 * @throws RekeyError `usage` if it cannot be read, `cancelled` by the signal
 */
export async function readDocument(given: SourceFile, signal?: AbortSignal): Promise<DocumentText> {
  const file = { name: tidy(given.name, 200), bytes: given.bytes };
  const found = kindOfFile(file);
  if ('refused' in found) throw fileError(found.refused, file);
  const document = found.kind === 'text' ? readText(file) : await readInWorker(file, signal);
  if (document.text.trim() === '' && !hasSkipped(document.skipped)) throw fileError('file-empty', file);
  return document;
}

async function readInWorker(file: SourceFile, signal: AbortSignal | undefined): Promise<DocumentText> {
  if (signal?.aborted) throw new RekeyError('cancelled');
  const worker = new Worker(workerFile, {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  });
  const stop = (): void => void worker.terminate();
  const timer = setTimeout(stop, maxMs);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const reply = await new Promise<WorkerReply | null>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(error),
      );
      worker.once('exit', () => resolve(null));
    });
    if (signal?.aborted) throw new RekeyError('cancelled');
    if (reply === null) throw fileError('file-unpacked-too-large', file);
    if (!reply.ok) throw new RekeyError(reply.problem.code, reply.problem.facts);
    return reply.document;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stop();
  }
}
