/** Columns to bytes; FORMAT.md has the layout. Each column takes the smallest of its encodings that is exact. */
import { type Bytes, fromBase64Url, utf8 } from '../bytes.ts';
import { VaultError } from '../errors.ts';
import type { BatchStamp, StoredColumns } from './columns.ts';
import { ByteWriter, varintLength, zigzag } from './varint.ts';

/** How a column's numbers are written. */
export const RAW = 0;
export const DELTAS = 1;
export const NO_ENDS = 0;
export const DURATIONS = 1;
export const RAW_ENDS = 2;
export const SCALED = 1;
export const SCALED_DELTAS = 2;

/** Most decimals tried: beyond nine, a value is a measurement's noise and float64 is no larger. */
const MOST_DECIMALS = 9;
/** Deltas of two numbers below it are still exact, and so are their zigzags. */
const LARGEST_SCALED = 2 ** 50;

export function encodeColumns(columns: StoredColumns): Bytes {
  const writer = new ByteWriter(columns.starts.length * 6 + 256);
  writer.varint(columns.starts.length);
  writeTable(writer, columns.table);
  writeStarts(writer, columns.starts);
  writeEnds(writer, columns.starts, columns.ends);
  writeValues(writer, columns.values);
  writeRuns(writer, columns.offsets, zigzag);
  writeRuns(writer, columns.batches, (batch) => batch);
  writeRuns(writer, columns.retiredBy, (batch) => batch);
  writeNotes(writer, columns.notes);
  return writer.finish();
}

function writeTable(writer: ByteWriter, table: readonly BatchStamp[]): void {
  writer.varint(table.length);
  for (const { id, at } of table) {
    const bytes = fromBase64Url(id);
    if (bytes === null || bytes.length !== 16) throw new VaultError('bad-rows', 'A batch id is 128 bits.');
    writer.bytes(bytes);
    writer.float64(at);
  }
}

/** The largest of a minute, a second and a millisecond that divides them all; clocks rarely tell more. */
function commonUnit(distances: Float64Array): number {
  for (const unit of [60_000, 1_000]) if (dividesAll(unit, distances)) return unit;
  return 1;
}

/** NaN, which stands for no distance, is no multiple and no hindrance. */
function dividesAll(unit: number, distances: Float64Array): boolean {
  for (let i = 0; i < distances.length; i++) {
    const rest = (distances[i] ?? 0) % unit;
    if (rest > 0) return false;
  }
  return true;
}

function writeStarts(writer: ByteWriter, starts: Float64Array): void {
  const deltas = new Float64Array(Math.max(0, starts.length - 1));
  let exact = true;
  for (let i = 0; i < deltas.length; i++) {
    const delta = (starts[i + 1] ?? 0) - (starts[i] ?? 0);
    if (delta < 0) throw new VaultError('bad-rows', 'Rows are stored by start.');
    if (delta > Number.MAX_SAFE_INTEGER) exact = false;
    deltas[i] = delta;
  }
  if (!exact) {
    writer.byte(RAW);
    writer.float64s(starts);
    return;
  }
  const unit = commonUnit(deltas);
  writer.byte(DELTAS);
  writer.float64(starts[0] ?? 0);
  writer.varint(unit);
  for (let i = 0; i < deltas.length; i++) deltas[i] = (deltas[i] ?? 0) / unit;
  writer.varints(deltas);
}

function writeEnds(writer: ByteWriter, starts: Float64Array, ends: Float64Array): void {
  if (ends.every(Number.isNaN)) {
    writer.byte(NO_ENDS);
    return;
  }
  const durations = new Float64Array(ends.length);
  let exact = true;
  for (let i = 0; i < ends.length; i++) {
    const duration = (ends[i] ?? NaN) - (starts[i] ?? 0);
    // One is added to every duration, so the largest is left out.
    if (duration < 0 || duration >= Number.MAX_SAFE_INTEGER) exact = false;
    durations[i] = duration;
  }
  if (!exact) {
    writer.byte(RAW_ENDS);
    writer.float64s(ends);
    return;
  }
  const unit = commonUnit(durations);
  writer.byte(DURATIONS);
  writer.varint(unit);
  for (let i = 0; i < durations.length; i++) {
    const duration = durations[i] ?? NaN;
    durations[i] = Number.isNaN(duration) ? 0 : duration / unit + 1;
  }
  writer.varints(durations);
}

function writeValues(writer: ByteWriter, values: Float64Array): void {
  const decimals = decimalsOf(values);
  if (decimals !== null) {
    const count = values.length;
    const scaled = new Float64Array(count);
    const deltas = new Float64Array(count);
    const scale = 10 ** decimals;
    let direct = 0;
    let stepped = 0;
    let previous = 0;
    for (let i = 0; i < count; i++) {
      const whole = Math.round((values[i] ?? 0) * scale);
      const one = zigzag(whole);
      const step = zigzag(whole - previous);
      scaled[i] = one;
      deltas[i] = step;
      direct += varintLength(one);
      stepped += varintLength(step);
      previous = whole;
    }
    if (Math.min(direct, stepped) < count * 8) {
      writer.byte(direct <= stepped ? SCALED : SCALED_DELTAS);
      writer.byte(decimals);
      writer.varints(direct <= stepped ? scaled : deltas);
      return;
    }
  }
  writer.byte(RAW);
  writer.float64s(values);
}

/**
 * The fewest decimals with which every value is a whole number that divides back to the same 64 bits; null: none.
 * Division of two exact numbers rounds once, so a value that came from a decimal text always comes back.
 */
function decimalsOf(values: Float64Array): number | null {
  let decimals = 0;
  let scale = 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (Object.is(value, -0)) return null;
    while (!comesBack(value, scale)) {
      if (++decimals > MOST_DECIMALS) return null;
      scale = 10 ** decimals;
    }
  }
  // A value that came back with fewer decimals may be too large with more.
  for (let i = 0; i < values.length; i++) if (!comesBack(values[i] ?? 0, scale)) return null;
  return decimals;
}

function comesBack(value: number, scale: number): boolean {
  const scaled = Math.round(value * scale);
  return Math.abs(scaled) <= LARGEST_SCALED && scaled / scale === value;
}

/** [runs][length, number]...: a column that rarely changes. */
function writeRuns(
  writer: ByteWriter,
  column: Int16Array | Uint32Array,
  written: (value: number) => number,
): void {
  const runs: number[] = [];
  for (let i = 0; i < column.length; ) {
    const value = column[i] ?? 0;
    let end = i + 1;
    while (end < column.length && column[end] === value) end++;
    runs.push(end - i, written(value));
    i = end;
  }
  writer.varint(runs.length / 2);
  for (const number of runs) writer.varint(number);
}

function writeNotes(writer: ByteWriter, notes: ReadonlyMap<number, string>): void {
  writer.varint(notes.size);
  let previous = 0;
  for (const [row, note] of [...notes].sort((a, b) => a[0] - b[0])) {
    const bytes = utf8(note);
    writer.varint(row - previous);
    writer.varint(bytes.length);
    writer.bytes(bytes);
    previous = row;
  }
}
