/** Incoming rows into stored columns: both by start, so one pass over each. */
import type { Rows } from '../model.ts';
import { type BuiltRow, ColumnBuilder } from './column-builder.ts';
import { type BatchStamp, firstAtOrAfter, type StoredColumns } from './columns.ts';
import { type Identity, SameStart } from './same-measurement.ts';

/** The act that brings rows in. */
export interface Adding extends BatchStamp {
  /** The rows come from a file that may have been read before (SameStart.add says what that changes). */
  readonly reread?: boolean;
}

export interface Added {
  new: number;
  same: number;
  corrected: number;
}

/** Positions of rows by start; rows of one start keep their order. */
export function orderByStart(starts: Float64Array): Uint32Array {
  const order = new Uint32Array(starts.length);
  let sorted = true;
  for (let i = 0; i < order.length; i++) {
    order[i] = i;
    if (i > 0 && (starts[i] ?? 0) < (starts[i - 1] ?? 0)) sorted = false;
  }
  return sorted ? order : order.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);
}

/** `order` names the rows to take, by start. */
export function mergeRows(
  stored: StoredColumns,
  rows: Rows,
  order: Uint32Array,
  adding: Adding,
  identity: Identity,
): { readonly columns: StoredColumns; readonly added: Added } {
  const builder = new ColumnBuilder(stored.starts.length + order.length, stored.table);
  const batch = builder.place(adding);
  const added: Added = { new: 0, same: 0, corrected: 0 };
  const startAt = (i: number): number => rows.starts[order[i] ?? 0] ?? 0;
  /** Stored rows before it are in the builder; rows that stay as they are wait to be copied in long runs. */
  let copied = 0;
  let group = 0;
  for (let next = 0; next < order.length; ) {
    const start = startAt(next);
    const from = firstAfter(stored.starts, group, start, false);
    group = firstAfter(stored.starts, from, start, true);
    const row = order[next] ?? 0;
    const alone = next + 1 === order.length || startAt(next + 1) !== start;
    if (alone && group === from + 1 && isSameRow(stored, from, rows, row)) {
      added.same++;
      next++;
      continue;
    }
    builder.copy(stored, copied, from);
    copied = group;
    if (alone && group === from) {
      builder.take(rows, row, batch);
      added.new++;
      next++;
      continue;
    }
    const same = new SameStart(builder, identity, builder.length);
    builder.copy(stored, from, group);
    for (; next < order.length && startAt(next) === start; next++) {
      added[same.add(rowAt(rows, order[next] ?? 0), batch, adding.reread === true)]++;
    }
  }
  if (added.new + added.corrected === 0) return { columns: stored, added };
  builder.copy(stored, copied, stored.starts.length);
  return { columns: builder.finish(), added };
}

function isSameRow(stored: StoredColumns, at: number, rows: Rows, row: number): boolean {
  return (
    stored.retiredBy[at] === 0 &&
    Object.is(stored.ends[at], rows.ends[row]) &&
    Object.is(stored.values[at], rows.values[row]) &&
    stored.offsets[at] === rows.offsets[row] &&
    stored.notes.get(at) === rows.notes.get(row)
  );
}

/** First position from `from` on whose start is past `start` (`through`), or not before it. Near hits come first. */
function firstAfter(starts: Float64Array, from: number, start: number, through: boolean): number {
  const bound = through ? start + 0.5 : start;
  let at = from;
  for (let tries = 0; tries < 8; tries++, at++) {
    if (at >= starts.length || (starts[at] ?? 0) >= bound) return at;
  }
  return at + firstAtOrAfter(starts.subarray(at), bound);
}

function rowAt(rows: Rows, at: number): BuiltRow {
  return {
    start: rows.starts[at] ?? NaN,
    end: rows.ends[at] ?? NaN,
    value: rows.values[at] ?? NaN,
    offset: rows.offsets[at] ?? 0,
    note: rows.notes.get(at),
  };
}
