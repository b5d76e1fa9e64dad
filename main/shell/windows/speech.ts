import type { App } from 'electron';
import type { Spoken } from '../../../common/ipc/index.ts';
import { knownLocale, type LanguageChoice, languageFor, localeFor } from '../../../common/language.ts';
import { type Texts, type Words, wordsFor } from '../../../common/texts/index.ts';

/** The current language, which the user can change at any time. */
export interface Speech {
  spoken(): Spoken;
  words(): Words;
  texts(): Texts;
  /** The system's own locale, whatever the language: for what other programs on this computer read. */
  systemLocale(): string;
}

export interface SpeechParts {
  /** Must be ready, so that it knows the system's language. */
  app: Pick<App, 'getLocale' | 'getSystemLocale'>;
  /** The user's choice. */
  chosen(): LanguageChoice;
}

export function createSpeech({ app, chosen }: SpeechParts): Speech {
  let kept: Words | null = null;

  const spoken = (): Spoken => {
    const language = languageFor(chosen(), app.getLocale());
    return { language, locale: localeFor(language, app.getSystemLocale()) };
  };
  /** Cached by language: progress is written with them many times a second. */
  const words = (): Words => {
    const { language, locale } = spoken();
    if (kept?.language !== language) kept = wordsFor(language, locale);
    return kept;
  };

  return {
    spoken,
    words,
    texts: () => words().texts,
    systemLocale: () => knownLocale(app.getSystemLocale()),
  };
}
