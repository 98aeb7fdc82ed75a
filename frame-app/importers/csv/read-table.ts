import { displayName, isShowableName } from '../../../protocol/names.ts';
import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { type ByteSource, ImportFault, readPieces } from '../byte-source.ts';
import type { ImportSink, ImportSummary, SkipReason } from '../contract.ts';
import { MAX_NOTE_LENGTH } from '../note-length.ts';
import { RowBuffers } from '../row-buffers.ts';
import { SkipLog } from '../skip-log.ts';
import { ZoneOffsets } from '../zone-offsets.ts';
import { cellMoment, zoneOf } from './cell-date.ts';
import { cellNumber } from './cell-number.ts';
import { unitFromText } from './header-unit.ts';
import { categoryOf } from './inspect-table.ts';
import type { MomentColumns, NumberStyle, TableMapping, ValueColumn } from './mapping.ts';
import { RowSplitter, type TableRow } from './row-splitter.ts';

/** Text decoded at a time: the rows of one piece wait in memory until the safe has stored them. */
const PIECE_BYTES = 256 * 1024;

interface Instant {
  readonly instant: number;
  readonly offset: number;
}

/** Turns rows of cells into measurements, as the mapping says; one for each table that is read. */
class TableRows {
  readonly #mapping: TableMapping;
  readonly #start: MomentColumns;
  readonly #numbers: NumberStyle;
  readonly #rows: RowBuffers;
  readonly #skips: SkipLog;
  readonly #label: string;
  readonly #zones = new ZoneOffsets();
  readonly #series = new Map<string, number>();
  #seen = 0;

  constructor(mapping: TableMapping, label: string, rows: RowBuffers, skips: SkipLog) {
    if (mapping.start === null) throw new ImportFault('Choose which column holds the date.');
    if (mapping.numbers === null)
      throw new ImportFault('Choose whether 1,234 is a thousand or one and a bit.');
    if (mapping.values.layout === 'wide' && mapping.values.columns.length === 0)
      throw new ImportFault('Choose which column holds the values.');
    if ('name' in mapping.zone && this.#zones.at(mapping.zone.name, 0) === undefined) {
      throw new ImportFault(`The time zone "${mapping.zone.name}" is not known to this browser.`);
    }
    this.#mapping = mapping;
    this.#start = mapping.start;
    this.#numbers = mapping.numbers;
    this.#rows = rows;
    this.#skips = skips;
    this.#label = label;
  }

  take(row: TableRow): void {
    this.#seen += 1;
    if (this.#seen <= this.#mapping.firstRow) return;
    const { cells } = row;
    if (cells.every((cell) => cell.trim() === '')) return;
    if (row.fault !== undefined) {
      this.skip(row, row.fault === 'cut-off' ? 'cut-off' : 'not-a-measurement');
      return;
    }
    const start = this.#moment(cells, this.#start);
    if (typeof start === 'string') {
      this.skip(row, start);
      return;
    }
    const end = this.#end(cells);
    if (typeof end === 'string') this.skip(row, end);
    else if (end < start.instant) this.skip(row, 'end-before-start');
    else this.#values(row, start, end);
  }

  skip({ line, cells }: TableRow, reason: SkipReason): void {
    this.#skips.skip(
      reason,
      () => `line ${line}`,
      () => cells.map((cell) => cell.slice(0, 200)).join(this.#mapping.delimiter),
    );
  }

  #end(cells: readonly string[]): number | SkipReason {
    const { end } = this.#mapping;
    if (end === null || (cells[end.date] ?? '').trim() === '') return Number.NaN;
    const moment = this.#moment(cells, end);
    return typeof moment === 'string' ? moment : moment.instant;
  }

  #moment(cells: readonly string[], columns: MomentColumns): Instant | SkipReason {
    const date = cells[columns.date] ?? '';
    if (date.trim() === '') return 'no-date';
    const time = columns.time === null ? '' : (cells[columns.time] ?? '');
    const moment = cellMoment(date, time, this.#mapping.dateOrder);
    if (moment === undefined) return 'bad-date';
    const { wall } = moment;
    const zone = moment.zone ?? (columns.zone === null ? undefined : zoneOf(cells[columns.zone] ?? ''));
    // UTC in a file says when, not where: the local day is not known from it.
    if (zone === 'utc') return { instant: wall, offset: UNKNOWN_OFFSET };
    if (zone !== undefined) return { instant: wall - zone * 60_000, offset: zone };
    return this.#local(wall);
  }

