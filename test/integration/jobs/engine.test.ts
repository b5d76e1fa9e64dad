import { describe, expect, test, vi } from 'vitest';
import type { ItemState, Job } from '../../../common/model.ts';
import { planItems } from '../../../main/jobs/index.ts';
import { settlingTimes } from '../../../main/jobs/settling/settlement.ts';
import { type DeviceFault, late } from '../../pbx/index.ts';
import { type EngineBench, engineBench, oneByOne } from '../../setup/engine.ts';
import { failure, macOf } from '../../setup/xapi.ts';

test('each device gets a new password, and the journal has the PBX’s', async () => {
  const bench = await engineBench();
  const job = await bench.run();
  expect(job).toMatchObject({ state: 'finished', pauseProblem: null });
  for (const item of bench.items(job)) {
    expect(item).toMatchObject({
      state: 'succeeded',
      attempts: 1,
      problem: null,
      credentialsSource: 'reply',
      credentialsKept: true,
    });
    const device = bench.pbx.devices.find((each) => macOf(each) === item.mac);
    expect(bench.jobs.password(item.id, bench.sealer)).toBe(device?.Password);
  }
});

/** The states on disk as each regeneration arrives. */
function statesAtArrivals(bench: EngineBench): string[][] {
  const seen: string[][] = [];
  void bench.pbx.nextRequest(({ path }) => {
    const job = bench.store.jobs.running()[0];
    if (path.includes('RegenerateWebCredentials') && job)
      seen.push(bench.items(job).map(({ state }) => state));
    return false;
  });
  return seen;
}

test('an item is on disk as running before its request is sent', async () => {
  const bench = await engineBench();
  bench.pbx.serverFault('devices', { kind: 'always', fault: { kind: 'status', status: 403 } });
  bench.pbx.serverFault('device', { kind: 'always', fault: { kind: 'status', status: 403 } });
  const seen = statesAtArrivals(bench);
  const items = planItems(bench.macs.slice(0, 2), { list: null, othersWith: () => [], tryUnlisted: false });
  await bench.start(items);
  // Nothing is noted ahead that could not be settled.
  expect(seen).toEqual([
    ['running', 'queued'],
    ['succeeded', 'running'],
  ]);
});

test.each([1, 4])('%i at once: that many are noted ahead, and no more', async (concurrency) => {
  const bench = await engineBench();
  const seen = statesAtArrivals(bench);
  const job = await bench.run({ macs: bench.macs, pace: { concurrency } });
  for (const [index, states] of seen.entries()) {
    const noted = states.filter((state) => state !== 'queued').length;
    expect(noted).toBeGreaterThan(index);
    expect(noted).toBeLessThanOrEqual(index + 2 * concurrency);
  }
  expect(bench.items(job).every(({ state, attempts }) => state === 'succeeded' && attempts === 1)).toBe(true);
});

test('at a slow pace nothing is noted ahead', async () => {
  const bench = await engineBench();
  const seen = statesAtArrivals(bench);
  await bench.run({ macs: bench.macs.slice(0, 3), pace: { ratePerSecond: 5 } });
  expect(seen.map((states) => states.filter((state) => state === 'running').length)).toEqual([1, 1, 1]);
});

test.each(['pause', 'sleep', undefined])(
  'an early end (%s) returns what was noted ahead, uncounted',
  async (reason) => {
    const bench = await engineBench();
    const stopping = new AbortController();
    void bench.pbx
      .nextRequest((request) => request.path.includes('Regenerate'))
      .then(() => stopping.abort(reason));
    const job = await bench.run({ signal: stopping.signal });
    const [, ...others] = bench.items(job);
    for (const item of others)
      expect(item).toMatchObject({ state: reason ? 'queued' : 'cancelled', attempts: 0, problem: null });
    expect(bench.pbx.regenerated.size).toBe(1);
  },
);

