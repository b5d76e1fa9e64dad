import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** A test or check that failed. */
interface Failure {
  name: string;
  /** The beginning of the error's message; empty if there is none. */
  message: string;
}

/** The result of a step: how many tests or checks passed and were skipped, and each that failed. */
export interface Counts {
  passed: number;
  failures: Failure[];
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
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

const maxMessageLines = 8;
const maxLineLength = 200;

function failure(name: string, messages: readonly (string | undefined)[] = []): Failure {
  const lines = stripVTControlCharacters(messages.find((message) => message) ?? '')
    .split('\n')
    .map((line) => line.trim().slice(0, maxLineLength))
    .filter((line) => line !== '');
  return { name, message: lines.slice(0, maxMessageLines).join('\n') };
}

/** A program that is one check by itself. */
export function countCheck(title: string, exitCode: number): Counts {
  return exitCode === 0
    ? { passed: 1, failures: [], skipped: 0 }
    : { passed: 0, failures: [failure(`exit code ${exitCode}: ${title}`)], skipped: 0 };
}

/** A program that failed without a failed test: it crashed, or something outside the tests went wrong. */
function failuresOf(title: string, exitCode: number, named: Failure[]): Failure[] {
  return named.length === 0 && exitCode !== 0 ? [failure(`exit code ${exitCode}: ${title}`)] : named;
}

/** A vitest run. A file that failed outside its tests, for instance because it does not load, counts as one failure. */
export function countVitest(title: string, file: string, exitCode: number): Counts {
  const report = read(file, vitestReport);
  if (report === null) return countCheck(title, exitCode === 0 ? 1 : exitCode);
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative('.', name);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [failure(path, [message])];
    return failed.map(({ fullName, failureMessages }) => failure(`${path} > ${fullName}`, failureMessages));
  });
  return {
    passed: report.numPassedTests,
    failures: failuresOf(title, exitCode, failures),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const playwrightError = z.object({ message: z.string().optional() });
const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      results: z.array(z.object({ errors: z.array(playwrightError).optional() })).optional(),
    }),
  ),
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
  errors: z.array(playwrightError),
});

function playwrightFailures({ specs, suites = [] }: PlaywrightSuite): Failure[] {
  return [
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results = [] }) =>
          failure(
            `${file}:${line} > ${title}`,
            results.flatMap(({ errors = [] }) => errors.map(({ message }) => message)),
          ),
        ),
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
    ...report.errors.map(({ message }) => failure(`error outside the tests: ${title}`, [message])),
  ];
  return {
    passed: report.stats.expected,
    failures: failuresOf(title, exitCode, failures),
    skipped: report.stats.skipped,
  };
}

/** What failed, with the beginning of its message, and the line of numbers. */
export function summary({ passed, failures, skipped }: Counts): string {
  const numbers = `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  const failed = failures.map(({ name, message }) =>
    [`failed: ${name}`, ...message.split('\n').filter(Boolean)].join('\n    '),
  );
  return [...failed, numbers].join('\n');
}
