/**
 * The screens are in English, so numbers and dates follow the person's own kind of English ("21 Nov 2026" or
 * "Nov 21, 2026") and never another language in the middle of an English sentence.
 */
export function screenLocale(languages: readonly string[] = navigator.languages): string {
  return languages.find((language) => /^en(-|$)/iu.test(language)) ?? 'en-GB';
}
