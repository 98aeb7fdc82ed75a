/**
 * One name, one key. People write "Arthritis  severity", apps "Arthritis Severity"; both mean one variable.
 * Length and characters are bounded because a name is shown in the consent window: text that could imitate the
 * window (bidirectional controls, zero-width characters, control characters) is refused, not cleaned.
 */

export const MAX_NAME_LENGTH = 64;

// Cc controls, Cf format characters (bidi, zero-width, joiners, tags), line and paragraph separators, private use,
// surrogates and unassigned code points, and the filler letters that look like nothing.
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\u115F\u1160\u3164\uFFA0\u2800]|\u034F/u;

/** The name as stored and shown: NFC, trimmed, single spaces. */
export function displayName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Compares equal for all spellings of one name: `displayName`, case folded. */
export function canonicalName(name: string): string {
  return displayName(displayName(name).toUpperCase().toLowerCase());
}

/** Whether a text may stand for a variable's name: 1 to 64 characters once tidied, every one of them visible. */
export function isShowableName(name: string): boolean {
  const shown = displayName(name);
  return shown.length > 0 && [...shown].length <= MAX_NAME_LENGTH && !UNSHOWABLE.test(shown);
}

/** Whether free text (a purpose, a note's first line) holds only characters that show themselves. */
export function isShowableText(text: string, most: number): boolean {
  return text.length <= most && !UNSHOWABLE.test(text.replace(/[\n\t]/gu, ' '));
}
