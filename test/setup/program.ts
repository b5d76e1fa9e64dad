import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

interface ProgramOptions {
  /** When it is killed, in milliseconds since 1970. */
  deadline: number;
  env?: NodeJS.ProcessEnv;
  /** The file for its output; without one, it goes straight to ours. */
  outputFile?: string;
}

const running = new Set<ChildProcess>();
// In separate process groups, they do not receive the terminal's Ctrl-C.
process.on('exit', () => {
  for (const child of running) endAll(child);
});

/**
 * Runs a program and returns its exit code: not 0 if it was killed, or does not exist. When it ends, or when we do,
 * everything that it left running is ended too. Several can run at a time.
 */
export async function runProgram(program: string, args: string[], options: ProgramOptions): Promise<number> {
  const { outputFile } = options;
  const output = outputFile === undefined ? 'inherit' : openSync(outputFile, 'w');
  const child = spawn(program, args, {
    stdio: ['ignore', output, output],
    env: options.env ?? process.env,
    // A process group of its own, so that all of it can be killed at once.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  if (output !== 'inherit') closeSync(output);
  const timer = setTimeout(
    () => {
      console.error(`\n${program} ${args.join(' ')} was ended: out of time`);
      endAll(child);
    },
    Math.max(0, options.deadline - Date.now()),
  );
  const interrupt = (signal: NodeJS.Signals) => process.exit(signal === 'SIGINT' ? 130 : 143);
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const [exitCode] = await once(child, 'exit');
    return exitCode ?? 1;
  } catch (error) {
    console.error(`${program} could not be started: ${error instanceof Error ? error.message : error}`);
    return 127;
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    endAll(child);
    running.delete(child);
  }
}

function endAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It no longer exists.
  }
}
