/**
 * The index of a stream: which chunks it has and what each holds. Without it the chunks are nameless; it is
 * replaced in the same transaction as any chunk, so it always names exactly the chunks that are there.
 */
import * as z from 'zod/mini';
import type { Bytes } from '../bytes.ts';
import { openJson, sealJson } from '../cipher.ts';
import { Damaged, NewerFormat } from '../errors.ts';
import type { StreamSummary } from '../model.ts';
import type { Change, RecordReader } from '../storage/records.ts';
import type { StoredColumns } from './columns.ts';
import type { StreamHandle } from './stream-handle.ts';

export const INDEX_VERSION = 1;

const number = z.number();
const numberOrNull = z.nullable(z.number());
const chunkEntry = z.object({
  record: z.string(),
  id: z.string(),
  rows: number,
  live: number,
  batches: number,
  first: number,
  last: number,
  liveFirst: numberOrNull,
  liveLast: numberOrNull,
  lastValue: numberOrNull,
  lowest: numberOrNull,
  highest: numberOrNull,
});
const storedIndex = z.object({ version: z.literal(INDEX_VERSION), seq: number, chunks: z.array(chunkEntry) });

/** `first` and `last` are of all rows, retired too: they say where a start belongs. */
export type ChunkEntry = Readonly<z.infer<typeof chunkEntry>>;

export interface StreamIndex {
  /** Counts the commits of this stream. */
  readonly seq: number;
  /** By start, without overlap: no start is in two chunks. */
  readonly chunks: readonly ChunkEntry[];
}

export function summarise(columns: StoredColumns): Omit<ChunkEntry, 'record' | 'id'> {
  const { starts, values, retiredBy } = columns;
  let live = 0;
  let liveFirst: number | null = null;
  let last = -1;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < starts.length; i++) {
    if (retiredBy[i] !== 0) continue;
    live++;
    liveFirst ??= starts[i] ?? null;
    last = i;
    const value = values[i] ?? Number.NaN;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return {
    rows: starts.length,
    live,
    batches: columns.table.length,
    first: starts[0] ?? 0,
    last: starts.at(-1) ?? 0,
    liveFirst,
    liveLast: starts[last] ?? null,
    lastValue: values[last] ?? null,
    lowest: live === 0 ? null : lowest,
    highest: live === 0 ? null : highest,
  };
}

export function summaryOf(index: StreamIndex): StreamSummary {
  const held = index.chunks.filter((chunk) => chunk.live > 0);
  const lows = held.map((chunk) => chunk.lowest ?? Number.POSITIVE_INFINITY);
  const highs = held.map((chunk) => chunk.highest ?? Number.NEGATIVE_INFINITY);
  return {
    count: held.reduce((count, chunk) => count + chunk.live, 0),
    first: held[0]?.liveFirst ?? null,
    last: held.at(-1)?.liveLast ?? null,
    lastValue: held.at(-1)?.lastValue ?? null,
    lowest: held.length === 0 ? null : Math.min(...lows),
    highest: held.length === 0 ? null : Math.max(...highs),
  };
}

const boundTo = (handle: StreamHandle) => ['index', handle.id] as const;

export function sealIndex(handle: StreamHandle, index: StreamIndex): Promise<Bytes> {
  return sealJson(handle.key, boundTo(handle), { version: INDEX_VERSION, ...index });
}

/** Throws Damaged, NewerFormat. */
export async function openIndex(handle: StreamHandle, record: unknown): Promise<StreamIndex> {
  const json = await openJson(handle.key, boundTo(handle), record);
  const version = z.object({ version: z.number() }).safeParse(json);
  if (version.success && version.data.version > INDEX_VERSION) {
    throw new NewerFormat('The index of a stream', version.data.version);
  }
  const parsed = storedIndex.safeParse(json);
  if (!parsed.success) throw new Damaged('The index of a stream', parsed.error);
  return parsed.data;
}

export async function readIndex(records: RecordReader, handle: StreamHandle): Promise<StreamIndex> {
  return openIndex(handle, await records.get(handle.indexKey));
}

/** An empty stream, to be committed together with what names it. */
export async function createStream(handle: StreamHandle): Promise<Change> {
  return { put: [[handle.indexKey, await sealIndex(handle, { seq: 0, chunks: [] })]], delete: [] };
}

/** All rows gone, history too; the stream stays. */
export async function emptyStream(records: RecordReader, handle: StreamHandle): Promise<Change> {
  const { seq, chunks } = await readIndex(records, handle);
  const put: Change['put'] = [[handle.indexKey, await sealIndex(handle, { seq: seq + 1, chunks: [] })]];
  return { put, delete: chunks.map((chunk) => chunk.record) };
}

export async function removeStream(records: RecordReader, handle: StreamHandle): Promise<Change> {
  const { chunks } = await readIndex(records, handle);
  return { put: [], delete: [handle.indexKey, ...chunks.map((chunk) => chunk.record)] };
}
