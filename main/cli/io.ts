import type { Readable } from 'node:stream';
import confirm from '@inquirer/confirm';
import input from '@inquirer/input';
import password from '@inquirer/password';
import { decodeText } from '../../common/decode.ts';
import { RekeyError } from '../../common/errors.ts';
import { listProblem, longestList } from '../../common/list/index.ts';
import { tidy } from '../../common/text.ts';
import { readBytes } from '../read-file.ts';

/** What the terminal commands may use of the outside world; the demo and tests give their own. */
export interface Io {
  /** Results. */
  out(text: string): void;
  /** Progress and messages. */
  err(text: string): void;
  /** A line that stays below the messages until the next one; empty takes it away. Null without a terminal. */
  status: ((text: string) => void) | null;
  stdin: Readable;
  env: NodeJS.ProcessEnv;
  /** Whether a person can be asked. */
  interactive: boolean;
  confirm(question: string): Promise<boolean>;
  ask(question: string): Promise<string>;
  askSecret(question: string): Promise<string>;
  /** Aborted by Ctrl+C or where the terminal is gone, with the reason that pauses a job. */
  signal: AbortSignal;
}

const longestStdin = 10_000;

/** The first line of standard input. */
export async function readLine(stdin: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > longestStdin || text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/**
 * A list from a file, or from standard input for `-`: UTF-8, or UTF-16 where it says so.
 *
 * @throws RekeyError `usage` when it cannot be read, is too long, or is no text
 */
export async function readList({ stdin }: Pick<Io, 'stdin'>, path: string): Promise<string> {
  // No text of so many characters is longer than that.
  const { bytes, exceeds } = await readBytes(path, longestList * 4, path === '-' ? stdin : undefined);
  const text = decodeText(bytes);
  if (text === null) throw new RekeyError('usage', { reason: 'file-not-text', path: tidy(path, 200) });
  if (text.length > longestList || exceeds) throw new RekeyError('usage', listProblem('characters').facts);
  return text;
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
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    confirm: (message) => orCancelled(confirm({ message, default: false }, prompts)),
    ask: (message) => orCancelled(input({ message }, prompts)),
    askSecret: (message) => orCancelled(password({ message, mask: true }, prompts)),
    signal,
  };
}

/** Ctrl+C at a question is no fault (the prompts' `ExitPromptError`). */
async function orCancelled<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Error && error.name === 'ExitPromptError' ? new RekeyError('cancelled') : error;
  }
}
