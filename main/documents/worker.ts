/** A worker thread: reads one document, and answers with its text or with the problem. */
import { parentPort, workerData } from 'node:worker_threads';
import { toRekeyError } from '../../common/errors.ts';
import type { SourceFile } from './content.ts';
import { convert } from './convert.ts';
import type { WorkerReply } from './index.ts';

const answer = (reply: WorkerReply): void => parentPort?.postMessage(reply);
try {
  answer({ ok: true, document: await convert(workerData as SourceFile) });
} catch (thrown) {
  const { code, facts } = toRekeyError(thrown);
  answer({ ok: false, problem: { code, facts } });
}
