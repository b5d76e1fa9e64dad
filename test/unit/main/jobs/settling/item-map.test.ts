import { expect, test } from 'vitest';
import { createItemMap } from '../../../../../main/jobs/settling/item-map.ts';

test('it returns the last value set, until it is deleted', () => {
  const map = createItemMap<string | null>();
  expect(map.get(7)).toBeUndefined();
  map.set(7, 'first');
  map.set(7, null);
  map.set(9_007_199_254_740_991, 'largest id');
  expect([map.get(7), map.get(9_007_199_254_740_991)]).toEqual([null, 'largest id']);
  map.delete(7);
  expect(map.get(7)).toBeUndefined();
});
