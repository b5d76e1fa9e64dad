import type { Item } from './model.ts';

/** Whether an uncertain item's password is still to be read back, because its run was interrupted. */
export function isUnread({ credentialsSource, problem }: Item): boolean {
  return credentialsSource === null && problem?.facts.reason === 'not-read-back';
}
