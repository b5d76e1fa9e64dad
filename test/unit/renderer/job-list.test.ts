import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { JobSummary } from '../../../common/ipc/index.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { JobList } from '../../../renderer/history/job-list.tsx';
import type { JobPages } from '../../../renderer/history/use-job-pages.ts';
import { finishedJob } from '../../setup/items.ts';

const words = wordsFor('en', 'en-US');
const pages = vi.hoisted(() => ({ current: {} }));
vi.mock('../../../renderer/state/fetches.tsx', () => ({ useFetches: () => ({ runs: new Map() }) }));
vi.mock('../../../renderer/base/words.tsx', () => ({ useWords: () => words, useTexts: () => words.texts }));
vi.mock('../../../renderer/state/jobs.tsx', () => ({ useJobs: () => ({ open: [], changes: 0 }) }));
vi.mock('../../../renderer/history/use-job-pages.ts', () => ({ useJobPages: () => pages.current }));

const summary: JobSummary = {
  job: finishedJob,
  counts: { queued: 0, running: 0, succeeded: 2, uncertain: 0, failed: 0, cancelled: 0, skipped: 0 },
  users: 0,
  queuedUsers: 0,
  only: null,
};
const { history, words: t } = words.texts;

function rendered(changes: Partial<JobPages>): string {
  const failed: JobPages = {
    jobs: [summary],
    more: true,
    loading: false,
    problem: { code: 'internal', facts: {} },
    olderFailed: false,
    loadMore: () => {},
    retry: () => {},
  };
  pages.current = { ...failed, ...changes };
  return renderToStaticMarkup(createElement(JobList, { onJob: () => {} }));
}

test('that older jobs could not be read is said beside the button, and read out', () => {
  const html = rendered({ olderFailed: true });
  const note = html.indexOf('role="alert"');
  expect(note).toBeGreaterThan(html.indexOf(history.earlier));
  expect(html.indexOf(history.older)).toBeGreaterThan(note);
});

test.each([[[summary]], [null]])('reading again shows that it is in progress', (jobs) => {
  const again = new RegExp(`<button(?=[^>]* aria-disabled)[^>]*>.*?${t.readAgain}`);
  expect(rendered({ jobs })).not.toMatch(again);
  expect(rendered({ jobs, loading: true })).toMatch(again);
});
