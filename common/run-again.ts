import type { Item } from './model.ts';

/** A kind of devices that a person may have run again, or for the first time. */
export const againKinds = ['failed', 'uncertain', 'cancelled'] as const;
export type AgainKind = (typeof againKinds)[number];

/** Devices that a job is still to do, by what later jobs did to them. */
export interface Split {
  remaining: Item[];
  /** A later job gave these a new password, surely or perhaps. */
  completed: Item[];
}

/**
 * The rule for every way to continue a job or to run some of it again: a device that a later job has given a password,
 * surely or perhaps, is never done again unless a person includes it on purpose, for that password may be in use.
 */
export function splitCompleted(items: readonly Item[]): Split {
  return {
    remaining: items.filter(({ replacedAt }) => replacedAt === null),
    completed: items.filter(({ replacedAt }) => replacedAt !== null),
  };
}

/** What of a job is to be run again. */
export interface Again {
  again: Item[];
  /** Left out, because a later job gave them a new password, surely or perhaps. */
  completed: Item[];
  /** Left out, because a desk phone gets no new password this way. */
  deskPhones: Item[];
}

/** The devices of a job, of some kinds, that running again may help: never a desk phone. */
export function againOf(items: readonly Item[], kinds: readonly AgainKind[]): Again {
  const open = items.filter(({ state }) => kinds.some((kind) => kind === state));
  const isDeskPhone = ({ problem }: Item): boolean => problem?.code === 'device-is-desk-phone';
  const { remaining, completed } = splitCompleted(open.filter((item) => !isDeskPhone(item)));
  return { again: remaining, completed, deskPhones: open.filter(isDeskPhone) };
}

/** Whether devices that the list lacks are to be tried: only where a person wanted each of them tried before. */
export function triesUnlisted(items: readonly Item[]): boolean {
  const unlisted = items.filter(({ match }) => match === 'not-listed');
  // One that was to be left out has failed at once, so what was cancelled would have been tried.
  return (
    unlisted.length > 0 && unlisted.every(({ attempts, state }) => attempts > 0 || state === 'cancelled')
  );
}
