import { dayMeans, middleOf, type Rating, sayNumber } from '../look/ratings.ts';
import type { Day } from '../sample-person/calendar-day.ts';
import type { Food } from '../sample-person/formula.ts';
import type { FoodDay } from '../sample-person/sam.ts';

/** Scores of days by what was eaten on the day before. `unknown`: nobody wrote down that day's food. */
export interface DaysAfter {
  readonly after: readonly number[];
  readonly others: readonly number[];
  readonly unknown: readonly number[];
}

export function daysAfter(food: Food, diary: readonly FoodDay[], ratings: readonly Rating[]): DaysAfter {
  const eatenOn = new Map(diary.map(({ day, eaten }) => [day, eaten.includes(food)]));
  const groups: { [K in keyof DaysAfter]: number[] } = { after: [], others: [], unknown: [] };
  for (const [day, score] of dayMeans(ratings)) {
    const eaten = eatenOn.get(day - 1);
    groups[eaten === undefined ? 'unknown' : eaten ? 'after' : 'others'].push(score);
  }
  return groups;
}

export function litDays(food: Food, diary: readonly FoodDay[]): ReadonlySet<Day> {
  return new Set(diary.filter(({ eaten }) => eaten.includes(food)).map(({ day }) => day + 1));
}

/** Middle scores with all days accounted for. It compares; it does not say why. */
export function sayDaysAfter(food: Food, { after, others, unknown }: DaysAfter): string {
  if (after.length === 0 || others.length === 0)
    return `There are too few days with and without ${food} to compare.`;
  const rest =
    unknown.length === 0
      ? ''
      : ` ${unknown.length} more ${unknown.length === 1 ? 'day' : 'days'} had no food written down the day before.`;
  return (
    `On ${days(after.length)} after ${food} the middle score was ${sayNumber(middleOf(after))}. ` +
    `On ${others.length} other days it was ${sayNumber(middleOf(others))}.${rest}`
  );
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
