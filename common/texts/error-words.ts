import type { ErrorCode, ErrorReason, FactsOf } from '../errors.ts';
import type { MacRefusal, RefusedMac } from '../mac.ts';

/** The user-facing text of an error. */
export interface ErrorWords {
  title: string;
  /** What happened, in one or two sentences. */
  happened: string;
  /** What to do next. */
  next: string;
}

/** The texts of the errors in `common/errors.ts`; each copes with missing facts. */
export type ErrorTexts = { [Code in ErrorCode]: (facts: FactsOf<Code>) => ErrorWords };

/** The words of each reason why something cannot be used. */
export type UsageReasons = Record<ErrorReason<'usage'>, (facts: FactsOf<'usage'>) => ErrorWords>;

/** Why a text is not a MAC, one sentence each. */
export type MacTexts = Record<MacRefusal, (refused: RefusedMac) => string>;

/** Returns the entry of a table with that name; undefined if there is none, as for a reason of another error. */
export function entryOf<Entry>(
  table: Readonly<Record<string, Entry>>,
  name: string | undefined,
): Entry | undefined {
  return name === undefined ? undefined : table[name];
}