describe('the outcome of an item', () => {
  const status = (code: number, more: object = {}): DeviceFault => ({
    kind: 'status',
    status: code,
    ...more,
  });
  test.each<[string, DeviceFault[], ItemState, string | null, number, 'reply' | 'read-back' | null]>([
    ['refused', [status(409)], 'failed', 'request-refused', 1, null],
    ['forbidden', [status(403)], 'failed', 'forbidden', 1, null],
    ['gone', [status(404)], 'failed', 'device-not-found', 1, null],
    ['put off once', [status(503)], 'succeeded', null, 2, 'reply'],
    ['put off by 429, twice', [status(429), status(429)], 'succeeded', null, 3, 'reply'],
    ['put off for good', Array(5).fill(status(503)), 'failed', 'pbx-error', 5, null],
    ['a token taken away', [{ kind: 'unauthorized' }], 'succeeded', null, 1, 'reply'],
    ['a fault of the PBX before', [status(500)], 'succeeded', null, 2, 'reply'],
    ['a proxy’s time-out before', [status(504)], 'failed', 'not-carried-out', 1, null],
    ['a fault of the PBX after', [status(500, { carryOut: true })], 'succeeded', null, 1, 'read-back'],
    ['a proxy’s time-out', [status(504, { carryOut: true })], 'succeeded', null, 1, 'read-back'],
    ['silence', [{ kind: 'hang', when: 'after' }], 'succeeded', null, 1, 'read-back'],
    ['a cut connection', [{ kind: 'reset', when: 'after' }], 'succeeded', null, 1, 'read-back'],
    ['half a reply', [{ kind: 'truncated' }], 'succeeded', null, 1, 'read-back'],
    ['the reply of another device', [{ kind: 'wrong-device' }], 'succeeded', null, 1, 'read-back'],
    ['accepted without details', [{ kind: 'null' }], 'succeeded', null, 1, 'read-back'],
    ['accepted without a password', [{ kind: 'no-password' }], 'succeeded', null, 1, 'read-back'],
  ])('%s', async (_, faults, state, code, attempts, source) => {
    const bench = await engineBench();
    const [first] = bench.pbx.devices;
    bench.pbx.script(first?.MacAddress ?? '', ...faults);
    const job = await bench.run({ macs: bench.macs.slice(0, 2) });
    const [item, next] = bench.items(job);
    expect(item).toMatchObject({ state, attempts, credentialsSource: source });
    expect(item?.problem?.code ?? null).toBe(code);
    if (source) expect(bench.jobs.password(item?.id ?? 0, bench.sealer)).toBe(first?.Password);
    expect(next?.state).toBe('succeeded');
    expect(job.state).toBe('finished');
    // Whatever the PBX regenerated, the journal has it as succeeded or uncertain.
    if (bench.pbx.regenerated.has(item?.mac ?? '')) expect(['succeeded', 'uncertain']).toContain(item?.state);
  });

  test('no password in the reply: accepted, and reported as such', async () => {
    const bench = await engineBench({ behaviour: { secretsInReply: false } });
    const [item] = bench.items(await bench.run({ macs: bench.macs.slice(0, 1) }));
    expect(item).toMatchObject({ state: 'succeeded', credentialsSource: null, credentialsKept: false });
  });

  test('uncertain, and nothing can be read back', async () => {
    const bench = await engineBench();
    const key = bench.pbx.devices[0]?.MacAddress ?? '';
    bench.pbx.script(key, { kind: 'status', status: 500, carryOut: true });
    bench.pbx.serverFault('device', { kind: 'always', fault: { kind: 'status', status: 500 } });
    const [item] = bench.items(await bench.run({ macs: bench.macs.slice(0, 1) }));
    expect(item).toMatchObject({ state: 'uncertain', credentialsSource: null });
  });

  test('a request overtaken by its own delay is detected, and never retried automatically', async () => {
    const bench = await engineBench();
    const fault = late();
    bench.pbx.script(bench.pbx.devices[0]?.MacAddress ?? '', fault);
    const job = await bench.run({ macs: bench.macs.slice(0, 1) });
    const [item] = bench.items(job);
    fault.release();
    await fault.done;
    expect(item).toMatchObject({ state: 'failed', problem: { code: 'not-carried-out' } });
    await bench.settle(settlingTimes.lastReadbackMs);
    const [found] = bench.items(job);
    expect(found).toMatchObject({ state: 'succeeded', credentialsSource: 'read-back' });
    expect(bench.jobs.password(found?.id ?? 0, bench.sealer)).toBe(bench.pbx.devices[0]?.Password);
    expect(bench.pbx.regenerated.get(bench.macs[0] ?? '')).toHaveLength(1);
  });
});

