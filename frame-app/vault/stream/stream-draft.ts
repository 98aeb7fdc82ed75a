/**
 * Changes to one stream before they are committed. Only chunks that a change touches are read; only chunks that
 * did change are written again, under new keys, and the old ones are deleted with the index that named them.
 */
import { VaultError } from '../errors.ts';
import type { BatchId, Rows, WriteCounts } from '../model.ts';
import type { Change, RecordReader } from '../storage/records.ts';
import { openChunk, sealChunk } from './chunk.ts';
import { sliceColumns } from './column-builder.ts';
import { type BatchStamp, checkRows, noColumns, type StoredColumns } from './columns.ts';
import { type Adding, mergeRows, orderByStart } from './merge-rows.ts';
import type { StreamHandle } from './stream-handle.ts';
import { type ChunkEntry, readIndex, type StreamIndex, sealIndex } from './stream-index.ts';
import { type Entries, retireEntries, undoBatchIn } from './take-back.ts';

/** When a chunk is full. */
export interface ChunkLimits {
  readonly rows: number;
  /** Each batch costs a chunk 24 bytes: an app that writes row by row fills a chunk sooner. */
  readonly batches: number;
}

export const CHUNK_LIMITS: ChunkLimits = { rows: 32_768, batches: 4_096 };
/** Rows of one start cannot be parted; this many times a full chunk is no health data. */
const MOST_TIMES_FULL = 8;

/** A chunk as it was, or with changes; `columns` null: not read yet. */
interface Piece {
  readonly entry: ChunkEntry | null;
  readonly columns: StoredColumns | null;
  readonly changed: boolean;
  readonly first: number;
  readonly last: number;
  readonly rows: number;
  readonly batches: number;
}

const nothingDone = (): WriteCounts => ({ new: 0, same: 0, corrected: 0, undone: 0 });

export class StreamDraft {
  readonly #records: RecordReader;
  readonly #handle: StreamHandle;
  readonly #index: StreamIndex;
  readonly #limits: ChunkLimits;
  readonly #dropped: string[] = [];
  #pieces: Piece[];

  static async open(
    records: RecordReader,
    handle: StreamHandle,
    limits: ChunkLimits = CHUNK_LIMITS,
  ): Promise<StreamDraft> {
    return new StreamDraft(records, handle, await readIndex(records, handle), limits);
  }

  private constructor(records: RecordReader, handle: StreamHandle, index: StreamIndex, limits: ChunkLimits) {
    this.#limits = limits;
    this.#records = records;
    this.#handle = handle;
    this.#index = index;
    this.#pieces = index.chunks.map((entry) => ({ ...entry, entry, columns: null, changed: false }));
  }

