import type { Item, ItemState, Problem } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { describeHere } from '../ui/problem-text.ts';

/** Devices with the same outcome for the same reason. */
export interface Reason {
  key: string;
  state: ItemState;
  /** The problem of one of them, for what to do next; null if there is nothing to do. */
  problem: Problem | null;
  text: string;
  count: number;
}

/**
 * Why devices certainly have no new password: each reason with its count, most frequent first, failures before
 * doubts.
 */
export function groupReasons(items: readonly Item[], words: Words): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { state, problem } of items) {
    if (state === 'succeeded' || state === 'queued' || state === 'running') continue;
    const ended = state === 'cancelled' ? null : problem;
    const described = ended && describeHere(ended, words.texts);
    const text =
      described?.title ??
      (state === 'skipped' ? words.texts.jobs.skippedBecause : words.texts.jobs.cancelledBefore);
    const key = `${state} ${text}`;
    const reason = reasons.get(key);
    if (!reason) reasons.set(key, { key, state, problem: ended, text: described?.brief ?? text, count: 1 });
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
