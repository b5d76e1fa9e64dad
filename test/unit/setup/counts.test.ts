import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countCheck, countPlaywright, countVitest, summary } from '../../setup/counts.ts';
import { temporaryFolder } from '../../setup/folder.ts';

function reportFile(report: unknown): string {
  const file = join(temporaryFolder(), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const result = (status: string, fullName: string) => ({ status, fullName });

test('a vitest report names each failed test with its file, and a file that does not load', () => {
  const file = reportFile({
    numPassedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      {
        name: join(process.cwd(), 'test/a.test.ts'),
        status: 'failed',
        assertionResults: [result('passed', 'one'), result('failed', 'two'), result('failed', 'three')],
      },
      { name: join(process.cwd(), 'test/b.test.ts'), status: 'failed', assertionResults: [] },
      {
        name: join(process.cwd(), 'test/c.test.ts'),
        status: 'passed',
        assertionResults: [result('passed', 'x')],
      },
    ],
  });
  expect(countVitest('Unit tests', file, 1)).toEqual({
    passed: 2,
    failures: ['test/a.test.ts > two', 'test/a.test.ts > three', 'test/b.test.ts'],
    skipped: 2,
  });
});

test('a Playwright report names failed and retried specs of nested suites, and errors outside of them', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'a.spec.ts',
    line: 3,
    tests: [{ status }],
  });
  const file = reportFile({
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 },
    suites: [
      {
        specs: [spec('one', 'expected'), spec('two', 'unexpected')],
        suites: [{ specs: [spec('three', 'flaky'), spec('four', 'skipped')] }],
      },
    ],
    errors: [{ message: 'a worker crashed' }],
  });
  expect(countPlaywright('The window', file, 1)).toEqual({
    passed: 1,
    failures: ['a.spec.ts:3 > two', 'a.spec.ts:3 > three', 'error outside the tests: The window'],
    skipped: 1,
  });
});

test('an exit code other than 0 is a failure, whatever the report says', () => {
  const passed = reportFile({ numPassedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] });
  expect(countVitest('Unit tests', passed, 1).failures).toEqual(['exit code 1: Unit tests']);
  expect(countVitest('Unit tests', join(temporaryFolder(), 'none.json'), 0).failures).toHaveLength(1);
  expect(countCheck('Types', 2)).toEqual({ passed: 0, failures: ['exit code 2: Types'], skipped: 0 });
  expect(countCheck('Types', 0)).toEqual({ passed: 1, failures: [], skipped: 0 });
});

test('the numbers are the last line, after the names of what failed', () => {
  expect(summary({ passed: 3, failures: ['a > b'], skipped: 1 })).toBe(
    'failed: a > b\n3 passed, 1 failed, 1 skipped',
  );
  expect(summary({ passed: 3, failures: [], skipped: 0 })).toBe('3 passed, 0 failed');
});
