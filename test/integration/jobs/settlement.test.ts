/**
 * The outcome of requests without a clear answer, whatever is true: the record matches the PBX, or does not claim to.
 */
import { describe, expect, test } from 'vitest';
import type { Item, Job } from '../../../common/model.ts';
import { settlingTimes } from '../../../main/jobs/settling/settlement.ts';
import type { DeviceFault, ServerFault } from '../../pbx/index.ts';
import { type EngineBench, engineBench, resume } from '../../setup/engine.ts';
import {
  current,
  expectTrue,
  keyOf,
  made,
  only,
  previous,
  recorded,
  runOne,
  status,
  timeoutMs,
} from '../../setup/settlement.ts';

const second = settlingTimes.secondReadbackMs;
const last = settlingTimes.lastReadbackMs;

/** Every unclear answer, with both possible truths behind it if a fault can play both. */
const unclear: [string, (carriedOut: boolean) => DeviceFault | null][] = [
  ['an empty 500', (carriedOut) => status(500, carriedOut, '')],
  ['a 500 of a gateway', (carriedOut) => status(500, carriedOut, '{"error":"upstream"}')],
  ['408', (carriedOut) => status(408, carriedOut)],
  ['502', (carriedOut) => status(502, carriedOut, '<html>Bad gateway')],
  ['502 with OData’s envelope', (carriedOut) => status(502, carriedOut)],
  ['504', (carriedOut) => status(504, carriedOut, '')],
  ['a reset', (carriedOut) => ({ kind: 'reset', when: carriedOut ? 'after' : 'before' })],
  ['silence', (carriedOut) => ({ kind: 'hang', when: carriedOut ? 'after' : 'before' })],
  ['half a reply', (carriedOut) => (carriedOut ? { kind: 'truncated' } : null)],
  ['no JSON', (carriedOut) => (carriedOut ? { kind: 'not-json' } : null)],
  ['another device’s reply', (carriedOut) => (carriedOut ? { kind: 'wrong-device' } : null)],
  [
    'a reply too slow',
    (carriedOut) => (carriedOut ? { kind: 'slow-body', intervalMs: 150, bytes: 1 } : null),
  ],
];

describe('carried out: succeeded, by comparison, with the PBX’s password; the previous one is stored, too', () => {
  test.each(unclear)('%s', async (_, faultOf) => {
    const bench = await engineBench({ timeoutMs });
    const before = current(bench);
    bench.pbx.script(keyOf(bench), faultOf(true) as DeviceFault);
    const job = await runOne(bench);
    const item = only(bench, job);
    expect(item).toMatchObject({
      state: 'succeeded',
      attempts: 1,
      problem: null,
      knownBy: 'settled',
      credentialsSource: 'read-back',
      previousKept: true,
      nextReadback: { kind: 'last' },
    });
    expect([recorded(bench, item), previous(bench, item), made(bench)]).toEqual([current(bench), before, 1]);
    expect(job.state).toBe('finished');
    await bench.settle(last);
    expect(only(bench, job)).toMatchObject({ state: 'succeeded', nextReadback: null, revisedAt: null });
  });
});

const notCarriedOut = unclear.filter(([, faultOf]) => faultOf(false) !== null);

describe('not carried out: failed, but not before a minute has passed', () => {
  test.each(notCarriedOut)('%s', async (_, faultOf) => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), faultOf(false) as DeviceFault);
    const job = await runOne(bench);
    const item = only(bench, job);
    expect(item).toMatchObject({
      state: 'failed',
      attempts: 1,
      knownBy: 'settled',
      credentialsSource: null,
      problem: { code: 'not-carried-out' },
      nextReadback: { kind: 'last' },
    });
    expect(item.problem?.facts.asOf).toMatch(/^\d{4}-/);
    expect(bench.waited()).toBeGreaterThanOrEqual(second - 10_000);
    expect(made(bench)).toBe(0);
    await bench.settle(last);
    expect(only(bench, job)).toMatchObject({ state: 'failed', nextReadback: null });
    expect(made(bench)).toBe(0);
  });
});

