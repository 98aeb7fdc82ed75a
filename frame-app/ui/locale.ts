/**
 * The screens are in English, so numbers and dates follow the person's own kind of English ("21 Nov 2026" or
 * "Nov 21, 2026") and never another language in the middle of an English sentence.
 */
export function screenLocale(languages: readonly string[] = ownLanguages()): string {
  return languages.find((language) => /^en(-|$)/iu.test(language)) ?? 'en-GB';
}

/** Words are also made where no window is: there is nobody's language to follow. */
function ownLanguages(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : navigator.languages;
}
