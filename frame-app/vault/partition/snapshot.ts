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
import { newRecordKey } from '../ids.ts';
import type { GrantId, RecordKey, SeriesColumns } from '../model.ts';
import type { Records } from '../storage/records.ts';
import { decodeCoded, newTarget } from '../stream/decode-columns.ts';
import { deflate, inflate } from '../stream/deflate.ts';
import { encodeColumns } from '../stream/encode-columns.ts';
import { newestOf } from '../stream/newest-of.ts';

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
      /** Starts of the first and last row, ms UTC. */
      first: z.number(),
      last: z.number(),
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
  const piece = {
    record: newRecordKey(),
    rows: to - from,
    inflated: payload.length,
    first: series.times[from] ?? 0,
    last: series.times[to - 1] ?? 0,
  };
  const record = await sealRecord(owner.key, ['snapshot', owner.id, piece.record], await deflate(payload));
  return { piece, record };
}

/** What a read needs of it: from <= start < to, and of these at least the newest so many. */
export interface SnapshotPart {
  readonly from?: number | null;
  readonly to?: number | null;
  readonly newest?: number | null;
}

/** Throws Damaged, also where a record is missing. Whole pieces: the caller trims. */
export async function openSnapshot(
  records: Records,
  owner: Owner,
  snapshot: Snapshot,
  part: SnapshotPart = {},
): Promise<SeriesColumns> {
  const range = { from: part.from ?? Number.NEGATIVE_INFINITY, to: part.to ?? Number.POSITIVE_INFINITY };
  const pieces = newestOf(
    snapshot.pieces
      .filter(({ first, last }) => last >= range.from && first < range.to)
      .map((piece) => ({ ...piece, live: piece.rows })),
    part.newest ?? null,
    range,
  );
  const { unit, scale, skippedUnits } = snapshot;
  const labels = snapshot.sources;
  const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
  const whole = newTarget(rows);
  const provenance = new Uint8Array(rows);
  const of = labels === undefined ? null : new Uint16Array(rows);
  const notes = new Map<number, string>();
  const stored = await records.getMany(pieces.map((piece) => piece.record));
  let at = 0;
  let noEnds = true;
  const codes = new Set<number | null>();
  await Promise.all(
    pieces.map(async (piece, i) => {
      const start = at;
      const end = start + piece.rows;
      at = end;
      const deflated = await openRecord(owner.key, ['snapshot', owner.id, piece.record], stored[i]);
      const found = decodeCoded(
        await inflate(deflated, piece.inflated),
        {
          starts: whole.starts.subarray(start, end),
          ends: whole.ends.subarray(start, end),
          values: whole.values.subarray(start, end),
          offsets: whole.offsets.subarray(start, end),
        },
        { codes: provenance.subarray(start, end), below: PROVENANCES.length },
        of && { codes: of.subarray(start, end), below: labels?.length ?? 0 },
      );
      noEnds &&= found.noEnds;
      codes.add(found.onlyCode);
      for (const [row, note] of found.notes) notes.set(start + row, note);
    }),
  );
  const { starts: times, ends, values, offsets } = whole;
  const [only] = codes;
  return {
    ...{ times, ends, values, offsets, provenance, notes, unit, scale, skippedUnits },
    uniform: { noEnds, provenance: codes.size === 1 ? (only ?? null) : null },
    ...(of === null || labels === undefined ? {} : { sources: { labels, of } }),
  };
}
