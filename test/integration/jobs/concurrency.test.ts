/** The engine's guarantees when several devices are in flight at once. */
import { describe, expect, test } from 'vitest';
import { pauseReason } from '../../../main/jobs/index.ts';
import { type DemoPbx, type DemoRequest, late, startDemoPbx } from '../../pbx/index.ts';
import { type EngineBench, engineBench, oneByOne, untilSettled } from '../../setup/engine.ts';

const four = { concurrency: 4, ratePerSecond: null };
/** A busy machine must not look like a silent PBX. */
const timeoutMs = 5000;

function regenerates({ path }: DemoRequest): boolean {
  return path.includes('RegenerateWebCredentials');
}

/** Reports each regeneration as it arrives. */
function onArrival(pbx: DemoPbx, told: (request: DemoRequest, count: number) => void): void {
  let count = 0;
  void pbx.nextRequest((request) => {
    if (regenerates(request)) {
      count += 1;
      told(request, count);
    }
    return false;
  });
}

/** How long the engine had waited in total when each regeneration arrived. */
function arrivals(bench: EngineBench): number[] {
  const times: number[] = [];
  onArrival(bench.pbx, () => void times.push(bench.waited()));
  return times;
}

const statesOf = (bench: EngineBench, job: Parameters<EngineBench['items']>[0]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { state } of bench.items(job)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const keyOf = ({ pbx }: EngineBench, index: number): string => pbx.devices[index]?.MacAddress ?? '';

/**
 * Holds the regenerations from the `first` device on, until `count` of them have arrived. Returns the peak
 * concurrency: on a slow machine quick answers would overtake each other, so the number would depend on its speed.
 */
function holdUntilArrived({ pbx }: EngineBench, first: number, count: number): () => number {
  const faults = pbx.devices.slice(first, first + count).map(({ MacAddress }) => {
    const fault = late();
    pbx.script(MacAddress, fault);
    return fault;
  });
  let max = 0;
  onArrival(pbx, (_, arrived) => {
    const underWay = pbx.requests.filter((request) => regenerates(request) && request.status === null);
    max = Math.max(max, underWay.length);
    // Time for one too many to arrive.
    if (arrived !== first + count) return;
    setTimeout(() => {
      for (const fault of faults) fault.release();
    }, 50);
  });
  return () => max;
}

test.each([1, 4, 16])('%i at once: this many are reached, and never more', async (concurrency) => {
  const bench = await engineBench({ devices: 48, timeoutMs, behaviour: { latencyMs: 20 } });
  const maxUnderWay = holdUntilArrived(bench, 0, concurrency);
  const job = await bench.run({ macs: bench.macs, pace: { concurrency } });
  expect(statesOf(bench, job)).toEqual({ succeeded: 48 });
  expect(maxUnderWay()).toBe(concurrency);
});

describe('the pace', () => {
  test.each([1, 4, 16])('five a second, with %i at once', async (concurrency) => {
    const bench = await engineBench({ timeoutMs, duringWait: untilSettled });
    const times = arrivals(bench);
    await bench.run({ macs: bench.macs, pace: { concurrency, ratePerSecond: 5 } });
    expect(times).toHaveLength(24);
    // The first position is that of the reading before.
    for (const [index, time] of times.entries()) expect(Math.abs(time - (1 + index) * 200)).toBeLessThan(25);
  });

  test('a change in mid-run applies from the next request on', async () => {
    const bench = await engineBench({ timeoutMs, duringWait: untilSettled, behaviour: { latencyMs: 5 } });
    const pace = { concurrency: 1, ratePerSecond: 5 };
    const times = arrivals(bench);
    const maxUnderWay = holdUntilArrived(bench, 8, 8);
    onArrival(bench.pbx, (_, count) => {
      if (count === 4) Object.assign(pace, { ratePerSecond: 50 });
      if (count === 8) Object.assign(pace, { concurrency: 8, ratePerSecond: null });
    });
    await bench.run({ macs: bench.macs, pace });
    expect(times.slice(0, 4).map((time) => Math.round(time / 200))).toEqual([1, 2, 3, 4]);
    expect((times[7] ?? 0) - (times[4] ?? 0)).toBeLessThan(200);
    expect(maxUnderWay()).toBe(8);
  });

  test('twenty a second, by the clock, where requests overlap', async () => {
    const bench = await engineBench({ timeoutMs, realTime: true, behaviour: { latencyMs: 150 } });
    await bench.run({ macs: bench.macs, pace: { concurrency: 8, ratePerSecond: 20 } });
    const times = bench.pbx.requests.filter(regenerates).map(({ at }) => at);
    const inSecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
    // One delayed by its timer, and one at the very end of the second.
    expect(Math.max(...inSecond)).toBeLessThanOrEqual(22);
  });

  test('a 429 halves it, and it recovers with what is carried out', async () => {
    const bench = await engineBench({ devices: 80, timeoutMs, duringWait: untilSettled });
    const times = arrivals(bench);
    bench.pbx.script(keyOf(bench, 10), { kind: 'status', status: 429 });
    const job = await bench.run({ macs: bench.macs, pace: { concurrency: 4, ratePerSecond: 10 } });
    expect(statesOf(bench, job)).toEqual({ succeeded: 80 });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.max(...gaps.slice(0, 9))).toBeLessThan(120);
    expect(Math.max(...gaps)).toBeGreaterThan(180);
    expect(Math.max(...gaps)).toBeLessThan(230);
    expect(Math.max(...gaps.slice(-15))).toBeLessThan(120);
  });

  test('Retry-After holds every device', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 20 } });
    const times = arrivals(bench);
    const headers = { 'retry-after': '7' };
    bench.pbx.script(keyOf(bench, 0), { kind: 'status', status: 503, headers });
    const job = await bench.run({ macs: bench.macs, pace: four });
    expect(statesOf(bench, job)).toEqual({ succeeded: 24 });
    // Requests in flight with it had been sent before.
    const held = times.filter((time) => time < 7000);
    expect(held.length).toBeLessThanOrEqual(2 * four.concurrency);
    expect(Math.max(...held)).toBe(0);
    expect(times).toHaveLength(25);
  });

  test('a device that is put off again and again does not hold the others', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench, 0), ...Array(3).fill({ kind: 'status', status: 503 }));
    const order: boolean[] = [];
    onArrival(bench.pbx, ({ path }) => void order.push(path.includes(keyOf(bench, 0))));
    const job = await bench.run({ macs: bench.macs, pace: four });
    const [slow, ...others] = bench.items(job);
    expect(slow).toMatchObject({ state: 'succeeded', attempts: 4 });
    expect(others.every(({ state, attempts }) => state === 'succeeded' && attempts === 1)).toBe(true);
    const tries = order.flatMap((isSlow, index) => (isSlow ? [index] : []));
    expect(tries).toHaveLength(4);
    // Others were sent between its tries, and no wait of the whole job was reported before that.
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThan(1);
    const waiting = bench.events.findIndex(({ type }) => type === 'waiting');
    const lastOther = bench.events.findLastIndex(
      (event) => event.type === 'item' && event.item.id !== slow?.id,
    );
    if (waiting >= 0) expect(waiting).toBeGreaterThan(lastOther);
  });

  test('a PBX with its own limit is detected, and nothing is dropped', async () => {
    const bench = await engineBench({ devices: 30, timeoutMs, duringWait: untilSettled });
    let arrived: number[] = [];
    onArrival(bench.pbx, ({ path }) => {
      arrived = [...arrived.filter((at) => at > bench.waited() - 1000), bench.waited()];
      const key = path.match(/'([^']+)'/)?.[1] ?? '';
      bench.pbx.script(key, ...(arrived.length > 10 ? [{ kind: 'status', status: 429 } as const] : []));
    });
    const job = await bench.run({ macs: bench.macs, pace: four });
    expect(statesOf(bench, job)).toEqual({ succeeded: 30 });
    for (const mac of bench.macs) expect(bench.pbx.regenerated.get(mac)).toHaveLength(1);
  });
});

