import type { Item, ItemState } from '../../common/model.ts';
import { nextStep } from '../../common/next-step.ts';
import type { Words } from '../../common/texts/index.ts';
import { describeHere } from '../ui/problem-text.ts';

/** Devices with the same outcome for the same reason. */
export interface Reason {
  key: string;
  state: ItemState;
  /** What to do about it; empty if there is nothing to do. */
  next: string;
  text: string;
  count: number;
}

/**
 * Why devices certainly have no new password: each reason with its count, most frequent first, failures before
 * doubts.
 */
export function groupReasons(items: readonly Item[], words: Words): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const item of items) {
    const { state, problem } = item;
    if (state === 'succeeded' || state === 'queued' || state === 'running') continue;
    const ended = state === 'cancelled' ? null : problem;
    const described = ended && describeHere(ended, words.texts);
    const text =
      described?.title ??
      (state === 'skipped' ? words.texts.jobs.skippedBecause : words.texts.jobs.cancelledBefore);
    const next = described ? nextStep(item, described, words.texts.words.checksAgain) : '';
    // The same outcome has another next step while it is still to be checked.
    const key = JSON.stringify([state, text, next === described?.next || next]);
    const reason = reasons.get(key);
    if (!reason) reasons.set(key, { key, state, next, text: described?.brief ?? text, count: 1 });
    else {
      reason.count += 1;
      // Each row shows its own details; together they show only what all have in common.
      if (reason.text !== described?.brief) reason.text = text;
    }
  }
  const order: ItemState[] = ['failed', 'uncertain', 'skipped', 'cancelled'];
  return [...reasons.values()].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.count - a.count,
  );
}
