import { pauseReason } from '../jobs/index.ts';
import { createKeychain } from '../keychain/index.ts';
import { terminalIo } from './io.ts';
import { runCli } from './run.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // Once: what is in flight is finished and the job pauses. Twice: at once; the journal knows what was in flight.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort(pauseReason);
  });

const exitCode = await runCli(process.argv.slice(2), terminalIo(stopping.signal), createKeychain());
// A keychain call that never answers keeps a thread, and with it the process, alive: leave once all is written.
await new Promise<void>((written) => process.stdout.write('', () => written()));
await new Promise<void>((written) => process.stderr.write('', () => written()));
process.exit(exitCode);