describe('one problem of several devices', () => {
  test('a token taken away under 16 requests is one sign-in', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 50 } });
    const job = await bench.run({
      macs: bench.macs,
      pace: { concurrency: 16 },
      before() {
        const stop = bench.pbx.onExchange(({ request }) => {
          if (!request.path.includes('MacAddress,Password')) return;
          stop();
          bench.pbx.evictToken();
        });
      },
    });
    expect(bench.items(job).every(({ state, attempts }) => state === 'succeeded' && attempts === 1)).toBe(
      true,
    );
    const refused = bench.pbx.requests.filter(({ status }) => status === 401);
    expect(refused.filter(({ path }) => path.includes('Regenerate'))).toHaveLength(16);
    // Whether the token or a permission is the problem is checked once for all of them.
    expect(refused).toHaveLength(17);
    expect(bench.pbx.signIns.requests).toBe(2);
  });

  test('four connections that fail together are one failure; after the wait the job continues', async () => {
    const again: { pbx: DemoPbx | null } = { pbx: null };
    const bench = await engineBench({
      timeoutMs,
      async duringWait(waiting) {
        await untilSettled(waiting);
        again.pbx ??= await startDemoPbx({ port: bench.pbx.port });
      },
    });
    try {
      const job = await bench.run({
        macs: bench.macs.slice(0, 12),
        pace: four,
        before: () => bench.pbx.close(),
      });
      expect(job.state).toBe('finished');
      const attempts = bench.items(job).map((item) => item.attempts);
      expect(attempts.toSorted()).toEqual([...Array(8).fill(1), ...Array(4).fill(2)]);
      expect(bench.waits).toEqual([1000]);
    } finally {
      await again.pbx?.close();
    }
  });

  test('a PBX that is gone is reported after three waits, however many requests run at once', async () => {
    const bench = await engineBench({ timeoutMs, duringWait: untilSettled });
    const job = await bench.run({ macs: bench.macs, pace: four, before: () => bench.pbx.close() });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'pbx-unreachable' } });
    expect(statesOf(bench, job)).toEqual({ queued: 24 });
    expect(bench.waits).toEqual([1000, 2000]);
    expect(Math.max(...bench.items(job).map(({ attempts }) => attempts))).toBeLessThanOrEqual(3);
  });
});

