/** What the partition keeps of one app, in one record: its grants, its outbox, and how earlier grants ended. */
import * as z from 'zod/mini';
import { sha256, toHex, utf8 } from '../bytes.ts';
import { Damaged } from '../errors.ts';
import type { BatchId, GrantId, RecordKey, Terms, VariableKey } from '../model.ts';
import { storedGrantSchema } from './held-grant.ts';

const ended = z.strictObject({
  /** Of the grant; random, and told to the safe at the next meeting so that it knows who has heard. */
  id: z.custom<GrantId>((value) => typeof value === 'string'),
  /** Digest of access and variable: how a grant ended is told without naming it at rest. */
  what: z.string(),
  why: z.enum(['revoked', 'expired', 'lease', 'released']),
  /** By a live answer or at a meeting: a page tells its person when a stop took effect. */
  heard: z.enum(['live', 'meeting']),
  at: z.number(),
});
const waiting = z.strictObject({
  record: z.custom<RecordKey>((value) => typeof value === 'string'),
  batch: z.custom<BatchId>((value) => typeof value === 'string'),
  since: z.number(),
});
const appRecord = z.strictObject({
  version: z.literal(1),
  grants: z.array(storedGrantSchema),
  outbox: z.array(waiting),
  /** Number of the next batch in the outbox; never used twice. */
  sequence: z.number(),
  ended: z.array(ended),
});

export type AppRecord = Readonly<z.infer<typeof appRecord>>;
export type Ended = Readonly<z.infer<typeof ended>>;
export type WaitingBatch = Readonly<z.infer<typeof waiting>>;

export const NO_RECORD: AppRecord = { version: 1, grants: [], outbox: [], sequence: 0, ended: [] };

/** By origin, never by site: two origins of one site share a partition and must not meet in it. */
export const appRecordKey = (origin: string): string => `app:${origin}`;

/** Throws Damaged. */
export function parseAppRecord(value: unknown): AppRecord {
  if (value === undefined) return NO_RECORD;
  const parsed = appRecord.safeParse(value);
  if (!parsed.success) throw new Damaged('What this site was given', parsed.error);
  return parsed.data;
}

export async function digestOf(
  origin: string,
  access: Terms['access'],
  key: VariableKey | string,
): Promise<string> {
  return toHex(await sha256(utf8(JSON.stringify([origin, access, key]))));
}
