import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { decodeSecret } from '../../common/decode.ts';
import type { DocumentText } from '../../common/document-schema.ts';
import { RekeyError } from '../../common/errors.ts';
import { listProblem, maxListLength } from '../../common/list/index.ts';
import { readBytes } from '../files/read-file.ts';

/** What the terminal commands use of the outside world; the demo and tests pass their own. */
export interface Io {
  /** Results. */
  out(text: string): void;
  /** Progress and messages. */
  err(text: string): void;
  /** Shows a line below the messages until the next one; empty removes it. Null without a terminal. */
  status: ((text: string) => void) | null;
  stdin: Readable;
  env: NodeJS.ProcessEnv;
  /** Whether the user can be prompted. */
  interactive: boolean;
  /** Whether both results and messages go to a terminal, neither to a file or another program. */
  toTerminal: boolean;
  confirm(question: string): Promise<boolean>;
  ask(question: string): Promise<string>;
  askSecret(question: string): Promise<string>;
  /** Aborted by Ctrl+C or when the terminal is closed, with the reason that pauses a job. */
  signal: AbortSignal;
}

const maxSecretBytes = 10_000;

/**
 * Returns a secret from the first line of standard input, whatever encoding the pipe has: Windows PowerShell adds a
 * byte-order mark, files written with `>` are UTF-16.
 *
 * @param what names it in messages, such as `API key`
 * @throws RekeyError `usage` if there is none, or its encoding is unknown
 */
export async function readSecret(stdin: Readable, what: string): Promise<string> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of stdin) {
    bytes = Buffer.concat([bytes, Buffer.from(chunk as Uint8Array)]);
    if (bytes.length > maxSecretBytes || hasLineBreak(bytes)) break;
  }
  const refuse = (why: string): RekeyError => new RekeyError('usage', { terminalSays: why });
  if (bytes.length > maxSecretBytes) throw refuse(`Standard input is too long for the ${what}.`);
  const text = decodeSecret(bytes);
  if (text === null)
    throw refuse(`The encoding of standard input is unknown. Give the ${what} as UTF-8 or UTF-16.`);
  const [secret = ''] = text.split(lineBreak, 1);
  if (secret === '') throw refuse(`The first line of standard input is empty. It must be the ${what}.`);
  return secret;
}

const lineBreak = /[\r\n]/;

/** The byte of a line break can also be part of another character. */
function hasLineBreak(bytes: Uint8Array): boolean {
  return bytes.includes(0x0a) && (decodeSecret(bytes)?.includes('\n') ?? true);
}

/** What messages call a list from standard input. */
const stdinName = 'standard input';

/**
 * Reads a list from a file of any kind, or from standard input for `-`.
 *
 * @throws RekeyError `usage` when it cannot be read, is too long, or is not text
 */
export async function readList(
  { stdin, signal }: Pick<Io, 'stdin' | 'signal'>,
  path: string,
): Promise<DocumentText> {
  const fromStdin = path === '-';
  const name = fromStdin ? stdinName : path;
  // No text of that many characters has more bytes.
  const { bytes, exceeds } = await readBytes(
    name,
    maxListLength * 4,
    fromStdin ? stdin : createReadStream(path),
  );
  if (exceeds) throw new RekeyError('usage', listProblem('characters').facts);
  const { readDocument } = await import('../documents/index.ts');
  return readDocument({ name, bytes }, signal);
}

/** This process's terminal. */
export function terminalIo(signal: AbortSignal): Io {
  const prompts = { output: process.stderr };
  let shown = '';
  const draw = (text: string): void => {
    const columns = process.stderr.columns || 80;
    process.stderr.write(`\r\x1b[2K${text.slice(0, columns - 1)}`);
  };
  const aboveStatus = (write: () => void): void => {
    if (shown !== '') draw('');
    write();
    if (shown !== '') draw(shown);
  };
  return {
    out: (text) => aboveStatus(() => process.stdout.write(text)),
    err: (text) => aboveStatus(() => process.stderr.write(`${text}\n`)),
    status: process.stderr.isTTY
      ? (text) => {
          shown = text;
          draw(text);
        }
      : null,
    stdin: process.stdin,
    env: process.env,
    toTerminal: process.stdout.isTTY === true && process.stderr.isTTY === true,
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    confirm: (message) =>
      orCancelled(async () =>
        (await import('@inquirer/confirm')).default({ message, default: false }, prompts),
      ),
    ask: (message) =>
      orCancelled(async () => (await import('@inquirer/input')).default({ message }, prompts)),
    askSecret: (message) =>
      orCancelled(async () => (await import('@inquirer/password')).default({ message, mask: true }, prompts)),
    signal,
  };
}

/** Ctrl+C at a question is not a fault (the prompts' `ExitPromptError`). */
async function orCancelled<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Error && error.name === 'ExitPromptError'
      ? new RekeyError('cancelled', { reason: 'not-confirmed' })
      : error;
  }
}
