import { csvCell, csvRows } from './csv-cells.ts';
import { dayMonthOrderOf, isoFromCell, needsOrder } from './csv-dates.ts';
import type { DiaryEntry } from './diary-entry.ts';

/** A row that did not come in, and why in plain words. */
export interface RowProblem {
  readonly row: number;
  readonly why: string;
}

/** Either a diary (with the rows that were left out), or one sentence that says what is wrong with the file. */
export type CsvResult =
  | { readonly ok: true; readonly entries: readonly DiaryEntry[]; readonly problems: readonly RowProblem[] }
  | { readonly ok: false; readonly message: string };

export const MAX_FILE_BYTES = 5_000_000;
/** More than one save may carry stays out of the page, rather than failing at the button. */
const MAX_ROWS = 10_000;
const MAX_NOTE = 500;
const DATE_NAMES = /^(date|day|time|datetime|timestamp|datum)$/i;
const VALUE_NAMES = /^(value|pain|score|rating|severity|level|wert)$/i;
const NOTE_NAMES = /^(notes?|comment|text|notiz)$/i;

interface Columns {
  readonly date: number;
  readonly value: number;
  readonly note: number | null;
}

/** Reads 'date,value' rows (and a note where a heading says so). Good rows come in although others are wrong. */
export function parseDiaryCsv(bytes: Uint8Array): CsvResult {
  if (bytes.byteLength > MAX_FILE_BYTES)
    return fail('This file is larger than 5 MB. A diary is much smaller.');
  const text = decode(bytes);
  if (text === null) return fail('This is not a text file. Save your diary as CSV and try again.');
  const rows = csvRows(text);
  const [first] = rows;
  if (first === undefined) return fail('This file is empty.');

  const heading = headingOf(first.cells);
  const columns = heading ?? { date: 0, value: 1, note: null };
  const body = heading === null ? rows : rows.slice(1);
  if (body.length > MAX_ROWS)
    return fail('This file has more than 10,000 rows. Split it into smaller files.');
  if (body.length === 0) return fail('This file has a heading and no rows below it.');
  if (body.every(({ cells }) => cells.length < 2)) {
    return fail('This file has one column. It needs two: a date and a number from 0 to 10.');
  }

  const dates = body.map(({ cells }) => cells[columns.date] ?? '');
  const order = dayMonthOrderOf(dates);
  if (order === 'both' || (order === 'unknown' && dates.some(needsOrder))) {
    const { row } = body[dates.findIndex(needsOrder)] ?? first;
    return fail(`Row ${row}: we cannot tell day from month. Write dates like 2026-05-24.`);
  }

  const entries: DiaryEntry[] = [];
  const problems: RowProblem[] = [];
  for (const { row, cells } of body) {
    const time = isoFromCell(cells[columns.date] ?? '', order === 'unknown' ? 'day first' : order);
    const value = numberOf(cells[columns.value] ?? '');
    const note = columns.note === null ? '' : (cells[columns.note] ?? '').slice(0, MAX_NOTE);
    if (time === null) problems.push({ row, why: 'no date' });
    else if (value === null) problems.push({ row, why: 'no number' });
    else if (value < 0 || value > 10) problems.push({ row, why: 'not from 0 to 10' });
    else entries.push({ time, value, ...(note === '' ? {} : { note }) });
  }
  if (entries.length === 0) {
    return fail(
      `No row has a date and a number from 0 to 10. ${sentenceOf(problems)} A good row looks like 2026-05-24,4`,
    );
  }
  return { ok: true, entries, problems };
}

/** 'Rows 14 and 90: no date. Row 7: no number.' */
export function sentenceOf(problems: readonly RowProblem[]): string {
  const byReason = new Map<string, number[]>();
  for (const { row, why } of problems) byReason.set(why, [...(byReason.get(why) ?? []), row]);
  return [...byReason]
    .map(([why, rows]) => `${rows.length === 1 ? 'Row' : 'Rows'} ${list(rows)}: ${why}.`)
    .join(' ');
}

/** A diary as a file that `parseDiaryCsv` reads back to the same entries. */
export function diaryToCsv(entries: readonly DiaryEntry[], source: string): string {
  const lines = entries.map(({ time, value, note }) =>
    [time, String(value), note ?? '', source].map(csvCell).join(','),
  );
  return `${['date,value,note,source', ...lines].join('\r\n')}\r\n`;
}

function headingOf(cells: readonly string[]): Columns | null {
  const date = cells.findIndex((name) => DATE_NAMES.test(name));
  const value = cells.findIndex((name) => VALUE_NAMES.test(name));
  const note = cells.findIndex((name) => NOTE_NAMES.test(name));
  if (date >= 0 && value >= 0) return { date, value, note: note < 0 ? null : note };
  const looksLikeData = cells.some((cell) => /\d/.test(cell));
  return looksLikeData ? null : { date: 0, value: 1, note: null };
}

function numberOf(cell: string): number | null {
  return /^[+-]?\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : null;
}

function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function list(rows: readonly number[]): string {
  const shown = rows.slice(0, 5);
  const more = rows.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function fail(message: string): CsvResult {
  return { ok: false, message };
}
