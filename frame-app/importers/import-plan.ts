import * as z from 'zod/mini';
import { tableMapping } from './csv/mapping.ts';

/** What a column of a table seems to be. */
export const COLUMN_ROLES = [
  'date',
  'date-time',
  'time',
  'zone',
  'end',
  'value',
  'name',
  'unit',
  'note',
  'other',
] as const;

const tableColumn = z.object({
  index: z.int(),
  /** As the file writes it; null: the table has no header row. */
  header: z.nullable(z.string()),
  role: z.enum(COLUMN_ROLES),
  /** Some of the cells that are not empty. */
  samples: z.array(z.string()),
});

/** What cannot be told from the file. The person answers by setting that part of the mapping. */
const tableQuestion = z.discriminatedUnion('kind', [
  /** 03/04/2024: set `dateOrder`. */
  z.object({ kind: z.literal('date-order'), column: z.int(), examples: z.array(z.string()) }),
  /** 1,234: set `numbers`. */
  z.object({ kind: z.literal('numbers'), column: z.int(), examples: z.array(z.string()) }),
  /** No column looks like a date: set `start`. */
  z.object({ kind: z.literal('date-column') }),
  /** No column looks like numbers: set `values`. */
  z.object({ kind: z.literal('value-column') }),
  /** A weight, a temperature, a blood sugar without a unit: set the unit of this value column. */
  z.object({ kind: z.literal('unit'), column: z.int() }),
]);

export const inspection = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apple-health'),
    /** The member's path inside the zip, or the file's name. */
    path: z.string(),
    /** Bytes to be read, unpacked. */
    bytes: z.number(),
  }),
  z.object({
    kind: z.literal('table'),
    path: z.string(),
    bytes: z.number(),
    columns: z.array(tableColumn),
    /** The first rows after the header, as text. */
    rows: z.array(z.array(z.string())),
    /** Whether the times say their zone; where not, `guess.zone` is this browser's and may be changed. */
    timesHaveZone: z.boolean(),
    questions: z.array(tableQuestion),
    /** Ready to import where `questions` is empty. */
    guess: tableMapping,
  }),
  /** `message` says what the file looks like and what can be imported. */
  z.object({ kind: z.literal('unknown'), message: z.string() }),
]);

/** What a file is, found by its content. */
export type Inspection = z.infer<typeof inspection>;
export type TableInspection = Extract<Inspection, { kind: 'table' }>;
export type TableColumn = z.infer<typeof tableColumn>;
export type TableQuestion = z.infer<typeof tableQuestion>;

export const importPlan = z.discriminatedUnion('format', [
  z.object({ format: z.literal('apple-health') }),
  z.object({ format: z.literal('table'), mapping: tableMapping }),
]);

export type ImportPlan = z.infer<typeof importPlan>;