describe('waits', () => {
  test('Retry-After is honoured', async () => {
    const bench = await engineBench();
    bench.pbx.script(bench.pbx.devices[0]?.MacAddress ?? '', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '7' },
    });
    await bench.run({ macs: bench.macs.slice(0, 1) });
    expect(bench.waits).toEqual([7000]);
    expect(bench.events.find((event) => event.type === 'waiting')).toMatchObject({
      problem: { code: 'rate-limited' },
    });
  });

  test('otherwise they grow', async () => {
    const bench = await engineBench();
    bench.pbx.script(
      bench.pbx.devices[0]?.MacAddress ?? '',
      ...Array(3).fill({ kind: 'status', status: 503 }),
    );
    await bench.run({ macs: bench.macs.slice(0, 1) });
    expect(bench.waits).toEqual([1000, 2000, 4000]);
  });
});

test('cancelling finishes what is in flight and cancels the rest', async () => {
  const bench = await engineBench();
  const cancelling = new AbortController();
  bench.pbx.nextRequest((request) => request.path.includes('Regenerate')).then(() => cancelling.abort());
  const job = await bench.run({ signal: cancelling.signal });
  expect(job.state).toBe('cancelled');
  expect(bench.items(job).map((item) => item.state)).toEqual(['succeeded', 'cancelled', 'cancelled']);
});

test.each(['pause', undefined])(
  'stopping (%s) does not wait for a sign-in: unsent items are queued again',
  async (reason) => {
    const bench = await engineBench({ timeoutMs: 60_000 });
    const stopping = new AbortController();
    const job = bench.run({
      signal: stopping.signal,
      before() {
        bench.pbx.evictToken();
        bench.pbx.serverFault('token', { kind: 'hang', when: 'before' });
        void bench.pbx
          .nextRequest(({ path }) => path.includes('/connect/token'))
          .then(() => stopping.abort(reason));
      },
    });
    const began = performance.now();
    const { state, pauseProblem } = await job;
    expect(performance.now() - began).toBeLessThan(50_000);
    const [after, each] = reason ? ['paused', 'queued'] : ['cancelled', 'cancelled'];
    expect([state, pauseProblem]).toEqual([after, null]);
    expect(bench.items(bench.store.jobs.list(1)[0]?.job as Job)).toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({ state: each, problem: null, notBefore: null }),
      ),
    );
    expect(bench.pbx.regenerated.size).toBe(0);
  },
);

test('one running job per PBX; the second is told which, and sends nothing', async () => {
  const bench = await engineBench({ timeoutMs: 20_000 });
  // The first job lasts until the second was rejected, however long that takes.
  const reply = late();
  bench.pbx.script(bench.macs[0] ?? '', reply);
  let second: Promise<unknown> | null = null;
  const job = await bench.run({
    onEvent(event) {
      if (event.type !== 'item' || event.item.state !== 'running') return;
      second ??= failure(bench.run()).finally(() => reply.release());
    },
  });
  expect(await second).toMatchObject({ code: 'pbx-busy-elsewhere', facts: { job: job.id } });
  expect(bench.store.jobs.list(10)).toHaveLength(1);
});

