import { displayName, isShowableName, MAX_NAME_LENGTH } from '../../../protocol/names.ts';
import { type ByteSource, headOf, ImportFault } from '../byte-source.ts';
import type { TableColumn, TableInspection, TableQuestion } from '../import-plan.ts';
import { cellMoment } from './cell-date.ts';
import { numberStyleOf } from './cell-number.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { dateOrderOf, guessColumns } from './guess-columns.ts';
import { splitHeader } from './header-unit.ts';
import type { MomentColumns, TableMapping, ValueColumn } from './mapping.ts';

/** How much of a table is looked at to find out what its columns mean. */
const LOOKED_AT_BYTES = 4 * 1024 * 1024;
const SHOWN_ROWS = 8;
const GUESS_ROWS = 500;
const LONGEST_SHOWN = 200;

/** Quantities whose numbers mean nothing without a unit: 80 kg is not 80 lb. */
const NEEDS_UNIT = /weight|gewicht|glucose|blood sugar|temperature|temp\b|height|distance/iu;

const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/pain|ache|severity|symptom|nausea|fatigue|swelling|stiffness/iu, 'Symptoms'],
  [/sleep/iu, 'Sleep'],
  [/mood|stress|anxiety|energy level/iu, 'Emotions'],
  [/weight|bmi|body fat|fat mass|muscle|waist|height/iu, 'Physique'],
  [/heart|pulse|glucose|pressure|temperature|oxygen|hrv|respirat/iu, 'Vital Signs'],
  [/calor|kcal|protein|carb|fib(?:er|re)|sodium|sugar|\bfat\b|vitamin|water/iu, 'Nutrients'],
  [/steps|distance|exercise|workout|floors/iu, 'Physical Activity'],
];

function shown(cell: string): string {
  return cell.slice(0, LONGEST_SHOWN);
}

/** A variable's name for a column; the column's place in the table where the header cannot be one. */
function nameOf(header: string | null, index: number): string {
  const name = [...displayName(header ?? '')].slice(0, MAX_NAME_LENGTH).join('').trim();
  return isShowableName(name) ? name : `Column ${index + 1}`;
}

/** The category a variable's name suggests. */
export function categoryOf(name: string): string {
  return CATEGORIES.find(([pattern]) => pattern.test(name))?.[1] ?? 'Miscellaneous';
}

function valueColumn(column: TableColumn): ValueColumn {
  const { name, unit } = splitHeader(column.header ?? '');
  const shownName = nameOf(name, column.index);
  return { column: column.index, name: shownName, unit: unit ?? '1', category: categoryOf(shownName) };
}

function valuesOf(columns: readonly TableColumn[]): TableMapping['values'] {
  const values = columns.filter(({ role }) => role === 'value');
  const name = columns.find(({ role }) => role === 'name');
  const unit = columns.find(({ role }) => role === 'unit');
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0 && name !== undefined) {
    const layout = {
      layout: 'long',
      name: name.index,
      value: only.index,
      category: 'Miscellaneous',
    } as const;
    return { ...layout, unit: unit?.index ?? '1' };
  }
  return { layout: 'wide', columns: values.slice(0, 256).map(valueColumn) };
}

function startOf(columns: readonly TableColumn[]): MomentColumns | null {
  const dates = columns.filter(({ role }) => role === 'date' || role === 'date-time');
  // `full_date` and `date`, `date formatted` and `date`: the first that is filled says the most.
  const date = dates.find(({ samples }) => samples.length > 0);
  if (date === undefined) return null;
  const time = date.role === 'date' ? columns.find(({ role }) => role === 'time') : undefined;
  const zone = columns.find(({ role }) => role === 'zone');
  return { date: date.index, time: time?.index ?? null, zone: zone?.index ?? null };
}

function* cellsOf(rows: readonly (readonly string[])[], columns: Iterable<number>): Iterable<string> {
  for (const column of columns) {
    for (const row of rows) yield row[column] ?? '';
  }
}

/** What this table's columns mean, as far as it can be told; what cannot is a question, never a guess. */
export async function inspectTable(source: ByteSource, path: string, zone: string): Promise<TableInspection> {
  const head = await headOf(source, LOOKED_AT_BYTES);
  const dialect = dialectOf(head, head.length === source.size);
  if (dialect === undefined) throw new ImportFault('This text has no rows and columns.');
  const first = dialect.firstRow;
  const rows = dialect.rows.slice(first).map(({ cells }) => cells);
  const header = dialect.headerRow < 0 ? undefined : dialect.rows[dialect.headerRow]?.cells;
  const columns = guessColumns(header, rows.slice(0, GUESS_ROWS));
  return describe({ dialect, rows, columns, first, path, bytes: source.size, zone });
}

interface Findings {
  readonly dialect: Dialect;
  readonly rows: readonly (readonly string[])[];
  readonly columns: TableColumn[];
  readonly first: number;
  readonly path: string;
  readonly bytes: number;
  readonly zone: string;
}

function describe({ dialect, rows, columns, first, path, bytes, zone }: Findings): TableInspection {
  const start = startOf(columns);
  const endColumn = columns.find(({ role }) => role === 'end')?.index;
  const values = valuesOf(columns);
  const note = columns.find(({ role }) => role === 'note')?.index ?? null;
  const valueIndexes = values.layout === 'wide' ? values.columns.map(({ column }) => column) : [values.value];

  const dates = start === null ? [] : [start.date, ...(endColumn === undefined ? [] : [endColumn])];
  const dateOrder = dateOrderOf(cellsOf(rows, dates));
  const numbers = numberStyleOf(cellsOf(rows, valueIndexes));
  const questions: TableQuestion[] = [];
  if (start === null) questions.push({ kind: 'date-column' });
  else if (dateOrder.order === null) {
    questions.push({ kind: 'date-order', column: start.date, examples: dateOrder.examples.map(shown) });
  }
  if (valueIndexes.length === 0) questions.push({ kind: 'value-column' });
  if (numbers.style === null) {
    questions.push({ kind: 'numbers', column: valueIndexes[0] ?? 0, examples: numbers.examples.map(shown) });
  }
  if (values.layout === 'wide') {
    for (const { column, name, unit } of values.columns) {
      if (unit === '1' && NEEDS_UNIT.test(name)) questions.push({ kind: 'unit', column });
    }
  }
  return {
    kind: 'table',
    path,
    bytes,
    columns: columns.map((column) => ({
      ...column,
      header: column.header === null ? null : shown(column.header),
      samples: column.samples.map(shown),
    })),
    rows: rows.slice(0, SHOWN_ROWS).map((row) => row.map(shown)),
    timesHaveZone: start !== null && timesHaveZone(rows, start, dateOrder.order),
    questions,
    guess: {
      encoding: dialect.encoding,
      delimiter: dialect.delimiter,
      firstRow: first,
      start,
      end:
        endColumn === undefined || start === null ? null : { date: endColumn, time: null, zone: start.zone },
      dateOrder: dateOrder.order,
      numbers: numbers.style,
      zone: { name: zone },
      note,
      values,
    },
  };
}

function timesHaveZone(
  rows: readonly (readonly string[])[],
  start: MomentColumns,
  order: TableMapping['dateOrder'],
): boolean {
  if (start.zone !== null) return true;
  const moments = rows
    .slice(0, GUESS_ROWS)
    .map((row) =>
      cellMoment(
        row[start.date] ?? '',
        start.time === null ? '' : (row[start.time] ?? ''),
        order ?? 'day-first',
      ),
    )
    .filter((moment) => moment !== undefined);
  return moments.length > 0 && moments.every(({ zone }) => zone !== undefined);
}
