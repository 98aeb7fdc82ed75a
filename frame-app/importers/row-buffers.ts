import { ImportFault } from './byte-source.ts';
import { BATCH_ROWS, type ImportSink, type RowBatch, type SeriesHeader } from './contract.ts';

const FIRST_CAPACITY = 64;
/** Rows held over all series before everything is given out: a file with many series must not fill the memory. */
const HELD_ROWS = 8 * BATCH_ROWS;
/** A health file names dozens of variables; one that names more than this is not one. */
export const MAX_SERIES = 20_000;

interface Columns {
  starts: Float64Array;
  ends: Float64Array;
  values: Float64Array;
  offsets: Int16Array;
}

interface OpenSeries extends Columns {
  readonly header: Omit<SeriesHeader, 'series'>;
  /** Its number for the sink; undefined: not announced yet. */
  number: number | undefined;
  length: number;
  notes: (readonly [number, string])[];
  /** A series that filled a batch before will fill the next one: no growing by doubling again. */
  filledBefore: boolean;
}

function columns(capacity: number): Columns {
  return {
    starts: new Float64Array(capacity),
    ends: new Float64Array(capacity),
    values: new Float64Array(capacity),
    offsets: new Int16Array(capacity),
  };
}

function copyInto(to: Columns, from: Columns, length: number): void {
  to.starts.set(from.starts.subarray(0, length));
  to.ends.set(from.ends.subarray(0, length));
  to.values.set(from.values.subarray(0, length));
  to.offsets.set(from.offsets.subarray(0, length));
}

/**
 * Collects rows by series and gives them out in batches of at most `BATCH_ROWS`. `add` is synchronous, so that
 * a reader can run through a whole piece of a file; full batches wait until `drain`, which hands them to the
 * sink one by one and so passes the sink's pace on to the reader.
 */
export class RowBuffers {
  readonly #sink: ImportSink;
  readonly #series: OpenSeries[] = [];
  readonly #ready: RowBatch[] = [];
  #announced = 0;
  #held = 0;
  #given = 0;

  constructor(sink: ImportSink) {
    this.#sink = sink;
  }

  /** Rows taken so far. */
  get given(): number {
    return this.#given;
  }

  /**
   * A handle for `add`. The sink hears of the series with its first row: one whose records were all skipped must
   * not leave an empty variable in the safe. Throws ImportFault beyond `MAX_SERIES`.
   */
  open(header: Omit<SeriesHeader, 'series'>): number {
    const series = this.#series.length;
    if (series >= MAX_SERIES) throw new ImportFault(`This file holds more than ${MAX_SERIES} kinds of data.`);
    this.#series.push({
      ...columns(0),
      header,
      number: undefined,
      length: 0,
      notes: [],
      filledBefore: false,
    });
    return series;
  }

  add(series: number, start: number, end: number, value: number, offset: number, note?: string): void {
    const open = this.#series[series];
    if (open === undefined) throw new RangeError(`Series ${series} was not opened.`);
    const row = open.length;
    if (row === open.starts.length) this.#grow(open);
    open.starts[row] = start;
    open.ends[row] = end;
    open.values[row] = value;
    open.offsets[row] = offset;
    if (note !== undefined) open.notes.push([row, note]);
    open.length = row + 1;
    this.#given += 1;
    this.#held += 1;
    if (open.length === BATCH_ROWS) {
      open.filledBefore = true;
      this.#seal(open);
    } else if (this.#held >= HELD_ROWS) {
      this.#sealAll();
    }
  }

  /** Hands out the full batches; with `all`, also what is left in every series. */
  async drain(all = false): Promise<void> {
    if (all) this.#sealAll();
    for (let batch = this.#ready.shift(); batch !== undefined; batch = this.#ready.shift()) {
      await this.#sink.rows(batch);
    }
  }

  get hasReady(): boolean {
    return this.#ready.length > 0;
  }

  #grow(open: OpenSeries): void {
    if (open.number === undefined) {
      open.number = this.#announced;
      this.#announced += 1;
      this.#sink.series({ ...open.header, series: open.number });
    }
    const capacity =
      open.length === 0 && open.filledBefore
        ? BATCH_ROWS
        : Math.min(BATCH_ROWS, Math.max(FIRST_CAPACITY, open.length * 2));
    const grown = columns(capacity);
    copyInto(grown, open, open.length);
    Object.assign(open, grown);
  }

  #sealAll(): void {
    for (const open of this.#series) {
      if (open.length > 0) this.#seal(open);
    }
  }

  #seal(open: OpenSeries): void {
    const { length, number: series = 0 } = open;
    // A batch owns its whole buffers, so that they can be transferred: never a view into a longer one.
    const full = length === open.starts.length;
    const batch = full ? open : columns(length);
    if (!full) copyInto(batch, open, length);
    this.#ready.push({
      series,
      starts: batch.starts,
      ends: batch.ends,
      values: batch.values,
      offsets: batch.offsets,
      notes: open.notes,
    });
    this.#held -= length;
    open.length = 0;
    open.notes = [];
    if (full) Object.assign(open, columns(0));
  }
}
