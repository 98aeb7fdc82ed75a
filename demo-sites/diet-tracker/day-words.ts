import { dayMeans, daySums, type Rating, sayNumber } from '../look/ratings.ts';
import { weekdayAndDay } from '../look/say-dates.ts';
import type { Day } from '../sample-person/calendar-day.ts';
import type { FoodDay } from '../sample-person/sam.ts';

/** All that this page shows; `null` is not shared, which is not the same as empty. */
export interface Shown {
  readonly food: readonly FoodDay[];
  readonly pain: readonly Rating[] | null;
  readonly steps: readonly Rating[] | null;
}

export interface DayRow {
  readonly day: Day;
  readonly pain: string;
  readonly steps: string;
  readonly food: string;
}

/** One row a day, for the table and the slider. '-' where there is nothing. */
export function dayRows({ food, pain, steps }: Shown, first: Day, last: Day): DayRow[] {
  const scores = dayMeans(pain ?? []);
  const walked = daySums(steps ?? []);
  const eaten = new Map(food.map((meal) => [meal.day, meal.eaten]));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = first + index;
    const meals = eaten.get(day);
    return {
      day,
      pain: numberOrDash(scores.get(day)),
      steps: numberOrDash(walked.get(day)),
      food:
        meals === undefined ? 'not written down' : meals.length === 0 ? 'none of these' : meals.join(', '),
    };
  });
}

/** 'Thu, 12 Nov: pain 5. Ate coffee. The day before: moonberry jam.' */
export function sayDay(row: DayRow, before: DayRow | undefined, { pain, steps }: Shown): string {
  const numbers = [
    ...(pain === null ? [] : [row.pain === '-' ? 'no score' : `pain ${row.pain}`]),
    ...(steps === null ? [] : [row.steps === '-' ? 'no steps' : `${row.steps} steps`]),
  ];
  const start = `${weekdayAndDay(row.day)}: `;
  if (numbers.length === 0) return `${start}${row.food}`;
  return `${start}${numbers.join(', ')}. Food the day before: ${before?.food ?? 'not written down'}`;
}

function numberOrDash(value: number | undefined): string {
  return value === undefined ? '-' : sayNumber(Math.round(value * 10) / 10);
}
