import type { App } from 'electron';
import type { Spoken } from '../../../common/ipc/index.ts';
import { knownLocale, type LanguageChoice, languageFor, localeFor } from '../../../common/language.ts';
import { type Texts, type Words, wordsFor } from '../../../common/texts/index.ts';

/** The language that everything speaks, which a person may change at any time. */
export interface Speech {
  spoken(): Spoken;
  words(): Words;
  texts(): Texts;
  /** The system's own locale, whatever is spoken: for what other programs of this computer are to read. */
  systemLocale(): string;
}

export interface SpeechParts {
  /** Ready, so that it knows the system's language. */
  app: Pick<App, 'getLocale' | 'getSystemLocale'>;
  /** What the person has chosen. */
  chosen(): LanguageChoice;
}

export function createSpeech({ app, chosen }: SpeechParts): Speech {
  let kept: Words | null = null;

  const spoken = (): Spoken => {
    const language = languageFor(chosen(), app.getLocale());
    return { language, locale: localeFor(language, app.getSystemLocale()) };
  };
  /** Made once for a language: progress is told in them many times a second. */
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
