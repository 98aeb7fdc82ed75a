/**
 * What an app's write looks like inside its seal: [length of the head, 4 bytes][head, JSON][columns]. The columns
 * are laid out as in a stream (stream/FORMAT.md); a write needs no batch and retires nothing.
 */
import * as z from 'zod/mini';
import { scaleSchema } from '../../../protocol/verbs.ts';
import { type Bytes, concat, fromUtf8, utf8 } from '../bytes.ts';
import { Damaged } from '../errors.ts';
import type { Rows } from '../model.ts';
import { decodeColumns } from '../stream/decode-columns.ts';
import { encodeColumns } from '../stream/encode-columns.ts';

const head = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  unit: z.string(),
  scale: z.nullable(scaleSchema),
  category: z.string(),
  appName: z.nullable(z.string()),
  /** When the app wrote it, ms UTC. */
  at: z.number(),
  rows: z.number(),
  /** Starts of own entries to take back. */
  undo: z.array(z.number()),
});

export type BatchHead = Readonly<Omit<z.infer<typeof head>, 'version' | 'rows'>>;

export interface BatchPayload {
  readonly head: BatchHead;
  readonly rows: Rows;
}

export function encodeBatch({ head: about, rows }: BatchPayload): Bytes {
  const sorted = sortRows(rows);
  const columns = encodeColumns({
    ...sorted,
    batches: new Uint32Array(rows.starts.length),
    retiredBy: new Uint32Array(rows.starts.length),
    table: [],
  });
  const json = utf8(JSON.stringify({ version: 1, ...about, rows: rows.starts.length }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  return concat([length, json, columns]);
}

/** Throws Damaged. */
export function decodeBatch(payload: Bytes): BatchPayload {
  try {
    const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
    const { version: _, rows, ...about } = head.parse(JSON.parse(fromUtf8(payload.subarray(4, 4 + length))));
    const { starts, ends, values, offsets, notes } = decodeColumns(payload.subarray(4 + length), rows);
    return { head: about, rows: { starts, ends, values, offsets, notes } };
  } catch (cause) {
    throw new Damaged('What a site sent', cause);
  }
}

/** By start, and rows of one start in the order they came: of two values for one time the later corrects. */
function sortRows(rows: Rows): Rows {
  const order = Uint32Array.from(rows.starts, (_, i) => i).sort(
    (a, b) => (rows.starts[a] ?? 0) - (rows.starts[b] ?? 0) || a - b,
  );
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(order, (i) => column[i] ?? Number.NaN);
  const notes = new Map<number, string>();
  order.forEach((from, to) => {
    const note = rows.notes.get(from);
    if (note !== undefined) notes.set(to, note);
  });
  return {
    starts: pick(rows.starts),
    ends: pick(rows.ends),
    values: pick(rows.values),
    offsets: Int16Array.from(order, (i) => rows.offsets[i] ?? 0),
    notes,
  };
}
