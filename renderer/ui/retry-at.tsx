import { useTexts } from '../base/words.tsx';
import { leftText } from './time.ts';
import { useNow } from './use-now.ts';

/** Counts down to the moment when something may be tried again. */
export function RetryAt({ at }: { at: string }) {
  const t = useTexts();
  const until = Date.parse(at);
  const left = leftText(until, useNow(1000, until), t);
  return <p>{left ? <strong>{t.ui.retryIn(left)}</strong> : t.ui.retryNow}</p>;
}
