/** A worker thread: reads one document, and answers with its text or with the problem. */

import { parentPort, workerData } from 'node:worker_threads';
import { toProblem } from '../../common/problem.ts';
import type { SourceFile } from './content.ts';
import type { WorkerReply } from './index.ts';
import { textOfFile } from './text-of-file.ts';

const answer = (reply: WorkerReply): void => parentPort?.postMessage(reply);
try {
  answer({ ok: true, document: await textOfFile(workerData as SourceFile) });
} catch (thrown) {
  answer({ ok: false, problem: toProblem(thrown) });
}