describe('an early end', () => {
  test('pausing lets requests in flight end, and the rest wait; resuming finishes', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 30 } });
    const pausing = new AbortController();
    onArrival(bench.pbx, (_, count) => count === 4 && pausing.abort(pauseReason));
    const job = await bench.run({ macs: bench.macs, pace: four, signal: pausing.signal });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: null });
    expect(statesOf(bench, job)).toEqual({ succeeded: 4, queued: 20 });

    const resumed = await bench.jobs.resume(job.id, bench.pbx.url, {
      xapi: bench.client,
      refuseIfChanged: () => {},
      pace: () => ({ ...oneByOne, ...four }),
      sealer: bench.sealer,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    expect(resumed.state).toBe('finished');
    expect(statesOf(bench, job)).toEqual({ succeeded: 24 });
    for (const mac of bench.macs) expect(bench.pbx.regenerated.get(mac)).toHaveLength(1);
  });

  test('cancelling lets requests in flight end, and cancels the rest', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 30 } });
    const cancelling = new AbortController();
    onArrival(bench.pbx, (_, count) => count === 4 && cancelling.abort());
    const job = await bench.run({ macs: bench.macs, pace: four, signal: cancelling.signal });
    expect(job.state).toBe('cancelled');
    expect(statesOf(bench, job)).toEqual({ succeeded: 4, cancelled: 20 });
  });

  test('cancelling while a sign-in hangs does not wait for it', async () => {
    const bench = await engineBench({ timeoutMs: 60_000 });
    const cancelling = new AbortController();
    const job = await bench.run({
      macs: bench.macs,
      pace: four,
      signal: cancelling.signal,
      before() {
        bench.client.clock.pass(2 * 3_600_000);
        bench.pbx.serverFault('token', { kind: 'hang', when: 'before' });
        void bench.pbx.nextRequest(({ path }) => path === '/connect/token').then(() => cancelling.abort());
      },
    });
    expect(job.state).toBe('cancelled');
    expect(statesOf(bench, job)).toEqual({ cancelled: 24 });
    expect(bench.pbx.regenerated.size).toBe(0);
  });

  test('a problem of the whole PBX pauses once everything in flight is settled', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 30 } });
    bench.pbx.script(keyOf(bench, 0), { kind: 'html', carryOut: true });
    bench.pbx.script(keyOf(bench, 1), { kind: 'null' });
    const job = await bench.run({ macs: bench.macs, pace: four });
    expect(job).toMatchObject({ state: 'paused', pauseProblem: { code: 'not-a-3cx' } });
    const counts = statesOf(bench, job);
    // The page was not an answer, but the password has changed.
    expect(counts).toMatchObject({ succeeded: 4 });
    expect(counts).not.toHaveProperty('running');
    for (const { mac, state } of bench.items(job))
      expect(bench.pbx.regenerated.has(mac)).toBe(state !== 'queued');
  });
});

