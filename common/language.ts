/** The languages the program speaks; each has its file in `texts/`. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What each calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** What a person can choose: one of them, or the system's. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** The language to speak. @param systemLocale BCP 47, such as `de-AT`; a language that there is not becomes English */
export function languageFor(choice: LanguageChoice, systemLocale: string): Language {
  const wanted = choice === 'system' ? languageOf(systemLocale) : choice;
  return languages.find((language) => language === wanted) ?? 'en';
}

/** The locale for numbers and dates: the system's with its regional habits, where it is of the language that is spoken. */
export function localeFor(language: Language, systemLocale: string): string {
  return languageOf(systemLocale) === language ? systemLocale : language;
}

function languageOf(locale: string): string {
  return locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
