import type { SelectOption } from '../../ui/field.tsx';

/** Units people meet in health tables, by their UCUM code; every other code of a file stays on offer as it is. */
const COMMON: readonly SelectOption<string>[] = [
  { value: '1', label: 'No unit (a plain number or rating)' },
  { value: '{count}', label: 'A count (steps, cups)' },
  { value: '%', label: '%' },
  { value: 'kg', label: 'kg' },
  { value: '[lb_av]', label: 'lb (pounds)' },
  { value: 'g', label: 'g' },
  { value: 'mg', label: 'mg' },
  { value: 'cm', label: 'cm' },
  { value: '[in_i]', label: 'in (inches)' },
  { value: 'km', label: 'km' },
  { value: '[mi_i]', label: 'mi (miles)' },
  { value: 'min', label: 'minutes' },
  { value: 'h', label: 'hours' },
  { value: 'Cel', label: '°C' },
  { value: '[degF]', label: '°F' },
  { value: '/min', label: 'per minute (heart rate)' },
  { value: 'mm[Hg]', label: 'mmHg (blood pressure)' },
  { value: 'mg/dL', label: 'mg/dL' },
  { value: 'mmol/L', label: 'mmol/L' },
  { value: 'kcal', label: 'kcal' },
  { value: 'mL', label: 'mL' },
  { value: 'L', label: 'L' },
];

/** The list for one column: "not chosen" while open, and the file's own unit where the list does not have it. */
export function unitChoices(current: string): readonly SelectOption<string>[] {
  if (current === '') return [{ value: '', label: 'Choose ...' }, ...COMMON];
  return COMMON.some(({ value }) => value === current)
    ? COMMON
    : [...COMMON, { value: current, label: `${current} (as in the file)` }];
}
