import type { ErrorCode, ErrorFacts, ErrorReason } from '../errors.ts';
import type { MacRefusal, RefusedMac } from '../mac.ts';

/** What a person reads of an error. */
export interface ErrorWords {
  title: string;
  /** What happened, in one or two sentences. */
  happened: string;
  /** What to do next. */
  next: string;
}

/** The words of the closed set in `common/errors.ts`. Facts may be missing; each text goes without, then. */
export type ErrorTexts = Record<ErrorCode, (facts: ErrorFacts) => ErrorWords>;

/** The words of each reason why something cannot be used. */
export type UsageReasons = Record<ErrorReason<'usage'>, (facts: ErrorFacts) => ErrorWords>;

/** Why a text is no MAC, each in one sentence. */
export type MacTexts = Record<MacRefusal, (refused: RefusedMac) => string>;

/** An entry of a table by its name; undefined where that has none, as a reason of another error. */
export function entryOf<Entry>(
  table: Readonly<Record<string, Entry>>,
  name: string | undefined,
): Entry | undefined {
  return name === undefined ? undefined : table[name];
}