describe('an error of the PBX itself', () => {
  test('not carried out: it is resent, but only after another reading', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), status(500, false));
    const job = await runOne(bench);
    const item = only(bench, job);
    expect(item).toMatchObject({
      state: 'succeeded',
      attempts: 2,
      knownBy: 'answered',
      nextReadback: { kind: 'last' },
    });
    expect(recorded(bench, item)).toBe(current(bench));
    expect(made(bench)).toBe(1);
    expect(bench.waited()).toBeGreaterThanOrEqual(settlingTimes.recheckMs);
  });

  test('carried out: it is not resent', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), status(500, true));
    const item = only(bench, await runOne(bench));
    expect(item).toMatchObject({ state: 'succeeded', attempts: 1, knownBy: 'settled' });
    expect(made(bench)).toBe(1);
  });

  test('carried out, but visible only seconds later: it is not resent', async () => {
    const bench = await engineBench({ timeoutMs });
    const before = current(bench);
    bench.pbx.script(keyOf(bench), status(500, true));
    const stale = { kind: 'edit', edit: (body: object) => ({ ...body, Password: before }) } as const;
    const job = await runOne(bench, {
      before() {
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Regenerate'))
          .then(() => bench.pbx.serverFault('device', { kind: 'always', fault: stale }));
        bench.after(10_000, () => bench.pbx.serverFault('device'));
      },
    });
    const item = only(bench, job);
    expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
    expect([recorded(bench, item), made(bench)]).toEqual([current(bench), 1]);
  });

  test('paused before it is resent: the next run reads first, too', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), status(500, false));
    const stopping = new AbortController();
    const job = await runOne(bench, {
      signal: stopping.signal,
      onEvent(event) {
        if (event.type === 'item' && event.item.state === 'queued') stopping.abort('pause');
      },
    });
    expect(job.state).toBe('paused');
    // It is carried out anyway, long after its answer.
    const [device] = bench.pbx.devices;
    if (device) device.Password = 'late-but-carried-out';
    expect((await resume(bench, job)).state).toBe('finished');
    const item = only(bench, job);
    expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
    expect([recorded(bench, item), made(bench)]).toEqual(['late-but-carried-out', 0]);
  });

  test('the previous password is lost with its key: it is not resent', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), status(500, false));
    const stopping = new AbortController();
    const job = await runOne(bench, {
      signal: stopping.signal,
      onEvent(event) {
        if (event.type === 'item' && event.item.state === 'queued') stopping.abort('pause');
      },
    });
    const { createSealer } = await import('../../../main/store/seal.ts');
    await resume(bench, job, { sealer: createSealer(Buffer.alloc(32, 9)) });
    expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: null });
    expect(made(bench)).toBe(0);
  });
});

test('a 200 whose password is unchanged is uncertain, and says why', async () => {
  const bench = await engineBench({ timeoutMs });
  const before = current(bench);
  bench.pbx.serverFault('regenerate', {
    kind: 'always',
    fault: { kind: 'edit', edit: (body: object) => ({ ...body, Password: before }) },
  } as ServerFault);
  const [device] = bench.pbx.devices;
  bench.pbx.onExchange(({ request }) => {
    if (request.path.includes('Regenerate') && device && before !== undefined) device.Password = before;
  });
  const job = await runOne(bench);
  expect(only(bench, job)).toMatchObject({
    state: 'uncertain',
    problem: { code: 'password-unchanged' },
    nextReadback: { kind: 'last' },
  });
  await bench.settle(last);
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: null });
});

test('another administrator changes a password between the reading and the request', async () => {
  const bench = await engineBench({ timeoutMs });
  const [one, two] = bench.pbx.devices;
  bench.pbx.script(keyOf(bench, 0), { kind: 'hang', when: 'before' });
  const job = await bench.run({
    macs: bench.macs.slice(0, 2),
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => {
          if (one) one.Password = 'changed-by-another';
          if (two) two.Password = 'this-one-too';
        });
    },
  });
  const [first, next] = bench.items(job);
  expect(first).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
  expect(next).toMatchObject({ state: 'succeeded', knownBy: 'answered' });
  expectTrue(bench, first as Item, 0);
  expectTrue(bench, next as Item, 1);
  expect(made(bench, 0)).toBe(0);
});

