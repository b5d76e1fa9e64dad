import type { Job } from '../../common/model.ts';
import type { Texts, Words } from '../../common/texts/index.ts';
import { describeHere } from '../ui/problem-text.ts';
import { dayText } from '../ui/time.ts';

/** How long a job has waited, and how long it may. */
export function sinceText({ waiting }: Job, { texts, format }: Words): string {
  if (!waiting) return '';
  const when = (instant: string): string => {
    const day = dayText(instant, Date.now(), format);
    return day ? texts.waiting.onDay(day, format.clock(instant)) : format.clock(instant);
  };
  return texts.waiting.since(when(waiting.since), when(waiting.until));
}

/** The result of the last attempt, and the time of the next one. */
export function triesText({ pauseProblem }: Job, nextTryAt: string | null, { texts, format }: Words): string {
  const next = nextTryAt === null ? texts.waiting.tryingNow : texts.waiting.nextTry(format.clock(nextTryAt));
  return pauseProblem ? `${describeHere(pauseProblem, texts).brief}. ${next}` : next;
}

/** The short reason for a wait, for `tryingAgain` in the texts. */
export function waitReason({ code }: { code: string }, { device: { waits } }: Texts): string {
  switch (code) {
    case 'rate-limited':
    case 'pbx-error':
      return waits.busy;
    case 'pbx-unreachable':
      return waits.notReached;
    case 'token-contested':
      return waits.signInTaken;
    default:
      return waits.other;
  }
}
