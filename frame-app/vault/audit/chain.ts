/**
 * The log: each entry its own record under the vault key, each holding the SHA-256 of the one before. Where an
 * entry lies follows from its number and the safe's keys, so a missing one is noticed. It shows damage, and edits
 * made without the person's keys; who holds the keys can write another history, and it claims no more.
 * Layout, version 1: the JSON of an entry, sealed, bound to 'log', the epoch and the entry's number.
 */
import * as z from 'zod/mini';
import { type Bytes, fromUtf8, sha256, toHex, utf8 } from '../bytes.ts';
import { openRecord, sealRecord } from '../cipher.ts';
import { Damaged } from '../errors.ts';
import type { SafeKeys } from '../keys/safe-keys.ts';
import type { RecordKey } from '../model.ts';
import type { RecordReader } from '../storage/records.ts';
import { grantId, textOrNull, time } from '../stored-shapes.ts';
import { AUDIT_KINDS, type AuditEntry, type LogCheck } from './entry.ts';

export interface LogHead {
  /** Entries so far; the next one's number. */
  readonly entries: number;
  /** SHA-256 in hex of the last entry's bytes. */
  readonly head: string;
}

export const EMPTY_LOG: LogHead = { entries: 0, head: '0'.repeat(64) };

const entry = z.object({
  version: z.literal(1),
  seq: z.number(),
  at: time,
  kind: z.enum(AUDIT_KINDS),
  origin: textOrNull,
  grant: z.nullable(grantId),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  previous: z.string(),
});

const keyOf = (keys: SafeKeys, seq: number): Promise<RecordKey> => keys.recordKeyFor('log', String(seq));

export interface SealedEntry {
  readonly put: readonly [RecordKey, Bytes];
  readonly head: LogHead;
}

export async function sealEntry(
  keys: SafeKeys,
  epoch: string,
  after: LogHead,
  act: Omit<AuditEntry, 'seq' | 'previous'>,
): Promise<SealedEntry> {
  const { at, kind, origin, grant, detail } = act;
  const seq = after.entries;
  const plain = utf8(
    JSON.stringify({ version: 1, seq, at, kind, origin, grant, detail, previous: after.head }),
  );
  const record = await sealRecord(keys.vault, ['log', epoch, String(seq)], plain);
  return {
    put: [await keyOf(keys, seq), record],
    head: { entries: seq + 1, head: toHex(await sha256(plain)) },
  };
}

interface OpenedEntry {
  readonly entry: AuditEntry;
  readonly hash: string;
}

async function openEntry(keys: SafeKeys, epoch: string, seq: number, record: unknown): Promise<OpenedEntry> {
  const plain = await openRecord(keys.vault, ['log', epoch, String(seq)], record);
  const parsed = entry.safeParse(JSON.parse(fromUtf8(plain)));
  if (!parsed.success || parsed.data.seq !== seq) throw new Damaged('An entry of the log', parsed.error);
  const { version: _, ...opened } = parsed.data;
  return { entry: opened, hash: toHex(await sha256(plain)) };
}

/** Entries by number; null where one is missing or does not open. */
async function openAll(
  records: RecordReader,
  keys: SafeKeys,
  epoch: string,
  entries: number,
): Promise<(OpenedEntry | null)[]> {
  const places = await Promise.all(Array.from({ length: entries }, (_, seq) => keyOf(keys, seq)));
  const stored = await records.getMany(places);
  return Promise.all(stored.map((record, seq) => openEntry(keys, epoch, seq, record).catch(() => null)));
}

/** Entries that open, oldest first; verifyLog tells whether some do not. */
export async function readLog(
  records: RecordReader,
  keys: SafeKeys,
  epoch: string,
  head: LogHead,
): Promise<readonly AuditEntry[]> {
  const opened = await openAll(records, keys, epoch, head.entries);
  return opened.flatMap((one) => (one === null ? [] : [one.entry]));
}

export async function checkLog(
  records: RecordReader,
  keys: SafeKeys,
  epoch: string,
  head: LogHead,
): Promise<LogCheck> {
  let previous = EMPTY_LOG.head;
  for (const [seq, one] of (await openAll(records, keys, epoch, head.entries)).entries()) {
    if (one === null || one.entry.previous !== previous) return { ok: false, at: seq };
    previous = one.hash;
  }
  if (previous !== head.head) return { ok: false, at: Math.max(0, head.entries - 1) };
  return { ok: true, entries: head.entries, head: previous };
}

/** Whether the log is a continuation of what somebody remembers of it. */
export async function continues(
  records: RecordReader,
  keys: SafeKeys,
  epoch: string,
  head: LogHead,
  remembered: LogHead,
): Promise<boolean> {
  if (remembered.entries > head.entries) return false;
  if (remembered.entries === 0) return remembered.head === EMPTY_LOG.head;
  const seq = remembered.entries - 1;
  const record = await records.get(await keyOf(keys, seq));
  const opened = await openEntry(keys, epoch, seq, record).catch(() => null);
  return opened?.hash === remembered.head;
}
