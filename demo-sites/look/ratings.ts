import type { Day } from '../sample-person/calendar-day.ts';

/** One number of one day; several may fall on a day. */
export interface Rating {
  readonly day: Day;
  readonly value: number;
}

export function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** At most two digits after the point, none where they say nothing. */
export function sayNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}

const WINDOW = 7;
const NEEDED = 4;

/**
 * The average of each day and the six before it, as lines: a line breaks where fewer than four of the seven days
 * have a number, because an average over a gap would draw what nobody wrote.
 */
export function sevenDayLines(ratings: readonly Rating[], first: Day, last: Day): Rating[][] {
  const byDay = dayMeans(ratings);
  const lines: Rating[][] = [];
  let line: Rating[] = [];
  for (let day = first; day <= last; day += 1) {
    const values: number[] = [];
    for (let back = 0; back < WINDOW; back += 1) {
      const value = byDay.get(day - back);
      if (value !== undefined) values.push(value);
    }
    if (values.length >= NEEDED) {
      if (line.length === 0) lines.push(line);
      line.push({ day, value: values.reduce((sum, value) => sum + value, 0) / values.length });
    } else line = [];
  }
  return lines.filter((points) => points.length > 1);
}

export function dayMeans(ratings: readonly Rating[]): Map<Day, number> {
  return combine(ratings, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

export function daySums(ratings: readonly Rating[]): Map<Day, number> {
  return combine(ratings, (values) => values.reduce((sum, value) => sum + value, 0));
}

function combine(ratings: readonly Rating[], into: (values: readonly number[]) => number): Map<Day, number> {
  const byDay = new Map<Day, number[]>();
  for (const { day, value } of ratings) {
    const values = byDay.get(day);
    if (values === undefined) byDay.set(day, [value]);
    else values.push(value);
  }
  return new Map([...byDay].map(([day, values]) => [day, into(values)]));
}
