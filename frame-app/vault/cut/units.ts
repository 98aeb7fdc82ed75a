/**
 * UCUM units of one dimension and how one becomes another. Factors are exact by definition (international pound
 * and inch, thermochemical calorie, conventional millimetre of mercury), each kept as two whole numbers, so that
 * a conversion multiplies once and divides once. What is not in the table is never converted: units that need a
 * molar mass (mmol/L) are not exact.
 */
import type { Scale } from '../../../protocol/series.ts';

interface Unit {
  readonly dimension: string;
  /** (value + before) * factor / divisor is the value in the dimension's first unit. */
  readonly before: number;
  readonly factor: number;
  readonly divisor: number;
}

type Table = Readonly<Record<string, number | readonly [factor: number, divisor: number]>>;

const DIMENSIONS: Readonly<Record<string, Table>> = {
  mass: {
    g: 1,
    kg: 1_000,
    mg: [1, 1_000],
    ug: [1, 1_000_000],
    ng: [1, 1_000_000_000],
    '[lb_av]': [45_359_237, 100_000],
    '[oz_av]': [45_359_237, 1_600_000],
    '[stone_av]': [635_029_318, 100_000],
  },
  length: {
    m: 1,
    km: 1_000,
    cm: [1, 100],
    mm: [1, 1_000],
    '[in_i]': [254, 10_000],
    '[ft_i]': [3_048, 10_000],
    '[yd_i]': [9_144, 10_000],
    '[mi_i]': [1_609_344, 1_000],
  },
  energy: {
    J: 1,
    kJ: 1_000,
    MJ: 1_000_000,
    cal: [4_184, 1_000],
    kcal: 4_184,
    'W.h': 3_600,
    'kW.h': 3_600_000,
  },
  volume: {
    L: 1,
    l: 1,
    dL: [1, 10],
    dl: [1, 10],
    cL: [1, 100],
    mL: [1, 1_000],
    ml: [1, 1_000],
    uL: [1, 1_000_000],
    '[foz_us]': [295_735_295_625, 10_000_000_000_000],
    '[cup_us]': [2_365_882_365, 10_000_000_000],
    '[pt_us]': [473_176_473, 1_000_000_000],
    '[foz_br]': [284_130_625, 10_000_000_000],
    '[pt_br]': [56_826_125, 100_000_000],
  },
  time: { s: 1, ms: [1, 1_000], min: 60, h: 3_600, d: 86_400, wk: 604_800 },
  pressure: {
    Pa: 1,
    hPa: 100,
    kPa: 1_000,
    bar: 100_000,
    mbar: 100,
    atm: 101_325,
    'mm[Hg]': [133_322_387_415, 1_000_000_000],
  },
  fraction: { '1': 1, '%': [1, 100], '[ppth]': [1, 1_000] },
  frequency: { '/min': 1, '{beats}/min': 1, '{count}/min': 1, '/s': 60, Hz: 60, '/h': [1, 60] },
  speed: { 'm/s': 1, 'km/h': [1_000, 3_600], '[mi_i]/h': [1_609_344, 3_600_000] },
  power: { W: 1, kW: 1_000 },
  glucose: { 'mg/dL': 1, 'g/L': 100, 'mg/L': [1, 10] },
};

const TEMPERATURES: readonly (readonly [string, Unit])[] = [
  ['Cel', { dimension: 'temperature', before: 0, factor: 1, divisor: 1 }],
  ['K', { dimension: 'temperature', before: -273.15, factor: 1, divisor: 1 }],
  ['[degF]', { dimension: 'temperature', before: -32, factor: 5, divisor: 9 }],
];

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...TEMPERATURES,
  ...Object.entries(DIMENSIONS).flatMap(([dimension, table]) =>
    Object.entries(table).map(([code, stated]): [string, Unit] => {
      const [factor, divisor] = typeof stated === 'number' ? [stated, 1] : stated;
      return [code, { dimension, before: 0, factor, divisor }];
    }),
  ),
]);

export interface Quantity {
  readonly unit: string;
  readonly scale: Scale | null;
}

/** null: not convertible. The identity keeps every bit. */
export function converter(from: string, to: string): ((value: number) => number) | null {
  if (from === to) return (value) => value;
  const source = UNITS.get(from);
  const target = UNITS.get(to);
  if (source === undefined || target === undefined || source.dimension !== target.dimension) return null;
  const up = source.factor * target.divisor;
  const down = source.divisor * target.factor;
  const { before } = source;
  const after = target.before;
  return (value) => ((value + before) * up) / down - after;
}

/** Ratings are never converted: a 7 of 10 is no 3.5 of 5. */
export function convertible(from: Quantity, to: Quantity): boolean {
  return sameScale(from.scale, to.scale) && converter(from.unit, to.unit) !== null;
}

export function sameScale(a: Scale | null, b: Scale | null): boolean {
  if (a === null || b === null) return a === b;
  return a.min === b.min && a.max === b.max && a.worse === b.worse;
}

/**
 * Units whose values add up over a day: what was walked, eaten, drunk, spent. Everything else, ratings too, is
 * averaged. By unit and not by dimension, because a height in cm and a heart-rate variability in ms are states
 * while a walk in km and a sleep in min are amounts.
 */
const ADDING: ReadonlySet<string> = new Set([
  '{count}',
  '{steps}',
  '{step}',
  '{drinks}',
  '{flights}',
  'm',
  'km',
  '[mi_i]',
  '[yd_i]',
  'J',
  'kJ',
  'cal',
  'kcal',
  's',
  'min',
  'h',
  'g',
  'mg',
  'ug',
  'mL',
  'ml',
  '[foz_us]',
  '[foz_br]',
  '[cup_us]',
]);

export function combinesBy({ unit, scale }: Quantity): 'sum' | 'mean' {
  return scale === null && ADDING.has(unit) ? 'sum' : 'mean';
}
