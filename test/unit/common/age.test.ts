import { expect, test } from 'vitest';
import { agoText } from '../../../common/age.ts';
import { wordsFor } from '../../../common/texts/index.ts';

const english = wordsFor('en', 'en-US').texts;
const german = wordsFor('de', 'de-AT').texts;
const now = Date.parse('2026-11-30T12:00:00Z');
const [minute, hour, day] = [60_000, 60 * 60_000, 24 * 60 * 60_000];

test.each([
  [-2 * minute, 'before the clock was set back', 'vor dem Zurückstellen der Uhr'],
  [-minute, 'just now', 'gerade eben'],
  [minute - 1, 'just now', 'gerade eben'],
  [minute, '1 minute ago', 'vor 1 Minute'],
  [hour - 1, '59 minutes ago', 'vor 59 Minuten'],
  [hour, '1 hour ago', 'vor 1 Stunde'],
  [2 * day - 1, '47 hours ago', 'vor 47 Stunden'],
  [2 * day, '2 days ago', 'vor 2 Tagen'],
  [12 * day, '12 days ago', 'vor 12 Tagen'],
])('%i ms', (passed, inEnglish, inGerman) => {
  const instant = new Date(now - passed).toISOString();
  expect(agoText(instant, now, english)).toBe(inEnglish);
  expect(agoText(instant, now, german)).toBe(inGerman);
});
