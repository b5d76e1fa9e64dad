import { Readable } from 'node:stream';
import type { Io } from '../../main/cli/io.ts';
import { runCli } from '../../main/cli/run.ts';
import type { Start } from '../../main/cli/start.ts';
import type { Keychain } from '../../main/keychain/index.ts';
import type { ReadOptions } from '../../main/policy/index.ts';

/** Stands in for the user at the terminal. */
export interface TerminalUser {
  /** Without it nobody is there. */
  agrees?: boolean;
  /** Answers to prompts for a text, in order. */
  types?: string[];
  stdin?: string;
  /** Collects what the status line showed; null if there is none. */
  statuses?: string[];
  policy?: ReadOptions;
}

const start: Start = { program: ['rekey'], platform: 'linux', home: '/home/x' };

/** Runs the terminal program in this process, so that a test can answer its questions. */
export async function runInProcess(args: readonly string[], keychain: Keychain, person: TerminalUser = {}) {
  const { agrees, types = [], stdin = '', statuses, policy } = person;
  const output = { out: '', err: '' };
  const asked: string[] = [];
  const answer = async (question: string): Promise<string> => {
    asked.push(question);
    return types.shift() ?? '';
  };
  const io: Io = {
    async out(text) {
      output.out += text;
      return true;
    },
    err: (text) => {
      output.err += `${text}\n`;
    },
    status: statuses ? (text) => void statuses.push(text) : null,
    stdin: Readable.from([Buffer.from(stdin)]),
    env: {},
    toTerminal: agrees !== undefined,
    interactive: agrees !== undefined,
    confirm: async (question) => {
      asked.push(question);
      return agrees ?? false;
    },
    ask: answer,
    askSecret: answer,
    signal: new AbortController().signal,
  };
  const code = await runCli(args, io, keychain, start, policy);
  return { code, asked, ...output };
}
