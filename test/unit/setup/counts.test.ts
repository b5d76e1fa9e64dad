import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Counts, countCheck, countPlaywright, countVitest, summary } from '../../setup/counts.ts';
import { temporaryFolder } from '../../setup/folder.ts';

function reportFile(report: unknown): string {
  const file = join(temporaryFolder(), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const result = (status: string, fullName: string, failureMessages: string[] = []) => ({
  status,
  fullName,
  failureMessages,
});
const names = ({ failures }: Counts): string[] => failures.map(({ name }) => name);

test('a vitest report names each failed test with its file, and a file that does not load', () => {
  const file = reportFile({
    numPassedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      {
        name: join(process.cwd(), 'test/a.test.ts'),
        status: 'failed',
        assertionResults: [
          result('passed', 'one'),
          result('failed', 'two', ['Error: not so\n    at here']),
          result('failed', 'three'),
        ],
      },
      {
        name: join(process.cwd(), 'test/b.test.ts'),
        status: 'failed',
        message: 'it does not load',
        assertionResults: [],
      },
      {
        name: join(process.cwd(), 'test/c.test.ts'),
        status: 'passed',
        assertionResults: [result('passed', 'x')],
      },
    ],
  });
  expect(countVitest('Unit tests', file, 1)).toEqual({
    passed: 2,
    failures: [
      { name: 'test/a.test.ts > two', message: 'Error: not so\nat here' },
      { name: 'test/a.test.ts > three', message: '' },
      { name: 'test/b.test.ts', message: 'it does not load' },
    ],
    skipped: 2,
  });
});

test('a Playwright report names failed and retried specs of nested suites, and errors outside of them', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'a.spec.ts',
    line: 3,
    tests: [{ status, results: [{ errors: [{ message: `\u{1b}[31m${title} failed` }] }] }],
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
    failures: [
      { name: 'a.spec.ts:3 > two', message: 'two failed' },
      { name: 'a.spec.ts:3 > three', message: 'three failed' },
      { name: 'error outside the tests: The window', message: 'a worker crashed' },
    ],
    skipped: 1,
  });
});

test('an exit code other than 0 is a failure, whatever the report says', () => {
  const passed = reportFile({ numPassedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] });
  expect(names(countVitest('Unit tests', passed, 1))).toEqual(['exit code 1: Unit tests']);
  expect(countVitest('Unit tests', join(temporaryFolder(), 'none.json'), 0).failures).toHaveLength(1);
  expect(names(countCheck('Types', 2))).toEqual(['exit code 2: Types']);
  expect(countCheck('Types', 0)).toEqual({ passed: 1, failures: [], skipped: 0 });
});

test('the numbers are the last line, after what failed and why', () => {
  expect(summary({ passed: 3, failures: [{ name: 'a > b', message: 'Error: no\nat c' }], skipped: 1 })).toBe(
    'failed: a > b\n    Error: no\n    at c\n3 passed, 1 failed, 1 skipped',
  );
  expect(summary({ passed: 3, failures: [], skipped: 0 })).toBe('3 passed, 0 failed');
});