  /** Throws `bad-rows`, `too-many-at-once`, DamagedChunk. */
  async append(adding: Adding, rows: Rows): Promise<WriteCounts> {
    checkRows(rows);
    const counts = { new: 0, same: 0, corrected: 0 };
    const order = orderByStart(rows.starts);
    const startAt = (i: number): number => rows.starts[order[i] ?? 0] ?? 0;
    for (let from = 0; from < order.length; ) {
      const { at, insert, until } = this.#route(startAt(from));
      let to = from + 1;
      while (to < order.length && startAt(to) < until) to++;
      const stored = insert ? noColumns() : await this.#columnsAt(at);
      const part = order.subarray(from, to);
      const { columns, added } = mergeRows(stored, rows, part, adding, this.#handle.identity);
      if (added.new + added.corrected > 0) this.#replace(at, insert ? 0 : 1, columns);
      counts.new += added.new;
      counts.same += added.same;
      counts.corrected += added.corrected;
      from = to;
    }
    return { ...counts, undone: 0 };
  }

  /** An entry that is not there, or not any more, counts as `same`. */
  async retire(by: BatchStamp, entries: Entries): Promise<WriteCounts> {
    const hit = new Uint8Array(entries.starts.length);
    for (let at = 0; at < this.#pieces.length; at++) {
      const piece = this.#pieces[at];
      if (piece === undefined || !entries.starts.some((s) => s >= piece.first && s <= piece.last)) continue;
      const columns = retireEntries(await this.#columnsAt(at), entries, by, hit);
      if (columns !== null) this.#replace(at, 1, columns);
    }
    const undone = hit.reduce((sum, flag) => sum + flag, 0);
    return { ...nothingDone(), undone, same: hit.length - undone };
  }

  async undo(batch: BatchId): Promise<void> {
    for (let at = this.#pieces.length - 1; at >= 0; at--) {
      const columns = undoBatchIn(await this.#columnsAt(at), batch, this.#handle.identity);
      if (columns !== null) this.#replace(at, 1, columns);
    }
  }

  async finish(): Promise<Change> {
    if (this.#dropped.length === 0 && this.#pieces.every((piece) => !piece.changed))
      return { put: [], delete: [] };
    const put: [string, unknown][] = [];
    const chunks: ChunkEntry[] = [];
    const sealed = this.#pieces.map((piece) =>
      piece.changed && piece.columns !== null ? sealChunk(this.#handle, piece.columns) : null,
    );
    for (const [i, piece] of this.#pieces.entries()) {
      const fresh = await sealed[i];
      if (fresh) {
        chunks.push(fresh.entry);
        put.push([fresh.entry.record, fresh.record]);
      } else if (piece.entry !== null) chunks.push(piece.entry);
    }
    put.push([this.#handle.indexKey, await sealIndex(this.#handle, { seq: this.#index.seq + 1, chunks })]);
    return { put, delete: this.#dropped };
  }

  /** Where rows from `start` on go, up to `until`: into the piece at `at`, or a new one put before it. */
  #route(start: number): { readonly at: number; readonly insert: boolean; readonly until: number } {
    const pieces = this.#pieces;
    let after = 0;
    while (after < pieces.length && (pieces[after]?.first ?? 0) <= start) after++;
    const holder = pieces[after - 1];
    const next = pieces[after];
    const until = next?.first ?? Number.POSITIVE_INFINITY;
    if (holder !== undefined && start <= holder.last) {
      return { at: after - 1, insert: false, until: this.#isFull(holder) ? holder.last + 0.5 : until };
    }
    if (holder !== undefined && !this.#isFull(holder)) return { at: after - 1, insert: false, until };
    if (next !== undefined && !this.#isFull(next)) return { at: after, insert: false, until };
    return { at: after, insert: true, until };
  }

  async #columnsAt(at: number): Promise<StoredColumns> {
    const piece = this.#pieces[at];
    if (piece === undefined) return noColumns();
    if (piece.columns !== null || piece.entry === null) return piece.columns ?? noColumns();
    return openChunk(this.#handle, piece.entry, await this.#records.get(piece.entry.record));
  }

  #isFull(piece: Piece): boolean {
    return piece.rows >= this.#limits.rows || piece.batches >= this.#limits.batches;
  }

  #replace(at: number, removed: 0 | 1, columns: StoredColumns): void {
    const old = removed === 1 ? this.#pieces[at] : undefined;
    if (old?.entry) this.#dropped.push(old.entry.record);
    const atTheEnd = at + removed >= this.#pieces.length;
    this.#pieces.splice(at, removed, ...part(columns, atTheEnd, this.#limits.rows).map(toPiece));
  }
}

function toPiece(columns: StoredColumns): Piece {
  return {
    entry: null,
    columns,
    changed: true,
    first: columns.starts[0] ?? 0,
    last: columns.starts.at(-1) ?? 0,
    rows: columns.starts.length,
    batches: columns.table.length,
  };
}

/** Full chunks and a rest at a stream's end, where more will come; even halves elsewhere. No start is parted. */
function part(columns: StoredColumns, atTheEnd: boolean, full: number): StoredColumns[] {
  const { starts } = columns;
  const count = starts.length;
  if (count === 0) return [];
  if (count <= full) return [columns];
  const size = atTheEnd ? full : Math.ceil(count / Math.ceil(count / full));
  const most = full * MOST_TIMES_FULL;
  const parts: StoredColumns[] = [];
  for (let from = 0; from < count; ) {
    let to = Math.min(count, from + size);
    while (to < count && starts[to] === starts[to - 1]) to++;
    if (to - from > most) {
      throw new VaultError('too-many-at-once', `More than ${most} measurements begin at one instant.`);
    }
    parts.push(from === 0 && to === count ? columns : sliceColumns(columns, from, to));
    from = to;
  }
  return parts;
}
