import { useTexts } from '../words.tsx';
import { leftText } from './time.ts';
import { useNow } from './use-now.ts';

/** Counts down to the moment when something may be tried again. */
export function RetryAt({ at }: { at: string }) {
  const until = Date.parse(at);
  const left = leftText(until, useNow(1000), useTexts());
  return <p>{left ? <strong>It can be tried again in {left}.</strong> : 'It can be tried again now.'}</p>;
}
