/**
 * A meeting: a consent window and a frame of the same safe, talking over a MessagePort of their own. The app's
 * page is between them in space and locked out of both; it never holds this port.
 *
 *   1. The window posts CLAIM with its ticket and one port to every frame of its own origin that it can reach from
 *      its opener. The frame answers only for a ticket it holds, only once, and only to a top-level window at
 *      /consent/ of its own origin: `claimed`, with the request frozen as it then was, what the partition has to
 *      report, and what waits in its outbox.
 *   2. The window opens the safe and brings both up to date: queued batches go in, grants come back renewed or
 *      ended (`renewals`); the frame stores that and says `renewed`.
 *   3. If nothing needs deciding the outcome is `covered`: the frame answers from what it now holds. Otherwise the
 *      person decides. Before anything is granted the window asks `here?`: a frame whose document is gone cannot
 *      say `here`, and then nothing is granted or sent.
 *   4. The window commits, then sends the outcome; the frame stores what it was given, answers the app, and says
 *      `stored`; the window closes.
 *
 * Either side says `bye` on the port when its document goes, because a port tells nothing of its other end.
 */
import * as z from 'zod/mini';
import { ERROR_CODES, type ErrorCode } from '../../../protocol/errors.ts';
import {
  type AppFacts,
  appFacts,
  type Params,
  type Receipt,
  receipt,
  VERBS,
} from '../../../protocol/verbs.ts';
import type { SealedBatch } from '../inbox/seal.ts';
import type { BatchId, GrantId, SeriesColumns } from '../model.ts';
import { terms as termsSchema } from '../stored-shapes.ts';
import type { GrantForFrame } from './held-grant.ts';
import type { NewHolding } from './partition.ts';
import { sealedBatchSchema } from './sealed-batch.ts';

/** Where consent windows live; a window anywhere else cannot claim. */
export const CONSENT_PATH = '/consent/';

const ticket = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
const grantId = z.custom<GrantId>((value) => typeof value === 'string');
const batchId = z.custom<BatchId>((value) => typeof value === 'string');

export const claimSchema = z.strictObject({ humanfs: z.literal('claim'), ticket });

/** What the app asked, as it was when the window claimed it. */
export type MeetingRequest =
  | { readonly verb: 'read'; readonly params: Params<'read'> }
  | { readonly verb: 'write'; readonly params: Params<'write'>; readonly batch: BatchId; readonly at: number }
  | { readonly verb: 'connect'; readonly params: Params<'connect'> };

const requestSchema: z.ZodMiniType<MeetingRequest> = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('read'), params: VERBS.read.params }),
  z.strictObject({ verb: z.literal('write'), params: VERBS.write.params, batch: batchId, at: z.number() }),
  z.strictObject({ verb: z.literal('connect'), params: VERBS.connect.params }),
]);

export interface Claimed {
  readonly kind: 'claimed';
  readonly origin: string;
  readonly app: AppFacts;
  readonly request: MeetingRequest;
  readonly held: readonly {
    readonly id: GrantId;
    readonly reads: number;
    readonly lastReadAt: number | null;
  }[];
  /** Grants whose stop this frame has heard of already. */
  readonly knownStopped: readonly GrantId[];
  /** Grants that the app gave up. */
  readonly released: readonly GrantId[];
  readonly outbox: readonly SealedBatch[];
}

const claimed: z.ZodMiniType<Claimed> = z.strictObject({
  kind: z.literal('claimed'),
  origin: z.string(),
  app: appFacts,
  request: requestSchema,
  held: z.array(z.strictObject({ id: grantId, reads: z.number(), lastReadAt: z.nullable(z.number()) })),
  knownStopped: z.array(grantId),
  released: z.array(grantId),
  outbox: z.array(sealedBatchSchema),
});

/** Frame to window. `not-needed`: the frame could answer by itself. `withdrawn`: the app gave the request up. */
export type FromFrame =
  | Claimed
  | { readonly kind: 'not-needed' | 'renewed' | 'here' | 'stored' | 'withdrawn' | 'bye' };

