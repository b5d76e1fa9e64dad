import type { Readable } from 'node:stream';
import confirm from '@inquirer/confirm';
import password from '@inquirer/password';
import { RekeyError } from '../../common/errors.ts';

/** What the terminal commands may use of the outside world; the demo and tests give their own. */
export interface Io {
  /** Results. */
  out(text: string): void;
  /** Progress and messages. */
  err(text: string): void;
  stdin: Readable;
  env: NodeJS.ProcessEnv;
  /** Whether a person can be asked. */
  interactive: boolean;
  confirm(question: string): Promise<boolean>;
  askSecret(question: string): Promise<string>;
  /** Aborted by Ctrl+C. */
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

/** This process's terminal. */
export function terminalIo(signal: AbortSignal): Io {
  const prompts = { output: process.stderr };
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(`${text}\n`),
    stdin: process.stdin,
    env: process.env,
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    confirm: (message) => orCancelled(confirm({ message, default: false }, prompts)),
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
