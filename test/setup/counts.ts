import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

/** The result of a step: how many tests or checks passed and were skipped, and the name of each that failed. */
export interface Counts {
  passed: number;
  failures: string[];
  skipped: number;
}

/** The part of vitest's JSON report that is counted. */
const vitestReport = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** A program that is one check by itself. */
export function countCheck(title: string, exitCode: number): Counts {
  return exitCode === 0
    ? { passed: 1, failures: [], skipped: 0 }
    : { passed: 0, failures: [`exit code ${exitCode}: ${title}`], skipped: 0 };
}

/** A program that failed without a failed test: it crashed, or something outside the tests went wrong. */
function failuresOf(title: string, exitCode: number, named: string[]): string[] {
  return named.length === 0 && exitCode !== 0 ? [`exit code ${exitCode}: ${title}`] : named;
}

/** A vitest run. A file that failed outside its tests, for instance because it does not load, counts as one failure. */
export function countVitest(title: string, file: string, exitCode: number): Counts {
  const report = read(file, vitestReport);
  if (report === null) return countCheck(title, exitCode === 0 ? 1 : exitCode);
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const path = relative('.', name);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [path];
    return failed.map(({ fullName }) => `${path} > ${fullName}`);
  });
  return {
    passed: report.numPassedTests,
    failures: failuresOf(title, exitCode, failures),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(z.object({ status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']) })),
});
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
type PlaywrightSuite = z.infer<typeof playwrightSuite>;

/** The part of Playwright's JSON report that is counted. */
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
  errors: z.array(z.unknown()),
});

function playwrightFailures({ specs, suites = [] }: PlaywrightSuite): string[] {
  return [
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(() => `${file}:${line} > ${title}`),
    ),
    ...suites.flatMap(playwrightFailures),
  ];
}

/** A Playwright run. Retries are off; if one is made anyway, a test that needed it has failed. */
export function countPlaywright(title: string, file: string, exitCode: number): Counts {
  const report = read(file, playwrightReport);
  if (report === null) return countCheck(title, exitCode === 0 ? 1 : exitCode);
  const failures = [
    ...report.suites.flatMap(playwrightFailures),
    ...report.errors.map(() => `error outside the tests: ${title}`),
  ];
  return {
    passed: report.stats.expected,
    failures: failuresOf(title, exitCode, failures),
    skipped: report.stats.skipped,
  };
}

/** The names of what failed, one a line, and the line of numbers. */
export function summary({ passed, failures, skipped }: Counts): string {
  const numbers = `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [...failures.map((name) => `failed: ${name}`), numbers].join('\n');
}
