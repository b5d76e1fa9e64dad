import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output as one JSON document; throws if it is not one. */
  json(): CliJson;
}

// Tests look into documents of many shapes.
// biome-ignore lint/suspicious/noExplicitAny: each test asserts the parts that it uses
export type CliJson = any;

export interface CliOptions {
  env?: NodeJS.ProcessEnv;
  stdin?: string | Uint8Array;
  /** The folder it is started in. */
  cwd?: string;
}

/** Runs the terminal program in a separate process, as a script would. */
export function cli(args: string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).result;
}

/** As `cli`, returning the process while it runs. */
export function startCli(
  args: string[],
  { env = process.env, stdin = '', cwd = process.cwd() }: CliOptions = {},
) {
  // Cached for all tests: most of a short command's time is loading its code.
  const cached = { ...env, NODE_COMPILE_CACHE: join(tmpdir(), 'rekey-compile-cache') };
  const child = spawn(process.execPath, [inject('cliEntry'), ...args], { env: cached, cwd, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const result = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output, json: () => JSON.parse(output.stdout) }));
  });
  return { child, output, result };
}
