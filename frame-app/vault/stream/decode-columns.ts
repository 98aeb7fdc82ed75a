/** Bytes to columns. What does not add up is damage or a fault, never a shorter column. */
import { type Bytes, fromUtf8, toBase64Url } from '../bytes.ts';
import { Damaged } from '../errors.ts';
import type { BatchId } from '../model.ts';
import { type BatchStamp, NO_NOTES, type StoredColumns } from './columns.ts';
import { DELTAS, DURATIONS, NO_ENDS, RAW, RAW_ENDS, SCALED, SCALED_DELTAS } from './encode-columns.ts';
import { ByteReader, unzigzag } from './varint.ts';

/** Where decoded rows go: columns of exactly the chunk's length, often views into a longer series. */
export interface Target {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly values: Float64Array;
  readonly offsets: Int16Array;
}

export function newTarget(rows: number): Target {
  return {
    starts: new Float64Array(rows),
    ends: new Float64Array(rows),
    values: new Float64Array(rows),
    offsets: new Int16Array(rows),
  };
}

/** Throws `damaged`. `rows` is what the index says; `target`, if given, must have that length. */
export function decodeColumns(payload: Bytes, rows: number, target: Target = newTarget(rows)): StoredColumns {
  if (target.starts.length !== rows) throw new Damaged('A piece of a stream');
  const reader = new ByteReader(payload);
  const { table } = readMeasured(reader, payload, target);
  const batches = new Uint32Array(rows);
  readRuns(reader, rows, (batch, from, to) => batches.fill(batch, from, to));
  const retiredBy = new Uint32Array(rows);
  readRuns(reader, rows, (batch, from, to) => retiredBy.fill(batch, from, to));
  const notes = readNotes(reader, rows);
  return { ...target, batches, retiredBy, notes, table };
}

/** What a decoder learned on its way, so that nobody looks through a million rows for it again. */
export interface Decoded {
  readonly notes: ReadonlyMap<number, string>;
  readonly noEnds: boolean;
}

/** Only what a reader of live rows needs, for a chunk of which the index says that all rows are live. */
export function decodeLive(payload: Bytes, target: Target): Decoded {
  const reader = new ByteReader(payload);
  const rows = target.starts.length;
  const { noEnds } = readMeasured(reader, payload, target);
  readRuns(reader, rows, () => undefined);
  readRuns(reader, rows, (batch) => {
    if (batch !== 0) throw new Damaged('A column of runs');
  });
  return { notes: readNotes(reader, rows), noEnds };
}

/** A piece of a snapshot (partition/snapshot.ts): where a chunk has batches it has these codes, each below its bound. */
export function decodeCoded(
  payload: Bytes,
  target: Target,
  first: { readonly codes: Uint8Array; readonly below: number },
  second: { readonly codes: Uint16Array; readonly below: number } | null,
): Decoded & { readonly onlyCode: number | null } {
  const reader = new ByteReader(payload);
  const rows = target.starts.length;
  const { noEnds } = readMeasured(reader, payload, target);
  let onlyCode: number | null = null;
  for (const into of [first, second])
    readRuns(reader, rows, (code, from, to) => {
      if (code >= (into?.below ?? 1)) throw new Damaged('A column of codes');
      into?.codes.fill(code, from, to);
      if (into === first && to - from === rows) onlyCode = code;
    });
  return { notes: readNotes(reader, rows), noEnds, onlyCode };
}

/** What was measured, into `target`. */
function readMeasured(
  reader: ByteReader,
  payload: Bytes,
  target: Target,
): { readonly table: BatchStamp[]; readonly noEnds: boolean } {
  const rows = target.starts.length;
  if (reader.varint() !== rows) throw new Damaged('A piece of a stream');
  const table = readTable(reader, payload.length);
  readStarts(reader, target.starts);
  const noEnds = readEnds(reader, target.starts, target.ends);
  readValues(reader, target.values);
  readRuns(reader, rows, (offset, from, to) => target.offsets.fill(unzigzag(offset), from, to));
  return { table, noEnds };
}

function readTable(reader: ByteReader, most: number): BatchStamp[] {
  const count = reader.varint();
  if (count > most) throw new Damaged('A piece of a stream');
  const table: BatchStamp[] = [];
  for (let i = 0; i < count; i++) {
    table.push({ id: toBase64Url(reader.bytes(16)) as BatchId, at: reader.float64() });
  }
  return table;
}

function readStarts(reader: ByteReader, starts: Float64Array): void {
  const encoding = reader.byte();
  if (encoding === RAW) {
    reader.float64s(starts);
    return;
  }
  if (encoding !== DELTAS) throw new Damaged('A column of starts');
  const first = reader.float64();
  reader.climb(starts, first, reader.varint());
}

/** Answers whether no row has an end. */
function readEnds(reader: ByteReader, starts: Float64Array, ends: Float64Array): boolean {
  const encoding = reader.byte();
  if (encoding === NO_ENDS) {
    ends.fill(Number.NaN);
    return true;
  }
  if (encoding === RAW_ENDS) {
    reader.float64s(ends);
    return false;
  }
  if (encoding !== DURATIONS) throw new Damaged('A column of ends');
  const unit = reader.varint();
  reader.varints(ends);
  for (let i = 0; i < ends.length; i++) {
    const duration = ends[i] ?? 0;
    ends[i] = duration === 0 ? Number.NaN : (starts[i] ?? 0) + (duration - 1) * unit;
  }
  return false;
}

function readValues(reader: ByteReader, values: Float64Array): void {
  const encoding = reader.byte();
  if (encoding === RAW) {
    reader.float64s(values);
    return;
  }
  if (encoding !== SCALED && encoding !== SCALED_DELTAS) throw new Damaged('A column of values');
  const scale = 10 ** reader.byte();
  reader.zigzags(values, encoding === SCALED_DELTAS);
  if (scale === 1) return;
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / scale;
}

function readRuns(
  reader: ByteReader,
  rows: number,
  run: (value: number, from: number, to: number) => void,
): void {
  const runs = reader.varint();
  let at = 0;
  for (let i = 0; i < runs; i++) {
    const length = reader.varint();
    const value = reader.varint();
    if (length === 0 || at + length > rows) throw new Damaged('A column of runs');
    run(value, at, at + length);
    at += length;
  }
  if (at !== rows) throw new Damaged('A column of runs');
}

function readNotes(reader: ByteReader, rows: number): ReadonlyMap<number, string> {
  const count = reader.varint();
  if (count === 0 && reader.atEnd()) return NO_NOTES;
  if (count > rows) throw new Damaged('A column of notes');
  const notes = new Map<number, string>();
  let row = 0;
  for (let i = 0; i < count; i++) {
    row += reader.varint();
    notes.set(row, fromUtf8(reader.bytes(reader.varint())));
  }
  if (!reader.atEnd()) throw new Damaged('A piece of a stream');
  return notes;
}
