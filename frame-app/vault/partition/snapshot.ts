/**
 * A snapshot: the part of a safe that one grant lets through, cut by the consent window and kept in the frame's
 * partition under the grant's own key. Laid out like a stream's chunks (stream/FORMAT.md), with the provenance
 * of a row where a chunk has its batch, and its source, where granted, where a chunk has what retired it.
 */
import * as z from 'zod/mini';
import { PROVENANCES } from '../../../protocol/series.ts';
import { scaleSchema } from '../../../protocol/verbs.ts';
import type { Bytes } from '../bytes.ts';
import { openRecord, sealRecord } from '../cipher.ts';
import { Damaged } from '../errors.ts';
import { newRecordKey } from '../ids.ts';
import type { GrantId, RecordKey, SeriesColumns } from '../model.ts';
import type { Records } from '../storage/records.ts';
import { decodeColumns } from '../stream/decode-columns.ts';
import { deflate, inflate } from '../stream/deflate.ts';
import { encodeColumns } from '../stream/encode-columns.ts';

const PIECE_ROWS = 131_072;

export const snapshotSchema = z.strictObject({
  unit: z.string(),
  scale: z.nullable(scaleSchema),
  skippedUnits: z.number(),
  /** Names of the sources, in the order that the rows refer to; absent unless granted. */
  sources: z.optional(z.array(z.string())),
  pieces: z.array(
    z.strictObject({
      record: z.custom<RecordKey>((value) => typeof value === 'string'),
      rows: z.number(),
      inflated: z.number(),
    }),
  ),
});

/** Names the records that hold the rows; itself kept sealed with its grant. */
export type Snapshot = z.infer<typeof snapshotSchema>;

interface Owner {
  readonly id: GrantId;
  readonly key: CryptoKey;
}

export async function sealSnapshot(
  owner: Owner,
  series: SeriesColumns,
): Promise<{ readonly snapshot: Snapshot; readonly put: readonly (readonly [string, Bytes])[] }> {
  const rows = series.times.length;
  const starts = Array.from({ length: Math.ceil(rows / PIECE_ROWS) }, (_, i) => i * PIECE_ROWS);
  const sealed = await Promise.all(
    starts.map((from) => sealPiece(owner, series, from, Math.min(rows, from + PIECE_ROWS))),
  );
  const { unit, scale, skippedUnits, sources } = series;
  return {
    snapshot: {
      unit,
      scale,
      skippedUnits,
      ...(sources === undefined ? {} : { sources: [...sources.labels] }),
      pieces: sealed.map(({ piece }) => piece),
    },
    put: sealed.map(({ piece, record }) => [piece.record, record] as const),
  };
}

async function sealPiece(owner: Owner, series: SeriesColumns, from: number, to: number) {
  const notes = new Map<number, string>();
  for (const [row, note] of series.notes) if (row >= from && row < to) notes.set(row - from, note);
  const payload = encodeColumns({
    starts: series.times.subarray(from, to),
    ends: series.ends.subarray(from, to),
    values: series.values.subarray(from, to),
    offsets: series.offsets.subarray(from, to),
    batches: Uint32Array.from(series.provenance.subarray(from, to)),
    retiredBy:
      series.sources === undefined
        ? new Uint32Array(to - from)
        : Uint32Array.from(series.sources.of.subarray(from, to)),
    notes,
    table: [],
  });
  const piece = { record: newRecordKey(), rows: to - from, inflated: payload.length };
  const record = await sealRecord(owner.key, ['snapshot', owner.id, piece.record], await deflate(payload));
  return { piece, record };
}

/** Throws Damaged, also where a record is missing. */
export async function openSnapshot(
  records: Records,
  owner: Owner,
  snapshot: Snapshot,
): Promise<SeriesColumns> {
  const rows = snapshot.pieces.reduce((sum, piece) => sum + piece.rows, 0);
  const series = {
    times: new Float64Array(rows),
    ends: new Float64Array(rows),
    values: new Float64Array(rows),
    offsets: new Int16Array(rows),
    provenance: new Uint8Array(rows),
    notes: new Map<number, string>(),
    unit: snapshot.unit,
    scale: snapshot.scale,
    skippedUnits: snapshot.skippedUnits,
  };
  const of = snapshot.sources === undefined ? null : new Uint16Array(rows);
  const stored = await records.getMany(snapshot.pieces.map((piece) => piece.record));
  let from = 0;
  await Promise.all(
    snapshot.pieces.map(async (piece, i) => {
      const start = from;
      const end = start + piece.rows;
      from = end;
      const deflated = await openRecord(owner.key, ['snapshot', owner.id, piece.record], stored[i]);
      const decoded = decodeColumns(await inflate(deflated, piece.inflated), piece.rows, {
        starts: series.times.subarray(start, end),
        ends: series.ends.subarray(start, end),
        values: series.values.subarray(start, end),
        offsets: series.offsets.subarray(start, end),
      });
      if (decoded.batches.some((code) => code >= PROVENANCES.length)) throw new Damaged('A snapshot');
      series.provenance.set(decoded.batches, start);
      of?.set(decoded.retiredBy, start);
      for (const [row, note] of decoded.notes) series.notes.set(start + row, note);
    }),
  );
  return of === null || snapshot.sources === undefined
    ? series
    : { ...series, sources: { labels: snapshot.sources, of } };
}
