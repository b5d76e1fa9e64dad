/**
 * `npm test`: sets up what the tests need, runs every check, and ends with one line of numbers. A new kind of test
 * is a line in `steps`; a new system package is a line in `setup/packages.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { ensureChromium } from './setup/chromium.ts';
import { type Counts, countCheck, countPlaywright, countVitest, summary } from './setup/counts.ts';
import { installPackages } from './setup/packages.ts';
import { runProgram } from './setup/program.ts';

interface Step {
  title: string;
  /** What is run, as an argument list for this very Node: no shell, and no difference between systems. */
  program: string[];
  count: (exitCode: number) => Counts;
}

/** Twice what it takes on two slow cores. */
const limitMs = 75 * 60_000;
const deadline = Date.now() + limitMs;
const scratch = mkdtempSync(join(tmpdir(), 'rekey-run-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const vitestReport = join(scratch, 'vitest.json');
const playwrightReport = join(scratch, 'playwright.json');

// Biome and vitest colour what goes into a file, too, unless they are told.
const { FORCE_COLOR, NO_COLOR, CI } = process.env;
const plain = !FORCE_COLOR && Boolean(NO_COLOR || CI || !process.stdout.isTTY);
if (plain) process.env.NO_COLOR = '1';
process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = playwrightReport;

const steps: Step[] = [
  {
    title: 'Lint and format',
    program: [
      'node_modules/@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      ...(plain ? ['--colors=off'] : []),
      '.',
    ],
    count: countCheck,
  },
  {
    title: 'Types',
    program: ['node_modules/typescript/bin/tsc'],
    count: countCheck,
  },
  {
    title: 'Unit and integration tests',
    program: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ],
    count: (exitCode) => countVitest(vitestReport, exitCode),
  },
  {
    title: 'Build',
    program: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
    count: countCheck,
  },
  {
    title: 'The window, in Chromium',
    program: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    count: (exitCode) => countPlaywright(playwrightReport, exitCode),
  },
];

function heading(title: string): void {
  console.log(`\n${styleText('bold', `== ${title}`)}\n`);
}

async function run(): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  if (!(await installPackages(deadline, heading)) || !(await ensureChromium(deadline, heading)))
    return { ...total, failed: 1 };
  for (const { title, program, count } of steps) {
    heading(title);
    const exitCode = await runProgram(process.execPath, program, { deadline });
    const { passed, failed, skipped } = count(exitCode);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

process.chdir(join(import.meta.dirname, '..'));
const total = await run();
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
