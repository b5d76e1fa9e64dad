import type { Item } from '../../common/model.ts';

/** The failed or the uncertain devices of a job that running again may help: never a desk phone. */
export function againOf(items: readonly Item[], kind: 'failed' | 'uncertain'): Item[] {
  return items.filter(({ state, problem }) => state === kind && problem?.code !== 'device-is-desk-phone');
}

/** Whether devices that the list lacks are to be tried: only where a person had each of them tried before. */
export function triesUnlisted(items: readonly Item[]): boolean {
  const unlisted = items.filter(({ match }) => match === 'not-listed');
  return unlisted.length > 0 && unlisted.every(({ attempts }) => attempts > 0);
}
