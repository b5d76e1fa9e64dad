import { expect, test } from 'vitest';
import { findLosses } from '../../soak/audit.ts';
import { slopeOf, thinned } from '../../soak/slope.ts';

test('a slope is found despite a few outliers', () => {
  const samples = Array.from({ length: 50 }, (_, n) => ({ work: n * 200, used: 1_000_000 + n * 200 * 30 }));
  expect(slopeOf(samples)).toBe(30);
  const outliers = samples.map((sample, n) => (n % 7 === 3 ? { ...sample, used: 9_000_000 } : sample));
  expect(slopeOf(outliers)).toBeCloseTo(30, 0);
  expect(slopeOf(samples.map(({ work }) => ({ work, used: 5 })))).toBe(0);
  expect(() => slopeOf(samples.slice(0, 1))).toThrow('two measurements');
});

test('thinning keeps the first and the last', () => {
  const all = Array.from({ length: 101 }, (_, n) => n);
  expect(thinned(all, 3)).toEqual([0, 50, 100]);
  expect(thinned(all, 200)).toEqual(all);
});

const device = { mac: 'aa', password: 'new', regenerated: 1 };
const succeeded = { mac: 'aa', state: 'succeeded', password: 'new' } as const;

test('nothing is lost where journal and PBX agree', () => {
  expect(findLosses('finished', [succeeded], [device])).toEqual([]);
  expect(findLosses('finished', [{ ...succeeded, state: 'uncertain' }], [device])).toEqual([]);
  const failed = { mac: 'aa', state: 'failed', password: null } as const;
  expect(findLosses('finished', [failed], [{ ...device, regenerated: 0 }])).toEqual([]);
});

test.each([
  ['paused', [succeeded], device, 'the job is paused'],
  ['finished', [], device, 'missing'],
  ['finished', [{ ...succeeded, state: 'failed' }], device, 'but failed'],
  ['finished', [{ ...succeeded, state: 'queued' }], device, 'queued at the end'],
  ['finished', [{ ...succeeded, password: 'old' }], device, 'another password'],
  ['finished', [succeeded], { ...device, regenerated: 0 }, 'never regenerated'],
  ['finished', [succeeded], { ...device, regenerated: 2 }, '2 times'],
] as const)('job %s with %j and %j is a loss', (state, items, after, what) => {
  expect(findLosses(state, items, [after])).toEqual([expect.stringContaining(what)]);
});