test('without a keychain passwords are shown once and stored nowhere', async () => {
  const bench = await engineBench();
  const job = await bench.run({ macs: bench.macs.slice(0, 1), sealed: false });
  const [item] = bench.items(job);
  expect(item).toMatchObject({ state: 'succeeded', credentialsSource: 'reply', credentialsKept: false });
  const told = bench.events.flatMap((event) => (event.type === 'password' ? [event.password] : []));
  expect(told).toEqual([bench.pbx.devices[0]?.Password]);
});

test('a full disk stops before the next request; sent requests are uncertain', async () => {
  const bench = await engineBench();
  const { jobs } = bench.store;
  const original = jobs.conclude;
  jobs.conclude = () => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  };
  await expect(bench.run()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  jobs.conclude = original;
  const job = jobs.list(1)[0]?.job;
  if (!job) throw new Error('no job');
  expect(job.state).toBe('interrupted');
  // The second was noted before the first had an answer.
  expect(bench.items(job).map((item) => item.state)).toEqual(['uncertain', 'uncertain', 'queued']);
  expect(bench.pbx.regenerated.size).toBe(2);
});

test('a reference is stored in displayable form: no control characters, and not longer than a line', async () => {
  const bench = await engineBench();
  const items = planItems(bench.macs.slice(0, 1), { list: null, othersWith: () => [], tryUnlisted: false });
  const job = await bench.jobs.start(
    { id: null, name: 'Demo', url: bench.pbx.url },
    items,
    { reference: ` T-7\u001b[31m\u202e${'x'.repeat(500)}`, retryOf: null },
    {
      xapi: bench.client,
      refuseIfChanged: () => {},
      pace: () => oneByOne,
      sealer: bench.sealer,
      signal: new AbortController().signal,
      onEvent: () => {},
    },
  );
  expect(job.reference).toMatch(/^T-7 \[31m x+…$/);
  expect(job.reference).toHaveLength(200);
});

test('a job does not continue at another address', async () => {
  const bench = await engineBench();
  const stopping = new AbortController();
  bench.pbx.nextRequest((request) => request.path.includes('Regenerate')).then(() => stopping.abort('pause'));
  const job = await bench.run({ signal: stopping.signal });
  expect(job.state).toBe('paused');
  const refused = bench.jobs.resume(job.id, 'https://other.example', {
    xapi: bench.client,
    refuseIfChanged: () => {},
    pace: () => oneByOne,
    sealer: bench.sealer,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  expect(await failure(refused)).toMatchObject({ code: 'usage' });
  expect(bench.pbx.regenerated.size).toBe(1);
});

test('a password that cannot be stored is shown even if its outcome cannot be recorded', async () => {
  const bench = await engineBench();
  bench.store.jobs.conclude = () => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  };
  await expect(bench.run({ macs: bench.macs.slice(0, 1), sealed: false })).rejects.toThrow();
  expect(bench.events.find((event) => event.type === 'password')).toMatchObject({
    password: bench.pbx.devices[0]?.Password,
    item: { mac: bench.macs[0], credentialsSource: 'reply' },
  });
});

test('reading back also respects the speed limit', async () => {
  const bench = await engineBench({ behaviour: { secretsInReply: false } });
  await bench.run({ macs: bench.macs.slice(0, 3), pace: { ratePerSecond: 10 } });
  // Three requests and three readings, the first one at once.
  expect(bench.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(500);
});

test('a database that is locked while it signs in anew ends the run, and says so', async () => {
  const bench = await engineBench();
  const { pbx, store } = bench;
  const locked = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  const run = bench.run({
    onEvent(event) {
      if (event.type !== 'item' || event.item.state !== 'succeeded') return;
      pbx.evictToken();
      vi.spyOn(store.refusals, 'accepted').mockImplementation(() => {
        throw locked;
      });
    },
  });
  await expect(run).rejects.toBe(locked);
  expect(store.jobs.list(1)[0]?.job.state).toBe('interrupted');
});
