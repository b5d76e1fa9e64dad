import { parseList } from './list/index.ts';
import type { Mac } from './mac.ts';

/**
 * Whether a text that was copied somewhere says which one device is meant; `unsure`: its only MAC may be another number,
 * such as that of a telephone.
 */
export type OneMac = { kind: 'one'; mac: Mac } | { kind: 'none' | 'several' | 'unsure' | 'too-long' };

/** Longer texts were not copied for the sake of one MAC, and are not looked through. */
const longestText = 20_000;

/** The one MAC that a text has; beside it, numbers that may be something else do not count. */
export function findOneMac(text: string): OneMac {
  if (text.length > longestText) return { kind: 'too-long' };
  const listed = parseList(text).entries.filter((entry) => entry.kind === 'mac');
  const [only, ...others] = listed.filter(({ ambiguous }) => !ambiguous);
  if (!only) return { kind: listed.length > 0 ? 'unsure' : 'none' };
  return others.length > 0 ? { kind: 'several' } : { kind: 'one', mac: only.mac };
}
