/** Terms as they are stored and passed: parsed whenever they come back, like everything that was ever outside. */
import * as z from 'zod/mini';
import { GRANULARITIES } from '../../../protocol/series.ts';
import { scaleSchema } from '../../../protocol/verbs.ts';
import type { Terms, VariableKey } from '../model.ts';

const named = {
  variable: z.string(),
  key: z.custom<VariableKey>((value) => typeof value === 'string'),
  unit: z.string(),
  scale: z.nullable(scaleSchema),
};

export const termsSchema: z.ZodMiniType<Terms> = z.discriminatedUnion('access', [
  z.strictObject({
    access: z.literal('read'),
    ...named,
    from: z.nullable(z.number()),
    to: z.nullable(z.number()),
    granularity: z.enum(GRANULARITIES),
    notes: z.boolean(),
    offsets: z.boolean(),
    sources: z.boolean(),
    includesNew: z.boolean(),
    othersEntries: z.boolean(),
  }),
  z.strictObject({ access: z.literal('write'), ...named, category: z.string() }),
]);
