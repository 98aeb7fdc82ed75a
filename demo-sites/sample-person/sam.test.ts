import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DAY_MS, dayFrom, isoDay, weekday } from './calendar-day.ts';
import { DEFAULT_SEED, FOODS, FORMULA, type Food, SOURCE } from './formula.ts';
import { makeSam, type SamplePerson, type SampleRow } from './sam.ts';
import { truthOf } from './truth.ts';

const lastDay = dayFrom(2026, 11, 21);
const sam = makeSam({ lastDay });
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const manySams = SEEDS.map((seed) => makeSam({ lastDay, seed }));

describe('Sam Sample', () => {
  it('is the same for the same seed and last day, and another for another', () => {
    assert.deepEqual(makeSam({ lastDay }), sam);
    assert.notDeepEqual(makeSam({ lastDay, seed: DEFAULT_SEED + 1 }).ratings, sam.ratings);
    assert.notDeepEqual(makeSam({ lastDay: lastDay + 1 }).ratings, sam.ratings);
  });

  it('covers 182 days that end on the last day', () => {
    assert.equal(isoDay(sam.firstDay), '2026-05-24');
    assert.equal(sam.steps.length, 182);
    assert.equal(sam.sleep.length, 182);
    assert.ok(sam.ratings.every((row) => dayOf(row) >= sam.firstDay && dayOf(row) <= lastDay));
    assert.ok(sam.food.every(({ day }) => day >= sam.firstDay && day <= lastDay));
  });

  it('rates pain in whole numbers from 0 to 10, in the evening, from one source', () => {
    for (const row of sam.ratings) {
      assert.ok(Number.isInteger(row.value) && row.value >= 0 && row.value <= 10, `${row.value}`);
      const minute = Number(row.time.slice(11, 13)) * 60 + Number(row.time.slice(14, 16));
      assert.ok(minute >= 18.5 * 60 && minute <= 21.5 * 60, row.time);
    }
    for (const row of [...sam.ratings, ...sam.sleep, ...sam.steps]) assert.equal(row.source, SOURCE);
  });

  it('has one corrected and one double rating, each beside its twin', () => {
    const twins = sam.ratings.flatMap((row, index) => {
      const next = sam.ratings[index + 1];
      return next?.time === row.time ? [{ was: row.value, is: next.value, day: dayOf(row) }] : [];
    });
    const { corrected, double } = sam.incidents;
    assert.equal(twins.length, 2);
    assert.deepEqual(
      twins.filter(({ was, is }) => was !== is),
      [{ was: corrected.was, is: corrected.is, day: corrected.day }],
    );
    assert.deepEqual(
      twins.filter(({ was, is }) => was === is).map(({ day }) => day),
      [double],
    );
  });

  it('writes nothing down in one gap of six days, while the devices go on', () => {
    const { first, last } = sam.incidents.gap;
    assert.equal(last - first + 1, 6);
    assert.ok(!sam.ratings.some((row) => dayOf(row) >= first && dayOf(row) <= last));
    assert.ok(!sam.food.some(({ day }) => day >= first && day <= last));
  });

  it('forgets about as often as the formula says', () => {
    const days = 60 * (FORMULA.days - FORMULA.missing.gapDays);
    const foodKept = manySams.reduce((sum, { food }) => sum + food.length, 0) / days;
    const ratingsKept = manySams.reduce((sum, person) => sum + ratingByDay(person).size, 0) / days;
    assert.ok(Math.abs(foodKept - 0.9) < 0.01, `${foodKept}`);
    // 8 % of all days and a little more, because bad days are left out more often.
    assert.ok(ratingsKept > 0.905 && ratingsKept < 0.92, `${ratingsKept}`);
  });

  it('is three hours further east on the trip, and changes its clocks twice', () => {
    const { trip, clockForward, clockBack } = sam.incidents;
    const offset = new Map(sam.steps.map((row) => [dayOf(row), row.time.slice(19)]));
    assert.deepEqual(
      [trip.first - 1, trip.first, trip.last, trip.last + 1].map((day) => offset.get(day)),
      ['+01:00', '+04:00', '+04:00', '+01:00'],
    );
    assert.equal(trip.last - trip.first, 2);
    assert.deepEqual(
      [clockForward - 1, clockForward, clockBack - 1, clockBack].map((day) => offset.get(day)),
      ['+00:00', '+01:00', '+01:00', '+00:00'],
    );
    assert.deepEqual([weekday(clockForward), weekday(clockBack)], [6, 6]);
  });

  it('sleeps as long as its hours say, over changed clocks too', () => {
    for (const { time, end, value } of sam.sleep) {
      assert.equal((Date.parse(end ?? '') - Date.parse(time)) / 3_600_000, value, time);
    }
  });

  it('lives where it is told to live', () => {
    const away = makeSam({ lastDay, homeOffset: -210 });
    assert.equal(away.ratings[0]?.time.slice(19), '-03:30');
    assert.equal(away.ratings[0]?.time.slice(0, 19), sam.ratings[0]?.time.slice(0, 19));
  });
});

