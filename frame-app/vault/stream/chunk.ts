/** One chunk as a record: [inflated length, 4 bytes][deflated columns], sealed to its stream and its own id. */
import type { Bytes } from '../bytes.ts';
import { openRecord, sealRecord } from '../cipher.ts';
import { Damaged, NewerFormat } from '../errors.ts';
import { newRandomId, newRecordKey } from '../ids.ts';
import type { StoredColumns } from './columns.ts';
import { DamagedChunk } from './damaged-range.ts';
import { type Decoded, decodeColumns, decodeLive, type Target } from './decode-columns.ts';
import { deflate, inflate } from './deflate.ts';
import { encodeColumns } from './encode-columns.ts';
import type { StreamHandle } from './stream-handle.ts';
import { type ChunkEntry, summarise } from './stream-index.ts';

const LENGTH_BYTES = 4;
/** What one chunk may inflate to; far above what CHUNK_ROWS rows need, far below what would fill a device. */
const MOST_INFLATED = 256 * 1024 * 1024;

export async function sealChunk(
  handle: StreamHandle,
  columns: StoredColumns,
): Promise<{ readonly entry: ChunkEntry; readonly record: Bytes }> {
  const id = newRandomId();
  const payload = encodeColumns(columns);
  const deflated = await deflate(payload);
  const plain = new Uint8Array(LENGTH_BYTES + deflated.length);
  new DataView(plain.buffer).setUint32(0, payload.length, true);
  plain.set(deflated, LENGTH_BYTES);
  const record = await sealRecord(handle.key, ['chunk', handle.id, id], plain);
  return { entry: { record: newRecordKey(), id, ...summarise(columns) }, record };
}

/** All rows. Throws DamagedChunk, NewerFormat. */
export function openChunk(handle: StreamHandle, entry: ChunkEntry, record: unknown): Promise<StoredColumns> {
  return decoded(handle, entry, record, (payload) => decodeColumns(payload, entry.rows));
}

/** Rows into `target`, and their notes; for chunks whose rows are all live. Throws DamagedChunk, NewerFormat. */
export function openLiveChunk(
  handle: StreamHandle,
  entry: ChunkEntry,
  record: unknown,
  target: Target,
): Promise<Decoded> {
  return decoded(handle, entry, record, (payload) => decodeLive(payload, target));
}

async function decoded<T>(
  handle: StreamHandle,
  entry: ChunkEntry,
  record: unknown,
  decode: (payload: Bytes) => T,
): Promise<T> {
  try {
    const plain = await openRecord(handle.key, ['chunk', handle.id, entry.id], record);
    const length = new DataView(plain.buffer).getUint32(0, true);
    if (length > MOST_INFLATED) throw new Damaged('A piece of a stream');
    return decode(await inflate(plain.subarray(LENGTH_BYTES), length));
  } catch (cause) {
    if (cause instanceof NewerFormat) throw cause;
    const { id, first, last, rows } = entry;
    throw new DamagedChunk({ stream: handle.id, chunk: id, first, last, rows }, cause);
  }
}
