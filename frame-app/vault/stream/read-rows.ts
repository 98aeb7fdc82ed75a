/**
 * Reading a stream: the chunks of a range are fetched in one request, opened side by side and decoded straight
 * into the columns they are parts of.
 */
import type { RecordReader } from '../storage/records.ts';
import { openChunk, openLiveChunk } from './chunk.ts';
import { firstAtOrAfter, type StoredColumns } from './columns.ts';
import { DamagedChunk, type DamagedRange } from './damaged-range.ts';
import { type Decoded, newTarget, type Target } from './decode-columns.ts';
import { newestOf } from './newest-of.ts';
import type { StreamHandle } from './stream-handle.ts';
import { readIndex, type StreamIndex } from './stream-index.ts';

/** Live rows by start; the columns may be views into longer ones. */
export interface StreamColumns extends Target {
  readonly notes: ReadonlyMap<number, string>;
  /** When each row was added, ms UTC; null unless asked for. */
  readonly addedAt: Float64Array | null;
  /** No row has an end; false: some may. */
  readonly noEnds: boolean;
}

export interface ReadOptions {
  /** from <= start < to, ms UTC. */
  readonly from?: number | null;
  readonly to?: number | null;
  /** At least the newest so many of the range, and no chunk that they do not need. */
  readonly newest?: number | null;
  readonly withAddedAt?: boolean;
  /** Called for each damaged chunk, whose rows are then left out; without it the first one is thrown. */
  readonly onDamaged?: (range: DamagedRange) => void;
  /** Saves reading it when it has been read already. */
  readonly index?: StreamIndex;
}

/** Throws DamagedChunk, Damaged, NewerFormat. */
export async function readRows(
  records: RecordReader,
  handle: StreamHandle,
  options: ReadOptions = {},
): Promise<StreamColumns> {
  const from = options.from ?? Number.NEGATIVE_INFINITY;
  const to = options.to ?? Number.POSITIVE_INFINITY;
  const index = options.index ?? (await readIndex(records, handle));
  const entries = newestOf(
    index.chunks.filter((c) => c.live > 0 && c.last >= from && c.first < to),
    options.newest ?? null,
    { from, to },
  );
  const stored = await records.getMany(entries.map((entry) => entry.record));
  const whole = newTarget(entries.reduce((rows, entry) => rows + entry.live, 0));
  const addedAt = options.withAddedAt === true ? new Float64Array(whole.starts.length) : null;
  const notes: [number, string][] = [];
  let at = 0;
  let noEnds = true;
  const damaged: { readonly from: number; readonly to: number }[] = [];
  await Promise.all(
    entries.map(async (entry, i) => {
      const begin = at;
      at += entry.live;
      try {
        const place = viewOf(whole, begin, begin + entry.live);
        const stamps = addedAt?.subarray(begin, begin + entry.live) ?? null;
        const allLive = entry.live === entry.rows && stamps === null;
        const found = allLive
          ? await openLiveChunk(handle, entry, stored[i], place)
          : copyLive(await openChunk(handle, entry, stored[i]), place, stamps);
        noEnds &&= found.noEnds;
        for (const [row, note] of found.notes) notes.push([begin + row, note]);
      } catch (error) {
        if (!(error instanceof DamagedChunk) || options.onDamaged === undefined) throw error;
        damaged.push({ from: begin, to: begin + entry.live });
        options.onDamaged(error.range);
      }
    }),
  );
  notes.sort((a, b) => a[0] - b[0]);
  const read: StreamColumns = { ...whole, addedAt, noEnds, notes: new Map(notes) };
  return within(damaged.length === 0 ? read : without(read, damaged), from, to);
}

/** Every row of every chunk, retired ones too, one chunk at a time: for export and for a look at history. */
export async function* readHistory(
  records: RecordReader,
  handle: StreamHandle,
): AsyncGenerator<StoredColumns> {
  const index = await readIndex(records, handle);
  for (const entry of index.chunks) yield openChunk(handle, entry, await records.get(entry.record));
}

function viewOf(columns: Target, from: number, to: number): Target {
  return {
    starts: columns.starts.subarray(from, to),
    ends: columns.ends.subarray(from, to),
    values: columns.values.subarray(from, to),
    offsets: columns.offsets.subarray(from, to),
  };
}

/** Live rows to `place`, and when they were added to `stamps`; answers their notes. */
function copyLive(all: StoredColumns, place: Target, stamps: Float64Array | null): Decoded {
  const notes = new Map<number, string>();
  let live = 0;
  for (let row = 0; row < all.starts.length; row++) {
    if (all.retiredBy[row] !== 0) continue;
    place.starts[live] = all.starts[row] ?? NaN;
    place.ends[live] = all.ends[row] ?? NaN;
    place.values[live] = all.values[row] ?? NaN;
    place.offsets[live] = all.offsets[row] ?? 0;
    if (stamps !== null) stamps[live] = all.table[all.batches[row] ?? 0]?.at ?? NaN;
    const note = all.notes.get(row);
    if (note !== undefined) notes.set(live, note);
    live++;
  }
  return { notes, noEnds: false };
}

/** Trims to the range; views, no copies. */
function within(read: StreamColumns, from: number, to: number): StreamColumns {
  const begin = firstAtOrAfter(read.starts, from);
  const end = firstAtOrAfter(read.starts, to);
  if (begin === 0 && end === read.starts.length) return read;
  const notes = new Map<number, string>();
  for (const [row, note] of read.notes) if (row >= begin && row < end) notes.set(row - begin, note);
  return {
    ...viewOf(read, begin, end),
    notes,
    noEnds: read.noEnds,
    addedAt: read.addedAt?.subarray(begin, end) ?? null,
  };
}

/** Leaves out the rows of damaged chunks, whose places were never filled. */
function without(read: StreamColumns, gaps: { readonly from: number; readonly to: number }[]): StreamColumns {
  const keep = new Uint8Array(read.starts.length).fill(1);
  for (const gap of gaps) keep.fill(0, gap.from, gap.to);
  const kept = (_: number, row: number): boolean => keep[row] === 1;
  const notes = new Map<number, string>();
  const before = new Uint32Array(keep.length);
  let count = 0;
  for (let row = 0; row < keep.length; row++) {
    before[row] = count;
    count += keep[row] ?? 0;
  }
  for (const [row, note] of read.notes) if (keep[row] === 1) notes.set(before[row] ?? 0, note);
  return {
    starts: read.starts.filter(kept),
    ends: read.ends.filter(kept),
    values: read.values.filter(kept),
    offsets: read.offsets.filter(kept),
    notes,
    noEnds: read.noEnds,
    addedAt: read.addedAt?.filter(kept) ?? null,
  };
}
