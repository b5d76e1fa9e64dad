import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../setup/folder.ts';
import { runProgram } from '../../setup/program.ts';

const deadline = Date.now() + 600_000;

test('a program’s output is written to its file in order', async () => {
  const outputFile = join(temporaryFolder(), 'output');
  const program = 'console.log("one"); console.error("two"); process.exitCode = 3; console.log("three")';
  expect(await runProgram(process.execPath, ['-e', program], { deadline, outputFile })).toBe(3);
  expect(readFileSync(outputFile, 'utf8')).toBe('one\ntwo\nthree\n');
});

test('a program beyond its deadline is killed', async () => {
  const outputFile = join(temporaryFolder(), 'output');
  const endless = ['-e', 'setInterval(() => {}, 1000)'];
  expect(await runProgram(process.execPath, endless, { deadline: Date.now() + 100, outputFile })).not.toBe(0);
});

test.skipIf(process.platform === 'win32')('an interrupt ends all concurrent programs', async () => {
  const here = JSON.stringify(join(import.meta.dirname, '../../setup/program.ts'));
  const endless = JSON.stringify(['-e', 'console.log(process.pid); setInterval(() => {}, 1000)']);
  const runs = `for (let n = 0; n < 2; n += 1) void runProgram(process.execPath, ${endless}, { deadline: ${deadline} })`;
  const runner = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import { runProgram } from ${here}; ${runs}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const pids: number[] = [];
  let said = '';
  for await (const chunk of runner.stdout.setEncoding('utf8')) {
    said += chunk;
    const lines = said.split('\n').filter(Boolean);
    if (lines.length < 2 || !said.endsWith('\n')) continue;
    pids.push(...lines.map(Number));
    break;
  }
  runner.kill('SIGINT');
  const [code] = await once(runner, 'exit');
  expect(code).toBe(130);
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(() => pids.filter(isAlive), { timeout: 60_000 }).toEqual([]);
});
