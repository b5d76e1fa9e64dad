import { type ErrorFacts, retries } from './errors.ts';
import type { RefusedMac } from './mac.ts';
import type { Problem } from './model.ts';
import type { ErrorWords } from './texts/error-words.ts';
import type { Texts } from './texts/index.ts';

/** The user-facing text of an error, and whether trying again can help. */
export interface ErrorText extends ErrorWords {
  /** For one line: the title, with the server's own words where there are any. */
  brief: string;
  retry: (typeof retries)[Problem['code']];
}

/** Returns the user-facing text of a problem. */
export function describeError({ code, facts }: Problem, texts: Texts): ErrorText {
  // Each text takes the facts of its own code.
  const textOf = texts.errors[code] as (facts: ErrorFacts) => ErrorWords;
  const words = textOf(facts);
  const clocks = code === 'certificate-untrusted' ? clocksText(facts, texts) : '';
  const brief = facts.pbxSays ? texts.words.withQuote(words.title, facts.pbxSays) : words.title;
  return { ...words, brief, happened: words.happened + clocks, retry: retries[code] };
}

/** Clocks that differ by less than this count as equal: certificate times are no more exact than that. */
const agreeingMinutes = 5;

/** What two clocks say about a certificate's validity, as further sentences; empty if they were not compared. */
export function clocksText({ clockHere, clockThere }: ErrorFacts, { network }: Texts): string {
  if (clockHere === undefined || clockThere === undefined) return '';
  const minutes = Math.round((Date.parse(clockHere) - Date.parse(clockThere)) / 60_000);
  if (Number.isNaN(minutes)) return '';
  const clocks =
    Math.abs(minutes) < agreeingMinutes
      ? network.clocksAgree
      : network.clocksDiffer({ here: clockHere, there: clockThere, minutes });
  return ` ${clocks}`;
}

/** Why a text is not a MAC, in one sentence. */
export function describeMacRefusal(refused: RefusedMac, { macs }: Texts): string {
  return macs[refused.reason](refused);
}
