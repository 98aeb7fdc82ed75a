import * as z from 'zod/mini';
import type { SealedBatch } from '../inbox/seal.ts';
import type { BatchId, GrantId } from '../model.ts';

/** A sealed batch as it is stored and passed on; only the safe can say whether it is whole. */
export const sealedBatchSchema: z.ZodMiniType<SealedBatch> = z.strictObject({
  version: z.literal(1),
  keyId: z.string(),
  ad: z.strictObject({
    safe: z.string(),
    origin: z.string(),
    grant: z.custom<GrantId>((value) => typeof value === 'string'),
    batch: z.custom<BatchId>((value) => typeof value === 'string'),
    seq: z.number(),
  }),
  bytes: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
});
