import type { Item } from './model.ts';

/** Kinds of devices that the user can have run again, or for the first time. */
export const againKinds = ['failed', 'uncertain', 'cancelled'] as const;
export type AgainKind = (typeof againKinds)[number];

/** The remaining devices of a job, by what later jobs did to them. */
export interface Split {
  remaining: Item[];
  /** A later job gave these a new password, certainly or perhaps. */
  completed: Item[];
}

/**
 * The rule for every way to continue a job or to run part of it again: a device that a later job has given a
 * password, certainly or perhaps, is never run again unless the user includes it on purpose, because that password
 * may be in use.
 */
export function splitCompleted(items: readonly Item[]): Split {
  return {
    remaining: items.filter(({ replacedAt }) => replacedAt === null),
    completed: items.filter(({ replacedAt }) => replacedAt !== null),
  };
}

/** The part of a job to run again. */
export interface Again {
  again: Item[];
  /** Left out, because a later job gave them a new password, certainly or perhaps. */
  completed: Item[];
  /** Left out, because desk phones get no new password this way. */
  deskPhones: Item[];
}

/** Returns the devices of a job, of some kinds, that running again may help: never a desk phone. */
export function againOf(items: readonly Item[], kinds: readonly AgainKind[]): Again {
  const open = items.filter(({ state }) => kinds.some((kind) => kind === state));
  const isDeskPhone = ({ problem }: Item): boolean => problem?.code === 'device-is-desk-phone';
  const { remaining, completed } = splitCompleted(open.filter((item) => !isDeskPhone(item)));
  return { again: remaining, completed, deskPhones: open.filter(isDeskPhone) };
}

/** Whether to try devices that the list lacks: only if the user had each of them tried before. */
export function triesUnlisted(items: readonly Item[]): boolean {
  const unlisted = items.filter(({ match }) => match === 'not-listed');
  // An unlisted device to leave out fails at once, so what was cancelled would have been tried.
  return (
    unlisted.length > 0 && unlisted.every(({ attempts, state }) => attempts > 0 || state === 'cancelled')
  );
}
