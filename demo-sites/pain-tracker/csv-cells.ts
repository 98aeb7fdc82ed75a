/** A line of a CSV file with the number that a spreadsheet shows beside it (the first row is 1). */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Cells of a CSV text, trimmed; rows without any text are left out. Quotes may hold separators and line ends. */
export function csvRows(text: string): CsvRow[] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(body);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let row = 1;

  const endRow = (): void => {
    cells.push(cell.trim());
    if (cells.some((content) => content !== '')) rows.push({ row, cells });
    cells = [];
    cell = '';
    row += 1;
  };
  for (let at = 0; at < body.length; at += 1) {
    const letter = body.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (body.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (letter === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && body.charAt(at + 1) === '\n') at += 1;
      endRow();
    } else cell += letter;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

/** What the first line separates with, quotes aside. A comma may be a decimal sign, so a semicolon wins over it. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  return [';', '\t'].find((separator) => line.includes(separator)) ?? ',';
}

/** A cell as it must stand in a file: quoted where a separator, a quote or a line end would break it. */
export function csvCell(content: string): string {
  return /[",;\t\r\n]/.test(content) ? `"${content.replaceAll('"', '""')}"` : content;
}
