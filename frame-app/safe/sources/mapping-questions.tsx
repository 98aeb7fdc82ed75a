import type { DateOrder, NumberStyle, TableMapping } from '../../importers/csv/mapping.ts';
import type { TableInspection } from '../../importers/import-plan.ts';
import { SelectField } from '../../ui/field.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { screenLocale } from '../../ui/locale.ts';
import { RadioGroup, type RadioOption } from '../../ui/radio-group.tsx';

interface QuestionProps<Answer> {
  readonly examples: readonly string[];
  readonly value: Answer | null;
  readonly error: string | undefined;
  readonly onChange: (answer: Answer) => void;
}

/** Which of the two numbers of 03/04/2024 is the day. */
export function DateOrderQuestion({ examples, value, error, onChange }: QuestionProps<DateOrder>) {
  const example = examples[0] ?? '03/04/2024';
  return (
    <div class="stack-tight">
      <RadioGroup
        legend={`What day is ${example}?`}
        value={value}
        onChange={onChange}
        options={dateOptions(example)}
      />
      <Fault text={error} />
    </div>
  );
}

function dateOptions(example: string): readonly RadioOption<DateOrder>[] {
  const found = /(\d{1,2})\D+(\d{1,2})\D+(\d{2,4})/u.exec(example);
  const [first, second, year] = (found?.slice(1) ?? ['3', '4', '2024']).map(Number);
  return [
    { value: 'day-first', label: dayWords(first ?? 3, second ?? 4, year ?? 2024), detail: 'Day first' },
    { value: 'month-first', label: dayWords(second ?? 4, first ?? 3, year ?? 2024), detail: 'Month first' },
  ];
}

function dayWords(day: number, month: number, year: number): string {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  return new Intl.DateTimeFormat(screenLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** Whether 1,234 is about a thousand or about one. */
export function NumbersQuestion({ examples, value, error, onChange }: QuestionProps<NumberStyle>) {
  const example = examples[0] ?? '1,234';
  const comma = example.includes(',');
  const whole = Number(example.replace(/[^\d-]/gu, ''));
  const parted = Number(example.replace(',', '.').replace(/[^\d.-]/gu, ''));
  const thousands: NumberStyle = comma ? 'point-thousands' : 'comma-thousands';
  const decimals: NumberStyle = comma ? 'comma' : 'point';
  return (
    <div class="stack-tight">
      <RadioGroup
        legend={`What number is ${example}?`}
        value={value}
        onChange={onChange}
        options={[
          { value: thousands, label: formatNumber(whole), detail: 'The mark parts thousands' },
          { value: decimals, label: formatNumber(parted), detail: 'The mark parts the decimals' },
        ]}
      />
      <Fault text={error} />
    </div>
  );
}

/** Times that name no zone are read as this device's; the other likely answer is UTC. */
export function ZoneQuestion({
  inspection,
  mapping,
  onChange,
}: {
  inspection: TableInspection;
  mapping: TableMapping;
  onChange: (mapping: TableMapping) => void;
}) {
  const own = inspection.guess.zone;
  const isUtc = 'minutes' in mapping.zone && mapping.zone.minutes === 0;
  const ownName = 'name' in own ? own.name : 'this device’s zone';
  return (
    <SelectField
      label="Which clock do the times follow?"
      value={isUtc ? 'utc' : 'own'}
      options={[
        { value: 'own', label: `The clock of this device (${ownName})` },
        { value: 'utc', label: 'UTC' },
      ]}
      onChange={(choice) => onChange({ ...mapping, zone: choice === 'utc' ? { minutes: 0 } : own })}
    />
  );
}

function Fault({ text }: { text: string | undefined }) {
  return text === undefined ? null : <p class="field-error">{text}</p>;
}
