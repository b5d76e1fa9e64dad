import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { decodeSecret } from '../../common/decode.ts';
import type { DocumentText } from '../../common/document-schema.ts';
import { RekeyError } from '../../common/errors.ts';
import { listProblem, maxListLength } from '../../common/list/index.ts';
import { readBytes } from '../files/read-file.ts';

/** The terminal commands' access to the outside world; the demo and tests pass their own. */
export interface Io {
  /**
   * Writes a result to standard output, unchanged: the text brings its own line breaks. Resolves with whether it was
   * written: a pipe may have lost its reader, a disk may be full.
   */
  out(text: string): Promise<boolean>;
  /** Writes a line of progress or a message to standard error. */
  err(text: string): void;
  /** Shows a line below the messages until the next one; empty removes it. Null without a terminal. */
  status: ((text: string) => void) | null;
  stdin: Readable;
  env: NodeJS.ProcessEnv;
  /** Whether the user can be prompted. */
  interactive: boolean;
  /** Whether both results and messages go to a terminal, neither to a file or another program. */
  toTerminal: boolean;
  /** @throws RekeyError `cancelled` on Ctrl+C */
  confirm(question: string): Promise<boolean>;
  /** @throws RekeyError `cancelled` on Ctrl+C */
  ask(question: string): Promise<string>;
  /** @throws RekeyError `cancelled` on Ctrl+C */
  askSecret(question: string): Promise<string>;
  /** Aborted by Ctrl+C or when the terminal is closed, with the reason that pauses a job. */
  signal: AbortSignal;
}

const maxSecretBytes = 10_000;

/**
 * Returns a secret from the first line of standard input, in UTF-8 or UTF-16: Windows PowerShell adds a byte-order
 * mark, and writes files with `>` in UTF-16.
 *
 * @param what names it in messages, such as `API key`
 * @throws RekeyError `usage` if there is none, or its encoding is unknown
 */
export async function readSecret(stdin: Readable, what: string): Promise<string> {
  let bytes: Uint8Array = Buffer.alloc(0);
  for await (const chunk of stdin) {
    bytes = Buffer.concat([bytes, Buffer.from(chunk as Uint8Array)]);
    const end = endOfLine(bytes);
    if (end !== null) bytes = bytes.subarray(0, end);
    if (end !== null || bytes.length > maxSecretBytes) break;
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
const newline = 0x0a;

/** The end of the first line, including its line break; null if there is none yet. */
function endOfLine(bytes: Uint8Array): number | null {
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) {
    const isUtf16 = (bytes[0] ?? 0) >= 0xfe || bytes.subarray(0, at).includes(0);
    if (!isUtf16) return at + 1;
    // Its other byte is zero; in any other character, this byte does not end a line.
    const other = at ^ 1;
    if (bytes[other] === 0) return Math.max(at, other) + 1;
  }
  return null;
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
  // A list of that many characters has at most four bytes for each; other kinds of file are limited by what they hold.
  const { bytes, exceeds } = await readBytes(
    name,
    maxListLength * 4,
    fromStdin ? stdin : createReadStream(path),
  );
  if (exceeds) throw new RekeyError('usage', listProblem('characters').facts);
  const { readDocument } = await import('../documents/index.ts');
  return readDocument({ name, bytes }, signal);
}

/**
 * This process's terminal.
 *
 * @param unwritten called as soon as standard output does not take something, before anything else can happen
 */
export function terminalIo(signal: AbortSignal, unwritten: (error: Error) => void = () => {}): Io {
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
    out(text) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      aboveStatus(() => process.stdout.write(text, (error) => resolve(!error)));
      // Its event is emitted only after all that is ready to run: by then the next request would be sent.
      if (process.stdout.errored) unwritten(process.stdout.errored);
      return promise;
    },
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

/** Ctrl+C at a prompt (its `ExitPromptError`) cancels the command; it is not an error. */
async function orCancelled<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof Error && error.name === 'ExitPromptError'
      ? new RekeyError('cancelled', { reason: 'not-confirmed' })
      : error;
  }
}
