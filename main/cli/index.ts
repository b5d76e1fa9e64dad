import { pauseReason } from '../jobs/index.ts';
import { createKeychain } from '../keychain/index.ts';
import { terminalIo } from './io.ts';
import { runCli } from './run.ts';

const stopping = new AbortController();
/** What is in flight is finished and the job pauses. */
const stop = (): void => stopping.abort(pauseReason);

/** One Ctrl+C may come twice: from the terminal, and passed on by npm. */
const sameWithinMs = 1000;
let askedAt: number | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    askedAt ??= performance.now();
    // Asked again: at once; the journal knows what was in flight.
    if (performance.now() - askedAt > sameWithinMs) process.exit(130);
    stop();
  });
// A closed terminal, told by its own and the shell's hang-up, or a pipe that nobody reads any more. What is then written
// is lost without harm; ending at once would lose what is in flight.
process.on('SIGHUP', stop);
for (const output of [process.stdout, process.stderr]) output.on('error', stop);

const exitCode = await runCli(process.argv.slice(2), terminalIo(stopping.signal), createKeychain());
// A keychain call that never answers keeps a thread, and with it the process, alive: leave once all is written.
await new Promise<void>((written) => process.stdout.write('', () => written()));
await new Promise<void>((written) => process.stderr.write('', () => written()));
process.exit(exitCode);
