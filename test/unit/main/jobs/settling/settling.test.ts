/** When PBXs are read again to settle what jobs left open. */
import { expect, test } from 'vitest';
import { RekeyError } from '../../../../../common/errors.ts';
import type { Job, Pbx } from '../../../../../common/model.ts';
import { createSettling, type SettlingParts } from '../../../../../main/jobs/settling/settling.ts';
import type { DueReadback } from '../../../../../main/store/jobs/index.ts';

const pbx = (id: string): Pbx => ({ id, url: `https://${id}` }) as Pbx;
const readback = (pbxId: string | null, at: number, url = `https://${pbxId}`): DueReadback => ({
  itemId: at,
  jobId: 1,
  pbxId,
  pbxUrl: url,
  at,
});

function bench(readbacks: DueReadback[], settle: (pbx: Pbx) => Promise<void> = async () => {}) {
  let time = 0;
  let timer: { work: () => void; at: number } | null = null;
  const settled: [string, number][] = [];
  const failures: unknown[] = [];
  const state = {
    readbacks,
    held: false,
    running: [] as Job[],
    dead: false,
    broken: false,
    lastFailure: null as Pbx['lastFailure'],
  };
  const parts: SettlingParts = {
    store: {
      jobs: {
        readbacks() {
          if (!state.broken) return state.readbacks;
          state.broken = false;
          throw new Error('locked');
        },
        running: () => state.running,
        advanceReadbacks(latest: number) {
          state.readbacks = state.readbacks.map((each) => ({ ...each, at: Math.min(each.at, latest) }));
        },
      },
      pbxs: {
        get: (id: string) => (id === 'gone' ? null : { ...pbx(id), lastFailure: state.lastFailure }),
        list: () => [pbx('a'), pbx('b')],
      },
    } as unknown as SettlingParts['store'],
    async settle(of) {
      settled.push([of.id, time]);
      await settle(of);
      // Nothing is read while another run has the PBX.
      if (state.held) return;
      state.readbacks = state.readbacks.filter(({ pbxId, at }) => pbxId !== of.id || at > time);
    },
    recover() {
      if (state.dead) state.running = [];
    },
    failed: (thrown) => void failures.push(thrown),
    now: () => time,
    later(work, ms) {
      timer = { work, at: time + ms };
      return () => {
        timer = null;
      };
    },
  };
  const settling = createSettling(parts);
  return {
    settling,
    settled,
    failures,
    state,
    isWaiting: () => timer !== null,
    /** Fires timers until then. */
    async until(end: number) {
      for (;;) {
        await new Promise(setImmediate);
        if (!timer || timer.at > end) break;
        time = timer.at;
        const { work } = timer;
        timer = null;
        work();
      }
      time = end;
    },
  };
}

test('each PBX is read when it is due, and no timer is set if there is nothing', async () => {
  const { settling, settled, until, isWaiting } = bench([
    readback('a', 5_000),
    readback('b', 90_000),
    readback('a', 300_000),
  ]);
  settling.check();
  await until(400_000);
  expect(settled).toEqual([
    ['a', 5_000],
    ['b', 90_000],
    ['a', 300_000],
  ]);
  expect(isWaiting()).toBe(false);
});

test('a PBX that is not stored, or at another address, is left alone', async () => {
  const { settling, settled, until } = bench([
    readback(null, 0),
    readback('gone', 0),
    readback('a', 0, 'https://other'),
  ]);
  settling.check();
  await until(100_000);
  expect(settled).toEqual([]);
});

test('nothing is read while the computer sleeps, and what became due meanwhile at once afterwards', async () => {
  const { settling, settled, until } = bench([readback('a', 5_000), readback('b', 50_000)]);
  settling.check();
  settling.sleep();
  settling.check();
  await until(40_000);
  expect(settled).toEqual([]);
  settling.wake();
  await until(50_000);
  expect(settled).toEqual([
    ['a', 40_000],
    ['b', 50_000],
  ]);
});

