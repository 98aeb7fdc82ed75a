import type { TableColumn } from '../../importers/import-plan.ts';
import { SelectField } from '../../ui/field.tsx';
import { columnName } from './mapping-answers.ts';

export interface ColumnPickerProps {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly value: number | null;
  /** What "no column" is called; null: a column must be chosen. */
  readonly none: string | null;
  readonly error?: string | undefined;
  readonly onPick: (column: number | null) => void;
}

/** A list of the table's columns, each with a cell to recognise it by. */
export function ColumnPicker({ label, columns, value, none, error, onPick }: ColumnPickerProps) {
  const options = columns.map((column) => {
    const sample = column.samples[0];
    const name = columnName(column, column.index);
    return { value: String(column.index), label: sample === undefined ? name : `${name} (like “${sample}”)` };
  });
  const first =
    none !== null ? [{ value: '', label: none }] : value === null ? [{ value: '', label: 'Choose ...' }] : [];
  return (
    <SelectField
      label={label}
      value={value === null ? '' : String(value)}
      options={[...first, ...options]}
      error={error}
      onChange={(text) => onPick(text === '' ? null : Number(text))}
    />
  );
}
