import { toProblem } from '../../common/problem.ts';
import { toWriteError } from '../files/write-file.ts';
import { pauseReason } from '../jobs/events.ts';
import { createKeychain } from '../keychain/index.ts';
import { exitCodeOf } from './exit-codes.ts';
import { terminalIo } from './io.ts';
import { runCli } from './run.ts';
import { startOf } from './start.ts';
import { unwrittenText } from './text.ts';
import { enterCallersFolder } from './working-folder.ts';

const start = startOf(process);
enterCallersFolder();

const stopping = new AbortController();
/** Finishes what is in flight and pauses the job. */
const stop = (): void => stopping.abort(pauseReason);

/** One Ctrl+C may arrive twice: from the terminal, and forwarded by npm. */
const sameWithinMs = 1000;
let askedAt: number | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    askedAt ??= performance.now();
    // The second time, exits at once; the journal knows what was in flight.
    if (performance.now() - askedAt > sameWithinMs) process.exit(130);
    stop();
  });
// The terminal was closed, as signalled by itself or the shell, or a pipe has lost its reader. Losing output is
// harmless then; ending at once would lose what is in flight.
process.on('SIGHUP', stop);
// On a full disk, though, somebody expects to have the results.
let unwritten: unknown = null;
const failed = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') unwritten ??= error;
  stop();
};
for (const output of [process.stdout, process.stderr]) output.on('error', failed);

const io = terminalIo(stopping.signal, failed);
const exitCode = await runCli(process.argv.slice(2), io, createKeychain(), start);
// A keychain call that never returns keeps a thread, and so the process, alive: exit once all output is written.
await new Promise<void>((written) => process.stdout.write('', () => written()));
await new Promise<void>((written) => process.stderr.write('', () => written()));
if (unwritten === null) process.exit(exitCode);
const problem = toProblem(toWriteError(unwritten, 'Standard output'));
process.stderr.write(`${unwrittenText(problem)}\n`, () => process.exit(exitCode || exitCodeOf(problem.code)));
