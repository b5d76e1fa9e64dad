/**
 * Devices of a stopped job that another job has given a password: never run again without asking, however it
 * continues.
 */
import { expect, test } from 'vitest';
import { splitCompleted } from '../../../common/run-again.ts';
import { type CompletedChoice, type Jobs, pauseReason, planItems } from '../../../main/jobs/index.ts';
import type { Store } from '../../../main/store/index.ts';
import { type EngineBench, engineBench, oneByOne } from '../../setup/engine.ts';
import { failure, testStore } from '../../setup/xapi.ts';

type Bench = Omit<EngineBench, 'run'> & {
  run: EngineBench['run'];
  resume(jobId: number, completed?: CompletedChoice): ReturnType<Jobs['resume']>;
  /** How often each device, by its position, got a new password. */
  times(): number[];
};

async function bench(store?: Store): Promise<Bench> {
  const made = await engineBench(store ? { store } : {});
  return {
    ...made,
    resume: (jobId, completed) =>
      made.jobs.resume(
        jobId,
        made.pbx.url,
        {
          xapi: made.client,
          refuseIfChanged: () => {},
          pace: () => oneByOne,
          sealer: made.sealer,
          signal: new AbortController().signal,
          onEvent: (event) => made.events.push(event),
        },
        completed,
      ),
    times: () => made.macs.slice(0, 4).map((mac) => made.pbx.regenerated.get(mac)?.length ?? 0),
  };
}

/** A job over the first four devices that paused after the first. */
async function pausedAfterOne(each: Bench): Promise<number> {
  const stop = new AbortController();
  const job = await each.run({
    macs: each.macs.slice(0, 4),
    // Spaced out, so that none is noted ahead, and none sent before the first is reported.
    pace: { ratePerSecond: 50 },
    signal: stop.signal,
    onEvent(event) {
      if (event.type === 'item' && event.item.state === 'succeeded') stop.abort(pauseReason);
    },
  });
  expect(job.state).toBe('paused');
  expect(each.times()).toEqual([1, 0, 0, 0]);
  return job.id;
}

test('a paused job whose remaining devices a later job did is not resumed without asking', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 3) });
  const refused = await failure(each.resume(first));
  expect([refused.code, refused.facts]).toEqual(['plan-changed', { doneSince: 2 }]);
  expect(each.times()).toEqual([1, 1, 1, 0]);
  expect(each.store.jobs.get(first)?.state).toBe('paused');
});

test('skipped, they are stored as such, with the job that did them, and the others are run', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 3) });
  const before = splitCompleted(each.store.jobs.items(first).filter(({ state }) => state === 'queued'));
  expect(before.completed.map(({ mac }) => mac)).toEqual(each.macs.slice(1, 3));
  const job = await each.resume(first, 'skip');
  expect(job.state).toBe('finished');
  expect(each.times()).toEqual([1, 1, 1, 1]);
  expect(each.items(job).map(({ state }) => state)).toEqual(['succeeded', 'skipped', 'skipped', 'succeeded']);
  const [, skipped] = each.items(job);
  expect(skipped).toMatchObject({ surelyReplaced: true, credentialsSource: null, problem: null });
  expect(skipped?.replacedAt).not.toBeNull();
});

test('skipping all of them finishes the job without a request', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 4) });
  const requests = each.pbx.requests.length;
  expect((await each.resume(first, 'skip')).state).toBe('finished');
  expect(each.pbx.requests.length).toBe(requests);
});

test('included on purpose, they are run again; one more that was done since is asked about again', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 2) });
  await each.run({ macs: each.macs.slice(2, 3) });
  expect((await failure(each.resume(first, { include: 1 }))).facts).toEqual({ doneSince: 2 });
  expect(each.times()).toEqual([1, 1, 1, 0]);
  expect((await each.resume(first, { include: 2 })).state).toBe('finished');
  expect(each.times()).toEqual([1, 2, 2, 1]);
});

test('devices that were included before another stop are not asked about twice, unless done once more', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 2) });
  each.pbx.serverFault('regenerate', { kind: 'status', status: 503, headers: { 'retry-after': '600' } });
  const paused = await each.resume(first, { include: 1 });
  expect(paused.state).toBe('paused');
  each.pbx.serverFault('regenerate');
  const queued = each.items(paused).filter(({ state }) => state === 'queued');
  expect(splitCompleted(queued).completed).toEqual([]);
  await each.run({ macs: queued.slice(0, 1).map(({ mac }) => mac) });
  expect((await failure(each.resume(first))).facts).toEqual({ doneSince: 1 });
});

