/**
 * `npm test`: sets up what the tests need, runs every check, and ends with what failed and one line of numbers.
 * `npm run test:more` runs what takes longer and finds less, and `npm test -- more` both. A new kind of test is a step
 * below; a new system package is a line in `setup/packages.ts`.
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { styleText } from 'node:util';
import { ensureChromium } from './setup/chromium.ts';
import { type Counts, countCheck, countPlaywright, countVitest, summary } from './setup/counts.ts';
import { installPackages } from './setup/packages.ts';
import { runProgram } from './setup/program.ts';

interface Step {
  title: string;
  /** The arguments to run with this Node: no shell, and the same on every system. */
  program: string[];
  env?: NodeJS.ProcessEnv;
  count: (title: string, exitCode: number) => Counts;
  /**
   * It waits more than it works, and its results do not depend on how busy the computer is: it starts with the first
   * step, beside all others of its kind, and is shown when its turn comes.
   */
  beside?: true;
}

/** Several times the duration on two slow cores. */
const limitMs = 75 * 60_000;
const deadline = Date.now() + limitMs;
const scratch = mkdtempSync(join(tmpdir(), 'rekey-run-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
let reports = 0;
/** A new file each time, so that the report of an interrupted step is not read from the step before. */
function reportFile(): string {
  reports += 1;
  return join(scratch, `report-${reports}.json`);
}

// Biome and vitest also colour output to a file unless told otherwise.
const { FORCE_COLOR, NO_COLOR, CI } = process.env;
const plain = !FORCE_COLOR && Boolean(NO_COLOR || CI || !process.stdout.isTTY);
if (plain) process.env.NO_COLOR = '1';

function vitest(title: string, options: string[], env: NodeJS.ProcessEnv = {}): Step {
  const report = reportFile();
  return {
    title,
    program: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...options,
    ],
    env,
    count: (name, exitCode) => countVitest(name, report, exitCode),
  };
}

function playwright(title: string, projects: string[]): Step {
  const report = reportFile();
  return {
    title,
    program: [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--reporter=list,json',
      ...projects.map((project) => `--project=${project}`),
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count: (name, exitCode) => countPlaywright(name, report, exitCode),
  };
}

const build: Step = {
  title: 'Build',
  program: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  count: countCheck,
};

type SetName = 'tests' | 'more';
const steps: Record<SetName, Step[]> = {
  tests: [
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
    { title: 'Types', program: ['node_modules/typescript/bin/tsc'], count: countCheck },
    {
      title: 'Nothing unused',
      program: ['node_modules/knip/bin/knip.js', '--treat-config-hints-as-errors'],
      count: countCheck,
    },
    vitest('Unit and integration tests', ['--project=unit', '--project=integration']),
    build,
    playwright('The window, in Chromium', ['window']),
  ],
  more: [
    build,
    playwright('Every look of every screen, and the test host itself', ['screens', 'host']),
    vitest('Properties, with many more inputs', ['--project=unit'], { PROPERTY_RUNS: '500' }),
    vitest('Packages, on a stub of Electron', ['--project=packages']),
    {
      title: 'Crashes',
      program: ['test/crash/index.ts', '--devices', '100', '--random', '10'],
      count: countCheck,
      beside: true,
    },
    // In less time, too few jobs run after the caches are full to compute a slope.
    {
      title: 'Five minutes of jobs',
      program: ['test/soak/index.ts', '--minutes', '5'],
      count: countCheck,
      beside: true,
    },
  ],
};

function heading(title: string): void {
  console.log(`\n${styleText('bold', `== ${title}`)}\n`);
}

interface Ended {
  exitCode: number;
  seconds: number;
}

async function runStep({ program, env }: Step, outputFile?: string): Promise<Ended> {
  const startedAt = performance.now();
  const exitCode = await runProgram(process.execPath, program, {
    deadline,
    env: { ...process.env, ...env },
    ...(outputFile === undefined ? {} : { outputFile }),
  });
  return { exitCode, seconds: Math.round((performance.now() - startedAt) / 1000) };
}

async function run(sets: readonly SetName[]): Promise<Counts> {
  const total: Counts = { passed: 0, failures: [], skipped: 0 };
  if (
    !(await installPackages(sets.includes('more'), deadline, heading)) ||
    !(await ensureChromium(deadline, heading))
  )
    return { ...total, failures: [{ name: 'what the tests need could not be installed', message: '' }] };
  // Both sets need the build, once.
  const chosen = [...new Set(sets.flatMap((name) => steps[name]))];
  const begun = new Map(
    chosen
      .filter(({ beside }) => beside)
      .map((step, index) => {
        const outputFile = join(scratch, `output-${index}`);
        return [step, { outputFile, ended: runStep(step, outputFile) }] as const;
      }),
  );
  for (const step of chosen) {
    const { title, count } = step;
    heading(title);
    const before = begun.get(step);
    const { exitCode, seconds } = await (before?.ended ?? runStep(step));
    if (before) await pipeline(createReadStream(before.outputFile), process.stdout, { end: false });
    const { passed, failures, skipped } = count(title, exitCode);
    console.log(`\n${title}: ${seconds} s${before ? ', beside the others' : ''}`);
    total.passed += passed;
    total.failures.push(...failures);
    total.skipped += skipped;
  }
  return total;
}

process.chdir(join(import.meta.dirname, '..'));
const wanted = process.argv.slice(2);
const sets = (Object.keys(steps) as SetName[]).filter((name) => wanted.includes(name));
if (sets.length === 0 || sets.length < wanted.length) {
  console.error(`Usage: node test/run.ts ${Object.keys(steps).join('|')} …`);
  process.exit(2);
}
const total = await run(sets);
console.log(`\n${summary(total)}`);
process.exitCode = total.failures.length > 0 || total.passed === 0 ? 1 : 0;
