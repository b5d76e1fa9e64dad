import { expect, test } from 'vitest';
import type { Mac } from '../../../common/mac.ts';
import type { Item } from '../../../common/model.ts';
import type { FetchStore } from '../../../main/store/fetches/fetches.ts';
import type { JobStore } from '../../../main/store/jobs/index.ts';
import { type Xapi, XapiError } from '../../../main/xapi/index.ts';
import {
  createClockPoints,
  type DeviceState,
  watchFetches,
  watchJobs,
  watchXapi,
} from '../../crash/watch.ts';

const mac = '000B82000001' as Mac;

test('a point of the clock is reached at the nth time it is read, once', () => {
  const seen: string[] = [];
  const clock = createClockPoints(
    (point) => seen.push(point),
    () => 7,
  );
  expect(clock.now()).toBe(7);
  clock.expect('cancelling, between the statements', 2);
  clock.now();
  expect(seen).toEqual([]);
  clock.now();
  clock.now();
  expect(seen).toEqual(['cancelling, between the statements']);
});

/** A journal that only records the calls it gets. */
function watched(nextReadback: Item['nextReadback'] = null): { jobs: JobStore; seen: string[] } {
  const seen: string[] = [];
  const jobs: Pick<JobStore, 'together' | 'noteAhead' | 'requeue' | 'settle' | 'item'> = {
    together: (changes) => changes(),
    noteAhead: () => void seen.push('statement'),
    requeue: () => void seen.push('statement'),
    settle: () => seen.push('statement') > 0,
    item: () => ({ nextReadback }) as Item,
  };
  return { seen, jobs: watchJobs(jobs as JobStore, (point) => seen.push(point), { expect: () => {} }) };
}

test('several devices in one commit reach the point after it when it is done', () => {
  const { jobs, seen } = watched();
  jobs.together(() => {
    for (const id of [1, 2]) jobs.noteAhead(id, { sealed: null, readAt: 0 });
  });
  const each = ['noting ahead, before the statement', 'statement', 'noting ahead, after the statement'];
  expect(seen).toEqual([...each, ...each, 'noted ahead, request not due', 'noted ahead, request not due']);
});

test('a commit that fails does not reach its end', () => {
  const { jobs, seen } = watched();
  expect(() =>
    jobs.together(() => {
      jobs.noteAhead(1, { sealed: null, readAt: 0 });
      throw new Error('full');
    }),
  ).toThrow('full');
  jobs.together(() => {});
  expect(seen).not.toContain('noted ahead, request not due');
});

test('devices that were not sent are distinguished from those that were put off', () => {
  const { jobs, seen } = watched();
  jobs.together(() => jobs.requeue(1, null, null));
  jobs.together(() => jobs.requeue(1, null, 5));
  expect(seen).toContain('unsent devices returned');
  expect(seen.at(-1)).toBe('queued again');
});

test('a reading is recorded under its own points, and the next one may follow', () => {
  const { jobs, seen } = watched({ kind: 'first', at: '2026-01-01T00:00:00.000Z' });
  const readback = { kind: 'second', at: 0 } as const;
  jobs.together(() =>
    jobs.settle(1, { state: 'uncertain', problem: null, credentials: 'keep', knownBy: null, readback }),
  );
  expect(seen).toEqual([
    'recording the first reading, before the statement',
    'statement',
    'recording the first reading, after the statement',
    'first reading recorded',
    'second reading planned',
  ]);
});

test('the client’s points show what a request is for and how it was answered', async () => {
  const seen: string[] = [];
  const replies: (string | XapiError)[] = [
    'new',
    new XapiError('rate-limited', {}, 'none'),
    new XapiError('outcome-uncertain', {}, 'unknown'),
  ];
  const xapi: Pick<Xapi, 'regenerate' | 'readPassword'> = {
    async regenerate() {
      const reply = replies.shift() ?? null;
      if (reply instanceof XapiError) throw reply;
      return reply;
    },
    readPassword: async () => 'new',
  };
  const state: DeviceState = { nextReading: null, wasNotedAhead: true };
  const client = watchXapi(
    xapi as Xapi,
    (point) => seen.push(point),
    () => state,
  );
  const signal = new AbortController().signal;
  const regenerate = () => client.regenerate(mac, [], signal, () => {});

  await regenerate();
  state.wasNotedAhead = false;
  await expect(regenerate()).rejects.toThrow(XapiError);
  await expect(regenerate()).rejects.toThrow(XapiError);
  await client.readPassword(mac, []);
  state.nextReading = 'last';
  await client.readPassword(mac, []);
  expect(seen).toEqual([
    'noted ahead, request about to be sent',
    'reply read, not recorded',
    'put off, not recorded',
    'no clear answer, not recorded',
    'before reading back',
    'read back, not recorded',
    'before the last reading',
    'last reading made, not recorded',
  ]);
});

test('the client’s points of users and of asking devices to fetch say the same', async () => {
  const seen: string[] = [];
  const failures: (XapiError | null)[] = [
    null,
    new XapiError('rate-limited', {}, 'none'),
    new XapiError('pbx-unreachable', {}, 'unknown'),
  ];
  let left = [...failures];
  const answer = async (): Promise<null> => {
    const failure = left.shift();
    if (failure) throw failure;
    return null;
  };
  const xapi: Pick<Xapi, 'regenerateUser' | 'readUserPassword' | 'reprovision'> = {
    regenerateUser: async () => void (await answer()),
    readUserPassword: async () => 'new',
    reprovision: answer,
  };
  const state: DeviceState = { nextReading: null, wasNotedAhead: false };
  const client = watchXapi(
    xapi as Xapi,
    (point) => seen.push(point),
    () => state,
  );
  for (const _ of failures) await client.regenerateUser(7, '20.0.10').catch(() => {});
  left = [...failures];
  for (const _ of failures) await client.reprovision([mac]).catch(() => {});
  await client.readUserPassword(7);
  state.nextReading = 'second';
  await client.readUserPassword(7);
  const sending = 'request for a user about to be sent';
  expect(seen).toEqual([
    ...[sending, 'accepted for a user, not read back'],
    ...[sending, 'put off for a user, not recorded'],
    ...[sending, 'no clear answer for a user, not recorded'],
    'asked, not recorded',
    'asking put off, not recorded',
    'asked without a clear answer, not recorded',
    'before reading back a user',
    'user read back, not recorded',
    'before a later reading of a user',
    'later reading of a user made, not recorded',
  ]);
});

test('what was being asked when a process died is marked only where there is any', () => {
  const seen: string[] = [];
  const open = { pbxUrl: 'a', jobIds: [1], queued: 1, running: 0, problem: null };
  const fetches: Pick<FetchStore, 'open' | 'interrupt'> = { open: () => [open], interrupt: () => [] };
  const watched = watchFetches(fetches as FetchStore, (point) => seen.push(point));
  watched.interrupt('a');
  open.running = 1;
  watched.interrupt('b');
  expect(seen).toEqual([]);
  watched.interrupt('a');
  expect(seen).toEqual(['before dead asking is marked', 'dead asking marked']);
});
