/** Shapes of model.ts as they are stored, shared by the manifest, the wraps and the log. */
import * as z from 'zod/mini';
import { GRANULARITIES } from '../../protocol/series.ts';
import type { BatchId, GrantId, RecordKey, StreamId, VariableId, VariableKey } from './model.ts';

/** Ids are branded texts; what is stored was made by us and is authenticated, so the text is the brand's proof. */
const branded = <T extends string>() =>
  z.pipe(
    z.string(),
    z.transform((text) => text as T),
  );

export const variableId = branded<VariableId>();
export const streamId = branded<StreamId>();
export const grantId = branded<GrantId>();
export const batchId = branded<BatchId>();
export const recordKey = branded<RecordKey>();
export const variableKey = branded<VariableKey>();
export const time = z.number();
export const timeOrNull = z.nullable(z.number());
export const textOrNull = z.nullable(z.string());

export const scale = z.nullable(
  z.object({ min: z.number(), max: z.number(), worse: z.enum(['high', 'low']) }),
);

export const source = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('import'),
    format: z.string(),
    label: z.string(),
    entered: z.enum(['device', 'person']),
  }),
  z.object({ kind: z.literal('app'), origin: z.string(), appName: textOrNull }),
  z.object({ kind: z.literal('person') }),
]);

export const identity = z.enum(['time', 'time-and-value']);

export const readTerms = z.object({
  access: z.literal('read'),
  variable: z.string(),
  key: variableKey,
  unit: z.string(),
  scale,
  from: timeOrNull,
  to: timeOrNull,
  granularity: z.enum(GRANULARITIES),
  notes: z.boolean(),
  offsets: z.boolean(),
  sources: z.boolean(),
  includesNew: z.boolean(),
  othersEntries: z.boolean(),
});

export const writeTerms = z.object({
  access: z.literal('write'),
  variable: z.string(),
  key: variableKey,
  unit: z.string(),
  scale,
  category: z.string(),
});

export const terms = z.discriminatedUnion('access', [readTerms, writeTerms]);
