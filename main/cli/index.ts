import { createKeychain } from '../keychain/index.ts';
import { terminalIo } from './io.ts';
import { runCli } from './run.ts';

const cancelling = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // Once: what is in flight is finished. Twice: at once; the journal knows what was in flight.
    if (cancelling.signal.aborted) process.exit(130);
    cancelling.abort();
  });

const exitCode = await runCli(process.argv.slice(2), terminalIo(cancelling.signal), createKeychain());
// A keychain call that never answers keeps a thread, and with it the process, alive: leave once all is written.
await new Promise<void>((written) => process.stdout.write('', () => written()));
await new Promise<void>((written) => process.stderr.write('', () => written()));
process.exit(exitCode);
