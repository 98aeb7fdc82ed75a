import { type Day, isoWithZone, weekday } from './calendar-day.ts';
import { DEFAULT_SEED, FORMULA, type Food, SOURCE } from './formula.ts';
import { type Random, seededRandom } from './seeded-random.ts';

/** A row of a diary or a device. `time` and `end` are ISO text with the zone of the place. */
export interface SampleRow {
  readonly time: string;
  readonly end?: string;
  readonly value: number;
  readonly note?: string;
  readonly source: typeof SOURCE;
}

/** A day whose meals were written down. A day that is not in the list is not known, which is not "ate nothing". */
export interface FoodDay {
  readonly day: Day;
  readonly eaten: readonly Food[];
}

/** Things that happened on the way, as days; the truth file tells them. */
export interface Incidents {
  readonly gap: { readonly first: Day; readonly last: Day };
  readonly trip: { readonly first: Day; readonly last: Day };
  readonly clockForward: Day;
  readonly clockBack: Day;
  readonly corrected: { readonly day: Day; readonly was: number; readonly is: number };
  readonly double: Day;
}

export interface SamplePerson {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** In the order they were written: a corrected rating follows the wrong one at the same time. 0 to 10. */
  readonly ratings: readonly SampleRow[];
  readonly food: readonly FoodDay[];
  /** Hours, from falling asleep to waking. */
  readonly sleep: readonly SampleRow[];
  /** One number a day. */
  readonly steps: readonly SampleRow[];
  readonly incidents: Incidents;
}

export interface SampleOptions {
  readonly lastDay: Day;
  readonly seed?: number;
  /** Minutes east of UTC where Sam lives. The pages pass the visitor's own, so that Sam's days are theirs. */
  readonly homeOffset?: number;
}

const NOTES = ['Stiff in the morning', 'Long walk', 'Rain all day', 'Sore after gardening', 'Good day'];
const MINUTES = { day: 1440, evening: 20 * 60, wake: 7 * 60, stepsFrom: 6 * 60, stepsTo: 22 * 60 };

interface DayTruth {
  readonly day: Day;
  readonly eaten: readonly Food[];
  readonly sleepMinutes: number;
  readonly pain: number;
  readonly steps: number;
}

/** Makes the same half year for the same seed, last day and home. */
export function makeSam({ lastDay, seed = DEFAULT_SEED, homeOffset = 0 }: SampleOptions): SamplePerson {
  const firstDay = lastDay - FORMULA.days + 1;
  const lived = live(seed, firstDay);
  const place = placesOf(seed, firstDay);
  const offsetOn = (day: Day): number => homeOffset + place.shift(day);

  const { ratings, corrected, double } = writeDiary(seed, lived, place.gap, offsetOn);
  const forgetsFood = seededRandom(seed, 'food not written down');
  return {
    firstDay,
    lastDay,
    ratings,
    food: lived
      .filter(({ day }) => !forgetsFood.chance(FORMULA.missing.foodDay) && !within(day, place.gap))
      .map(({ day, eaten }) => ({ day, eaten })),
    sleep: lived.map(({ day, sleepMinutes }) => sleepRow(day, sleepMinutes, offsetOn)),
    steps: lived.map(({ day, steps }) => ({
      time: isoWithZone(day, MINUTES.stepsFrom, offsetOn(day)),
      end: isoWithZone(day, MINUTES.stepsTo, offsetOn(day)),
      value: steps,
      source: SOURCE,
    })),
    incidents: {
      gap: place.gap,
      trip: place.trip,
      clockForward: place.clockForward,
      clockBack: place.clockBack,
      corrected,
      double,
    },
  };
}