test('a timer that fires means that the computer is awake, even if the system does not say so', async () => {
  const { settling, settled, until } = bench([readback('a', 5_000)]);
  settling.check();
  settling.sleep();
  await until(61_000);
  expect(settled).toEqual([['a', 60_000]]);
});

test('failures are retried, less and less often; at once after waking up', async () => {
  const { settling, settled, failures, until } = bench([readback('a', 0)], async () => {
    throw new RekeyError('pbx-unreachable');
  });
  settling.check();
  await until(46_000);
  expect(settled.map(([, at]) => at)).toEqual([0, 15_000, 45_000]);
  expect(failures).toHaveLength(3);
  settling.wake();
  await until(46_500);
  expect(settled.at(-1)?.[1]).toBe(46_000);
});

test('a locked keychain is not called again soon', async () => {
  const { settling, settled, until } = bench([readback('a', 0)], async () => {
    throw new RekeyError('keychain-locked');
  });
  settling.check();
  await until(50 * 60_000);
  expect(settled).toHaveLength(1);
});

test.each(['sign-in-denied', 'sign-in-held-off'] as const)(
  'after %s nothing signs in again before the PBX has answered',
  async (code) => {
    const { settling, settled, state, until } = bench([readback('a', 0)]);
    state.lastFailure = { at: new Date(0).toISOString(), problem: { code, facts: {} } };
    settling.check();
    settling.wake();
    await until(3_600_000);
    expect(settled).toEqual([]);
    state.lastFailure = null;
    await until(3_700_000);
    expect(settled).toHaveLength(1);
  },
);

test('while a job runs on a PBX it is not read', async () => {
  const { settling, settled, state, until } = bench([readback('a', 0)]);
  state.running = [{ pbxUrl: 'https://a' } as Job];
  settling.check();
  await until(200_000);
  expect(settled).toEqual([]);
  state.running = [];
  await until(300_000);
  expect(settled).toHaveLength(1);
});

test('a PBX that is being asked to have devices fetch is read soon afterwards, and not tried every second', async () => {
  const { settling, settled, state, until } = bench([readback('a', 0)]);
  state.held = true;
  settling.check();
  await until(44_000);
  expect(settled).toHaveLength(3);
  state.held = false;
  await until(60_000);
  expect(settled).toHaveLength(4);
  expect(state.readbacks).toEqual([]);
});

test('stopping ends it', async () => {
  const { settling, settled, until } = bench([readback('a', 5_000)]);
  settling.check();
  await settling.stop();
  await until(100_000);
  expect(settled).toEqual([]);
});

test('a store that fails after a reading is reported, and checked again later', async () => {
  const { settling, settled, failures, state, until } = bench(
    [readback('a', 0), readback('b', 30_000)],
    async () => {
      state.broken = true;
    },
  );
  settling.check();
  await until(70_000);
  expect(failures).toHaveLength(2);
  expect(settled).toEqual([
    ['a', 0],
    ['b', 60_000],
  ]);
});

test('a job whose process died is found while this one runs, and does not prevent reading its PBX', async () => {
  const { settling, settled, state, until } = bench([readback('a', 0)]);
  state.running = [{ pbxUrl: 'https://a' } as Job];
  state.dead = true;
  settling.check();
  await until(0);
  expect(settled).toEqual([['a', 0]]);
});

test('a job of another process is watched, in case it dies', async () => {
  const { settling, settled, state, until } = bench([]);
  state.running = [{ pbxUrl: 'https://a' } as Job];
  settling.check();
  await until(90_000);
  state.dead = true;
  state.readbacks = [readback('a', 90_000)];
  await until(200_000);
  expect(settled).toEqual([['a', 120_000]]);
});

test('a clock that was set back does not delay a reading for long', async () => {
  const { settling, settled, until } = bench([readback('a', 24 * 3_600_000)]);
  settling.check();
  await until(600_000);
  expect(settled).toEqual([['a', 310_000]]);
});
