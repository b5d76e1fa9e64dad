import type { ErrorText } from './error-text.ts';
import type { Item } from './model.ts';

/**
 * Returns what the user can do about an item's problem; empty where a later job has given the device a password.
 *
 * @param described the problem's text
 * @param checks what is said instead while the PBX is still to be read again
 */
export function nextStep(
  { nextReadback, replacedAt, state, surelyReplaced }: Item,
  described: Pick<ErrorText, 'next'>,
  checks: string,
): string {
  if (replacedAt !== null && surelyReplaced) return '';
  return state === 'uncertain' && nextReadback !== null ? checks : described.next;
}
