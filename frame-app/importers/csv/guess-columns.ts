import type { TableColumn } from '../import-plan.ts';
import { datePartsOf, looksLikeClock, looksLikeDate, looksLikeEpoch, zoneOf } from './cell-date.ts';
import { looksNumeric } from './cell-number.ts';
import type { DateOrder } from './mapping.ts';

const MOSTLY = 0.8;
const SAMPLES = 5;

const TIME_HEADER = /date|time|timestamp|epoch|datum|fecha|day/iu;
const END_HEADER = /\b(?:end|ende|fin|stop|finish|to)\b|_end|end_/iu;
const NOTE_HEADER = /note|comment|remark|kommentar|notiz|commentaire|observaci/iu;
const UNIT_HEADER = /^\s*(?:units?|einheit|unité|unidad)\b/iu;
const NAME_HEADER = /^\s*(?:variable(?: ?name)?|metric|measure(?:ment)?|name|type|category|symptom)\s*$/iu;
const NUMBERING_HEADER = /^\s*(?:#|index|row|no\.?|nr\.?|id|.*[ _-]id|uuid)\s*$/iu;

interface Evidence {
  readonly index: number;
  readonly header: string;
  readonly filled: readonly string[];
  share(test: (cell: string) => boolean): number;
}

function evidenceOf(index: number, header: string | null, cells: readonly string[]): Evidence {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return {
    index,
    header: header ?? '',
    filled,
    share: (test) => (filled.length === 0 ? 0 : filled.filter(test).length / filled.length),
  };
}

function roleOf(column: Evidence): TableColumn['role'] {
  const { header, share } = column;
  if (share((cell) => looksLikeDate(cell) === 'date-time') >= MOSTLY / 2 && share(isDate) >= MOSTLY) {
    return END_HEADER.test(header) ? 'end' : 'date-time';
  }
  if (share(isDate) >= MOSTLY) return END_HEADER.test(header) ? 'end' : 'date';
  if (TIME_HEADER.test(header) && share(looksLikeEpoch) >= MOSTLY)
    return END_HEADER.test(header) ? 'end' : 'date-time';
  if (share(looksLikeClock) >= MOSTLY) return 'time';
  if (share(looksNumeric) >= MOSTLY) return NUMBERING_HEADER.test(header) ? 'other' : 'value';
  if (share((cell) => zoneOf(cell) !== undefined) >= MOSTLY) return 'zone';
  if (NOTE_HEADER.test(header)) return 'note';
  if (UNIT_HEADER.test(header)) return 'unit';
  if (NAME_HEADER.test(header)) return 'name';
  return 'other';
}

function isDate(cell: string): boolean {
  return looksLikeDate(cell) !== undefined;
}

/** What each column seems to be, from its header and its cells. */
export function guessColumns(
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): TableColumn[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), header?.length ?? 0);
  return Array.from({ length: width }, (_, index) => {
    const title = header === undefined ? null : (header[index] ?? '').replace(/^\ufeff/u, '').trim();
    const evidence = evidenceOf(
      index,
      title,
      rows.map((row) => row[index] ?? ''),
    );
    return { index, header: title, role: roleOf(evidence), samples: evidence.filled.slice(0, SAMPLES) };
  });
}

/**
 * Whether the day or the month comes first, where the cells prove it: a first number above 12 is a day, a second
 * one makes the first a month. null: nothing proves it, or the cells disagree.
 */
export function dateOrderOf(cells: Iterable<string>): {
  order: DateOrder | null;
  examples: readonly string[];
} {
  let dayFirst = false;
  let monthFirst = false;
  let either = false;
  const examples: string[] = [];
  for (const cell of cells) {
    const parts = datePartsOf(cell);
    if (parts?.kind !== 'either') continue;
    either = true;
    if (parts.first > 12) dayFirst = true;
    if (parts.second > 12) monthFirst = true;
    if (examples.length < 3) examples.push(cell.trim());
  }
  if (!either) return { order: 'year-first', examples: [] };
  if (dayFirst === monthFirst) return { order: null, examples };
  return { order: dayFirst ? 'day-first' : 'month-first', examples: [] };
}
