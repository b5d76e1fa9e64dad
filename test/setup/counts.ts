import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests and checks went which way. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The part of vitest's JSON report that is counted. */
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** A program that is one check by itself. */
export function countCheck(exitCode: number): Counts {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** A vitest run. What failed without being a test of its own (a file that does not load, a crash) still counts. */
export function countVitest(file: string, exitCode: number): Counts {
  const report = existsSync(file) ? vitestReport.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  if (report === null) return countCheck(exitCode === 0 ? 1 : exitCode);
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The part of Playwright's JSON report that is counted. */
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** A Playwright run. There are no second tries; where one was made all the same, what passed only then has failed. */
export function countPlaywright(file: string, exitCode: number): Counts {
  const report = existsSync(file) ? playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  if (report === null) return countCheck(exitCode === 0 ? 1 : exitCode);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}

/** The last line. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
