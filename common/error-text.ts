import { retries } from './errors.ts';
import type { RefusedMac } from './mac.ts';
import type { Problem } from './model.ts';
import type { ErrorWords } from './texts/error-words.ts';
import type { Texts } from './texts/index.ts';

/** What a person reads of an error, and whether trying again can help. */
export interface ErrorText extends ErrorWords {
  retry: (typeof retries)[Problem['code']];
}

/** Puts a problem into words. */
export function describeError({ code, facts }: Problem, { errors }: Texts): ErrorText {
  return { ...errors[code](facts), retry: retries[code] };
}

/** Why a text is no MAC, in one sentence. */
export function describeMacRefusal(refused: RefusedMac, { macs }: Texts): string {
  return macs[refused.reason](refused);
}
