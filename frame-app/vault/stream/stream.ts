/** The stream room's door: what the frame and the safe use. */
export type { BatchStamp, StoredColumns } from './columns.ts';
export { DamagedChunk, type DamagedRange } from './damaged-range.ts';
export type { Adding } from './merge-rows.ts';
export { type ReadOptions, readHistory, readRows, type StreamColumns } from './read-rows.ts';
export { CHUNK_LIMITS } from './stream-draft.ts';
export type { StreamHandle } from './stream-handle.ts';
export {
  createStream,
  emptyStream,
  openIndex,
  readIndex,
  removeStream,
  type StreamIndex,
  summaryOf,
} from './stream-index.ts';
export type { Entries } from './take-back.ts';
export { appendRows, type PlannedWrite, retireRows, undoBatch, writeRows } from './write-rows.ts';
