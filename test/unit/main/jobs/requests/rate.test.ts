import { expect, test } from 'vitest';
import { createRate, type Rate } from '../../../../../main/jobs/requests/rate.ts';

/** A rate on a clock that the test advances. */
function bench(perSecond: number | null): {
  rate: Rate;
  clock: { ms: number };
  sendAll: (n: number) => number[];
} {
  const clock = { ms: 1000 };
  const rate = createRate(perSecond, () => clock.ms);
  const sendAll = (n: number): number[] =>
    Array.from({ length: n }, () => {
      clock.ms += rate.waitMs();
      rate.spend();
      return clock.ms - 1000;
    });
  return { rate, clock, sendAll };
}

test('the first is sent at once, the others at equal intervals', () => {
  expect(bench(5).sendAll(4)).toEqual([0, 200, 400, 600]);
});

test('without a limit nothing waits', () => {
  expect(bench(null).sendAll(4)).toEqual([0, 0, 0, 0]);
});

test('a timer that fires late is made up for, a long pause does not cause a burst', () => {
  const { rate, clock, sendAll } = bench(5);
  sendAll(1);
  clock.ms = 1230;
  rate.spend();
  expect(rate.waitMs()).toBe(170);
  clock.ms = 60_000;
  expect(sendAll(4).map((at) => at - 59_000)).toEqual([0, 200, 400, 600]);
});

test('put off, the rate halves each time, and recovers slowly', () => {
  const { rate, clock } = bench(8);
  const distance = (): number => {
    clock.ms += rate.waitMs();
    rate.spend();
    return Math.round(rate.waitMs());
  };
  expect(distance()).toBe(125);
  rate.slowDown();
  expect(distance()).toBe(250);
  rate.slowDown();
  expect(distance()).toBe(500);
  const distances = Array.from({ length: 70 }, () => {
    rate.recover();
    return distance();
  });
  expect(distances[9]).toBeGreaterThan(300);
  expect(distances[69]).toBe(125);
  expect(distances).toEqual(distances.toSorted((a, b) => b - a));
});

test('it never stops: one a second, or half of the chosen rate', () => {
  for (const [perSecond, expected] of [
    [50, 1000],
    [1, 2000],
  ] as const) {
    const { rate, clock } = bench(perSecond);
    for (let times = 0; times < 20; times += 1) rate.slowDown();
    clock.ms += rate.waitMs();
    rate.spend();
    expect(rate.waitMs()).toBe(expected);
  }
});

test('without a limit, what was sent in the last second counts as too much', () => {
  const { rate, clock } = bench(null);
  for (let sent = 0; sent < 20; sent += 1) rate.spend();
  rate.slowDown();
  clock.ms += rate.waitMs();
  rate.spend();
  expect(rate.waitMs()).toBe(100);
  for (let done = 0; done < 80; done += 1) rate.recover();
  clock.ms += 100_000;
  rate.spend();
  expect(rate.waitMs()).toBe(0);
});

test('on hold, nothing is sent until the time is over', () => {
  const { rate, clock, sendAll } = bench(5);
  rate.holdFor(7000);
  rate.holdFor(10);
  expect(rate.isHeld()).toBe(true);
  expect(sendAll(2)).toEqual([7000, 7200]);
  clock.ms += 1;
  expect(rate.isHeld()).toBe(false);
});
