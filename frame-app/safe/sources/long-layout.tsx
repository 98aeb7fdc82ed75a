import type { TableMapping } from '../../importers/csv/mapping.ts';
import type { TableInspection } from '../../importers/import-plan.ts';
import { SelectField } from '../../ui/field.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { unitChoices } from './unit-choices.ts';

export interface LongLayoutProps {
  readonly inspection: TableInspection;
  readonly mapping: TableMapping;
  readonly onChange: (mapping: TableMapping) => void;
}

/** A table whose rows name what they measure. */
export function LongLayout({ inspection, mapping, onChange }: LongLayoutProps) {
  const { values } = mapping;
  if (values.layout !== 'long') return null;
  const { unit } = values;
  return (
    <div class="stack">
      <ColumnPicker
        label="Which column says what it is?"
        columns={inspection.columns}
        value={values.name}
        none={null}
        onPick={(name) => onChange({ ...mapping, values: { ...values, name: name ?? values.name } })}
      />
      <ColumnPicker
        label="Which column is the value?"
        columns={inspection.columns}
        value={values.value}
        none={null}
        onPick={(value) => onChange({ ...mapping, values: { ...values, value: value ?? values.value } })}
      />
      <ColumnPicker
        label="Which column is the unit?"
        columns={inspection.columns}
        value={typeof unit === 'number' ? unit : null}
        none="None: all have the same unit"
        onPick={(column) => onChange({ ...mapping, values: { ...values, unit: column ?? '1' } })}
      />
      {typeof unit === 'number' ? null : (
        <SelectField
          label="The unit of all values"
          value={unit}
          options={unitChoices(unit)}
          onChange={(choice) => onChange({ ...mapping, values: { ...values, unit: choice } })}
        />
      )}
    </div>
  );
}
