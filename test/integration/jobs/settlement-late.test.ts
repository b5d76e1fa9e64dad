/** Requests that are carried out long after they were sent, and passwords that are shown late. */
import { describe, expect, test } from 'vitest';
import { settlingTimes } from '../../../main/jobs/settling/settlement.ts';
import { type EngineBench, engineBench } from '../../setup/engine.ts';
import {
  current,
  expectTrue,
  keyOf,
  made,
  only,
  recorded,
  runOne,
  status,
  timeoutMs,
} from '../../setup/settlement.ts';

const last = settlingTimes.lastReadbackMs;

describe.each([1, 59, 61, 90, 300])('carried out %i s late', (seconds) => {
  test.each(['silence', 'reset', 'an error of a gateway'] as const)('after %s', async (answer) => {
    const bench = await engineBench({ timeoutMs });
    const [device] = bench.pbx.devices;
    const carriedOut = 'made-much-later';
    bench.pbx.script(
      keyOf(bench),
      answer === 'silence'
        ? { kind: 'hang', when: 'before' }
        : answer === 'reset'
          ? { kind: 'reset', when: 'before' }
          : status(504, false),
    );
    const job = await runOne(bench, {
      before: () =>
        bench.after(seconds * 1000, () => {
          if (device) device.Password = carriedOut;
        }),
    });
    const item = only(bench, job);
    expect(item.state).toBe(seconds < 60 ? 'succeeded' : 'failed');
    await bench.settle(last);
    const settled = only(bench, job);
    expect(settled).toMatchObject({ state: 'succeeded', knownBy: 'settled', nextReadback: null });
    expect(recorded(bench, settled)).toBe(carriedOut);
    expect(settled.revisedAt === null).toBe(seconds < 60);
    expect(made(bench)).toBe(0);
  });

  test('after a second request had been answered: the late password is recorded', async () => {
    const bench = await engineBench({ timeoutMs });
    const [device] = bench.pbx.devices;
    bench.pbx.script(keyOf(bench), { kind: 'hang', when: 'before' });
    const first = await runOne(bench, {
      before: () =>
        bench.after(seconds * 1000, () => {
          if (device) device.Password = 'overtaken';
        }),
    });
    const again = await runOne(bench);
    expect(only(bench, again)).toMatchObject({
      state: 'succeeded',
      knownBy: 'answered',
      nextReadback: { kind: 'last' },
    });
    await bench.settle(last);
    const item = only(bench, again);
    expectTrue(bench, item);
    expect(item.revisedAt !== null).toBe(seconds > 60);
    // What the later job did is not recorded as the earlier one's.
    expect(only(bench, first).nextReadback).toBeNull();
  });
});

describe('a PBX that shows the old password for ten seconds', () => {
  const staleFor = (bench: EngineBench, place: 'device' | 'regenerate', before = current(bench)): void => {
    const fault = { kind: 'edit', edit: (body: object) => ({ ...body, Password: before }) } as const;
    bench.pbx.serverFault(place, { kind: 'always', fault });
    bench.after(10_000, () => bench.pbx.serverFault(place));
  };

  test('after a 200 that shows it, too', async () => {
    const bench = await engineBench({ timeoutMs });
    const before = current(bench);
    const job = await runOne(bench, {
      before() {
        staleFor(bench, 'regenerate');
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Regenerate'))
          .then(() => staleFor(bench, 'device', before));
      },
    });
    const item = only(bench, job);
    expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled', attempts: 1 });
    expect([recorded(bench, item), made(bench)]).toEqual([current(bench), 1]);
  });

  test('after a 200 without a password', async () => {
    const bench = await engineBench({ timeoutMs });
    const before = current(bench);
    bench.pbx.script(keyOf(bench), { kind: 'null' });
    const job = await runOne(bench, {
      before() {
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Regenerate'))
          .then(() => staleFor(bench, 'device', before));
      },
    });
    const item = only(bench, job);
    expect(item).toMatchObject({ state: 'succeeded', knownBy: 'settled' });
    expect([recorded(bench, item), made(bench)]).toEqual([current(bench), 1]);
  });

  test('if the previous password was unknown, the last reading corrects it', async () => {
    const bench = await engineBench({ timeoutMs });
    const before = current(bench);
    bench.pbx.script(keyOf(bench), { kind: 'null' });
    bench.pbx.scriptRead(keyOf(bench), status(403, false));
    const job = await runOne(bench, {
      before() {
        void bench.pbx
          .nextRequest(({ path }) => path.includes('Regenerate'))
          .then(() => staleFor(bench, 'device', before));
      },
    });
    expect(only(bench, job)).toMatchObject({ state: 'succeeded', knownBy: 'read-back', previousKept: false });
    await bench.settle(last);
    const item = only(bench, job);
    expect(recorded(bench, item)).toBe(current(bench));
    expect(item.revisedAt).not.toBeNull();
  });
});
