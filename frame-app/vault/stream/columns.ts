/** Rows of a stream as columns, as they are stored: by start, retired rows included. */
import { MAX_TIME, UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { VaultError } from '../errors.ts';
import type { BatchId, Rows } from '../model.ts';

/** Which act brought a row in, and when; kept with the rows so that a stream explains itself. */
export interface BatchStamp {
  readonly id: BatchId;
  /** ms UTC */
  readonly at: number;
}

/** Columns of equal length, sorted by start; rows with one start stand in the order they came. */
export interface StoredColumns {
  readonly starts: Float64Array;
  /** NaN: no end. */
  readonly ends: Float64Array;
  readonly values: Float64Array;
  readonly offsets: Int16Array;
  /** Position in `table` of the batch that added the row. */
  readonly batches: Uint32Array;
  /** 0: live. Otherwise 1 + the position in `table` of the batch that replaced it or took it back. */
  readonly retiredBy: Uint32Array;
  readonly notes: ReadonlyMap<number, string>;
  readonly table: readonly BatchStamp[];
}

export const NO_NOTES: ReadonlyMap<number, string> = new Map();

export function noColumns(): StoredColumns {
  return {
    starts: new Float64Array(0),
    ends: new Float64Array(0),
    values: new Float64Array(0),
    offsets: new Int16Array(0),
    batches: new Uint32Array(0),
    retiredBy: new Uint32Array(0),
    notes: NO_NOTES,
    table: [],
  };
}

/** Half a surrogate pair: no UTF-8 can hold it, so storing it would change the note. */
const LONE_SURROGATE = /\p{Cs}/u;

/** Throws `bad-rows` naming the first row that cannot be stored exactly as it is. */
export function checkRows(rows: Rows): void {
  const { starts, ends, values, offsets, notes } = rows;
  const count = starts.length;
  if (ends.length !== count || values.length !== count || offsets.length !== count) {
    throw new VaultError('bad-rows', 'The columns differ in length.');
  }
  for (let i = 0; i < count; i++) {
    const why = whyUnstorable(starts[i] ?? NaN, ends[i] ?? NaN, values[i] ?? NaN, offsets[i] ?? 0);
    if (why !== null) throw new VaultError('bad-rows', `Row ${i}: ${why}.`);
  }
  for (const [row, note] of notes) {
    if (!Number.isInteger(row) || row < 0 || row >= count || note === '' || LONE_SURROGATE.test(note)) {
      throw new VaultError('bad-rows', `The note of row ${row} cannot be stored.`);
    }
  }
}

function whyUnstorable(start: number, end: number, value: number, offset: number): string | null {
  if (!isTime(start)) return 'its start is no whole millisecond';
  if (!Number.isNaN(end) && !isTime(end)) return 'its end is no whole millisecond';
  if (end < start) return 'it ends before it starts';
  if (!Number.isFinite(value)) return 'its value is no finite number';
  if (offset !== UNKNOWN_OFFSET && Math.abs(offset) > 1_440) return 'no zone has its offset';
  return null;
}

function isTime(time: number): boolean {
  return Number.isInteger(time) && Math.abs(time) <= MAX_TIME && !Object.is(time, -0);
}

/** First position whose start is not before `time`. */
export function firstAtOrAfter(starts: Float64Array, time: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
