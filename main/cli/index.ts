import confirm from '@inquirer/confirm';
import password from '@inquirer/password';
import { createKeychain } from '../keychain/index.ts';
import type { Io } from './io.ts';
import { runCli } from './run.ts';

const cancelling = new AbortController();
process.on('SIGINT', () => {
  // Once: what is in flight is finished. Twice: at once; the journal knows what was in flight.
  if (cancelling.signal.aborted) process.exit(130);
  cancelling.abort();
});

const prompts = { output: process.stderr };
const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(`${text}\n`),
  stdin: process.stdin,
  env: process.env,
  interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
  confirm: (message) => confirm({ message, default: false }, prompts),
  askSecret: (message) => password({ message, mask: true }, prompts),
  signal: cancelling.signal,
};

const exitCode = await runCli(process.argv.slice(2), io, createKeychain());
// A keychain call that never answers keeps a thread, and with it the process, alive: leave once all is written.
await new Promise<void>((written) => process.stdout.write('', () => written()));
await new Promise<void>((written) => process.stderr.write('', () => written()));
process.exit(exitCode);
