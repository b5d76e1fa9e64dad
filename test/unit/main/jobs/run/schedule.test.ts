import { expect, test } from 'vitest';
import { createSchedule } from '../../../../../main/jobs/run/schedule.ts';

test('in order; items that were put off when their time has come; those with a PBX-wide problem last', () => {
  let now = 0;
  const schedule = createSchedule([1, 2, 3], () => now);
  expect(schedule.take()).toBe(1);
  schedule.defer(1, 500);
  expect(schedule.take()).toBe(2);
  schedule.putLast(2);
  now = 500;
  expect([schedule.take(), schedule.take(), schedule.take(), schedule.take()]).toEqual([1, 3, 2, null]);
});

test('returns how long nothing can be tried, and when nothing is left', () => {
  let now = 0;
  const schedule = createSchedule([1, 2], () => now);
  expect(schedule.waitMs()).toBe(0);
  schedule.take();
  schedule.take();
  expect(schedule.waitMs()).toBeNull();
  schedule.defer(2, 700);
  schedule.defer(1, 300);
  expect(schedule.waitMs()).toBe(300);
  expect(schedule.take()).toBeNull();
  now = 1000;
  expect([schedule.take(), schedule.take()]).toEqual([1, 2]);
});
