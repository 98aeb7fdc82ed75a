/** How programs write units in column headers, lower-cased, as UCUM. */
const UNITS: Readonly<Record<string, string>> = {
  kg: 'kg',
  g: 'g',
  grams: 'g',
  gram: 'g',
  mg: 'mg',
  µg: 'ug',
  μg: 'ug',
  ug: 'ug',
  mcg: 'ug',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  pounds: '[lb_av]',
  oz: '[oz_av]',
  st: '[stone_av]',
  km: 'km',
  m: 'm',
  cm: 'cm',
  mm: 'mm',
  mi: '[mi_i]',
  miles: '[mi_i]',
  ft: '[ft_i]',
  in: '[in_i]',
  inches: '[in_i]',
  l: 'L',
  ml: 'mL',
  dl: 'dL',
  kcal: 'kcal',
  kj: 'kJ',
  h: 'h',
  hr: 'h',
  hrs: 'h',
  hours: 'h',
  min: 'min',
  mins: 'min',
  minutes: 'min',
  s: 's',
  sec: 's',
  seconds: 's',
  ms: 'ms',
  d: 'd',
  days: 'd',
  bpm: '/min',
  rpm: '/min',
  '/min': '/min',
  'br/min': '/min',
  brpm: '/min',
  'count/min': '/min',
  '%': '%',
  percent: '%',
  'mg/dl': 'mg/dL',
  'mmol/l': 'mmol/L',
  'mmol/mol': 'mmol/mol',
  'g/dl': 'g/dL',
  'g/l': 'g/L',
  'u/l': 'U/L',
  'ng/ml': 'ng/mL',
  iu: '[iU]',
  mmhg: 'mm[Hg]',
  kpa: 'kPa',
  hpa: 'hPa',
  '°c': 'Cel',
  c: 'Cel',
  celsius: 'Cel',
  degc: 'Cel',
  '°f': '[degF]',
  f: '[degF]',
  fahrenheit: '[degF]',
  degf: '[degF]',
  w: 'W',
  watts: 'W',
  'm/s': 'm/s',
  'km/h': 'km/h',
  mph: '[mi_i]/h',
  count: '{count}',
  steps: '{count}',
  times: '{count}',
};

/** A unit as UCUM: a known spelling translated, any other kept as an annotation that claims nothing. */
export function unitFromText(text: string): string | undefined {
  const trimmed = text.trim();
  const key = trimmed.toLowerCase();
  if (Object.hasOwn(UNITS, key)) return UNITS[key];
  // A UCUM unit in brackets or braces is taken as it is.
  if (/^[[{][\x21-\x7e]{1,40}$/u.test(trimmed)) return trimmed;
  const word = trimmed.replace(/\s+/gu, '_');
  return /^[A-Za-z0-9%/._-]{1,40}$/u.test(word) ? `{${word}}` : undefined;
}

/** `Weight (kg)`, `Pulse [bpm]`, `Glucose mmol/L`, `Recovery score %`: the name, and the unit where one is there. */
export function splitHeader(header: string): { name: string; unit: string | undefined } {
  const text = header
    .replace(/^\ufeff/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const bracketed = /^(.*\S)\s*(?:\(([^()]{1,40})\)|\[([^[\]]{1,40})\])$/u.exec(text);
  if (bracketed !== null) {
    const unit = unitFromText(bracketed[2] ?? bracketed[3] ?? '');
    if (unit !== undefined) return { name: bracketed[1] ?? text, unit };
  }
  const trailing = /^(.*\S)\s+(\S+)$/u.exec(text);
  const last = trailing?.[2]?.toLowerCase() ?? '';
  // A last word alone is only taken for a unit where it cannot be a word: it holds a slash, or is a percent sign.
  if (trailing !== null && (last.includes('/') || last === '%') && Object.hasOwn(UNITS, last)) {
    return { name: trailing[1] ?? text, unit: UNITS[last] };
  }
  return { name: text, unit: undefined };
}
