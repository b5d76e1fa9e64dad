import { type ErrorTexts, entryOf, type UsageReasons } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { fetchReasons } from '../fetching.ts';
import { listReasons } from './usage-list.ts';
import { jobReasons, pbxReasons, setupFileReasons } from './usage-setup.ts';

/** Invalid input. */
export const usageErrors = (counting: Counting) => {
  const reasons: UsageReasons = {
    ...listReasons(counting),
    ...pbxReasons(counting),
    ...jobReasons,
    ...fetchReasons,
    ...setupFileReasons(counting),
  };
  return {
    usage: (facts) => {
      const known = entryOf(reasons, facts.reason)?.(facts);
      const choose = facts.choices?.length ? `Choose one of: ${facts.choices.join(', ')}.` : null;
      return {
        title: known?.title ?? 'Check your input',
        happened: known?.happened ?? facts.terminalSays ?? 'An argument is missing or wrong.',
        next: choose ?? known?.next ?? 'Correct this and try again.',
      };
    },

    'mac-invalid': (facts) => ({
      title:
        facts.count && facts.count > 1
          ? `${counting.number(facts.count)} entries are not MAC addresses`
          : 'Not a MAC address',
      happened: facts.terminalSays ?? (facts.input ? `“${facts.input}”` : ''),
      next: 'Correct the MAC address. Nothing was sent.',
    }),
  } satisfies Partial<ErrorTexts>;
};
