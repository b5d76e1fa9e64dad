import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, report } from './figures.ts';

const program = join(import.meta.dirname, '../../out/cli/rekey.js');
const reporter = join(import.meta.dirname, 'report-cpu.cjs');
const rounds = 9;

/**
 * The cost of starting the built terminal program, against bare Node in the same run. Measured in CPU time, and all
 * of them in each round: a busy machine slows them down alike.
 */
export function start(): void {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'));
  const commands = [
    { name: 'rekey --version', args: ['--version'], maxTimes: 5 },
    { name: 'rekey jobs list', args: ['jobs', 'list', '--data-dir', join(folder, 'data')], maxTimes: 10 },
  ];
  // Its own cache, as the program creates it at its first start.
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_CACHE_HOME: folder, LOCALAPPDATA: folder };
  delete env.NODE_COMPILE_CACHE;
  const bare: number[] = [];
  const times = commands.map((): number[] => []);
  try {
    for (const { args } of commands) cpuMs([program, ...args], env);
    for (let n = 0; n < rounds; n += 1) {
      bare.push(cpuMs(['-e', '0'], env));
      for (const [index, { args }] of commands.entries()) times[index]?.push(cpuMs([program, ...args], env));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const bareMs = median(bare);
  for (const [index, { name, maxTimes }] of commands.entries()) {
    const ms = median(times[index] ?? []);
    report(
      name,
      `${ms.toFixed(0)} ms of processor time, ${(ms / bareMs).toFixed(1)} times bare Node (${bareMs.toFixed(0)} ms); at most ${maxTimes}`,
    );
    if (!(ms / bareMs <= maxTimes)) process.exitCode = 1;
  }
}

/** CPU time of a child process that succeeds, in milliseconds. */
function cpuMs(args: string[], env: NodeJS.ProcessEnv): number {
  const { status, output } = spawnSync(process.execPath, ['--require', reporter, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: exit code ${status}\n${output[2]}`);
  return Number(output[3]) / 1000;
}
