/**
 * HealthKit's unit texts as UCUM. `count` and the dimensionless ones are spelled so that they read well; values
 * are never touched: `%` holds a fraction from 0 to 1 in these files, so its unit here is `1`, not `%`.
 */
const WHOLE: Readonly<Record<string, string>> = {
  '%': '1',
  count: '{count}',
  'count/min': '/min',
  'count/s': '/s',
  'count/hr': '/h',
  Cal: 'kcal',
  mi: '[mi_i]',
  'mi/hr': '[mi_i]/h',
  dBASPL: 'dB[SPL]',
  dBHL: 'dB',
  appleEffortScore: '{score}',
  '<HKUnit: count>': '{count}',
};

const PARTS: Readonly<Record<string, string>> = {
  km: 'km',
  m: 'm',
  cm: 'cm',
  mm: 'mm',
  ft: '[ft_i]',
  in: '[in_i]',
  mi: '[mi_i]',
  yd: '[yd_i]',
  kg: 'kg',
  g: 'g',
  mg: 'mg',
  mcg: 'ug',
  ug: 'ug',
  ng: 'ng',
  pg: 'pg',
  lb: '[lb_av]',
  oz: '[oz_av]',
  st: '[stone_av]',
  L: 'L',
  dL: 'dL',
  mL: 'mL',
  mcL: 'uL',
  fl_oz_us: '[foz_us]',
  fl_oz_imp: '[foz_br]',
  cup_us: '[cup_us]',
  pt_us: '[pt_us]',
  pt_imp: '[pt_br]',
  kcal: 'kcal',
  Cal: 'kcal',
  cal: 'cal',
  kJ: 'kJ',
  J: 'J',
  s: 's',
  ms: 'ms',
  min: 'min',
  hr: 'h',
  d: 'd',
  wk: 'wk',
  mo: 'mo',
  yr: 'a',
  mmHg: 'mm[Hg]',
  inHg: "[in_i'Hg]",
  cmAq: 'cm[H2O]',
  Pa: 'Pa',
  kPa: 'kPa',
  hPa: 'hPa',
  atm: 'atm',
  degC: 'Cel',
  degF: '[degF]',
  K: 'K',
  Hz: 'Hz',
  W: 'W',
  kW: 'kW',
  V: 'V',
  mV: 'mV',
  mcV: 'uV',
  S: 'S',
  mcS: 'uS',
  IU: '[iU]',
  rad: 'rad',
  deg: 'deg',
  lx: 'lx',
  mol: 'mol',
  mmol: 'mmol',
  mcmol: 'umol',
  nmol: 'nmol',
  pmol: 'pmol',
  count: '{count}',
};

/** `mmol<180.1558800000541>`: moles with the molar mass of the substance, which UCUM leaves to the variable. */
const MOLAR_MASS = /(?<=mol)<\d+(?:\.\d+)?>/u;

function part(text: string): string | undefined {
  const powered = /^([A-Za-z_]+)(?:\^|\*\*)?([23])$/u.exec(text);
  if (powered !== null) {
    const base = PARTS[powered[1] ?? ''];
    return base === undefined ? undefined : `${base}${powered[2] ?? ''}`;
  }
  return Object.hasOwn(PARTS, text) ? PARTS[text] : undefined;
}

function product(text: string): readonly (string | undefined)[] {
  return text
    .replace(/^\((.*)\)$/u, '$1')
    .split(/[·⋅*.]/u)
    .map(part);
}

/** UCUM of a HealthKit unit; undefined: not known, and nothing may be guessed about the value. */
export function ucumOf(unit: string): string | undefined {
  if (Object.hasOwn(WHOLE, unit)) return WHOLE[unit];
  const sides = unit.replace(MOLAR_MASS, '').split('/');
  if (sides.length > 2) return undefined;
  const [above = [], below = []] = sides.map(product);
  if ([...above, ...below].includes(undefined)) return undefined;
  return below.length === 0 ? above.join('.') : `${above.join('.')}/${below.join('/')}`;
}
