/**
 * Writing to one stream. Each function reads what it must and answers a change that is not stored yet: the caller
 * holds the write lock, joins its own records to the change and commits all of it at once.
 */
import type { BatchId, Rows, WriteCounts } from '../model.ts';
import type { Change, RecordReader } from '../storage/records.ts';
import type { BatchStamp } from './columns.ts';
import type { Adding } from './merge-rows.ts';
import { StreamDraft } from './stream-draft.ts';
import type { StreamHandle } from './stream-handle.ts';
import type { Entries } from './take-back.ts';

export interface PlannedWrite {
  readonly counts: WriteCounts;
  readonly change: Change;
}

/** Rows in any order, repeats included. Throws `bad-rows`, `too-many-at-once`, DamagedChunk. */
export async function appendRows(
  records: RecordReader,
  handle: StreamHandle,
  batch: Adding,
  rows: Rows,
): Promise<PlannedWrite> {
  return writeRows(records, handle, batch, rows, null);
}

/** Takes live rows back; counts.undone + counts.same = entries given. */
export async function retireRows(
  records: RecordReader,
  handle: StreamHandle,
  batch: BatchStamp,
  entries: Entries,
): Promise<PlannedWrite> {
  return writeRows(records, handle, batch, null, entries);
}

/** Takes back first, then adds: an app that moves an entry does both in one write. */
export async function writeRows(
  records: RecordReader,
  handle: StreamHandle,
  batch: Adding,
  rows: Rows | null,
  undo: Entries | null,
): Promise<PlannedWrite> {
  const draft = await StreamDraft.open(records, handle);
  const none: WriteCounts = { new: 0, same: 0, corrected: 0, undone: 0 };
  const back = undo === null ? none : await draft.retire(batch, undo);
  const added = rows === null ? none : await draft.append(batch, rows);
  return {
    counts: {
      new: added.new,
      same: added.same + back.same,
      corrected: added.corrected,
      undone: back.undone,
    },
    change: await draft.finish(),
  };
}

/** Rows of the batch gone, rows that it retired live again. */
export async function undoBatch(
  records: RecordReader,
  handle: StreamHandle,
  batch: BatchId,
): Promise<Change> {
  const draft = await StreamDraft.open(records, handle);
  await draft.undo(batch);
  return draft.finish();
}
