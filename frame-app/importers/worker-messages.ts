import * as z from 'zod/mini';
import { BATCH_ROWS, type RowBatch, type SkipReason } from './contract.ts';
import { importPlan, inspection } from './import-plan.ts';

// Its compiled checks need eval, which the pages' policy refuses and reports.
z.config({ jitless: true });

/** Page to worker. `stored`: one batch is in the safe, another may come. */
export const toWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inspect'), file: z.instanceof(Blob), zone: z.string() }),
  z.object({ kind: z.literal('import'), file: z.instanceof(Blob), plan: importPlan }),
  z.object({ kind: z.literal('stored') }),
]);

export type ToWorker = z.infer<typeof toWorker>;

/** Batches that the worker may have under way before the page has stored one. */
export const BATCHES_IN_FLIGHT = 2;

const SKIP_REASONS = [
  'no-date',
  'bad-date',
  'end-before-start',
  'no-value',
  'bad-value',
  'unknown-unit',
  'unknown-category',
  'name-too-long',
  'note-too-long',
  'nested-copy',
  'not-a-measurement',
  'cut-off',
] as const satisfies readonly SkipReason[];

const count = z.int().check(z.minimum(0));
const scale = z.object({ min: z.number(), max: z.number(), worse: z.enum(['high', 'low']) });

const header = z.object({
  series: count,
  name: z.string(),
  unit: z.string(),
  scale: z.optional(scale),
  category: z.string(),
  source: z.object({ kind: z.enum(['device', 'person']), label: z.string() }),
  identity: z.enum(['time', 'time-and-value']),
});

const times = z.custom<Float64Array>((value) => value instanceof Float64Array);
const minutes = z.custom<Int16Array>((value) => value instanceof Int16Array);

const batch = z
  .object({
    series: count,
    starts: times,
    ends: times,
    values: times,
    offsets: minutes,
    notes: z.array(z.tuple([count, z.string()])),
  })
  .check(z.refine(isWhole, 'columns of one batch differ in length'));

function isWhole({ starts, ends, values, offsets, notes }: RowBatch): boolean {
  const { length } = starts;
  return (
    length <= BATCH_ROWS &&
    ends.length === length &&
    values.length === length &&
    offsets.length === length &&
    notes.every(([row]) => row < length)
  );
}

const summary = z.object({
  format: z.string(),
  recordsRead: count,
  rowsGiven: count,
  skipped: z.partialRecord(z.enum(SKIP_REASONS), count),
  skippedRecords: z.array(z.object({ where: z.string(), reason: z.enum(SKIP_REASONS), excerpt: z.string() })),
  cutOff: z.boolean(),
});

/** Worker to page. */
export const fromWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('series'), header }),
  z.object({ kind: z.literal('rows'), batch }),
  z.object({ kind: z.literal('progress'), bytesRead: count, bytesTotal: count, recordsRead: count }),
  z.object({ kind: z.literal('inspected'), inspection }),
  z.object({ kind: z.literal('done'), summary }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

export type FromWorker = z.infer<typeof fromWorker>;
