import type { Item } from './model.ts';

/** The state of an item's password; null if none is known. */
export type PasswordState =
  | 'stored'
  /** Its retention time is over, or it was never stored, as in a run without a keychain. */
  | 'not-stored'
  /** Its key is no longer in the keychain. */
  | 'unreadable';

export function passwordStateOf({
  credentialsSource,
  credentialsKept,
  credentialsLost,
}: Pick<Item, 'credentialsSource' | 'credentialsKept' | 'credentialsLost'>): PasswordState | null {
  if (credentialsLost) return 'unreadable';
  if (credentialsKept) return 'stored';
  return credentialsSource && 'not-stored';
}