/** What happened, whether or not Sam wrote it down. */
function live(seed: number, firstDay: Day): DayTruth[] {
  const { pain, jam, coffee, bread, dairy, sleep, steps } = FORMULA;
  const draws = {
    jam: seededRandom(seed, 'jam'),
    coffee: seededRandom(seed, 'coffee'),
    bread: seededRandom(seed, 'bread'),
    dairy: seededRandom(seed, 'dairy'),
    sleep: seededRandom(seed, 'sleep'),
    steps: seededRandom(seed, 'steps'),
    noise: seededRandom(seed, 'pain noise'),
  };
  // The first day's noise has the spread that the following days settle at.
  let noise = (draws.noise.normal() * pain.noise.sd) / Math.sqrt(1 - pain.noise.carry ** 2);
  let jamBefore = false;
  const lived: DayTruth[] = [];
  for (let t = 0; t < FORMULA.days; t += 1) {
    const day = firstDay + t;
    const sleepMinutes =
      Math.round((clamp(sleep.mean + sleep.sd * draws.sleep.normal(), 3, 11) * 60) / 5) * 5;
    const hours = sleepMinutes / 60;
    if (t > 0) noise = pain.noise.carry * noise + pain.noise.sd * draws.noise.normal();
    const felt =
      pain.base +
      (jamBefore ? pain.jamTheDayBefore : 0) +
      pain.sleepHour * (hours - 7) +
      (weekday(day) === 0 ? pain.monday : 0) +
      (pain.trend * t) / FORMULA.days +
      noise;
    const rating = clamp(Math.round(felt), 0, 10);
    const eaten: Food[] = [];
    const ateJam = draws.jam.chance(jamBefore ? jam.afterJam : jam.chance);
    if (ateJam) eaten.push('moonberry jam');
    if (draws.coffee.chance(clamp(coffee.chance + coffee.perHourOfSleep * (hours - 7), 0.05, 0.95)))
      eaten.push('coffee');
    if (draws.bread.chance(weekday(day) >= 5 ? bread.weekend : bread.weekday)) eaten.push('bread');
    if (draws.dairy.chance(dairy.chance)) eaten.push('dairy');
    const walked = steps.base + steps.perPainPoint * rating + steps.sd * draws.steps.normal();
    lived.push({ day, eaten, sleepMinutes, pain: rating, steps: Math.max(200, Math.round(walked)) });
    jamBefore = ateJam;
  }
  return lived;
}

/**
 * Where Sam was and what the clocks did. No real zone has both its clock changes in a half year that ends in
 * autumn, so Sam's summer time is made up like the rest: it starts on a Sunday in week 3 and ends in week 22.
 */
function placesOf(seed: number, firstDay: Day) {
  const random = seededRandom(seed, 'places');
  const gapFirst = firstDay + 65 + random.whole(30);
  const tripFirst = firstDay + 110 + random.whole(25);
  const gap = { first: gapFirst, last: gapFirst + FORMULA.missing.gapDays - 1 };
  const trip = { first: tripFirst, last: tripFirst + FORMULA.trip.days - 1 };
  const sundayFrom = (day: Day): Day => day + (6 - weekday(day));
  const clockForward = sundayFrom(firstDay + 14);
  const clockBack = sundayFrom(firstDay + 147);
  const shift = (day: Day): number =>
    (day >= clockForward && day < clockBack ? 60 : 0) + (within(day, trip) ? FORMULA.trip.offset : 0);
  return { gap, trip, clockForward, clockBack, shift };
}

function writeDiary(
  seed: number,
  lived: readonly DayTruth[],
  gap: Incidents['gap'],
  offsetOn: (day: Day) => number,
): { ratings: SampleRow[]; corrected: Incidents['corrected']; double: Day } {
  const random = seededRandom(seed, 'diary');
  const { missing, rating } = FORMULA;
  const written = lived.flatMap(({ day, pain }) => {
    const forgot = random.chance(pain >= 7 ? missing.ratingFromSevenUp : missing.rating);
    const minute = MINUTES.evening + random.whole(2 * rating.give + 1) - rating.give;
    const note = noteOf(random);
    if (forgot || within(day, gap)) return [];
    const row: SampleRow = {
      time: isoWithZone(day, minute, offsetOn(day)),
      value: pain,
      ...note,
      source: SOURCE,
    };
    return [{ day, row }];
  });

  const correctedAt = random.whole(written.length - 1);
  const doubleAt = (correctedAt + 1 + random.whole(written.length - 2)) % written.length;
  const ratings: SampleRow[] = [];
  let corrected: Incidents['corrected'] = { day: 0, was: 0, is: 0 };
  let double: Day = 0;
  for (const [index, { day, row }] of written.entries()) {
    if (index === correctedAt) {
      const was = row.value >= 5 ? row.value - 4 : row.value + 4;
      corrected = { day, was, is: row.value };
      ratings.push({ ...row, value: was });
    }
    ratings.push(row);
    if (index === doubleAt) {
      double = day;
      ratings.push(row);
    }
  }
  return { ratings, corrected, double };
}

/** A night belongs to the day it ends on. When the clocks change in it, its two ends have two offsets. */
function sleepRow(day: Day, minutes: number, offsetOn: (day: Day) => number): SampleRow {
  const wakeOffset = offsetOn(day);
  const bedOffset = offsetOn(day - 1);
  const bedMinute = MINUTES.wake - minutes - wakeOffset + bedOffset;
  return {
    time: isoWithZone(day, bedMinute, bedOffset),
    end: isoWithZone(day, MINUTES.wake, wakeOffset),
    value: minutes / 60,
    source: SOURCE,
  };
}

function noteOf(random: Random): { note?: string } {
  const index = random.whole(NOTES.length * 10);
  const note = NOTES[index];
  return note === undefined ? {} : { note };
}

function within(day: Day, span: { readonly first: Day; readonly last: Day }): boolean {
  return day >= span.first && day <= span.last;
}

function clamp(x: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, x));
}
