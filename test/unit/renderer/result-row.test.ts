import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { Item, ItemCounts } from '../../../common/model.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { OutcomeHead } from '../../../renderer/device/outcome-head.tsx';
import { ResultRow } from '../../../renderer/device/result-row.tsx';
import { JobRow } from '../../../renderer/history/job-row.tsx';
import { finishedJob as job, queuedItem } from '../../setup/items.ts';

const words = wordsFor('en', 'en-US');
vi.mock('../../../renderer/state/fetches.tsx', () => ({ useFetches: () => ({ runs: new Map() }) }));
vi.mock('../../../renderer/base/words.tsx', () => ({ useWords: () => words, useTexts: () => words.texts }));
vi.mock('../../../renderer/state/app-state.tsx', () => ({ useApp: () => ({ app: { pbxs: [] } }) }));

const at = '2026-01-01T10:00:00Z';
const counts: ItemCounts = {
  queued: 0,
  running: 0,
  succeeded: 0,
  uncertain: 0,
  failed: 0,
  cancelled: 0,
  skipped: 0,
};
const { errors, jobs } = words.texts;
const { items } = jobs;
const clock = words.format.clock(at);
const read = { credentialsSource: 'read-back', credentialsKept: false } as const;
const doubt = { code: 'outcome-uncertain', facts: {} } as const;

/** The text of an element, with the text of each element inside on a line of its own. */
const textOf = (element: ReactElement): string => renderToStaticMarkup(element).replaceAll(/<[^>]*>/g, '\n');

test.each<[string, Partial<Item>]>([
  [
    errors['password-unchanged']({}).title,
    { state: 'uncertain', problem: { code: 'password-unchanged', facts: {} }, ...read },
  ],
  [items.oldOrNew, { state: 'uncertain', problem: doubt, ...read }],
  [items.notReadBack, { state: 'uncertain', problem: doubt }],
  [
    items.notReadBackYet,
    { state: 'uncertain', problem: { code: 'outcome-uncertain', facts: { reason: 'not-read-back' } } },
  ],
  [items.settling(clock), { state: 'uncertain', problem: doubt, nextReadback: { kind: 'second', at } }],
  [
    `${items.notReadBack}: “Try later”`,
    { state: 'uncertain', problem: { code: 'outcome-uncertain', facts: { pbxSays: 'Try later' } } },
  ],
  [items.notTold, { state: 'succeeded' }],
  [items.revised(clock), { state: 'succeeded', ...read, knownBy: 'settled', revisedAt: at }],
  [items.deskPhone(null), { state: 'failed', problem: { code: 'device-is-desk-phone', facts: {} } }],
  [items.notCarriedOut, { state: 'cancelled' }],
  [
    `${items.replaced(clock)} · ${items.readBack}`,
    { state: 'succeeded', ...read, replacedAt: at, surelyReplaced: true },
  ],
])('Device and History say the same: %s', (text, changes) => {
  const item: Item = { ...queuedItem, endedAt: at, ...changes };
  const now = Date.parse(at);
  const summary = { job, counts, users: 0, queuedUsers: 0, only: item };
  expect(textOf(createElement(JobRow, { summary, now }))).toContain(`\n${text}\n`);
  expect(textOf(createElement(ResultRow, { result: { job, item }, now }))).toContain(`\n${text}\n`);
});

test('when another password was found later is shown with its day', () => {
  const item: Item = { ...queuedItem, endedAt: at, state: 'succeeded', revisedAt: at };
  const now = Date.parse(at) + 3 * 86_400_000;
  const summary = { job, counts, users: 0, queuedUsers: 0, only: item };
  const revised = items.revised(`${words.format.day(at)}, ${clock}`);
  expect(textOf(createElement(JobRow, { summary, now }))).toContain(revised);
  expect(textOf(createElement(ResultRow, { result: { job, item }, now }))).toContain(revised);
});

test('the last result, which stays for days while the app runs, has its day', () => {
  const target = { pbxId: 'p', pbxName: 'Acme', mac: queuedItem.mac, device: null };
  const replacement = { replacedAt: null, surelyReplaced: false };
  const headOf = (at: string): string =>
    textOf(
      createElement(OutcomeHead, {
        id: 'a',
        activity: { kind: 'read', target, reading: 'r', at, replacement },
      }),
    );
  expect(headOf(at)).toContain(` on Acme · ${words.format.day(at)}, ${clock}`);
  const now = new Date().toISOString();
  expect(headOf(now)).toContain(` on Acme · ${words.format.clock(now)}`);
});
