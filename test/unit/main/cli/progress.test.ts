import { expect, test } from 'vitest';
import { createProgressMeter, expectedDurationText, timeLeftText } from '../../../../common/progress.ts';
import { words } from '../../../../main/cli/words.ts';

test('shows speed and time left once they are known', () => {
  const meter = createProgressMeter();
  expect(meter.at(0, 0, 100)).toEqual({ done: 0, total: 100, perSecond: null, secondsLeft: null });
  expect(meter.at(500, 5, 100).perSecond).toBeNull();
  expect(meter.at(2000, 10, 100)).toEqual({ done: 10, total: 100, perSecond: 5, secondsLeft: 18 });
});

test('follows a change of speed within ten seconds, and a standstill', () => {
  const meter = createProgressMeter();
  for (let second = 0; second <= 20; second += 1) meter.at(second * 1000, second * 10, 1000);
  for (let second = 21; second <= 40; second += 1) meter.at(second * 1000, 200 + (second - 20), 1000);
  expect(meter.at(41_000, 221, 1000).perSecond).toBeCloseTo(1, 1);
  expect(meter.at(100_000, 221, 1000).perSecond).toBeLessThan(0.1);
});

test('nothing is left at the end', () => {
  const meter = createProgressMeter();
  meter.at(0, 0, 4);
  expect(meter.at(2000, 4, 4)).toMatchObject({ done: 4, secondsLeft: null });
});

test('time left is as rough as it is known', () => {
  expect([3, 59, 61, 240, 5400, 9000].map((seconds) => timeLeftText(seconds, words.texts))).toEqual([
    '3 s left',
    '59 s left',
    'about 1 min left',
    'about 4 min left',
    'about 2 h left',
    'about 3 h left',
  ]);
});

test('the speed settings give the rough duration of a list; without a limit nothing does', () => {
  const { texts } = words;
  const at = (ratePerSecond: number | null) => ({ concurrency: 4, ratePerSecond });
  expect(expectedDurationText(1, at(5), texts)).toBe('1 s');
  expect(expectedDurationText(41, at(5), texts)).toBe('9 s');
  expect(expectedDurationText(400, at(5), texts)).toBe('1 min');
  expect(expectedDurationText(10_000, at(1), texts)).toBe('3 h');
  expect(expectedDurationText(400, at(null), texts)).toBeNull();
});
