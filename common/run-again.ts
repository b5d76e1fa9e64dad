import type { Item } from './model.ts';

/** A kind of devices that a person may have run again, or for the first time. */
export const againKinds = ['failed', 'uncertain', 'cancelled'] as const;
export type AgainKind = (typeof againKinds)[number];

/** What of a job is to be run again. */
export interface Again {
  again: Item[];
  /** How many were left out because a later job surely gave them a new password. */
  doneSince: number;
}

/** The devices of a job, of some kinds, that running again may help: never a desk phone, nor what was done since. */
export function againOf(items: readonly Item[], kinds: readonly AgainKind[]): Again {
  const open = items.filter(
    ({ state, problem }) => kinds.some((kind) => kind === state) && problem?.code !== 'device-is-desk-phone',
  );
  const again = open.filter(({ surelyReplaced }) => !surelyReplaced);
  return { again, doneSince: open.length - again.length };
}

/** Whether devices that the list lacks are to be tried: only where a person wanted each of them tried before. */
export function triesUnlisted(items: readonly Item[]): boolean {
  const unlisted = items.filter(({ match }) => match === 'not-listed');
  // One that was to be left out has failed at once, so what was cancelled would have been tried.
  return (
    unlisted.length > 0 && unlisted.every(({ attempts, state }) => attempts > 0 || state === 'cancelled')
  );
}
