/**
 * A grant as the frame holds it: the grant's own key (the browser keeps it, page code cannot read it out) and,
 * sealed under that key, everything else. Without the key the record tells nothing but that there is a grant.
 */
import * as z from 'zod/mini';
import { type Bytes, fromBase64Url, toBase64Url } from '../bytes.ts';
import { openJson, sealJson } from '../cipher.ts';
import { Damaged } from '../errors.ts';
import type { InboxKey } from '../inbox/seal.ts';
import type { GrantId, RecordKey, Terms } from '../model.ts';
import { terms as termsSchema } from '../stored-shapes.ts';
import { type Snapshot, snapshotSchema } from './snapshot.ts';

/** What a meeting gives a frame for one grant. */
export interface GrantForFrame {
  readonly id: GrantId;
  /** AES-GCM, non-extractable. */
  readonly key: CryptoKey;
  readonly terms: Terms;
  /** ms UTC; null: until revoked. */
  readonly until: number | null;
  readonly metAt: number;
  readonly leaseUntil: number;
  /** Where the first-party store holds what the key opens, for a live handle. */
  readonly wrapRecord: RecordKey;
  readonly safe: { readonly epoch: string; readonly inbox: InboxKey };
}

export interface HeldGrant extends GrantForFrame {
  readonly snapshot: Snapshot | null;
  /** Reads since the last meeting that reported them. */
  readonly reads: number;
  readonly lastReadAt: number | null;
}

const stored = z.strictObject({
  id: z.custom<GrantId>((value) => typeof value === 'string'),
  key: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
  sealed: z.custom<Bytes>((value) => value instanceof Uint8Array),
  reads: z.number(),
  lastReadAt: z.nullable(z.number()),
});
const inside = z.strictObject({
  version: z.literal(1),
  terms: termsSchema,
  until: z.nullable(z.number()),
  metAt: z.number(),
  leaseUntil: z.number(),
  wrapRecord: z.custom<RecordKey>((value) => typeof value === 'string'),
  epoch: z.string(),
  publicKey: z.string(),
  keyId: z.string(),
  snapshot: z.nullable(snapshotSchema),
});

export type StoredGrant = z.infer<typeof stored>;
export const storedGrantSchema = stored;

export async function sealGrant(grant: HeldGrant): Promise<StoredGrant> {
  const { id, key, terms, until, metAt, leaseUntil, wrapRecord, safe, snapshot, reads, lastReadAt } = grant;
  const sealed = await sealJson(key, ['held-grant', id], {
    version: 1,
    terms,
    until,
    metAt,
    leaseUntil,
    wrapRecord,
    epoch: safe.epoch,
    publicKey: toBase64Url(safe.inbox.publicKey),
    keyId: safe.inbox.keyId,
    snapshot,
  });
  return { id, key, sealed, reads, lastReadAt };
}

/** Throws Damaged, NewerFormat. */
export async function openGrant({ id, key, sealed, reads, lastReadAt }: StoredGrant): Promise<HeldGrant> {
  const parsed = inside.safeParse(await openJson(key, ['held-grant', id], sealed));
  const publicKey = parsed.success ? fromBase64Url(parsed.data.publicKey) : null;
  if (!parsed.success || publicKey === null) throw new Damaged('What this site was given');
  const { terms, until, metAt, leaseUntil, wrapRecord, epoch, keyId, snapshot } = parsed.data;
  const safe = { epoch, inbox: { publicKey, keyId } };
  return { id, key, terms, until, metAt, leaseUntil, wrapRecord, safe, snapshot, reads, lastReadAt };
}
