import { type ErrorTexts, entryOf, type UsageReasons } from '../../error-words.ts';
import type { Counting } from '../counting.ts';
import { fetchReasons } from '../fetching.ts';
import { listReasons } from './usage-list.ts';
import { jobReasons, pbxReasons, setupFileReasons } from './usage-setup.ts';

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
      const choose = facts.choices?.length
        ? `Wählen Sie eine Möglichkeit: ${facts.choices.join(', ')}.`
        : null;
      return {
        title: known?.title ?? 'Eingabe prüfen',
        happened: known?.happened ?? facts.terminalSays ?? 'Eine Angabe fehlt oder ist falsch.',
        next: choose ?? known?.next ?? 'Korrigieren Sie die Eingabe und versuchen Sie es erneut.',
      };
    },

    'mac-invalid': (facts) => ({
      title:
        facts.count && facts.count > 1
          ? `${counting.number(facts.count)} Einträge sind keine MAC-Adressen`
          : 'Keine MAC-Adresse',
      happened: facts.terminalSays ?? (facts.input ? `„${facts.input}“` : ''),
      next: 'Korrigieren Sie die MAC-Adresse. Es wurde nichts gesendet.',
    }),
  } satisfies Partial<ErrorTexts>;
};
