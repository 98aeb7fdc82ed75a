import * as z from 'zod/mini';
import { isShowableName, MAX_NAME_LENGTH } from '../../../protocol/names.ts';

/**
 * How a person (or the guess they agreed with) says what a table's columns mean. It is plain data: the safe
 * keeps it to read the next file of the same program without asking again.
 */
const column = z.int().check(z.minimum(0), z.maximum(4095));
const name = z.string().check(z.maxLength(4 * MAX_NAME_LENGTH), z.refine(isShowableName));
const unit = z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/u));
const finite = z.number();

export const DATE_ORDERS = ['year-first', 'day-first', 'month-first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** `1234.5`; `1234,5`; `1,234.5`; `1.234,5`. In the first, `1,234` is refused: it could be either number. */
export const NUMBER_STYLES = ['point', 'comma', 'point-thousands', 'comma-thousands'] as const;
export type NumberStyle = (typeof NUMBER_STYLES)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

const scale = z.object({ min: finite, max: finite, worse: z.enum(['high', 'low']) });

/** `date` may hold the time too; `zone`: a column of texts such as `UTC+01:00`. */
const moment = z.object({ date: column, time: z.nullable(column), zone: z.nullable(column) });

const valueColumn = z.object({
  column,
  name,
  /** UCUM; `1` where the numbers have none. */
  unit,
  scale: z.optional(scale),
  category: z.string().check(z.maxLength(64)),
});

export const tableMapping = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  /** Rows before the first measurement, the header among them. */
  firstRow: z.int().check(z.minimum(0), z.maximum(1000)),
  /** null: not known; the person has to choose, and nothing is read before. */
  start: z.nullable(moment),
  /** null: the table has no ends. */
  end: z.nullable(moment),
  /** null: day or month may come first, and the person has to say. Dates that begin with a year are always read so. */
  dateOrder: z.nullable(z.enum(DATE_ORDERS)),
  /** null: `1,234` could be either, and the person has to say. */
  numbers: z.nullable(z.enum(NUMBER_STYLES)),
  /** For times that name no zone: a zone's name (`Europe/Paris`), or minutes east of UTC. */
  zone: z.union([
    z.object({ name: z.string().check(z.maxLength(64)) }),
    z.object({ minutes: z.int().check(z.minimum(-1439), z.maximum(1439)) }),
  ]),
  note: z.nullable(column),
  values: z.discriminatedUnion('layout', [
    /** A row is a time, each value column a variable. */
    z.object({ layout: z.literal('wide'), columns: z.array(valueColumn).check(z.maxLength(256)) }),
    /** A row is one measurement that names its variable; `unit`: its column, or the unit of all. */
    z.object({
      layout: z.literal('long'),
      name: column,
      value: column,
      unit: z.union([column, unit]),
      category: z.string().check(z.maxLength(64)),
    }),
  ]),
});

export type TableMapping = z.infer<typeof tableMapping>;
export type ValueColumn = z.infer<typeof valueColumn>;
export type MomentColumns = z.infer<typeof moment>;
