import type { Item } from './model.ts';

export type AgainKind = 'failed' | 'uncertain';

/** What of a job is to be run again. */
export interface Again {
  again: Item[];
  /** How many were left out because a later job surely gave them a new password. */
  doneSince: number;
}

/** The failed or the uncertain devices of a job that running again may help: never a desk phone, nor what was done since. */
export function againOf(items: readonly Item[], kinds: readonly AgainKind[]): Again {
  const open = items.filter(
    ({ state, problem }) => kinds.some((kind) => kind === state) && problem?.code !== 'device-is-desk-phone',
  );
  const again = open.filter(({ surelyReplaced }) => !surelyReplaced);
  return { again, doneSince: open.length - again.length };
}

/** Whether devices that the list lacks are to be tried: only where a person had each of them tried before. */
export function triesUnlisted(items: readonly Item[]): boolean {
  const unlisted = items.filter(({ match }) => match === 'not-listed');
  return unlisted.length > 0 && unlisted.every(({ attempts }) => attempts > 0);
}
