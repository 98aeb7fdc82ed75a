import { DAY_MS, type Day } from '../sample-person/calendar-day.ts';
import { monthName, shortDay } from './say-dates.ts';

/** Room beside the plot, px. The slider below a chart uses the same, so that its thumb stands under its day. */
export const PLOT = { left: 28, right: 12 };

/** Days to pixels, one step a day; x is the middle of the day. */
export interface DayScale {
  readonly first: Day;
  readonly last: Day;
  readonly width: number;
  readonly step: number;
  x(day: Day): number;
}

export function dayScale(first: Day, last: Day, width: number): DayScale {
  const step = Math.max(0, width - PLOT.left - PLOT.right) / (last - first + 1);
  return { first, last, width, step, x: (day) => PLOT.left + (day - first + 0.5) * step };
}

export interface Tick {
  readonly day: Day;
  readonly label: string;
}

/** Mondays for a span of weeks, first days of months for more, and never closer than a label is wide. */
export function dayTicks({ first, last, step }: DayScale): Tick[] {
  const weeks = last - first < 70;
  const labelWidth = weeks ? 52 : 40;
  const ticks: Tick[] = [];
  for (let day = first; day <= last; day += 1) {
    const date = new Date(day * DAY_MS);
    const marked = weeks ? date.getUTCDay() === 1 : date.getUTCDate() === 1;
    const previous = ticks.at(-1);
    const crowded = previous !== undefined && (day - previous.day) * step < labelWidth;
    // A label that would hang over the right edge is left out.
    if (!marked || crowded || (last - day) * step < 14) continue;
    const january = !weeks && date.getUTCMonth() === 0;
    ticks.push({
      day,
      label: weeks ? shortDay(day) : january ? String(date.getUTCFullYear()) : monthName(day),
    });
  }
  return ticks;
}
