import type { PasswordRef } from '../../common/ipc/index.ts';

/** A reference to a password as a text, to compare by. */
export function keyOf(ref: PasswordRef): string {
  if ('previousOf' in ref) return `previous of ${ref.previousOf}`;
  return 'item' in ref ? `item ${ref.item}` : `reading ${ref.reading}`;
}
