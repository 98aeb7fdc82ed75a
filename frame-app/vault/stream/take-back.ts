/** The two ways back: an app takes own entries back, a person undoes a whole batch. */
import type { BatchId } from '../model.ts';
import { ColumnBuilder } from './column-builder.ts';
import { type BatchStamp, firstAtOrAfter, type StoredColumns } from './columns.ts';
import { type Identity, identityKey } from './same-measurement.ts';

/** What an app takes back: by start, and by end where `ends` is given. */
export interface Entries {
  readonly starts: Float64Array;
  readonly ends: Float64Array | null;
}

/**
 * Retires the live rows of these entries; they stay as history. `hit[i]` is set to 1 where entry `i` had one.
 * null: nothing to retire here.
 */
export function retireEntries(
  stored: StoredColumns,
  entries: Entries,
  by: BatchStamp,
  hit: Uint8Array,
): StoredColumns | null {
  const builder = new ColumnBuilder(stored.starts.length, stored.table);
  builder.copy(stored, 0, stored.starts.length);
  let retired = false;
  for (let i = 0; i < entries.starts.length; i++) {
    const start = entries.starts[i] ?? NaN;
    for (let at = firstAtOrAfter(stored.starts, start); stored.starts[at] === start; at++) {
      if (builder.retiredBy[at] !== 0) continue;
      if (entries.ends !== null && !Object.is(entries.ends[i], stored.ends[at])) continue;
      builder.retiredBy[at] = builder.place(by) + 1;
      hit[i] = 1;
      retired = true;
    }
  }
  return retired ? builder.finish() : null;
}

/** Removes what the batch added and brings back what it retired. null: the batch is not in these columns. */
export function undoBatchIn(stored: StoredColumns, id: BatchId, identity: Identity): StoredColumns | null {
  const batch = stored.table.findIndex((stamp) => stamp.id === id);
  if (batch < 0) return null;
  const builder = new ColumnBuilder(stored.starts.length, stored.table);
  const count = stored.starts.length;
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && stored.starts[to] === stored.starts[from]) to++;
    undoInGroup(builder, stored, from, to, batch, identity);
    from = to;
  }
  return builder.finish();
}

/** Rows `from` to `to` have one start. */
function undoInGroup(
  builder: ColumnBuilder,
  stored: StoredColumns,
  from: number,
  to: number,
  batch: number,
  identity: Identity,
): void {
  const { batches, retiredBy, ends, values, notes } = stored;
  /** From the last row back: who retired the row of this key that the batch had put after the one at hand. */
  const inherited = new Map<string, number>();
  const outcome = new Uint32Array(to - from);
  const keyOf = (at: number) => identityKey(identity, ends[at] ?? NaN, values[at] ?? NaN, notes.get(at));
  /** Of each key, the kept row after the one at hand; only the last of a key can be live. */
  const keptAfter = new Map<string, number>();
  for (let at = to - 1; at >= from; at--) {
    const key = keyOf(at);
    const byBatch = retiredBy[at] === batch + 1;
    let by = byBatch ? (inherited.get(key) ?? 0) : (retiredBy[at] ?? 0);
    if (batches[at] === batch) {
      inherited.set(key, by);
      continue;
    }
    const later = keptAfter.get(key);
    if (by === 0 && later !== undefined) by = (batches[later] ?? 0) + 1;
    keptAfter.set(key, at);
    outcome[at - from] = by;
  }
  for (let at = from; at < to; at++) {
    if (batches[at] === batch) continue;
    builder.copy(stored, at, at + 1);
    builder.retiredBy[builder.length - 1] = outcome[at - from] ?? 0;
  }
}
