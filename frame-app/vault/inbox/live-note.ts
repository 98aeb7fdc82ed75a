/**
 * What a live frame did, told to the log of a safe it cannot open: sealed notes in first-party records, written
 * before data is delivered, moved into the log when the safe opens or at a meeting.
 */
import * as z from 'zod/mini';
import { type Bytes, fromUtf8, utf8 } from '../bytes.ts';
import { newRandomId } from '../ids.ts';
import type { BatchId, GrantId } from '../model.ts';
import type { Records } from '../storage/records.ts';
import { type InboxKey, type SealedBatch, type SealedFor, sealBatch } from './seal.ts';

export const NOTE_PREFIX = 'note:';

const count = z.number();
const countOrNull = z.nullable(z.number());
const liveNote = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hand-over'),
    at: z.number(),
    variable: z.string(),
    rows: count,
    from: countOrNull,
    to: countOrNull,
    purpose: z.nullable(z.string()),
  }),
  z.object({
    kind: z.literal('write'),
    at: z.number(),
    variable: z.string(),
    /** Of the rows that the frame appended to its own stream. */
    batch: z.string(),
    new: count,
    same: count,
    corrected: count,
    undone: count,
  }),
]);

/** One act of a live frame. Times in ms UTC. */
export type LiveNote = Readonly<z.infer<typeof liveNote>>;

/** Stored when it resolves; deliver only then. `batch` names the note itself: a fresh id each. */
export async function leaveNote(
  records: Records,
  to: InboxKey,
  from: Pick<SealedFor, 'safe' | 'origin' | 'grant' | 'seq'>,
  note: LiveNote,
): Promise<void> {
  const id = newRandomId();
  const sealed = await sealBatch(to, { ...from, batch: id as BatchId }, utf8(JSON.stringify(note)));
  await records.commit({ put: [[NOTE_PREFIX + id, sealed]], delete: [] });
}

const storedNote = z.object({
  version: z.literal(1),
  keyId: z.string(),
  ad: z.object({
    safe: z.string(),
    origin: z.string(),
    grant: z.string(),
    batch: z.string(),
    seq: z.number(),
  }),
  bytes: z.custom<Bytes>((value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer),
});

/** A record under NOTE_PREFIX as it was left; null: no note. */
export function parseStoredNote(record: unknown): SealedBatch | null {
  const parsed = storedNote.safeParse(record);
  if (!parsed.success) return null;
  const { ad, ...rest } = parsed.data;
  return { ...rest, ad: { ...ad, grant: ad.grant as GrantId, batch: ad.batch as BatchId } };
}

export function parseLiveNote(payload: Bytes): LiveNote | null {
  try {
    const parsed = liveNote.safeParse(JSON.parse(fromUtf8(payload)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
