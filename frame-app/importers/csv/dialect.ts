import { looksLikeClock, looksLikeDate, looksLikeEpoch } from './cell-date.ts';
import { looksNumeric } from './cell-number.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import { DELIMITERS } from './mapping.ts';
import { rowsOf, type TableRow } from './row-splitter.ts';

/** How a table is written. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: (typeof DELIMITERS)[number];
  /** Index of the header among the rows; -1: none. */
  readonly headerRow: number;
  /** Index of the first row of measurements. */
  readonly firstRow: number;
  /** The rows of the head, without the last, which may be cut. */
  readonly rows: readonly TableRow[];
}

const ROWS_LOOKED_AT = 60;

function usualWidth(rows: readonly TableRow[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return { width, share: count / rows.length };
}

function isData(cell: string): boolean {
  return (
    looksNumeric(cell) || looksLikeDate(cell) !== undefined || looksLikeClock(cell) || looksLikeEpoch(cell)
  );
}

function holdsNames({ cells }: TableRow, width: number): boolean {
  const written = cells.filter((cell) => cell.trim() !== '');
  return written.length >= Math.min(2, width) && !written.some(isData);
}

/**
 * Where the table begins. The first row as wide as the table is its header if nothing in it is a number or a
 * date. Otherwise it is the first measurement, and the row before may be a header one cell short: some programs
 * end every row but the header with a delimiter.
 */
function beginningOf(rows: readonly TableRow[], width: number): { headerRow: number; firstRow: number } {
  for (const [index, row] of rows.slice(0, 30).entries()) {
    if (row.cells.length !== width || /^sep=$/iu.test(row.cells[0] ?? '')) continue;
    if (holdsNames(row, width)) return { headerRow: index, firstRow: index + 1 };
    if (!row.cells.some(isData)) continue;
    const before = rows[index - 1];
    const isShortHeader = before?.cells.length === width - 1 && holdsNames(before, width);
    return { headerRow: isShortHeader ? index - 1 : -1, firstRow: index };
  }
  return { headerRow: -1, firstRow: 0 };
}

/** undefined: not a table. `head`: the first bytes; `whole`: there are no others. */
export function dialectOf(head: Uint8Array, whole = head.length < 64 * 1024): Dialect | undefined {
  const encoding = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head).replace(/^\ufeff/u, '');
  // JSON and XML have commas too; a table has text, and does not begin like these.
  if (/^\s*[<{[]/u.test(text) || /[^\P{Cc}\t\n\v\f\r\x80-\x9f]/u.test(text.slice(0, 4096))) return undefined;
  const said = /^sep=([,;\t|])\r?\n/iu.exec(text)?.[1];
  const found = DELIMITERS.filter((delimiter) => said === undefined || delimiter === said)
    .map((delimiter) => {
      const all = rowsOf(text, delimiter);
      const rows = whole ? all : all.slice(0, -1);
      const sample = rows.slice(said === undefined ? 0 : 1, ROWS_LOOKED_AT);
      const { width, share } = usualWidth(sample);
      return { delimiter, rows, width, score: width > 1 ? share + Math.min(width, 20) / 200 : 0 };
    })
    .filter(({ score, rows }) => score > 0 && rows.length > 1)
    .sort((a, b) => b.score - a.score)[0];
  if (found === undefined) return undefined;
  const { delimiter, rows, width } = found;
  const hasData = rows.slice(0, ROWS_LOOKED_AT).some(({ cells }) => cells.some(isData));
  return hasData ? { encoding, delimiter, rows, ...beginningOf(rows, width) } : undefined;
}
