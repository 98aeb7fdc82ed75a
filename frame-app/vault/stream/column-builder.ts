/** Columns as they grow, row by row or whole runs at a time, up to a length known from the start. */
import type { Rows } from '../model.ts';
import { type BatchStamp, NO_NOTES, type StoredColumns } from './columns.ts';

export interface BuiltRow {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly offset: number;
  readonly note: string | undefined;
}

export class ColumnBuilder {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly values: Float64Array;
  readonly offsets: Int16Array;
  readonly batches: Uint32Array;
  readonly retiredBy: Uint32Array;
  readonly notes = new Map<number, string>();
  readonly table: BatchStamp[];
  length = 0;

  constructor(capacity: number, table: readonly BatchStamp[]) {
    this.starts = new Float64Array(capacity);
    this.ends = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
    this.offsets = new Int16Array(capacity);
    this.batches = new Uint32Array(capacity);
    this.retiredBy = new Uint32Array(capacity);
    this.table = [...table];
  }

  /** Position of the batch in the table, added if it is not there. */
  place(stamp: BatchStamp): number {
    const at = this.table.findIndex(({ id }) => id === stamp.id);
    return at >= 0 ? at : this.table.push({ id: stamp.id, at: stamp.at }) - 1;
  }

  push(row: BuiltRow, batch: number, retiredBy: number): void {
    const at = this.length++;
    this.starts[at] = row.start;
    this.ends[at] = row.end;
    this.values[at] = row.value;
    this.offsets[at] = row.offset;
    this.batches[at] = batch;
    this.retiredBy[at] = retiredBy;
    if (row.note !== undefined) this.notes.set(at, row.note);
  }

  /** Row `at` of rows that are not stored yet, live; without an object for each of a million rows. */
  take(rows: Rows, at: number, batch: number): void {
    const to = this.length++;
    this.starts[to] = rows.starts[at] ?? NaN;
    this.ends[to] = rows.ends[at] ?? NaN;
    this.values[to] = rows.values[at] ?? NaN;
    this.offsets[to] = rows.offsets[at] ?? 0;
    this.batches[to] = batch;
    const note = rows.notes.size === 0 ? undefined : rows.notes.get(at);
    if (note !== undefined) this.notes.set(to, note);
  }

  /** Rows `from` to `to` of columns with this builder's table. */
  copy(source: StoredColumns, from: number, to: number): void {
    if (from === to) return;
    const at = this.length;
    this.starts.set(source.starts.subarray(from, to), at);
    this.ends.set(source.ends.subarray(from, to), at);
    this.values.set(source.values.subarray(from, to), at);
    this.offsets.set(source.offsets.subarray(from, to), at);
    this.batches.set(source.batches.subarray(from, to), at);
    this.retiredBy.set(source.retiredBy.subarray(from, to), at);
    this.length += to - from;
    if (source.notes.size === 0) return;
    for (let row = from; row < to; row++) {
      const note = source.notes.get(row);
      if (note !== undefined) this.notes.set(at + row - from, note);
    }
  }

  finish(): StoredColumns {
    const { length, table } = this;
    return withUsedBatches({
      starts: this.starts.slice(0, length),
      ends: this.ends.slice(0, length),
      values: this.values.slice(0, length),
      offsets: this.offsets.slice(0, length),
      batches: this.batches.slice(0, length),
      retiredBy: this.retiredBy.slice(0, length),
      notes: this.notes,
      table,
    });
  }
}

/** A part of columns as columns of their own. */
export function sliceColumns(columns: StoredColumns, from: number, to: number): StoredColumns {
  const builder = new ColumnBuilder(to - from, columns.table);
  builder.copy(columns, from, to);
  return builder.finish();
}

/** Leaves out the batches that no row names any more. */
function withUsedBatches(columns: StoredColumns): StoredColumns {
  const { batches, retiredBy, table } = columns;
  const used = new Uint8Array(table.length);
  for (const batch of batches) used[batch] = 1;
  for (const batch of retiredBy) if (batch > 0) used[batch - 1] = 1;
  if (used.every((flag) => flag === 1)) return columns;
  const placed = new Uint32Array(table.length);
  let next = 0;
  for (let i = 0; i < used.length; i++) if (used[i] === 1) placed[i] = next++;
  return {
    ...columns,
    notes: columns.notes.size === 0 ? NO_NOTES : columns.notes,
    batches: batches.map((batch) => placed[batch] ?? 0),
    retiredBy: retiredBy.map((batch) => (batch === 0 ? 0 : (placed[batch - 1] ?? 0) + 1)),
    table: table.filter((_, i) => used[i] === 1),
  };
}
