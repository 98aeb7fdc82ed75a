import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDay } from '../../ui/format-date.ts';
import type { SeriesColumns, Variable } from '../../vault/model.ts';
import { ids } from '../testing/made-up-safe.ts';
import { dailyPoints, dayWords, firstDetail, offersDays } from './daily.ts';

const HOUR = 3_600_000;

function columnsOf(times: readonly number[], offset: number): SeriesColumns {
  const { length } = times;
  return {
    times: Float64Array.from(times),
    values: new Float64Array(length).fill(10),
    ends: new Float64Array(length).fill(Number.NaN),
    offsets: new Int16Array(length).fill(offset),
    provenance: new Uint8Array(length),
    notes: new Map(),
    unit: '{count}',
    scale: null,
    skippedUnits: 0,
  };
}

const steps: Variable = {
  id: ids.variable('steps'),
  key: ids.key('step count'),
  name: 'Step Count',
  unit: '{count}',
  scale: null,
  category: 'Activity',
};
const pulse: Variable = { ...steps, unit: '/min' };

/** Every two hours for three days of a place nine hours east of UTC. */
const dense = columnsOf(
  Array.from({ length: 36 }, (_, i) => Date.UTC(2026, 4, 23, 15) + i * 2 * HOUR),
  540,
);

test('counts add up a day, other values are averaged', () => {
  assert.deepEqual([...dailyPoints(dense, steps).values], [120, 120, 120]);
  assert.deepEqual([...dailyPoints(dense, pulse).values], [10, 10, 10]);
  assert.equal(dayWords(steps), 'total of each day');
  assert.equal(dayWords(pulse), 'average of each day');
});

test("a day is the recording place's day, read right from up to twelve hours away", () => {
  for (const reader of [540, 0, -120]) {
    const days = [...dailyPoints(dense, steps).times].map((time) => formatDay(time, 'en-GB', reader));
    assert.deepEqual(
      days,
      ['24 May 2026', '25 May 2026', '26 May 2026'],
      `read ${reader} minutes east of UTC`,
    );
  }
});

test('a diary is shown entry by entry, a watch day by day', () => {
  const diary = columnsOf([0, 24 * HOUR, 48 * HOUR], 0);
  assert.equal(firstDetail(diary), 'each');
  assert.equal(offersDays(diary), false);
  assert.equal(firstDetail(dense), 'day');
  assert.equal(offersDays(dense), true);
  assert.equal(offersDays(columnsOf([], 0)), false);
});
