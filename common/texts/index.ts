import type { Language } from '../language.ts';
import { german } from './de/index.ts';
import { english, type Texts } from './en/index.ts';
import { createFormat, type Format } from './format.ts';

export type { Texts };

/** A language with a locale's formats. */
export interface Words {
  language: Language;
  texts: Texts;
  format: Format;
}

const catalogues: Record<Language, (format: Format) => Texts> = { en: english, de: german };

/** @param locale for numbers and dates, see `localeFor` */
export function wordsFor(language: Language, locale: string): Words {
  const format = createFormat(locale);
  return { language, texts: catalogues[language](format), format };
}
