/** The numbers Sam is made of. The truth file repeats them, so that a method that looks for causes can be marked. */
export const FORMULA = {
  days: 182,
  pain: {
    base: 3.7,
    jamTheDayBefore: 1.5,
    /** for each hour of sleep over 7 in the night before */
    sleepHour: -0.35,
    monday: 0.3,
    /** from the first day to the last */
    trend: -0.4,
    /** carry: how much of a day's noise stays for the next. sd: of what each day adds. */
    noise: { carry: 0.5, sd: 0.95 },
  },
  jam: { chance: 0.3, afterJam: 0.45 },
  coffee: { chance: 0.5, perHourOfSleep: -0.25 },
  bread: { weekend: 0.8, weekday: 0.2 },
  dairy: { chance: 0.5 },
  sleep: { mean: 7, sd: 0.9 },
  steps: { base: 9000, perPainPoint: -550, sd: 1500 },
  missing: { rating: 0.08, ratingFromSevenUp: 0.2, foodDay: 0.1, gapDays: 6 },
  rating: { about: '20:00', give: 90 },
  trip: { days: 3, offset: 180 },
} as const;

export const FOODS = ['moonberry jam', 'coffee', 'bread', 'dairy'] as const;
export type Food = (typeof FOODS)[number];

export const DEFAULT_SEED = 42;
export const SOURCE = 'Sample data';
export const PERSON = 'Sam Sample (not real)';
