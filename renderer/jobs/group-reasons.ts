import type { Item, ItemState, Problem } from '../../common/model.ts';
import type { Words } from '../../common/texts/index.ts';
import { describeHere } from '../ui/problem-text.ts';

/** Devices that came to the same end for the same reason. */
export interface Reason {
  key: string;
  state: ItemState;
  /** Of one of them, for what to do next; null where there is nothing to do. */
  problem: Problem | null;
  text: string;
  count: number;
}

/** Why devices have no new password for sure: each reason with how many, most first, failures before doubts. */
export function groupReasons(items: readonly Item[], words: Words): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { state, problem } of items) {
    if (state === 'succeeded' || state === 'queued' || state === 'running') continue;
    const text =
      state === 'cancelled' || !problem
        ? words.texts.jobs.cancelledBefore
        : describeHere(problem, words.texts).title;
    const key = `${state} ${text}`;
    const reason = reasons.get(key);
    if (reason) reason.count += 1;
    else reasons.set(key, { key, state, problem: state === 'cancelled' ? null : problem, text, count: 1 });
  }
  const order: ItemState[] = ['failed', 'uncertain', 'cancelled'];
  return [...reasons.values()].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.count - a.count,
  );
}
