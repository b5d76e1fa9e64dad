import { expect, test } from 'vitest';
import type { Item, ItemCounts, Job } from '../../../../../common/model.ts';
import { wordsFor } from '../../../../../common/texts/index.ts';
import { noticeOf, noticeOfSettled } from '../../../../../main/shell/tray/notices.ts';
import { queuedItem } from '../../../../setup/items.ts';

const { texts } = wordsFor('en', 'en-US');
const at = '2026-01-02T03:04:05.000Z';
const job: Job = {
  id: 7,
  pbxId: 'a',
  pbxName: 'Acme',
  pbxUrl: 'https://pbx.example',
  state: 'finished',
  pauseProblem: null,
  waiting: null,
  reference: null,
  retryOf: null,
  user: 'ann',
  createdAt: at,
  startedAt: at,
  endedAt: at,
};
const none: ItemCounts = {
  queued: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  uncertain: 0,
  cancelled: 0,
  skipped: 0,
};
const item: Item = {
  ...queuedItem,
  state: 'succeeded',
  attempts: 1,
  endedAt: at,
  credentialsSource: 'reply',
  credentialsKept: true,
};
const tell = (change: Partial<Job>, counts: Partial<ItemCounts>, only: Partial<Item> | null = null) =>
  noticeOf({ ...job, ...change }, { ...none, ...counts }, only && { ...item, ...only }, texts);

test('a list reports its outcome, and whether it needs attention', () => {
  expect(tell({}, { succeeded: 1200 })).toEqual({
    title: 'Job on Acme finished',
    body: '1,200 new passwords',
    bad: false,
  });
  expect(tell({}, { succeeded: 1, failed: 2, uncertain: 3 })).toEqual({
    title: 'Job on Acme finished',
    body: '1 new password, 2 failed, 3 uncertain',
    bad: true,
  });
  expect(tell({ state: 'cancelled' }, { succeeded: 3, cancelled: 4 })?.title).toBe('Job on Acme cancelled');
});

test('a pause shows the reason; one requested by the user is not reported', () => {
  const pauseProblem = { code: 'pbx-unreachable', facts: {} } as const;
  expect(tell({ state: 'paused', pauseProblem }, { succeeded: 3, queued: 4 })).toMatchObject({
    title: 'Job on Acme paused',
    body: expect.stringMatching(/\. 3 of 7 done\.$/),
    bad: true,
  });
  expect(tell({ state: 'paused' }, { queued: 4 })).toBeNull();
  expect(tell({ state: 'interrupted' }, { queued: 4 })).toMatchObject({ bad: true });
});

test.each([
  ['succeeded', 'New password for 00:0B:82:10:1E:EF', false],
  ['uncertain', '00:0B:82:10:1E:EF: password may have changed', true],
  ['failed', 'No new password for 00:0B:82:10:1E:EF', true],
  ['cancelled', 'Cancelled: 00:0B:82:10:1E:EF keeps its password', false],
] as const)('one device that %s', (state, title, bad) => {
  expect(tell({}, { [state]: 1 }, { state })).toMatchObject({ title, bad });
});

test('a name of hostile length is truncated', () => {
  const device = {
    mac: item.mac,
    key: 'x',
    kind: 'fxs',
    name: 'x'.repeat(100_000),
    brand: null,
    model: null,
    lines: [],
    owner: null,
  } as const;
  const notice = tell(
    { pbxName: '\u202e'.repeat(9) + 'y'.repeat(5000) },
    {},
    { device: { ...device, lines: [] } },
  );
  expect(`${notice?.title}${notice?.body}`.length).toBeLessThan(200);
  expect(notice?.body).not.toContain('\u202e');
});

test('a device that was read again is reported if its record was replaced, or it was the only one', () => {
  const last = { kind: 'last', at } as const;
  const notifyJob = (change: Partial<Item>, isOnly: boolean) =>
    noticeOfSettled({ ...item, ...change }, 'Acme', isOnly, texts);
  const revised = { title: '00:0B:82:10:1E:EF has a different password than the stored one', bad: true };
  expect(notifyJob({ revisedAt: at }, false)).toMatchObject(revised);
  expect(notifyJob({ knownBy: 'settled', nextReadback: last }, true)?.title).toBe(
    'New password for 00:0B:82:10:1E:EF',
  );
  const problem = { code: 'not-carried-out', facts: { asOf: at } } as const;
  expect(notifyJob({ state: 'failed', problem, nextReadback: last }, true)).toMatchObject({
    title: 'No new password for 00:0B:82:10:1E:EF',
    bad: true,
  });
  expect(notifyJob({ nextReadback: last }, false)).toBeNull();
  expect(notifyJob({ nextReadback: null }, true)).toBeNull();
});
