import { isoDay } from './calendar-day.ts';
import { DEFAULT_SEED, FORMULA, PERSON, SOURCE } from './formula.ts';
import type { SamplePerson } from './sam.ts';

/** What a method that looks for causes in Sam's data should find, and what it should not. */
export function truthOf(sam: SamplePerson, seed: number = DEFAULT_SEED) {
  const { gap, trip, clockForward, clockBack, corrected, double } = sam.incidents;
  const span = (days: { first: number; last: number }) => ({
    first: isoDay(days.first),
    last: isoDay(days.last),
  });
  return {
    person: PERSON,
    source: SOURCE,
    seed,
    firstDay: isoDay(sam.firstDay),
    lastDay: isoDay(sam.lastDay),
    cause: { food: 'moonberry jam', lagDays: 1, effect: FORMULA.pain.jamTheDayBefore },
    decoys: {
      coffee: 'shared cause: drunk after short sleep, and short sleep raises pain',
      bread: 'calendar: eaten at weekends, and Mondays are worse',
      dairy: 'noise',
      steps: 'reverse: fewer steps because of pain',
    },
    formula: FORMULA,
    incidents: {
      gap: span(gap),
      trip: span(trip),
      clockForward: isoDay(clockForward),
      clockBack: isoDay(clockBack),
      corrected: { ...corrected, day: isoDay(corrected.day) },
      double: isoDay(double),
    },
    counts: {
      ratingRows: sam.ratings.length,
      ratings: new Set(sam.ratings.map(({ time }) => time)).size,
      foodDays: sam.food.length,
      nights: sam.sleep.length,
      stepDays: sam.steps.length,
    },
  };
}
