import type { Readable } from 'node:stream';

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
