import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sparkPath } from '../spark-path.ts';
import { decimate } from './decimate.ts';
import { breakAtGaps, gapsIn } from './gaps.ts';
import { lendLanguage } from './load-plot.ts';
import { sliceTimes } from './slice.ts';
import { seriesFacts, summaryOf } from './summary.ts';

const DAY = 86_400_000;

const seriesOf = (value: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(fc.nat(1_000), value), { minLength: 1, maxLength: 600 }).map((steps) => {
    let time = 0;
    const rows = steps.map(([step, each]) => {
      time += step;
      return [time, each] as const;
    });
    return {
      times: Float64Array.from(rows, ([at]) => at),
      values: Float64Array.from(rows, ([, each]) => each),
    };
  });

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const anyNumber = fc.oneof(finite, fc.constant(Number.NaN), fc.constant(Number.POSITIVE_INFINITY));

test('decimation keeps the first, last, lowest and highest, at most four a pixel, in order', () => {
  fc.assert(
    fc.property(seriesOf(finite), fc.integer({ min: 1, max: 40 }), ({ times, values }, pixels) => {
      const drawn = decimate(times, values, pixels);
      assert.ok(drawn.times.length <= Math.max(pixels * 4, 4));
      assert.equal(drawn.times[0], times[0]);
      assert.equal(drawn.times.at(-1), times.at(-1));
      assert.equal(Math.min(...drawn.values), Math.min(...values));
      assert.equal(Math.max(...drawn.values), Math.max(...values));
      for (let i = 1; i < drawn.times.length; i += 1) {
        assert.ok((drawn.times[i] ?? 0) >= (drawn.times[i - 1] ?? 0));
      }
    }),
  );
});

test('every drawn point is a point of the series, and none is drawn twice', () => {
  fc.assert(
    fc.property(seriesOf(anyNumber), fc.integer({ min: 1, max: 40 }), ({ times, values }, pixels) => {
      const drawn = decimate(times, values, pixels);
      let from = 0;
      for (let i = 0; i < drawn.times.length; i += 1) {
        let at = from;
        while (at < times.length && !(times[at] === drawn.times[i] && values[at] === drawn.values[i]))
          at += 1;
        assert.ok(at < times.length, 'a point came from nowhere');
        from = at + 1;
      }
      assert.ok(drawn.values.every(Number.isFinite));
    }),
  );
});

test('a slice holds from <= time < to and nothing else', () => {
  fc.assert(
    fc.property(seriesOf(finite), fc.nat(200_000), fc.nat(200_000), (series, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const expected = [...series.times].filter((time) => time >= from && time < to);
      assert.deepEqual([...sliceTimes(series, from, to).times], expected);
    }),
  );
});

test('the line breaks where a diary was not kept, and nowhere else', () => {
  const times = Float64Array.from([0, 1, 2, 9, 10].map((day) => day * DAY));
  const values = Float64Array.from([1, 2, 3, 4, 5]);
  assert.deepEqual(gapsIn(times), [[2 * DAY, 9 * DAY]]);
  const { times: drawn, values: shown } = breakAtGaps({ times, values }, gapsIn(times));
  assert.deepEqual(shown, [1, 2, 3, null, 4, 5]);
  assert.equal(drawn[3], 5.5 * DAY);
  assert.deepEqual(gapsIn(times.subarray(0, 3)), []);
  const thinned = { times: Float64Array.from([0, 10 * DAY]), values: Float64Array.from([1, 5]) };
  assert.deepEqual(breakAtGaps(thinned, gapsIn(times)).values, [1, null, 5]);
  assert.deepEqual(breakAtGaps(thinned, []).values, [1, 5]);
});

test('the words say how many, how low and high, how the end compares, and the longest gap', () => {
  const count = 30;
  const times = Float64Array.from({ length: count }, (_, i) =>
    Date.UTC(2026, 0, 1 + i + (i > 20 ? 5 : 0), 12),
  );
  const values = Float64Array.from({ length: count }, (_, i) => i / 3);
  const words = summaryOf(times, values, 'kg');
  assert.match(words, /^30 entries, /u);
  assert.match(words, /Lowest 0, highest 9\.67, average 4\.83 kg\./u);
  assert.match(words, /Higher at the end than at the start/u);
  assert.match(words, /Longest gap: 6 days\./u);
  assert.match(
    summaryOf(
      times,
      values.map((value) => -value),
      '',
    ),
    /Lower at the end/u,
  );
  assert.match(summaryOf(times, values.fill(2), ''), /^30 entries.*average 2\. Longest gap/u);
  assert.doesNotMatch(summaryOf(times.subarray(0, 4), Float64Array.from([1, 2, 8, 9]), ''), /at the end/u);
  assert.equal(summaryOf(new Float64Array(), new Float64Array(), ''), 'No entries in these days.');
  assert.equal(seriesFacts(times, new Float64Array(count).fill(Number.NaN)), null);
});

test('a tiny line stays inside its box and ends on its newest value', () => {
  fc.assert(
    fc.property(seriesOf(anyNumber), ({ times, values }) => {
      const { path, end } = sparkPath(times, values, 96, 28);
      const numbers = [...path.matchAll(/-?[\d.]+/gu)].map(([text]) => Number(text));
      assert.ok(numbers.every((n, i) => n >= 0 && n <= (i % 2 === 0 ? 96 : 28)));
      assert.equal(end === null, !values.some(Number.isFinite));
    }),
  );
});

test('a browser that names no language is lent one while the drawing code loads', () => {
  class Browser {
    get language(): string {
      return 'C';
    }
  }
  const own = new Browser();
  const giveBack = lendLanguage(own);
  assert.match(own.language, /^en/u);
  giveBack();
  assert.equal(own.language, 'C');
  const german = Object.freeze({ language: 'de-DE' });
  lendLanguage(german)();
  assert.equal(german.language, 'de-DE');
});