describe('the baseline', () => {
  test('could not be read: uncertain as before, and nothing is waited for', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.scriptRead(keyOf(bench), status(403, false));
    bench.pbx.script(keyOf(bench), status(502, true));
    const item = only(bench, await runOne(bench));
    expect(item).toMatchObject({
      state: 'uncertain',
      problem: { code: 'outcome-uncertain' },
      credentialsSource: 'read-back',
      knownBy: null,
      nextReadback: null,
      previousKept: false,
    });
    expect(recorded(bench, item)).toBe(current(bench));
    expect(bench.waits).toEqual([]);
  });

  test('is empty: any password that it has now is new', async () => {
    const bench = await engineBench({ timeoutMs });
    const [device] = bench.pbx.devices;
    if (device) device.Password = null as unknown as string;
    bench.pbx.script(keyOf(bench), status(502, true));
    expect(only(bench, await runOne(bench))).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
  });

  test('a PBX that shows no passwords proves nothing', async () => {
    const bench = await engineBench({ timeoutMs, behaviour: { secretsInReply: false } });
    bench.pbx.script(keyOf(bench), status(502, true));
    expect(only(bench, await runOne(bench))).toMatchObject({
      state: 'uncertain',
      credentialsSource: null,
      nextReadback: null,
    });
    bench.pbx.script(keyOf(bench), status(500, true));
    expect(only(bench, await runOne(bench))).toMatchObject({ state: 'uncertain', attempts: 1 });
    expect(made(bench)).toBe(2);
  });

  test('a device that can no longer be read stays uncertain', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), status(502, true));
    const job = await runOne(bench, {
      before() {
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Regenerate'))
          .then(() => bench.pbx.serverFault('device', { kind: 'always', fault: status(500, false) }));
      },
    });
    expect(only(bench, job)).toMatchObject({
      state: 'uncertain',
      credentialsSource: null,
      nextReadback: { kind: 'last' },
    });
    await bench.settle(last);
    expect(only(bench, job)).toMatchObject({
      state: 'uncertain',
      credentialsSource: null,
      nextReadback: null,
    });
  });

  test('a reading that fails neither pauses the job nor counts as a failure', async () => {
    for (const fault of [
      status(401, false),
      status(403, false),
      status(429, false),
      { kind: 'hang', when: 'before' },
    ] as const) {
      const bench = await engineBench({ timeoutMs });
      bench.pbx.serverFault('everywhere');
      const job = await bench.run({
        macs: bench.macs.slice(0, 5),
        before() {
          bench.pbx.serverFault('devices', { kind: 'always', fault });
          bench.pbx.serverFault('device', { kind: 'always', fault });
        },
      });
      expect(job.state).toBe('finished');
      expect(bench.items(job).every(({ state, attempts }) => state === 'succeeded' && attempts === 1)).toBe(
        true,
      );
      expect(bench.waits).toEqual([]);
      expect(
        bench.pbx.requests.filter(
          ({ method, path }) => method === 'GET' && path.includes('MacAddress,Password'),
        ).length,
      ).toBeLessThanOrEqual(3);
      // It was tried once with another token.
      expect(bench.pbx.signIns.requests).toBeLessThanOrEqual(2);
    }
  });

  test('is at most a quarter of an hour old, and is read again if it would be older', async () => {
    const bench = await engineBench({ timeoutMs });
    const [, device] = bench.pbx.devices;
    const job = await bench.run({
      macs: bench.macs.slice(0, 3),
      onEvent(event) {
        if (event.type !== 'item' || event.item.state !== 'running' || bench.waited() > 0) return;
        bench.waits.push(1);
        bench.pass(16 * 60_000);
        if (device) device.Password = 'set-in-the-meantime';
      },
    });
    expect(previous(bench, bench.items(job)[1] as Item)).toBe('set-in-the-meantime');
  });
});

