/**
 * Settlement for every way that a job can continue or end: cancelled, included again, retried, stopped, on a clock
 * that was set.
 */
import { expect, test } from 'vitest';
import type { Job } from '../../../common/model.ts';
import { planItems } from '../../../main/jobs/index.ts';
import { settlingTimes } from '../../../main/jobs/settling/settlement.ts';
import type { DeviceFault } from '../../pbx/index.ts';
import { type EngineBench, engineBench, oneByOne, resume, runOptions } from '../../setup/engine.ts';
import { current, keyOf, made, only, recorded, runOne, status, timeoutMs } from '../../setup/settlement.ts';

const { secondReadbackMs, lastReadbackMs } = settlingTimes;

/** A job that the PBX answered with its own error, and that was stopped before its request was resent. */
async function stoppedAfterError(bench: EngineBench, reason?: string, carriedOut = false): Promise<Job> {
  const before = current(bench);
  bench.pbx.script(keyOf(bench), status(500, carriedOut));
  const stopping = new AbortController();
  const stale = { kind: 'edit', edit: (body: object) => ({ ...body, Password: before }) } as const;
  const job = await runOne(bench, {
    signal: stopping.signal,
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => bench.pbx.serverFault('device', { kind: 'always', fault: stale }));
    },
    onEvent(event) {
      if (event.type === 'item' && event.item.state === 'queued') stopping.abort(reason);
    },
  });
  bench.pbx.serverFault('device');
  return job;
}

test.each([true, false])(
  'cancelled before it is resent (carried out: %s): the outcome of the first request is settled',
  async (carriedOut) => {
    const bench = await engineBench({ timeoutMs });
    const job = await stoppedAfterError(bench, undefined, carriedOut);
    expect(job.state).toBe('cancelled');
    expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'first' } });
    await bench.settle(secondReadbackMs);
    await bench.settle(lastReadbackMs);
    const item = only(bench, job);
    expect(item).toMatchObject({
      state: carriedOut ? 'succeeded' : 'failed',
      knownBy: 'settled',
      nextReadback: null,
    });
    if (carriedOut) expect(recorded(bench, item)).toBe(current(bench));
  },
);

test('paused, then cancelled: it is settled as well', async () => {
  const bench = await engineBench({ timeoutMs });
  const job = await stoppedAfterError(bench, 'pause', true);
  expect(only(bench, job).state).toBe('queued');
  bench.jobs.abandon(job.id);
  await bench.settle(secondReadbackMs);
  const item = only(bench, job);
  expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
  expect(recorded(bench, item)).toBe(current(bench));
});

test('given another password by a later job, and included on purpose: it is sent', async () => {
  const bench = await engineBench({ timeoutMs });
  const job = await stoppedAfterError(bench, 'pause');
  await runOne(bench);
  expect(made(bench)).toBe(1);
  expect((await resume(bench, job, {}, { include: 1 })).state).toBe('finished');
  const item = only(bench, job);
  expect([made(bench), recorded(bench, item)]).toEqual([2, current(bench)]);
  expect(item).toMatchObject({ state: 'succeeded', knownBy: 'answered' });
});

test('included on purpose while its own unclear request may still be carried out: it is checked by a last reading', async () => {
  const bench = await engineBench({ timeoutMs });
  const job = await stoppedAfterError(bench, 'pause');
  await runOne(bench);
  await resume(bench, job, {}, { include: 1 });
  expect(only(bench, job)).toMatchObject({ state: 'succeeded', nextReadback: { kind: 'last' } });
  // The first request overtakes all others.
  const device = bench.pbx.devices[0];
  if (device) device.Password = 'Carried-out-late-1';
  await bench.settle(lastReadbackMs);
  const item = only(bench, job);
  expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled', nextReadback: null });
  expect(recorded(bench, item)).toBe('Carried-out-late-1');
});

test.each([true, false])(
  'gone from the PBX when its job was matched anew (carried out before: %s): it never counts as not sent',
  async (carriedOut) => {
    const bench = await engineBench({ timeoutMs });
    const job = await stoppedAfterError(bench, 'pause', carriedOut);
    bench.jobs.wait(job.id);
    const [device] = bench.pbx.devices.splice(0, 1);
    const waiting = bench.store.jobs.get(job.id);
    const list = await bench.client.listDevices();
    const fresh = planItems(bench.macs.slice(0, 1), { list, othersWith: () => [], tryUnlisted: false });
    const continueWaiting = (): Promise<Job> =>
      bench.jobs.continueWaiting(waiting as Job, bench.pbx.url, fresh, runOptions(bench));
    expect((await continueWaiting()).state).toBe('finished');
    expect(only(bench, job)).toMatchObject({
      state: 'uncertain',
      problem: { code: 'outcome-uncertain' },
      nextReadback: { kind: 'first' },
      device: { key: device?.MacAddress },
    });
    await bench.settle();
    expect(only(bench, job).state).toBe('uncertain');
    // Back again, the PBX tells.
    if (device) bench.pbx.devices.unshift(device);
    await bench.settle(lastReadbackMs);
    expect(only(bench, job)).toMatchObject({
      state: carriedOut ? 'succeeded' : 'failed',
      knownBy: 'settled',
    });
  },
);

