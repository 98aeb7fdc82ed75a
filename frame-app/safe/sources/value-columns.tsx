import type { TableMapping, ValueColumn } from '../../importers/csv/mapping.ts';
import type { TableInspection } from '../../importers/import-plan.ts';
import { Field, SelectField } from '../../ui/field.tsx';
import { Check, RadioGroup } from '../../ui/radio-group.tsx';
import { columnName, type OpenAnswers, withColumnFacts, withValueColumn } from './mapping-answers.ts';
import { unitChoices } from './unit-choices.ts';

export interface ValueColumnsProps {
  readonly inspection: TableInspection;
  readonly mapping: TableMapping;
  readonly open: OpenAnswers;
  readonly onChange: (mapping: TableMapping) => void;
}

/** Which columns hold values, and of each: its name, its unit, whether it is a rating. */
export function ValueColumns({ inspection, mapping, open, onChange }: ValueColumnsProps) {
  const chosen = mapping.values.layout === 'wide' ? mapping.values.columns : [];
  const taken = new Set([mapping.start?.date, mapping.start?.time, mapping.end?.date, mapping.note]);
  const offered = inspection.columns.filter((column) => !taken.has(column.index));
  return (
    <fieldset class="stack">
      <legend class="choice-legend">Which columns hold values?</legend>
      {open.values === undefined ? null : <p class="field-error">{open.values}</p>}
      {offered.map((column) => {
        const facts = chosen.find((each) => each.column === column.index);
        return (
          <div key={column.index} class="value-column">
            <Check
              label={columnName(column, column.index)}
              detail={<bdi>{column.samples.slice(0, 3).join(', ')}</bdi>}
              checked={facts !== undefined}
              onChange={(on) => onChange(withValueColumn(mapping, column, on))}
            />
            {facts === undefined ? null : (
              <ColumnFacts
                facts={facts}
                faults={open.columns.get(column.index) ?? {}}
                onChange={(next) => onChange(withColumnFacts(mapping, next))}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

const RATING = { min: 0, max: 10, worse: 'high' } as const;

function ColumnFacts({
  facts,
  faults,
  onChange,
}: {
  facts: ValueColumn;
  faults: { readonly name?: string; readonly unit?: string; readonly scale?: string };
  onChange: (facts: ValueColumn) => void;
}) {
  const { scale, ...plain } = facts;
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  return (
    <div class="value-facts">
      <Field
        label="Name"
        value={facts.name}
        maxLength={64}
        error={faults.name}
        onInput={(name) => onChange({ ...facts, name })}
      />
      <SelectField
        label="Unit"
        value={facts.unit}
        options={unitChoices(facts.unit)}
        error={faults.unit}
        onChange={(unit) => onChange({ ...facts, unit })}
      />
      <Check
        label="This is a rating, like pain from 0 to 10"
        checked={scale !== undefined}
        onChange={(on) => onChange(on ? { ...plain, scale: RATING } : plain)}
      />
      {scale === undefined ? null : (
        <div class="rating-facts">
          <Field
            label="Lowest"
            value={Number.isNaN(scale.min) ? '' : String(scale.min)}
            error={faults.scale}
            onInput={(text) => onChange({ ...facts, scale: { ...scale, min: number(text) } })}
          />
          <Field
            label="Highest"
            value={Number.isNaN(scale.max) ? '' : String(scale.max)}
            onInput={(text) => onChange({ ...facts, scale: { ...scale, max: number(text) } })}
          />
          <RadioGroup
            legend="Which end is worse for you?"
            value={scale.worse}
            onChange={(worse) => onChange({ ...facts, scale: { ...scale, worse } })}
            options={[
              { value: 'high', label: 'A high number is worse' },
              { value: 'low', label: 'A low number is worse' },
            ]}
          />
        </div>
      )}
    </div>
  );
}
