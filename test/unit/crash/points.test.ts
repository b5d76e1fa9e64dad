import { expect, test } from 'vitest';
import { allPoints, applies, factsOf, timesReached } from '../../crash/points.ts';

test('a kill applies at every point, other failures only before a write', () => {
  for (const point of allPoints) {
    expect(applies('kill', point)).toBe(true);
    expect(applies('disk full', point)).toBe(factsOf(point).writesNext === true);
    expect(applies('database locked', point)).toBe(applies('disk full', point));
  }
});

test('a point observed at the PBX has no failure but a kill', () => {
  for (const point of allPoints.filter((point) => factsOf(point).atPbx))
    expect(applies('disk full', point)).toBe(false);
});

test('a point is reached once, for each slot, or for a third of the devices', () => {
  expect(timesReached('job created', 200, 16)).toBe(1);
  expect(timesReached('noted ahead, request not due', 200, 16)).toBe(16);
  expect(timesReached('outcome recorded', 200, 16)).toBe(66);
  expect(timesReached('outcome recorded', 2, 4)).toBe(1);
});

test('the number of a point fits into one byte', () => {
  expect(allPoints.length).toBeLessThan(256);
});
