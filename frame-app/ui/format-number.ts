import { screenLocale } from './locale.ts';

const MOST_DIGITS = 12;

/** "475,371"; at most 12 significant digits, so that 0.1 + 0.2 reads 0.3. "no value" for NaN. */
export function formatNumber(value: number, locale: string = screenLocale()): string {
  if (Number.isNaN(value)) return 'no value';
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: MOST_DIGITS }).format(value);
}

/** A measurement for a person's eye: at most 2 decimals, fewer for large numbers, never "-0". */
export function formatMeasured(value: number, locale: string = screenLocale()): string {
  if (Number.isNaN(value)) return 'no value';
  const size = Math.abs(value);
  if (size !== 0 && size < 0.01) {
    return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(value);
  }
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : 2;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay: 'negative' }).format(
    value,
  );
}

const LARGE = 1_000_000;

/** For narrow places: "1.78M" from a million on, as `formatMeasured` below. The exact number stands in the table. */
export function formatShort(value: number, locale: string = screenLocale()): string {
  if (!(Math.abs(value) >= LARGE)) return formatMeasured(value, locale);
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/** "1 entry", "1,204 entries". */
export function formatCount(
  count: number,
  one: string,
  many: string,
  locale: string = screenLocale(),
): string {
  return `${formatNumber(count, locale)} ${count === 1 ? one : many}`;
}

const BYTE_STEPS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** "40 MB": thousands, as file managers count. */
export function formatBytes(bytes: number, locale: string = screenLocale()): string {
  let size = bytes;
  let step = 0;
  while (size >= 999.5 && step < BYTE_STEPS.length - 1) {
    size /= 1000;
    step += 1;
  }
  const digits = step === 0 || size >= 10 ? 0 : 1;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(size);
  return `${number} ${bytes === 1 ? 'byte' : (BYTE_STEPS[step] ?? 'bytes')}`;
}

/** UCUM codes as people write them; a code without a nicer spelling is shown as it is. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  '{count}': '',
  '{score}': '',
  '1': '',
  '': '',
  '/min': '/min',
  '{count}/min': '/min',
  '{beat}/min': '/min',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  '[ft_i]': 'ft',
  '[mi_i]': 'mi',
  '[degF]': '°F',
  Cel: '°C',
  'mm[Hg]': 'mmHg',
  'mL/min/kg': 'mL/kg/min',
  'mL/kg/min': 'mL/kg/min',
  'kg/m2': 'kg/m²',
  'm/s': 'm/s',
  '[foz_us]': 'fl oz',
  dB: 'dB',
  'dB[SPL]': 'dB',
  ug: 'µg',
};

/** The unit as read beside a number: "kg", "per minute", "" for plain counts and scores. */
export function unitWords(unit: string): string {
  const known = Object.hasOwn(UNIT_WORDS, unit) ? UNIT_WORDS[unit] : undefined;
  return known ?? unit.replace(/[{}]/gu, '');
}

/** "72 kg", "4", "18%": to be read at a glance. */
export function formatWithUnit(value: number, unit: string, locale: string = screenLocale()): string {
  return withUnit(formatMeasured(value, locale), unit);
}

/** The same with every digit: where a person looks one entry up. */
export function formatExactWithUnit(value: number, unit: string, locale: string = screenLocale()): string {
  return withUnit(formatNumber(value, locale), unit);
}

function withUnit(number: string, unit: string): string {
  const words = unitWords(unit);
  return words === '' ? number : `${number}${words === '%' ? '' : ' '}${words}`;
}
