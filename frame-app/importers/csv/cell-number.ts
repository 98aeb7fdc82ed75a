import type { NumberStyle } from './mapping.ts';

const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/u;
const GROUPED_COMMA = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/u;
const GROUPED_POINT = /^[+-]?\d{1,3}(?:[.\s\u00a0\u202f']\d{3})+(?:,\d*)?$/u;
const MAX_LENGTH = 64;

function tidy(cell: string): string {
  // U+2212 is the minus of typeset text.
  return cell.trim().replace(/^\u2212/u, '-');
}

/** The number in a cell; NaN where it is none in this style. Nothing is guessed: `1,234` is none in `point`. */
export function cellNumber(cell: string, style: NumberStyle): number {
  const text = tidy(cell);
  if (text.length > MAX_LENGTH) return Number.NaN;
  let plain = text;
  if (style === 'comma' || style === 'comma-thousands') {
    if (style === 'comma-thousands' && GROUPED_POINT.test(text))
      plain = text.replace(/[.\s\u00a0\u202f']/gu, '');
    else if (text.includes('.')) return Number.NaN;
    plain = plain.replace(',', '.');
  } else if (style === 'point-thousands' && GROUPED_COMMA.test(text)) {
    plain = text.replace(/,/gu, '');
  }
  const value = PLAIN.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Whether a cell is a number in some style. */
export function looksNumeric(cell: string): boolean {
  const text = tidy(cell);
  return (
    text.length <= MAX_LENGTH &&
    (PLAIN.test(text) ||
      PLAIN.test(text.replace(',', '.')) ||
      GROUPED_COMMA.test(text) ||
      GROUPED_POINT.test(text))
  );
}

/**
 * The one style that every one of these cells fits; null where two would read them differently (`1,234` alone)
 * or none fits all.
 */
export function numberStyleOf(cells: Iterable<string>): {
  style: NumberStyle | null;
  examples: readonly string[];
} {
  let point = false;
  let comma = false;
  let groupedByComma = false;
  let groupedByPoint = false;
  const unclear: string[] = [];
  for (const cell of cells) {
    const text = tidy(cell);
    if (GROUPED_COMMA.test(text) && text.includes('.')) groupedByComma = true;
    else if (/,\d{3},/u.test(text) && GROUPED_COMMA.test(text)) groupedByComma = true;
    else if (GROUPED_POINT.test(text) && (text.includes(',') || /\.\d{3}\./u.test(text)))
      groupedByPoint = true;
    else if (GROUPED_COMMA.test(text)) unclear.push(text);
    else if (text.includes(',') && PLAIN.test(text.replace(',', '.'))) comma = true;
    else if (text.includes('.') && PLAIN.test(text)) point = true;
  }
  if (groupedByComma && !comma && !groupedByPoint) return { style: 'point-thousands', examples: [] };
  if (groupedByPoint && !groupedByComma) return { style: 'comma-thousands', examples: [] };
  if (comma && !point) return { style: 'comma', examples: [] };
  if (point && !comma && unclear.length > 0) return { style: 'point-thousands', examples: [] };
  if (!comma && unclear.length === 0) return { style: 'point', examples: [] };
  return { style: null, examples: unclear.slice(0, 3) };
}