describe('a journal that fails', () => {
  const full = (): never => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  };

  test('sends no further request, and loses nothing', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 30 } });
    const { jobs } = bench.store;
    const { conclude, beginAttempt, noteAhead, interrupt } = jobs;
    onArrival(bench.pbx, (_, count) => {
      if (count === 4)
        Object.assign(jobs, { conclude: full, beginAttempt: full, noteAhead: full, interrupt: full });
    });
    await expect(bench.run({ macs: bench.macs, pace: four })).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    Object.assign(jobs, { conclude, beginAttempt, noteAhead, interrupt });
    // As many again were noted before.
    expect(bench.pbx.regenerated.size).toBeLessThanOrEqual(2 * four.concurrency);

    bench.jobs.recover();
    const job = jobs.list(1)[0]?.job;
    if (!job) throw new Error('no job');
    expect(job.state).toBe('interrupted');
    const { uncertain = 0, queued = 0 } = statesOf(bench, job);
    expect(uncertain + queued).toBe(24);
    for (const { mac, state } of bench.items(job))
      expect(bench.pbx.regenerated.has(mac)).toBe(state === 'uncertain');
  });

  test('for one device loses no other outcome', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { latencyMs: 30 } });
    const { jobs } = bench.store;
    const { conclude } = jobs;
    let failing: number | null = null;
    jobs.conclude = (id, conclusion) => {
      failing ??= id;
      if (id === failing) full();
      conclude(id, conclusion);
    };
    await expect(bench.run({ macs: bench.macs, pace: four })).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    const job = jobs.list(1)[0]?.job;
    if (!job) throw new Error('no job');
    const uncertain = bench.items(job).filter(({ state }) => state === 'uncertain');
    expect(uncertain.map(({ id }) => id)).toEqual([failing]);
    for (const { mac, state } of bench.items(job))
      expect(bench.pbx.regenerated.has(mac)).toBe(state !== 'queued');
  });
});

test('a busy PBX that answers out of order gets each password to its own device', async () => {
  const bench = await engineBench({ devices: 32, timeoutMs });
  onArrival(bench.pbx, (_, count) => {
    bench.pbx.behaviour.latencyMs = (count * 7) % 23;
  });
  const job = await bench.run({ macs: bench.macs, pace: { ...oneByOne, concurrency: 16 } });
  for (const { id, mac } of bench.items(job)) {
    const made = bench.pbx.regenerated.get(mac) ?? [];
    expect(made).toHaveLength(1);
    expect(bench.jobs.password(id, bench.sealer)).toBe(made[0]);
  }
});