describe('what can be found in Sam', () => {
  it('shows jam on the day after and no decoy, by a simple regression', () => {
    const found = effects(sam);
    assert.ok(found['moonberry jam'].slope > 1, JSON.stringify(found));
    assert.ok(found['moonberry jam'].t > 5, JSON.stringify(found));
    for (const food of FOODS.slice(1)) assert.ok(Math.abs(found[food].t) < 2, `${food} ${found[food].t}`);
  });

  it('shows jam in each of 60 histories, and each decoy in about one of twenty', () => {
    const all = manySams.map(effects);
    assert.equal(all.filter((found) => found['moonberry jam'].t > 3).length, 60);
    for (const food of FOODS.slice(1)) {
      const alarms = all.filter((found) => Math.abs(found[food].t) > 2).length;
      assert.ok(alarms <= 6, `${food} ${alarms}`);
    }
  });
});

describe('truth.json', () => {
  it('is what the generator says about the same half year', () => {
    const file: unknown = JSON.parse(readFileSync(new URL('truth.json', import.meta.url), 'utf8'));
    assert.deepEqual(file, JSON.parse(JSON.stringify(truthOf(sam))));
  });

  it('counts what is there', () => {
    const { counts } = truthOf(sam);
    assert.equal(counts.ratingRows, counts.ratings + 2);
    assert.equal(counts.ratings, ratingByDay(sam).size);
  });
});

/** Home offset is 0 in these tests and ratings are written in the evening, so the text's own date is the day. */
function dayOf({ time }: SampleRow): number {
  return Math.round(Date.parse(`${time.slice(0, 10)}T00:00Z`) / DAY_MS);
}

function ratingByDay(person: SamplePerson): Map<number, number> {
  return new Map(person.ratings.map((row) => [dayOf(row), row.value]));
}

/** Pain on a day against a food on the day before: least squares with one 0/1 column. */
function effects(person: SamplePerson): Record<Food, { slope: number; t: number }> {
  const pain = ratingByDay(person);
  const of = (food: Food) => {
    const groups: [number[], number[]] = [[], []];
    for (const { day, eaten } of person.food) {
      const score = pain.get(day + 1);
      if (score !== undefined) groups[eaten.includes(food) ? 1 : 0].push(score);
    }
    const [without, after] = groups;
    const residual = squares(without) + squares(after);
    const error = Math.sqrt(
      (residual / (without.length + after.length - 2)) * (1 / without.length + 1 / after.length),
    );
    const slope = mean(after) - mean(without);
    return { slope, t: slope / error };
  };
  return {
    'moonberry jam': of('moonberry jam'),
    coffee: of('coffee'),
    bread: of('bread'),
    dairy: of('dairy'),
  };
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, x) => sum + x, 0) / list.length;
}

function squares(list: readonly number[]): number {
  const middle = mean(list);
  return list.reduce((sum, x) => sum + (x - middle) ** 2, 0);
}