describe('a job whose process died', () => {
  function deadJob(bench: EngineBench): Promise<Job> {
    // Its outcomes cannot be recorded, as if it had been killed.
    const { jobs } = bench.store;
    const { conclude, requeue, interrupt } = jobs;
    const dead = (): never => {
      throw Object.assign(new Error('killed'), { code: 'KILLED' });
    };
    Object.assign(jobs, { conclude: dead, requeue: dead, interrupt: dead });
    return bench.run({ macs: bench.macs.slice(0, 3), pace: { ratePerSecond: 50 } }).then(
      () => {
        throw new Error('it lived');
      },
      () => {
        Object.assign(jobs, { conclude, requeue, interrupt });
        bench.jobs.recover();
        return jobs.list(1)[0]?.job as Job;
      },
    );
  }

  test('carried out: settled when it is resumed', async () => {
    const bench = await engineBench({ timeoutMs });
    const dead = await deadJob(bench);
    expect(only(bench, dead)).toMatchObject({
      state: 'uncertain',
      nextReadback: { kind: 'first' },
      previousKept: true,
    });
    expect((await resume(bench, dead)).state).toBe('finished');
    const items = bench.items(dead);
    expect(items.map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(items.map(({ knownBy }) => knownBy)).toEqual(['settled', 'answered', 'answered']);
    for (const [index, item] of items.entries()) {
      expect(recorded(bench, item)).toBe(current(bench, index));
      expect(made(bench, index)).toBe(1);
    }
  });

  test('not carried out: failed after a minute, and not sent again', async () => {
    const bench = await engineBench({ timeoutMs });
    bench.pbx.script(keyOf(bench), { kind: 'reset', when: 'before' });
    const dead = await deadJob(bench);
    await resume(bench, dead);
    expect(bench.items(dead).map(({ state }) => state)).toEqual(['failed', 'succeeded', 'succeeded']);
    expect(bench.waited()).toBeGreaterThanOrEqual(second - 10_000);
    expect(made(bench)).toBe(0);
  });

  test('without being resumed it is settled as well, and can still be resumed', async () => {
    const bench = await engineBench({ timeoutMs });
    const dead = await deadJob(bench);
    // By its clock, the process has just died.
    await bench.settle(1_000);
    expect(bench.items(dead).map(({ state }) => state)).toEqual(['succeeded', 'queued', 'queued']);
    expect((await resume(bench, dead)).state).toBe('finished');
    for (const index of [0, 1, 2]) expect(made(bench, index)).toBe(1);
  });

  test('what a later job did in the meantime is not attributed to it', async () => {
    const bench = await engineBench({ timeoutMs });
    const dead = await deadJob(bench);
    const later = await runOne(bench);
    await bench.settle(last);
    expect(only(bench, dead)).toMatchObject({ state: 'uncertain', surelyReplaced: true, nextReadback: null });
    expectTrue(bench, only(bench, later));
  });
});

describe('nobody waits for it', () => {
  test.each(['pause', undefined])(
    'an early end (%s) during settling ends at once; it continues later',
    async (reason) => {
      const bench = await engineBench({ timeoutMs });
      bench.pbx.script(keyOf(bench), { kind: 'hang', when: 'after' });
      const stopping = new AbortController();
      const job = await runOne(bench, {
        signal: stopping.signal,
        before() {
          void bench.pbx
            .nextRequest(({ path }) => path.includes('Regenerate'))
            .then(() => stopping.abort(reason));
        },
      });
      expect(job.state).toBe('finished');
      expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'first' } });
      expect(bench.waits).toEqual([]);
      await bench.settle();
      expect(only(bench, job)).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
      expectTrue(bench, only(bench, job));
    },
  );

  test('if the app settles later, the run does not wait for the second reading', async () => {
    const bench = await engineBench({ timeoutMs, settlesLater: true });
    bench.pbx.script(keyOf(bench), { kind: 'reset', when: 'before' });
    const job = await runOne(bench);
    expect(job.state).toBe('finished');
    expect(only(bench, job)).toMatchObject({
      state: 'uncertain',
      problem: { code: 'outcome-uncertain', facts: { reason: 'settling' } },
      nextReadback: { kind: 'second' },
    });
    await bench.settle(second / 2);
    expect(only(bench, job).state).toBe('uncertain');
    await bench.settle(second / 2);
    expect(only(bench, job)).toMatchObject({ state: 'failed', nextReadback: { kind: 'last' } });
  });

  test('a PBX that cannot be read is not read for long: it is tried again later', async () => {
    const bench = await engineBench({ timeoutMs, settlesLater: true });
    bench.pbx.script(keyOf(bench), { kind: 'reset', when: 'after' });
    bench.pbx.scriptRead(keyOf(bench), { kind: 'none' }, status(429, false), status(429, false));
    const job = await runOne(bench);
    expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
    await expect(bench.settle(second)).rejects.toMatchObject({ code: 'rate-limited' });
    expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
    await bench.settle();
    expect(only(bench, job)).toMatchObject({ state: 'succeeded' });
  });
});

test('without a keychain it is settled within the run, and nothing is stored', async () => {
  const bench = await engineBench({ timeoutMs });
  bench.pbx.script(keyOf(bench, 0), { kind: 'reset', when: 'after' });
  bench.pbx.script(keyOf(bench, 1), { kind: 'reset', when: 'before' });
  const job = await bench.run({ macs: bench.macs.slice(0, 3), sealed: false });
  const items = bench.items(job);
  expect(items.map(({ state }) => state)).toEqual(['succeeded', 'failed', 'succeeded']);
  for (const item of items)
    expect(item).toMatchObject({ previousKept: false, credentialsKept: false, nextReadback: null });
  const told = bench.events.flatMap((event) => (event.type === 'password' ? [event.password] : []));
  expect(told).toContain(current(bench, 0));
});

test('the previous password is deleted with the new one', async () => {
  const day = 24 * 3_600_000;
  const bench = await engineBench({ timeoutMs });
  const job = await runOne(bench);
  expect(only(bench, job)).toMatchObject({ credentialsKept: true, previousKept: true });
  bench.jobs.enforceRetention();
  for (const days of [6, 6, 6, 6, 6, 6]) {
    bench.pass(days * day);
    bench.jobs.enforceRetention();
  }
  expect(only(bench, job)).toMatchObject({ credentialsKept: false, previousKept: false });
});
