import { expect, test } from 'vitest';
import type { Item } from '../../../common/model.ts';
import { type AwaitParts, awaitEvents } from '../../../main/jobs/fetching/await-events.ts';
import { XapiError } from '../../../main/xapi/index.ts';
import { type FetchBench, fetchBench } from '../../setup/fetching.ts';

const minute = 60_000;
const known = { behaviour: { actionsKnowFxs: true } };

async function withPasswords(bench: FetchBench, count = 2): Promise<Item[]> {
  const job = await bench.run({ macs: bench.macs.slice(0, count) });
  return bench.items(job);
}
/** Waits for items as the terminal does, with the given answer to each reading of events. */
async function awaitAll(
  bench: FetchBench,
  items: readonly Item[],
  read: AwaitParts['xapi']['eventsQuietly'],
): Promise<{ waitedMs: number }> {
  let passed = 0;
  await awaitEvents(
    items.map(({ id }) => id),
    {
      fetches: bench.store.fetches,
      jobs: bench.store.jobs,
      xapi: { eventsQuietly: read },
      signal: new AbortController().signal,
      changed: () => {},
      now: () => Date.now() + passed,
      async wait(ms) {
        passed += ms;
        await bench.advance(ms);
      },
    },
  );
  return { waitedMs: passed };
}

test('waiting in the terminal, without a reading near its end, it is not known', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  const { waitedMs } = await awaitAll(bench, item ? [item] : [], async () => {
    throw new XapiError('rate-limited', {}, 'none', { retryAfterMs: 24 * 60 * minute });
  });
  // However long the PBX wants it to wait.
  expect(waitedMs).toBeLessThan(31 * minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'unknown', reason: 'not-watched' });
});

test('waiting in the terminal, a device that is not reported until the end was not seen', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  await awaitAll(bench, item ? [item] : [], async () => ({ events: [], complete: true }));
  expect(fetchOf(bench, item)).toMatchObject({ state: 'not-seen', reason: null });
});

const fetchOf = (bench: FetchBench, item: Item | undefined) => bench.store.jobs.item(item?.id ?? 0).fetch;

test('what a device fetches is noticed, by the PBX’s clock, however wrong this computer’s is', async () => {
  for (const offsetMs of [0, -5 * 3_600_000, 5 * 3_600_000]) {
    const bench = await fetchBench({ ...known, offsetMs });
    const [one, other] = await withPasswords(bench);
    bench.watching.check();
    await bench.advance(20_000);
    expect(fetchOf(bench, one)).toMatchObject({ state: 'awaited' });
    bench.pbx.deviceFetches(one?.mac ?? '');
    await bench.advance(20_000);
    const fetch = fetchOf(bench, one);
    expect(fetch).toMatchObject({ state: 'generated' });
    expect(Date.parse(fetch?.at ?? '')).toBeGreaterThan(Date.parse(fetch?.changedAt ?? ''));
    expect(fetchOf(bench, other)).toMatchObject({ state: 'awaited' });
    expect(bench.told).toEqual([one?.id]);
    await bench.watching.stop();
  }
});

test('nothing is read while the computer sleeps, not even when a job ends', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.advance(1_000);
  const before = bench.reads();
  bench.watching.sleep();
  bench.watching.check();
  bench.watching.signedIn(bench.pbx.url);
  bench.pbx.deviceFetches(item?.mac ?? '');
  await bench.advance(50_000);
  expect(bench.reads()).toBe(before);
  bench.watching.wake();
  await bench.advance(minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'generated' });
});

test('an event before the change does not count, nor one within the same second', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  const changedAt = Date.parse(item?.fetch?.changedAt ?? '');
  bench.pbx.deviceFetches(item?.mac ?? '', 'generated', changedAt - 1_000);
  bench.pbx.deviceFetches(item?.mac ?? '', 'generated', changedAt + 400);
  bench.pbx.deviceFetches(item?.mac ?? '', 'failed', changedAt - 1_000);
  bench.watching.check();
  await bench.advance(minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'awaited' });
  bench.pbx.deviceFetches(item?.mac ?? '');
  await bench.advance(minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'generated' });
});