test('noted ahead and sent when its process died: the attempt counts where the PBX carried it out', async () => {
  const bench = await engineBench({ timeoutMs });
  const before = current(bench) ?? '';
  const list = await bench.client.listDevices();
  const items = planItems(bench.macs.slice(0, 2), { list, othersWith: () => [], tryUnlisted: false });
  const { jobs } = bench.store;
  const dead = jobs.create({
    pbxId: null,
    pbxName: 'Demo',
    pbxUrl: bench.pbx.url,
    reference: null,
    retryOf: null,
    user: 'somebody',
    items,
  });
  jobs.start(dead.id);
  for (const [index, { id }] of jobs.items(dead.id).entries()) {
    const password = bench.pbx.devices[index]?.Password ?? '';
    jobs.noteAhead(id, { sealed: bench.sealer.seal(`item ${id} before`, password), readAt: Date.now() });
  }
  const [device] = bench.pbx.devices;
  if (device) device.Password = `${before}-2`;
  jobs.interrupt(dead.id);
  await bench.settle(1_000);
  await bench.settle(secondReadbackMs);
  expect(bench.items(dead).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['succeeded', 1],
    ['failed', 0],
  ]);
});

test('a retry of a device that was settled in the meantime does not start', async () => {
  const bench = await engineBench({ timeoutMs, settlesLater: true });
  bench.pbx.script(keyOf(bench), { kind: 'reset', when: 'after' });
  bench.pbx.scriptRead(keyOf(bench), { kind: 'none' }, status(429, false));
  const job = await runOne(bench);
  expect(only(bench, job).state).toBe('uncertain');
  await bench.settle(secondReadbackMs);
  expect(only(bench, job).state).toBe('succeeded');
  const items = planItems(bench.macs.slice(0, 1), {
    list: null,
    othersWith: () => [],
    tryUnlisted: true,
  });
  const retry = bench.jobs.start(
    { id: null, name: 'Demo', url: bench.pbx.url },
    items,
    { reference: null, retryOf: job.id },
    {
      xapi: bench.client,
      refuseIfChanged: () => {},
      pace: () => oneByOne,
      sealer: bench.sealer,
      signal: new AbortController().signal,
      onEvent: () => {},
    },
  );
  await expect(retry).rejects.toMatchObject({ code: 'plan-changed', facts: { doneSince: 1 } });
  expect(made(bench)).toBe(1);
});

/** The PBX accepted it, told no password, and could not be read after that. */
async function untold(bench: EngineBench, carriedOut: boolean): Promise<Job> {
  const fault: DeviceFault = carriedOut ? { kind: 'null' } : status(200, false, 'null');
  bench.pbx.script(keyOf(bench), fault);
  bench.pbx.scriptRead(keyOf(bench), { kind: 'none' }, status(429, false));
  return runOne(bench);
}

test.each([
  ['by a later reading', 1],
  ['by the last one', 2],
])('a password that was not told and could not be read back is learned %s', async (_, readings) => {
  const bench = await engineBench({ timeoutMs, settlesLater: true });
  const job = await untold(bench, true);
  expect(only(bench, job)).toMatchObject({
    state: 'succeeded',
    credentialsSource: null,
    knownBy: 'answered',
    nextReadback: { kind: 'second' },
  });
  if (readings > 1) {
    bench.pbx.scriptRead(keyOf(bench), status(500, false));
    await bench.settle(secondReadbackMs);
    expect(only(bench, job)).toMatchObject({ state: 'succeeded', nextReadback: { kind: 'last' } });
  }
  await bench.settle(readings > 1 ? lastReadbackMs : secondReadbackMs);
  const item = only(bench, job);
  expect(item).toMatchObject({ state: 'succeeded', knownBy: 'read-back', problem: null });
  expect(recorded(bench, item)).toBe(current(bench));
});

test('where the PBX turns out to have the password from before, it is uncertain', async () => {
  const bench = await engineBench({ timeoutMs, settlesLater: true });
  const job = await untold(bench, false);
  expect(only(bench, job).state).toBe('succeeded');
  await bench.settle(secondReadbackMs);
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', problem: { code: 'password-unchanged' } });
  await bench.settle(lastReadbackMs);
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: null });
});

test('a password that was masked before the request proves nothing when it is seen later', async () => {
  const bench = await engineBench({ timeoutMs });
  const hide = { kind: 'edit', edit: (body: object) => ({ ...body, Password: '********' }) } as const;
  bench.pbx.serverFault('device', { kind: 'always', fault: hide });
  bench.pbx.script(keyOf(bench), status(502, false));
  const job = await runOne(bench, {
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => bench.pbx.serverFault('device'));
    },
  });
  expect(made(bench)).toBe(0);
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', previousKept: false, nextReadback: null });
});

