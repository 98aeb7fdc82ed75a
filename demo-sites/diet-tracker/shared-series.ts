import type { Granularity, Series } from '../humanfs-types.ts';
import { type Rating, sayNumber } from '../look/ratings.ts';
import { daySpan, localTime, longDay } from '../look/say-dates.ts';
import { localDay } from '../sample-person/calendar-day.ts';

/** A fact about what was shared: words for the person, a bare value for tests and other programs. */
export interface Fact {
  readonly id: 'count' | 'range' | 'unit' | 'until' | 'as-of' | 'live';
  readonly label: string;
  readonly words: string;
  readonly value: string;
}

const DETAIL: Readonly<Record<Granularity, string>> = {
  each: 'each as it was written',
  day: 'one number a day',
  week: 'one number a week',
};

/** What the person really shared, which may be less than this site asked for. */
export function factsOf(series: Series, now: number = Date.now()): Fact[] {
  const { scope } = series;
  const count = series.times.length;
  return [
    {
      id: 'count',
      label: 'How much',
      words: `${count === 1 ? '1 entry' : `${count.toLocaleString('en-GB')} entries`}, ${DETAIL[scope.granularity]}`,
      value: String(count),
    },
    {
      id: 'range',
      label: 'Days',
      words: sayRange(scope.from, scope.to),
      value: `${scope.from ?? ''}/${scope.to ?? ''}`,
    },
    { id: 'unit', label: 'Unit', words: sayUnit(series), value: series.unit },
    { id: 'until', label: 'Access', words: sayUntil(scope.until, now), value: String(scope.until ?? '') },
    {
      id: 'as-of',
      label: 'As of',
      words: localTime(series.asOf, now),
      value: new Date(series.asOf).toISOString(),
    },
    {
      id: 'live',
      label: 'Fresh',
      words: series.live ? 'live: your safe answered just now' : 'from the last meeting with your safe',
      value: String(series.live),
    },
  ];
}

/** A read covers `from <= time < to`, so the last day shown is the one just before `to`. */
export function sayRange(from: number | null, to: number | null): string {
  if (from === null && to === null) return 'all days';
  if (from === null) return `all days up to ${longDay(localDay((to ?? 0) - 1))}`;
  if (to === null) return `from ${longDay(localDay(from))}`;
  return daySpan(localDay(from), localDay(to - 1));
}

export function sayUnit({ unit, scale }: Pick<Series, 'unit' | 'scale'>): string {
  const plain = unit.replace(/^\{(.*)\}$/, '$1');
  const name = plain === '1' || plain === '' ? 'numbers' : plain;
  if (scale === undefined || scale === null) return name;
  const worst = scale.worse === 'high' ? scale.max : scale.min;
  return `${name}, ${sayNumber(scale.min)} to ${sayNumber(scale.max)}; ${sayNumber(worst)} is worst`;
}

export function sayUntil(until: number | null, now: number): string {
  if (until === null) return 'until you stop it';
  return until <= now ? 'only this time' : `until ${localTime(until, now)}`;
}

export function ratingsOf(series: Series): Rating[] {
  return Array.from(series, ({ time, value }) => ({ day: localDay(time), value }));
}
