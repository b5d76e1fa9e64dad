import { expect, test } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Item, Job } from '../../../common/model.ts';
import { againOf, triesUnlisted } from '../../../common/run-again.ts';
import { wordsFor } from '../../../common/texts/index.ts';
import { groupReasons } from '../../../renderer/jobs/group-reasons.ts';
import { replacedText } from '../../../renderer/jobs/item-words.ts';
import { changeBook, type JobBook, type JobChange, noJobs } from '../../../renderer/state/job-book.ts';
import { queuedItem } from '../../setup/items.ts';

const words = wordsFor('en', 'en-US');

const job: Job = {
  id: 7,
  pbxId: 'a',
  pbxName: 'Acme',
  pbxUrl: 'https://acme.example',
  state: 'running',
  pauseProblem: null,
  waiting: null,
  reference: null,
  retryOf: null,
  user: 'ann',
  createdAt: '2026-01-01T10:00:00Z',
  startedAt: '2026-01-01T10:00:00Z',
  endedAt: null,
};

function item(position: number, changes: Partial<Item> = {}): Item {
  const mac = `0a000000000${position}` as Mac;
  return { ...queuedItem, id: 100 + position, position, mac, macs: [mac], ...changes };
}

const after = (...changes: JobChange[]): JobBook => changes.reduce(changeBook, noJobs);
const started: JobChange = { type: 'started', job, ended: 0, at: 0 };
const read: JobChange = { type: 'read', job, items: [item(0), item(1)], isOnScreen: true, at: 10 };

test('a job that was closed before it was loaded does not come back', () => {
  const late: JobChange = { ...read, isOnScreen: false };
  const left: JobChange = { type: 'forget', jobId: 7 };
  expect(after(read, left, late).has(7)).toBe(false);
  // A job that runs here is followed whether or not it is on screen.
  expect(after(started, left, late).get(7)?.items).toHaveLength(2);
});

test('events before the items were loaded win over what was loaded', () => {
  const early = item(1, { state: 'succeeded', attempts: 1 });
  const book = after(started, { type: 'items', jobId: 7, items: [early], at: 5 }, read);
  expect(book.get(7)?.items?.[1]).toBe(early);
  expect(book.get(7)?.counts).toMatchObject({ queued: 1, succeeded: 1 });
  expect(book.get(7)?.progress).toMatchObject({ done: 1, total: 2 });
});

test('the speed counts from the start of a job whose items are loaded late', () => {
  const ended = { state: 'succeeded', attempts: 1 } as const;
  const book = after(
    { ...started, ended: 1 },
    // Loaded before that was reported.
    { type: 'read', job, items: [item(0, ended), item(1, ended), item(2)], isOnScreen: true, at: 1_900 },
    { type: 'tick', at: 2_000 },
  );
  expect(book.get(7)?.progress).toEqual({ done: 2, total: 3, perSecond: 0.5, secondsLeft: 2 });
});

test('an item event ends a wait; another job’s item changes nothing', () => {
  const waiting = { until: '2026-01-01T10:00:20Z', problem: { code: 'rate-limited', facts: {} } } as const;
  const held = after(started, read, { type: 'waiting', jobId: 7, waiting });
  expect(held.get(7)?.waiting).toEqual(waiting);
  const stray = changeBook(held, { type: 'items', jobId: 7, items: [item(1, { id: 999 })], at: 20 });
  expect(stray.get(7)?.items?.[1]?.id).toBe(101);
  expect(stray.get(7)?.waiting).toBeNull();
  expect(changeBook(held, { type: 'items', jobId: 8, items: [item(0)], at: 20 })).toBe(held);
});

test('a job that ended no longer runs here, and may be dropped; a running one may not', () => {
  const running = after(started, read, { type: 'stopping', jobId: 7, stopping: 'pausing' });
  expect(changeBook(running, { type: 'forget', jobId: 7 }).has(7)).toBe(true);
  const ended = changeBook(running, { type: 'ended', job: { ...job, state: 'paused' } });
  expect(ended.get(7)).toMatchObject({ here: false, stopping: null, progress: null });
  expect(changeBook(ended, { type: 'forget', jobId: 7 }).has(7)).toBe(false);
});

