/**
 * What brought measurements in, 200 batches a record: an app that writes ten times a day for years must not make
 * the manifest grow with every write. Layout, version 1: the JSON of `page`, sealed, bound to 'batches' and the
 * record's own key.
 */
import * as z from 'zod/mini';
import type { Bytes } from '../bytes.ts';
import { openJson, sealJson } from '../cipher.ts';
import { Damaged } from '../errors.ts';
import type { Batch, RecordKey } from '../model.ts';
import { batchId, streamId, time } from '../stored-shapes.ts';

export const BATCHES_A_PAGE = 200;

const count = z.number();
const page = z.object({
  version: z.literal(1),
  batches: z.array(
    z.object({
      id: batchId,
      cause: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('import'), format: z.string(), fileName: z.string(), bytes: z.number() }),
        z.object({ kind: z.literal('app'), origin: z.string() }),
        z.object({ kind: z.literal('person') }),
      ]),
      at: time,
      streams: z.array(streamId),
      receipt: z.object({
        read: count,
        new: count,
        same: count,
        corrected: count,
        skipped: z.record(z.string(), count),
      }),
      state: z.enum(['running', 'done', 'cancelled', 'failed', 'undone']),
    }),
  ),
});

export function sealBatchPage(key: CryptoKey, at: RecordKey, batches: readonly Batch[]): Promise<Bytes> {
  return sealJson(key, ['batches', at], { version: 1, batches });
}

export async function openBatchPage(
  key: CryptoKey,
  at: RecordKey,
  record: unknown,
): Promise<readonly Batch[]> {
  const parsed = page.safeParse(await openJson(key, ['batches', at], record));
  if (!parsed.success) throw new Damaged('The list of imports', parsed.error);
  return parsed.data.batches;
}
