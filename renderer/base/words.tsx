import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '../../common/language.ts';
import { createFormat, type Format } from '../../common/texts/format.ts';
import type { Texts, Words } from '../../common/texts/index.ts';
import { call, useEvent } from './bridge.ts';

const WordsContext = createContext<Words | null>(null);

/** The window's texts; only inside `WordsProvider`. */
export function useTexts(): Texts {
  return useWords().texts;
}

/** The window's number and date formats; only inside `WordsProvider`. */
export function useFormat(): Format {
  return useWords().format;
}

/** Texts and formats, to pass on. */
export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('outside of WordsProvider');
  return words;
}

/** Uses the language that main reports, from the first text on, and follows its changes. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<Words | null>(null);

  const applyLanguage = useCallback(async (displayLanguage: { language: Language; locale: string }) => {
    const next = await loadWords(displayLanguage.language, displayLanguage.locale);
    document.documentElement.lang = next.language;
    setWords(next);
  }, []);
  useEffect(() => {
    call('app:language', undefined)
      // If asking main fails, everything is in English.
      .catch(() => ({ language: 'en' as const, locale: 'en' }))
      .then(applyLanguage);
  }, [applyLanguage]);
  useEvent('app:language-changed', (displayLanguage) => void applyLanguage(displayLanguage));

  if (!words) return null;
  return (
    <I18nProvider locale={words.format.locale}>
      <WordsContext value={words}>{children}</WordsContext>
    </I18nProvider>
  );
}

/** A window loads only the language it uses. */
const catalogues: Record<Language, () => Promise<(format: Format) => Texts>> = {
  en: async () => (await import('../../common/texts/en/index.ts')).english,
  de: async () => (await import('../../common/texts/de/index.ts')).german,
};

async function loadWords(language: Language, locale: string): Promise<Words> {
  const texts = await catalogues[language]();
  const format = createFormat(locale);
  return { language, texts: texts(format), format };
}
