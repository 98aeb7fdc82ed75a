/** A row of a table: its cells, and the line of the file it begins on (from 1). */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Longer than `MAX_ROW_LENGTH`, or the text ended in its middle: the cells are not all there. */
  readonly fault: 'too-long' | 'cut-off' | undefined;
}

export const MAX_ROW_LENGTH = 1 << 20;
export const MAX_CELLS = 4096;

const NEWLINE = 10;
const RETURN = 13;
const DOUBLE_QUOTE = 34;

/**
 * Splits text into rows (RFC 4180 and its usual bends), in pieces of any size. A quote opens a quoted cell only
 * at the cell's beginning, so that 5'10" is a text like any other. Blank lines are not rows.
 */
export class RowSplitter {
  readonly #delimiter: number;
  readonly #row: (row: TableRow) => void;
  #cells: string[] = [];
  #cell = '';
  /** 'start': nothing of the cell was read yet; 'closed': its closing quote was. */
  #state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  #length = 0;
  #tooLong = false;
  #line = 1;
  #rowLine = 1;
  #afterReturn = false;

  constructor(delimiter: string, row: (row: TableRow) => void) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#row = row;
  }

  push(text: string): void {
    let from = 0;
    let at = 0;
    const end = text.length;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (this.#state === 'quoted') {
        const close = text.indexOf('"', at);
        const to = close < 0 ? end : close;
        this.#countLines(text, at, to);
        this.#append(text, at, to);
        if (close >= 0) this.#state = 'closed';
        at = close < 0 ? end : close + 1;
        from = at;
        // A quote that never closes would swallow the file: the row is given up and the next line is a new row.
        if (this.#tooLong) this.#state = 'plain';
        continue;
      }
      if (this.#state === 'closed' && code === DOUBLE_QUOTE) {
        this.#append('"', 0, 1);
        this.#state = 'quoted';
        at += 1;
        from = at;
        continue;
      }
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (code === NEWLINE) {
          at += 1;
          from = at;
          continue;
        }
      }
      if (code === this.#delimiter) {
        this.#append(text, from, at);
        this.#endCell();
        from = at + 1;
      } else if (code === NEWLINE || code === RETURN) {
        this.#append(text, from, at);
        this.#endRow();
        this.#afterReturn = code === RETURN;
        from = at + 1;
      } else if (this.#state === 'start' && code === DOUBLE_QUOTE) {
        this.#state = 'quoted';
        from = at + 1;
      } else if (this.#state === 'start') {
        this.#state = 'plain';
        from = at;
      }
      at += 1;
    }
    this.#append(text, from, end);
  }

  /**
   * The end of the text. `cut`: it is known to have ended too early. True: its last row is not whole, because of
   * that or because it ended inside a quoted cell.
   */
  finish(cut = false): boolean {
    const isCut = cut || this.#state === 'quoted';
    this.#endRow(isCut);
    return isCut;
  }

  #append(text: string, from: number, to: number): void {
    if (to <= from) return;
    this.#length += to - from;
    if (this.#length > MAX_ROW_LENGTH) this.#tooLong = true;
    else this.#cell += text.slice(from, to);
  }

  #endCell(): void {
    if (this.#cells.length < MAX_CELLS) this.#cells.push(this.#cell);
    else this.#tooLong = true;
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(isCut = false): void {
    const isBlank = this.#cells.length === 0 && this.#state === 'start' && !this.#tooLong;
    if (!isBlank) {
      this.#endCell();
      const fault = this.#tooLong ? 'too-long' : isCut ? 'cut-off' : undefined;
      this.#row({ line: this.#rowLine, cells: this.#cells, fault });
    }
    this.#cells = [];
    this.#cell = '';
    this.#state = 'start';
    this.#length = 0;
    this.#tooLong = false;
    this.#line += 1;
    this.#rowLine = this.#line;
  }

  #countLines(text: string, from: number, to: number): void {
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
      this.#line += 1;
  }
}

/** All rows of a text that is at hand. */
export function rowsOf(text: string, delimiter: string): readonly TableRow[] {
  const rows: TableRow[] = [];
  const splitter = new RowSplitter(delimiter, (row) => rows.push(row));
  splitter.push(text);
  splitter.finish();
  return rows;
}
