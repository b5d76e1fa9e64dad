import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '../../common/language.ts';
import { createFormat, type Format } from '../../common/texts/format.ts';
import type { Texts, Words } from '../../common/texts/index.ts';
import { call, useEvent } from './bridge.ts';

const WordsContext = createContext<Words | null>(null);

/** What the window says; only inside of `WordsProvider`. */
export function useTexts(): Texts {
  return useWords().texts;
}

/** How the window writes numbers and dates; only inside of `WordsProvider`. */
export function useFormat(): Format {
  return useWords().format;
}

/** Both, for what passes them on. */
export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('outside of WordsProvider');
  return words;
}

/** Speaks the language that main says, from the first word on, and changes with it. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<Words | null>(null);

  const speak = useCallback(async (spoken: { language: Language; locale: string }) => {
    const next = await loadWords(spoken.language, spoken.locale);
    document.documentElement.lang = next.language;
    setWords(next);
  }, []);
  useEffect(() => {
    call('app:language', undefined)
      // Whatever goes wrong with the asking is said in English.
      .catch(() => ({ language: 'en' as const, locale: 'en' }))
      .then(speak);
  }, [speak]);
  useEvent('app:language-changed', (spoken) => void speak(spoken));

  if (!words) return null;
  return (
    <I18nProvider locale={words.format.locale}>
      <WordsContext value={words}>{children}</WordsContext>
    </I18nProvider>
  );
}

/** A window loads the one language that it speaks. */
const catalogues: Record<Language, () => Promise<(format: Format) => Texts>> = {
  en: async () => (await import('../../common/texts/en/index.ts')).english,
  de: async () => (await import('../../common/texts/de/index.ts')).german,
};

async function loadWords(language: Language, locale: string): Promise<Words> {
  const texts = await catalogues[language]();
  const format = createFormat(locale);
  return { language, texts: texts(format), format };
}
