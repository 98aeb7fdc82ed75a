/** Rows and handles for tests. */
import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { importAesKey } from '../cipher.ts';
import { newBatchId, newRecordKey, newStreamId } from '../ids.ts';
import type { BatchId, Rows, Stream } from '../model.ts';
import type { StreamHandle } from '../stream/stream.ts';

export interface RowLike {
  readonly start: number;
  readonly value: number;
  readonly end?: number;
  readonly offset?: number;
  readonly note?: string;
}

export function rowsOf(rows: readonly RowLike[]): Rows {
  return {
    starts: Float64Array.from(rows, (row) => row.start),
    ends: Float64Array.from(rows, (row) => row.end ?? Number.NaN),
    values: Float64Array.from(rows, (row) => row.value),
    offsets: Int16Array.from(rows, (row) => row.offset ?? UNKNOWN_OFFSET),
    notes: new Map(rows.flatMap(({ note }, i) => (note === undefined ? [] : [[i, note] as const]))),
  };
}

export async function newHandle(identity: Stream['identity'] = 'time'): Promise<StreamHandle> {
  const key = await importAesKey(crypto.getRandomValues(new Uint8Array(32)));
  return { id: newStreamId(), key, indexKey: newRecordKey(), identity };
}

export const newBatch = (at = 0): { id: BatchId; at: number } => ({ id: newBatchId(), at });