test('a device that a later job may have given a password is asked about as well', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  each.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'status', status: 500 } });
  each.pbx.scriptRead(each.macs[1] ?? '', { kind: 'status', status: 403 });
  const later = await each.run({ macs: each.macs.slice(1, 2) });
  expect(each.items(later)[0]?.state).toBe('uncertain');
  each.pbx.serverFault('regenerate');
  expect((await failure(each.resume(first))).facts).toEqual({ doneSince: 1 });
});

test('so is an interrupted job, even if the later job ran under another entry of the same address', async () => {
  const store = await testStore();
  const each = await bench(store);
  const list = await each.client.listDevices();
  const items = planItems(each.macs.slice(0, 2), { list, othersWith: () => [], tryUnlisted: false });
  const label = { reference: null, retryOf: null };
  const add = (id: string) =>
    store.pbxs.add({ name: id, url: each.pbx.url, clientId: 'x', pinnedFingerprint: null }, id);
  add('a');
  add('b');
  const options = {
    xapi: each.client,
    refuseIfChanged: () => {},
    pace: () => oneByOne,
    sealer: each.sealer,
    signal: new AbortController().signal,
    onEvent: () => {},
  };
  const dead = store.jobs.create({
    pbxId: 'a',
    pbxName: 'a',
    pbxUrl: each.pbx.url,
    ...label,
    user: 'somebody',
    items,
  });
  await each.jobs.start({ id: 'b', name: 'b', url: each.pbx.url }, items, label, options);
  expect(store.jobs.get(dead.id)?.state).toBe('interrupted');
  expect((await failure(each.resume(dead.id))).facts).toEqual({ doneSince: 2 });
  expect(each.times()).toEqual([1, 1, 0, 0]);
});

test('a job that waits again after it stopped asks about what was done before it began to wait', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 2) });
  const waiting = each.jobs.wait(first);
  const list = await each.client.listDevices();
  const fresh = planItems(each.macs.slice(1, 4), { list, othersWith: () => [], tryUnlisted: false });
  const ended = await each.jobs.continueWaiting(waiting, each.pbx.url, fresh, {
    xapi: each.client,
    refuseIfChanged: () => {},
    pace: () => oneByOne,
    sealer: each.sealer,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  expect(ended).toMatchObject({
    state: 'paused',
    pauseProblem: { code: 'plan-changed', facts: { doneSince: 1 } },
  });
  expect(each.times()).toEqual([1, 1, 0, 0]);
});

test('a retry that was requested before a later job ran its devices does not start', async () => {
  const each = await bench();
  each.pbx.serverFault('regenerate', { kind: 'always', fault: { kind: 'status', status: 404 } });
  const failed = await each.run({ macs: each.macs.slice(0, 2) });
  each.pbx.serverFault('regenerate');
  await each.run({ macs: each.macs.slice(0, 1) });
  const list = await each.client.listDevices();
  const items = planItems(each.macs.slice(0, 2), { list, othersWith: () => [], tryUnlisted: false });
  const refused = await failure(
    each.jobs.start(
      { id: null, name: 'Demo', url: each.pbx.url },
      items,
      { reference: null, retryOf: failed.id },
      {
        xapi: each.client,
        refuseIfChanged: () => {},
        pace: () => oneByOne,
        sealer: each.sealer,
        signal: new AbortController().signal,
        onEvent: () => {},
      },
    ),
  );
  expect([refused.code, refused.facts]).toEqual(['plan-changed', { doneSince: 1 }]);
  expect(each.times()).toEqual([1, 0, 0, 0]);
  expect(each.store.jobs.list(10)).toHaveLength(2);
});

test('the rest of a cancelled job that a later job had run before counts as done by it', async () => {
  const each = await bench();
  const first = await pausedAfterOne(each);
  await each.run({ macs: each.macs.slice(1, 2) });
  const cancelled = each.jobs.abandon(first);
  expect(each.items(cancelled).map(({ state, surelyReplaced }) => [state, surelyReplaced])).toEqual([
    ['succeeded', false],
    ['cancelled', true],
    ['cancelled', false],
    ['cancelled', false],
  ]);
});
