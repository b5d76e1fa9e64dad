/** The languages the program speaks; each has its file in `texts/`. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What each calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** What a person can choose: one of them, or the system's. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** The language to speak. @param systemLocale as for `knownLocale`; a language that there is not becomes English */
export function languageFor(choice: LanguageChoice, systemLocale: string): Language {
  const wanted = choice === 'system' ? languageOf(systemLocale) : choice;
  return languages.find((language) => language === wanted) ?? 'en';
}

/**
 * The locale for numbers and dates: the system's, where it is of the language that is spoken; else that language as it
 * is written in the system's region (`en-DE`), where it has a way of its own there. @param systemLocale as for `knownLocale`
 */
export function localeFor(language: Language, systemLocale: string): string {
  const system = knownLocale(systemLocale);
  if (languageOf(system) === language) return system;
  const { region } = new Intl.Locale(system);
  return region ? new Intl.DateTimeFormat(`${language}-${region}`).resolvedOptions().locale : language;
}

/**
 * A locale as BCP 47 writes it, which `Intl` has; or its language alone, or English.
 *
 * @param locale as systems write it, too: `de-AT`, `de_AT.UTF-8`, `de-DE@rg=atzzzz`
 */
export function knownLocale(locale: string): string {
  const [tag = ''] = locale.split(/[.@]/);
  const [known = 'en'] = [tag.replaceAll('_', '-'), languageOf(tag)].flatMap(supported);
  return known;
}

function supported(locale: string): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale);
  } catch {
    return [];
  }
}

function languageOf(locale: string): string {
  return locale.split(/[-_.@]/)[0]?.toLowerCase() ?? '';
}