test('a configuration that could not be generated is reported; one that is generated later counts', async () => {
  const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, fetchOutcome: 'failed' } });
  const [item] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.fetch(item ? [item] : []);
  await bench.advance(minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'not-generated', at: expect.any(String) });
  bench.pbx.deviceFetches(item?.mac ?? '');
  await bench.advance(minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'generated' });
});

test('a new password of the same device is awaited again, and the older one keeps its state', async () => {
  const bench = await fetchBench(known);
  const [first] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.advance(5_000);
  bench.pbx.deviceFetches(first?.mac ?? '');
  await bench.advance(minute);
  const [second] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.advance(minute);
  expect(fetchOf(bench, first)).toMatchObject({ state: 'generated' });
  expect(fetchOf(bench, second)).toMatchObject({ state: 'awaited' });
});

test('it is paced, and ends after 30 minutes at most', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.advance(2 * minute - 1_000);
  const fast = bench.reads();
  expect(fast).toBeGreaterThan(5);
  expect(fast).toBeLessThan(10);
  await bench.advance(40 * minute);
  const all = bench.reads();
  expect(all).toBeLessThan(fast + 16 + 20 + 2);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'not-seen', reason: null, watchedUntil: null });
  await bench.advance(60 * minute);
  expect(bench.reads()).toBe(all);
});

test('of a log that is too long to be read to its end, it is not known what is not in it', async () => {
  const bench = await fetchBench({
    behaviour: { actionsKnowFxs: true, ignoresSkip: true, refusedEventOptions: ['$filter'] },
  });
  const [item, other] = await withPasswords(bench);
  bench.watching.check();
  await bench.advance(5_000);
  for (let n = 0; n < 200; n += 1) bench.pbx.deviceFetches(other?.mac ?? '');
  await bench.advance(31 * minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'unknown', reason: 'unreadable' });
});

test('it ends as soon as nothing is awaited', async () => {
  const bench = await fetchBench(known);
  const items = await withPasswords(bench);
  bench.watching.check();
  await bench.advance(5_000);
  for (const { mac } of items) bench.pbx.deviceFetches(mac);
  await bench.advance(minute);
  const reads = bench.reads();
  await bench.advance(30 * minute);
  expect(bench.reads()).toBe(reads);
});

test('it never signs in: a token that was taken away ends it, and a new one resumes it', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  const signIns = bench.pbx.signIns.requests;
  bench.pbx.evictToken();
  bench.watching.check();
  await bench.advance(5 * minute);
  expect(bench.pbx.signIns.requests).toBe(signIns);
  expect(bench.reads()).toBe(1);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'unknown', reason: 'signed-out' });
  await bench.client.ready();
  bench.pbx.deviceFetches(item?.mac ?? '');
  bench.watching.signedIn(bench.pbx.url);
  await bench.advance(minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'generated' });
});

test('an API client that cannot read events ends it: the state is unknown', async () => {
  const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, eventsPermitted: false } });
  const [item] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.advance(10 * minute);
  expect(bench.reads()).toBe(1);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'unknown', reason: 'forbidden' });
});

test('a PBX whose events cannot be read is asked less often, and then no more', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  bench.pbx.serverFault('event-logs', { kind: 'always', fault: { kind: 'status', status: 500 } });
  bench.watching.check();
  await bench.advance(29 * minute);
  expect(bench.reads()).toBe(5);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'unknown', reason: 'unreadable' });
});

test('after a restart without a client nothing is sent, and an unfinished watch becomes unknown', async () => {
  const bench = await fetchBench(known);
  const [item] = await withPasswords(bench, 1);
  bench.withClient.is = false;
  bench.watching.check();
  await bench.advance(31 * minute);
  expect(bench.reads()).toBe(0);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'unknown', reason: 'not-watched' });
});

test('a request to fetch makes it await for longer', async () => {
  const bench = await fetchBench({ behaviour: { actionsKnowFxs: true, fetchAfterMs: 25 * minute } });
  const [item] = await withPasswords(bench, 1);
  bench.watching.check();
  await bench.advance(20 * minute);
  await bench.fetch(item ? [item] : []);
  bench.watching.check();
  await bench.advance(20 * minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'awaited' });
  await bench.advance(6 * minute);
  expect(fetchOf(bench, item)).toMatchObject({ state: 'generated' });
});
