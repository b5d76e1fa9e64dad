/** The languages the app supports; each has its folder in `texts/`. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Each language's own name. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The choices for the user: a language, or the system's. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** The language to use. @param systemLocale as for `knownLocale`; an unsupported language becomes English */
export function languageFor(choice: LanguageChoice, systemLocale: string): Language {
  const wanted = choice === 'system' ? languageOf(systemLocale) : choice;
  return languages.find((language) => language === wanted) ?? 'en';
}

/**
 * The locale for numbers and dates: the system's, if it is of the chosen language; otherwise that language in the
 * system's region (`en-DE`), if `Intl` has conventions for it. @param systemLocale as for `knownLocale`
 */
export function localeFor(language: Language, systemLocale: string): string {
  const system = knownLocale(systemLocale);
  if (languageOf(system) === language) return system;
  const { region } = new Intl.Locale(system);
  return region ? new Intl.DateTimeFormat(`${language}-${region}`).resolvedOptions().locale : language;
}

/**
 * Returns a locale in BCP 47 notation that `Intl` supports; otherwise its language alone, or English.
 *
 * @param locale may be in the notation of any system: `de-AT`, `de_AT.UTF-8`, `de-DE@rg=atzzzz`
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