test('a PBX that does not answer the reading keeps nobody from pausing', async () => {
  const bench = await engineBench({ timeoutMs: 60_000 });
  bench.pbx.script(keyOf(bench), status(502, true));
  bench.pbx.scriptRead(keyOf(bench), { kind: 'none' }, { kind: 'hang', when: 'before' });
  const stopping = new AbortController();
  const job = await runOne(bench, {
    signal: stopping.signal,
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => bench.pbx.nextRequest(({ method }) => method === 'GET'))
        .then(() => stopping.abort('pause'));
    },
  });
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'first' } });
  await bench.settle();
  expect(only(bench, job)).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
});

test('a new password that the PBX did not return is read before the run pauses', async () => {
  const bench = await engineBench({ timeoutMs: 60_000 });
  bench.pbx.script(keyOf(bench), { kind: 'null' });
  const stopping = new AbortController();
  const job = await runOne(bench, {
    signal: stopping.signal,
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => bench.pbx.nextRequest(({ method }) => method === 'GET'))
        .then(() => stopping.abort('pause'));
    },
  });
  const item = only(bench, job);
  expect(item).toMatchObject({ state: 'succeeded', knownBy: 'read-back' });
  expect(recorded(bench, item)).toBe(current(bench));
});

test('a clock that was set back delays a reading by minutes, not by as much', async () => {
  const bench = await engineBench({ timeoutMs, settlesLater: true });
  bench.pbx.script(keyOf(bench), { kind: 'reset', when: 'before' });
  const job = await runOne(bench);
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'second' } });
  bench.pass(-24 * 3_600_000);
  await bench.settle();
  await bench.settle(lastReadbackMs);
  expect(only(bench, job)).toMatchObject({ state: 'failed', problem: { code: 'not-carried-out' } });
});

test('without a keychain: what is not read again is not reported as pending', async () => {
  const bench = await engineBench({ timeoutMs });
  bench.pbx.script(keyOf(bench), { kind: 'reset', when: 'before' });
  const stopping = new AbortController();
  const job = await runOne(bench, {
    sealed: false,
    signal: stopping.signal,
    onEvent(event) {
      if (event.type === 'item' && event.item.state === 'uncertain') stopping.abort('pause');
    },
  });
  const item = only(bench, job);
  expect(item).toMatchObject({ state: 'uncertain', nextReadback: null });
  expect(item.problem?.facts.reason).not.toBe('settling');
});

test('a gateway that temporarily answers in place of the PBX does not leave it uncertain forever', async () => {
  const bench = await engineBench({ timeoutMs });
  bench.pbx.script(keyOf(bench), status(502, true, '<html>Bad gateway'));
  const job = await runOne(bench, {
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => bench.pbx.serverFault('device', { kind: 'always', fault: status(502, false, '') }));
      bench.after(2 * 60_000, () => bench.pbx.serverFault('device'));
    },
  });
  expect(job.state).toBe('finished');
  expect(only(bench, job)).toMatchObject({ state: 'uncertain', nextReadback: { kind: 'last' } });
  await bench.settle(lastReadbackMs);
  const item = only(bench, job);
  expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled', nextReadback: null });
  expect(recorded(bench, item)).toBe(current(bench));
});

test('the same, not carried out: failed', async () => {
  const bench = await engineBench({ timeoutMs });
  bench.pbx.script(keyOf(bench), status(502, false, '<html>Bad gateway'));
  const job = await runOne(bench, {
    before() {
      void bench.pbx
        .nextRequest(({ path }) => path.includes('Regenerate'))
        .then(() => bench.pbx.serverFault('device', { kind: 'always', fault: status(502, false, '') }));
      bench.after(2 * 60_000, () => bench.pbx.serverFault('device'));
    },
  });
  await bench.settle(lastReadbackMs);
  expect(only(bench, job)).toMatchObject({
    state: 'failed',
    problem: { code: 'not-carried-out' },
    knownBy: 'settled',
    nextReadback: null,
    revisedAt: null,
  });
});

test('an interrupted job has finished once nothing of it is left open', async () => {
  const bench = await engineBench({ timeoutMs });
  const { jobs } = bench.store;
  const { conclude, interrupt } = jobs;
  const dead = (): never => {
    throw Object.assign(new Error('killed'), { code: 'KILLED' });
  };
  Object.assign(jobs, { conclude: dead, interrupt: dead });
  await expect(runOne(bench)).rejects.toThrow('killed');
  Object.assign(jobs, { conclude, interrupt });
  bench.jobs.recover();
  expect(jobs.get(1)?.state).toBe('interrupted');
  await bench.settle(1_000);
  expect(jobs.items(1)[0]).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
  expect(jobs.get(1)?.state).toBe('finished');
});

test('a PBX that allows no reading at first is read again later', async () => {
  const bench = await engineBench({ timeoutMs });
  const macs = bench.macs.slice(0, 12);
  const job = await bench.run({
    macs,
    pace: { ratePerSecond: 0.1 },
    before() {
      bench.pbx.serverFault('devices', { kind: 'always', fault: status(429, false) });
      bench.after(30_000, () => bench.pbx.serverFault('devices'));
    },
  });
  const kept = bench.items(job).map(({ previousKept }) => previousKept);
  expect([kept.at(0), kept.at(-1)]).toEqual([false, true]);
});