  #local(wall: number): Instant | SkipReason {
    const { zone } = this.#mapping;
    if ('minutes' in zone) return { instant: wall - zone.minutes * 60_000, offset: zone.minutes };
    const instant = this.#zones.instantOf(zone.name, wall);
    if (instant === undefined) return 'bad-date';
    return { instant, offset: this.#zones.at(zone.name, instant) ?? UNKNOWN_OFFSET };
  }

  #values(row: TableRow, start: Instant, end: number): void {
    const { values } = this.#mapping;
    if (values.layout === 'long') {
      this.#long(row, start, end, values);
      return;
    }
    const filled = values.columns.filter(({ column }) => (row.cells[column] ?? '').trim() !== '');
    if (filled.length === 0) this.skip(row, 'no-value');
    for (const column of filled) this.#give(row, start, end, row.cells[column.column] ?? '', column);
  }

  #long(
    row: TableRow,
    start: Instant,
    end: number,
    { name, value, unit, category }: Extract<TableMapping['values'], { layout: 'long' }>,
  ): void {
    const text = row.cells[value] ?? '';
    const variable = displayName((row.cells[name] ?? '').slice(0, 1000));
    const written = typeof unit === 'string' ? unit : (row.cells[unit] ?? '').trim();
    const ucum = typeof unit === 'string' ? unit : written === '' ? '1' : unitFromText(written);
    if (text.trim() === '') this.skip(row, 'no-value');
    else if (variable === '') this.skip(row, 'not-a-measurement');
    else if (!isShowableName(variable)) this.skip(row, 'name-too-long');
    else if (ucum === undefined) this.skip(row, 'unknown-unit');
    else {
      const suggested = category === 'Miscellaneous' ? categoryOf(variable) : category;
      this.#give(row, start, end, text, { name: variable, unit: ucum, category: suggested });
    }
  }

  #give(
    row: TableRow,
    start: Instant,
    end: number,
    text: string,
    variable: Omit<ValueColumn, 'column'>,
  ): void {
    const value = cellNumber(text, this.#numbers);
    if (Number.isNaN(value)) {
      this.skip(row, 'bad-value');
      return;
    }
    const written = this.#mapping.note === null ? '' : (row.cells[this.#mapping.note] ?? '').trim();
    if (written.length > MAX_NOTE_LENGTH) {
      this.skip(row, 'note-too-long');
      return;
    }
    const note = written === '' ? undefined : written;
    this.#rows.add(this.#seriesOf(variable), start.instant, end, value, start.offset, note);
  }

  #seriesOf({ name, unit, scale, category }: Omit<ValueColumn, 'column'>): number {
    const shownName = displayName(name);
    const key = JSON.stringify([shownName, unit, scale]);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const series = this.#rows.open({
      name: shownName,
      unit,
      ...(scale === undefined ? {} : { scale }),
      category,
      source: { kind: 'person', label: this.#label },
      identity: 'time',
    });
    this.#series.set(key, series);
    return series;
  }
}

/** Reads a table as `mapping` says. Rows that cannot be read are counted with their line numbers. */
export async function readTable(
  source: ByteSource,
  mapping: TableMapping,
  sink: ImportSink,
  path: string,
): Promise<ImportSummary> {
  const rows = new RowBuffers(sink);
  const skips = new SkipLog();
  const label = displayName(path.split('/').at(-1) ?? '').slice(0, 64) || 'Table';
  const table = new TableRows(mapping, label, rows, skips);
  const splitter = new RowSplitter(mapping.delimiter, (row) => table.take(row));
  const decoder = new TextDecoder(mapping.encoding);
  let bytesRead = 0;
  const report = (): void =>
    sink.progress({ bytesRead, bytesTotal: source.size, recordsRead: rows.given + skips.total });

  const damaged = await readPieces(source, async (piece) => {
    for (let from = 0; from < piece.length; from += PIECE_BYTES) {
      const part = piece.subarray(from, from + PIECE_BYTES);
      splitter.push(decoder.decode(part, { stream: true }));
      bytesRead += part.length;
      if (rows.hasReady) await rows.drain();
      report();
    }
    return true;
  });
  splitter.push(decoder.decode());
  const isCut = splitter.finish(damaged !== undefined);
  await rows.drain(true);
  report();
  return {
    format: 'table',
    recordsRead: rows.given + skips.total,
    rowsGiven: rows.given,
    skipped: skips.counts,
    skippedRecords: skips.records,
    cutOff: isCut,
  };
}
