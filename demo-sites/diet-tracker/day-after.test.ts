import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayFrom } from '../sample-person/calendar-day.ts';
import { FOODS } from '../sample-person/formula.ts';
import { makeSam } from '../sample-person/sam.ts';
import { daysAfter, litDays, sayDaysAfter } from './day-after.ts';

const diary = [
  { day: 1, eaten: ['moonberry jam', 'bread'] },
  { day: 2, eaten: [] },
  { day: 4, eaten: ['coffee'] },
] as const;

describe('the days after a food', () => {
  it('are judged by what was eaten the day before, and unknown where nobody wrote it down', () => {
    const ratings = [1, 2, 3, 4, 5].map((day) => ({ day, value: day }));
    assert.deepEqual(daysAfter('moonberry jam', diary, ratings), {
      after: [2],
      others: [3, 5],
      unknown: [1, 4],
    });
  });

  it('are lit in the chart on the day after', () => {
    assert.deepEqual([...litDays('moonberry jam', diary)], [2]);
  });

  it('count several scores of a day once', () => {
    const twice = [
      { day: 2, value: 4 },
      { day: 2, value: 6 },
    ];
    assert.deepEqual(daysAfter('moonberry jam', diary, twice).after, [5]);
  });

  it('hold each rated day once, whatever was written', () => {
    const day = fc.integer({ min: 0, max: 40 });
    const foodDay = fc.record({ day, eaten: fc.subarray([...FOODS]) });
    const rating = fc.record({ day, value: fc.integer({ min: 0, max: 10 }) });
    fc.assert(
      fc.property(fc.array(foodDay), fc.array(rating), (food, ratings) => {
        const { after, others, unknown } = daysAfter('moonberry jam', food, ratings);
        assert.equal(after.length + others.length + unknown.length, new Set(ratings.map((r) => r.day)).size);
      }),
    );
  });

  it('are said with counts that add up for Sam', () => {
    const sam = makeSam({ lastDay: dayFrom(2026, 11, 21) });
    const ratings = [...new Map(sam.ratings.map((row) => [row.time, row])).values()].map(
      ({ time, value }) => ({
        day: Math.floor(Date.parse(time.slice(0, 10)) / 86_400_000),
        value,
      }),
    );
    const words = sayDaysAfter('moonberry jam', daysAfter('moonberry jam', sam.food, ratings));
    const [after, , others, , unknown] = (words.match(/\d+(\.\d+)?/g) ?? []).map(Number);
    assert.equal((after ?? 0) + (others ?? 0) + (unknown ?? 0), ratings.length, words);
  });

  it('are not compared when one side is empty', () => {
    assert.match(sayDaysAfter('dairy', { after: [], others: [1], unknown: [] }), /too few/);
  });
});