export const fromFrameSchema: z.ZodMiniType<FromFrame> = z.union([
  claimed,
  z.strictObject({ kind: z.enum(['not-needed', 'renewed', 'here', 'stored', 'withdrawn', 'bye']) }),
]);

export type Outcome =
  /** The frame holds all it needs to answer. */
  | { readonly is: 'covered' }
  | { readonly is: 'failed'; readonly code: ErrorCode }
  /** `grant` null: only this time; the series is passed on and nothing of it stays. */
  | {
      readonly is: 'read';
      readonly grant: GrantForFrame | null;
      readonly terms: GrantForFrame['terms'];
      readonly series: SeriesColumns;
      readonly at: number;
    }
  | { readonly is: 'written'; readonly grant: GrantForFrame | null; readonly receipt: Receipt }
  | {
      readonly is: 'connected';
      readonly holdings: readonly NewHolding[];
      readonly refused: readonly number[];
    };

/** Window to frame. */
export type FromWindow =
  | { readonly kind: 'shown' | 'here?' | 'bye' }
  | {
      readonly kind: 'renewals';
      readonly holdings: readonly NewHolding[];
      readonly ended: readonly { readonly id: GrantId; readonly why: 'revoked' | 'expired' }[];
      readonly delivered: readonly BatchId[];
    }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

const floats = z.custom<Float64Array>((value) => value instanceof Float64Array);
const series: z.ZodMiniType<SeriesColumns> = z.strictObject({
  times: floats,
  ends: floats,
  values: floats,
  offsets: z.custom<Int16Array>((value) => value instanceof Int16Array),
  provenance: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  notes: z.custom<ReadonlyMap<number, string>>((value) => value instanceof Map),
  unit: z.string(),
  scale: VERBS.write.params.shape.scale,
  skippedUnits: z.number(),
  uniform: z.exactOptional(z.object({ noEnds: z.boolean(), provenance: z.nullable(z.number()) })),
  sources: z.exactOptional(
    z.object({
      labels: z.array(z.string()),
      of: z.custom<Uint16Array>((value) => value instanceof Uint16Array),
    }),
  ),
});
const grantForFrame: z.ZodMiniType<GrantForFrame> = z.strictObject({
  id: grantId,
  key: z.custom<CryptoKey>((value) => value instanceof CryptoKey && !value.extractable),
  terms: termsSchema,
  until: z.nullable(z.number()),
  metAt: z.number(),
  leaseUntil: z.number(),
  wrapRecord: z.custom<GrantForFrame['wrapRecord']>((value) => typeof value === 'string'),
  safe: z.strictObject({
    epoch: z.string(),
    inbox: z.strictObject({
      publicKey: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
      keyId: z.string(),
    }),
  }),
});
const holding: z.ZodMiniType<NewHolding> = z.strictObject({
  grant: grantForFrame,
  series: z.nullable(series),
});
const outcome: z.ZodMiniType<Outcome> = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('covered') }),
  z.strictObject({ is: z.literal('failed'), code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]) }),
  z.strictObject({
    is: z.literal('read'),
    grant: z.nullable(grantForFrame),
    terms: termsSchema,
    series,
    at: z.number(),
  }),
  z.strictObject({ is: z.literal('written'), grant: z.nullable(grantForFrame), receipt }),
  z.strictObject({ is: z.literal('connected'), holdings: z.array(holding), refused: z.array(z.number()) }),
]);

export const fromWindowSchema: z.ZodMiniType<FromWindow> = z.union([
  z.strictObject({ kind: z.enum(['shown', 'here?', 'bye']) }),
  z.strictObject({
    kind: z.literal('renewals'),
    holdings: z.array(holding),
    ended: z.array(z.strictObject({ id: grantId, why: z.enum(['revoked', 'expired']) })),
    delivered: z.array(batchId),
  }),
  z.strictObject({ kind: z.literal('outcome'), outcome }),
]);
