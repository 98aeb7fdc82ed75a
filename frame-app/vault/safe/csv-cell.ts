/**
 * A text as a CSV cell that no spreadsheet runs. Cells that begin with = + - @ tab or return are formulas to some
 * of them, so such a text gets an apostrophe in front; a text that begins with an apostrophe gets one too, which
 * makes it reversible: take one leading apostrophe off any text cell.
 */
const ACTIVE = /^['=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

export function csvCell(text: string): string {
  const safe = ACTIVE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that a cell of csvCell stood for, quotes already taken off by the CSV reader. */
export function textOfCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
