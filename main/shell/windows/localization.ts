import type { App } from 'electron';
import type { DisplayLanguage } from '../../../common/ipc/index.ts';
import { knownLocale, type LanguageChoice, languageFor, localeFor } from '../../../common/language.ts';
import { type Texts, type Words, wordsFor } from '../../../common/texts/index.ts';

/** The current language, which the user can change at any time. */
export interface Localization {
  displayLanguage(): DisplayLanguage;
  words(): Words;
  texts(): Texts;
  /** The system's own locale, whatever the language: for what other programs on this computer read. */
  systemLocale(): string;
}

export interface LocalizationParts {
  /** Must be ready, so that it knows the system's language. */
  app: Pick<App, 'getLocale' | 'getSystemLocale'>;
  /** The user's choice. */
  chosen(): LanguageChoice;
}

export function createLocalization({ app, chosen }: LocalizationParts): Localization {
  let kept: Words | null = null;

  const displayLanguage = (): DisplayLanguage => {
    const language = languageFor(chosen(), app.getLocale());
    return { language, locale: localeFor(language, app.getSystemLocale()) };
  };
  /** Cached by language: progress is written with them many times a second. */
  const words = (): Words => {
    const { language, locale } = displayLanguage();
    if (kept?.language !== language) kept = wordsFor(language, locale);
    return kept;
  };

  return {
    displayLanguage,
    words,
    texts: () => words().texts,
    systemLocale: () => knownLocale(app.getSystemLocale()),
  };
}