test('reasons are grouped, failures first and most frequent first; successes have none', () => {
  const refused = { code: 'forbidden', facts: {} } as const;
  const doubt = { code: 'outcome-uncertain', facts: {} } as const;
  const reasons = groupReasons(
    [
      item(0, { state: 'uncertain', problem: doubt }),
      item(1, { state: 'failed', problem: { code: 'device-not-found', facts: {} } }),
      item(2, { state: 'failed', problem: refused }),
      item(3, { state: 'failed', problem: refused }),
      item(4, { state: 'succeeded' }),
      item(5, { state: 'cancelled', problem: { code: 'rate-limited', facts: {} } }),
    ],
    words,
  );
  expect(reasons.map(({ state, count }) => `${count} ${state}`)).toEqual([
    '2 failed',
    '1 failed',
    '1 uncertain',
    '1 cancelled',
  ]);
  expect(reasons.at(-1)?.next).toBe('');
});

test('nothing is advised for a device that is still to be checked, or that a later job has given a password', () => {
  const at = '2026-01-01T10:05:00Z';
  const doubt = { state: 'uncertain', problem: { code: 'outcome-uncertain', facts: {} } } as const;
  const reasons = groupReasons(
    [
      item(0, doubt),
      item(1, { ...doubt, nextReadback: { kind: 'second', at } }),
      item(2, { ...doubt, replacedAt: at, surelyReplaced: true }),
    ],
    words,
  );
  expect(reasons.map(({ next }) => next)).toEqual([
    expect.stringContaining('regenerate it again'),
    words.texts.words.checksAgain,
    '',
  ]);
});

test('a desk phone is not retried, nor an unlisted device that the user had not tried', () => {
  const phone = item(0, { state: 'failed', problem: { code: 'device-is-desk-phone', facts: {} } });
  const absent = item(1, {
    state: 'failed',
    match: 'not-listed',
    problem: { code: 'device-not-found', facts: {} },
  });
  const doubtful = item(2, { state: 'uncertain' });
  expect(againOf([phone, absent, doubtful], ['failed'])).toEqual({
    again: [absent],
    completed: [],
    deskPhones: [phone],
  });
  expect(againOf([phone, absent, doubtful], ['uncertain'])).toEqual({
    again: [doubtful],
    completed: [],
    deskPhones: [],
  });
  expect(triesUnlisted([absent])).toBe(false);
  expect(triesUnlisted([{ ...absent, attempts: 2 }, doubtful])).toBe(true);
  expect(triesUnlisted([doubtful])).toBe(false);
  const cancelled = item(3, { state: 'cancelled', match: 'not-listed' });
  expect(againOf([cancelled, doubtful], ['cancelled'])).toEqual({
    again: [cancelled],
    completed: [],
    deskPhones: [],
  });
  expect(triesUnlisted([cancelled])).toBe(true);
});

test('a device is not run again if a later job gave it a password, certainly or perhaps', () => {
  const replacedAt = '2026-01-01T11:00:00Z';
  const done = item(0, { state: 'failed', replacedAt, surelyReplaced: true });
  const perhaps = item(1, { state: 'failed', replacedAt });
  const open = item(2, { state: 'uncertain' });
  expect(againOf([done, perhaps, open], ['failed'])).toEqual({
    again: [],
    completed: [done, perhaps],
    deskPhones: [],
  });
  expect(againOf([done, perhaps, open], ['failed', 'uncertain'])).toEqual({
    again: [open],
    completed: [done, perhaps],
    deskPhones: [],
  });
});

test.each([
  ['succeeded', true, /^replaced /],
  ['uncertain', false, /^possibly replaced /],
  ['failed', true, /^completed by a later job \(/],
  ['failed', false, /^possibly completed by a later job \(/],
  ['cancelled', true, /^completed by a later job \(/],
  ['queued', true, /^completed by a later job \(/],
  ['skipped', true, /^completed by a later job \(/],
] as const)('for a %s device (surely: %s) it shows what a later job did', (state, surelyReplaced, says) => {
  const replacedAt = '2026-01-01T11:00:00Z';
  expect(replacedText(item(0, { state, replacedAt, surelyReplaced }), Date.parse(replacedAt), words)).toMatch(
    says,
  );
});
