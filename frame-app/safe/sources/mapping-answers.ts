import { isShowableName } from '../../../protocol/names.ts';
import type { TableMapping, ValueColumn } from '../../importers/csv/mapping.ts';
import type { TableColumn, TableInspection } from '../../importers/import-plan.ts';

/** What still has to be said before a table can be read, each as a sentence for its field. */
export interface OpenAnswers {
  readonly date?: string;
  readonly dateOrder?: string;
  readonly numbers?: string;
  readonly values?: string;
  /** By column index. */
  readonly columns: ReadonlyMap<
    number,
    { readonly name?: string; readonly unit?: string; readonly scale?: string }
  >;
}

/** "Weight", or "Column 3" in a table without a header row. */
export function columnName(column: TableColumn | undefined, index: number): string {
  const header = column?.header?.trim() ?? '';
  return header === '' ? `Column ${index + 1}` : header;
}

/** The first mapping shown: the guess, with units emptied where the file leaves them open. */
export function firstMapping(inspection: TableInspection): TableMapping {
  const { guess, questions } = inspection;
  const open = new Set(questions.flatMap((question) => (question.kind === 'unit' ? [question.column] : [])));
  if (guess.values.layout !== 'wide' || open.size === 0) return guess;
  const columns = guess.values.columns.map((each) => (open.has(each.column) ? { ...each, unit: '' } : each));
  return { ...guess, values: { layout: 'wide', columns } };
}

const YEAR_FIRST = /^\s*\d{4}/u;

/** Whether a day such as 03/04/2024 in the chosen column could be read in two ways. */
export function asksDateOrder(inspection: TableInspection, mapping: TableMapping): readonly string[] {
  if (inspection.guess.dateOrder !== null || mapping.start === null) return [];
  const asked = inspection.questions.find((question) => question.kind === 'date-order');
  if (asked !== undefined && asked.column === mapping.start.date) return asked.examples;
  const samples = inspection.columns[mapping.start.date]?.samples ?? [];
  return samples.filter((sample) => !YEAR_FIRST.test(sample));
}

/** Texts such as 1,234 that could be two numbers. */
export function asksNumbers(inspection: TableInspection): readonly string[] {
  const asked = inspection.questions.find((question) => question.kind === 'numbers');
  return asked?.examples ?? [];
}

export function openAnswers(inspection: TableInspection, mapping: TableMapping): OpenAnswers {
  const { values } = mapping;
  const columns = new Map<number, { name?: string; unit?: string; scale?: string }>();
  if (values.layout === 'wide') {
    for (const each of values.columns) {
      const faults = columnFaults(each);
      if (Object.keys(faults).length > 0) columns.set(each.column, faults);
    }
  }
  return {
    ...(mapping.start === null ? { date: 'Choose the column with the date.' } : {}),
    ...(asksDateOrder(inspection, mapping).length > 0 && mapping.dateOrder === null
      ? { dateOrder: 'Choose which number is the day.' }
      : {}),
    ...(asksNumbers(inspection).length > 0 && mapping.numbers === null
      ? { numbers: 'Choose what the comma or point means.' }
      : {}),
    ...(values.layout === 'wide' && values.columns.length === 0
      ? { values: 'Choose at least one column with values.' }
      : {}),
    columns,
  };
}

function columnFaults({ name, unit, scale }: ValueColumn): { name?: string; unit?: string; scale?: string } {
  return {
    ...(isShowableName(name) ? {} : { name: 'Give it a name of 1 to 64 letters.' }),
    ...(/^[\x21-\x7e]{1,64}$/u.test(unit) ? {} : { unit: 'Choose the unit.' }),
    ...(scale === undefined || scale.min < scale.max
      ? {}
      : { scale: 'The lowest must be under the highest.' }),
  };
}

export function isAnswered({ columns, ...rest }: OpenAnswers): boolean {
  return columns.size === 0 && Object.keys(rest).length === 0;
}

/** Adds or removes a value column; a new one takes its header as name. */
export function withValueColumn(mapping: TableMapping, column: TableColumn, on: boolean): TableMapping {
  const columns = mapping.values.layout === 'wide' ? mapping.values.columns : [];
  const others = columns.filter((each) => each.column !== column.index);
  const added: ValueColumn = {
    column: column.index,
    name: columnName(column, column.index),
    unit: '1',
    category: 'Other',
  };
  const next = on ? [...others, added].sort((a, b) => a.column - b.column) : others;
  return { ...mapping, values: { layout: 'wide', columns: next } };
}

/** Replaces what is said of one value column. */
export function withColumnFacts(mapping: TableMapping, facts: ValueColumn): TableMapping {
  if (mapping.values.layout !== 'wide') return mapping;
  const columns = mapping.values.columns.map((each) => (each.column === facts.column ? facts : each));
  return { ...mapping, values: { layout: 'wide', columns } };
}
