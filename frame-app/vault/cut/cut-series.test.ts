import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PROVENANCES, UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import type { ReadTerms, Source, VariableKey } from '../model.ts';
import { type RowLike, rowsOf } from '../testing/sample-rows.ts';
import { type CutPart, cutSeries, type ReadAsk } from './cut-series.ts';

const READER = 'https://reader.example';
const DEVICE: Source = { kind: 'import', format: 'apple-health', label: 'Apple Watch', entered: 'device' };
const TYPED: Source = { kind: 'import', format: 'csv', label: 'pain.csv', entered: 'person' };
const OWN: Source = { kind: 'app', origin: READER, appName: 'Mine' };
const OTHER: Source = { kind: 'app', origin: 'https://secret.example', appName: 'Secret Clinic' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const TERMS: ReadTerms = {
  access: 'read',
  variable: 'Body Weight',
  key: 'body weight' as VariableKey,
  unit: 'kg',
  scale: null,
  from: null,
  to: null,
  granularity: 'each',
  notes: true,
  offsets: true,
  sources: true,
  includesNew: true,
  othersEntries: true,
};
const ALL = { notes: true, offsets: true, sources: true };

function part(
  rows: readonly RowLike[],
  more: Partial<CutPart> & { readonly addedAt?: number[] } = {},
): CutPart {
  const { addedAt, ...rest } = more;
  const columns = { ...rowsOf(rows), addedAt: addedAt ? Float64Array.from(addedAt) : null };
  return { columns, source: TYPED, unit: 'kg', scale: null, ...rest };
}

const cut = (parts: readonly CutPart[], terms: Partial<ReadTerms> = {}, ask: ReadAsk = { include: ALL }) =>
  cutSeries(parts, { ...TERMS, ...terms }, ask, READER, 1_000);

const valuesOf = (series: { readonly values: Float64Array }): number[] => [...series.values];
const rowsFrom = (...starts: number[]): RowLike[] => starts.map((start, value) => ({ start, value }));

test('no measurement from outside the range leaves, however the ask is made', () => {
  const bound = fc.option(fc.nat(100), { nil: null });
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(100), { maxLength: 30 }), { maxLength: 4 }),
      bound,
      bound,
      bound,
      bound,
      fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
      (starts, from, to, askedFrom, askedTo, limit) => {
        const parts = starts.map((own) => part(rowsFrom(...own.sort((a, b) => a - b))));
        const series = cut(parts, { from, to }, { from: askedFrom, to: askedTo, limit });
        const inside = (t: number): boolean =>
          t >= Math.max(from ?? 0, askedFrom ?? 0) && t < Math.min(to ?? 999, askedTo ?? 999);
        const expected = starts
          .flat()
          .filter(inside)
          .sort((a, b) => a - b);
        assert.deepEqual([...series.times], limit === null ? expected : expected.slice(-limit));
        for (const column of [series.values, series.ends, series.offsets, series.provenance]) {
          assert.equal(column.length, series.times.length);
        }
      },
    ),
  );
});

test('the newest rows stay under a limit, with their notes', () => {
  const rows = [0, 1, 2, 3].map((start) => ({ start, value: start, note: `n${start}` }));
  const series = cut([part(rows)], {}, { limit: 2, include: ALL });
  assert.deepEqual(valuesOf(series), [2, 3]);
  assert.deepEqual(
    [...series.notes],
    [
      [0, 'n2'],
      [1, 'n3'],
    ],
  );
});

test('notes, offsets and sources go only where allowed and asked for', () => {
  const parts = [part([{ start: 0, value: 1, note: 'private', offset: 60 }])];
  const none = { notes: false, offsets: false, sources: false };
  const open = cut(parts);
  assert.equal(open.notes.get(0), 'private');
  assert.equal(open.offsets[0], 60);
  assert.deepEqual(open.sources?.labels, ['pain.csv']);
  for (const shut of [cut(parts, none), cut(parts, {}, { include: none })]) {
    assert.equal(shut.notes.size, 0);
    assert.equal(shut.offsets[0], UNKNOWN_OFFSET);
    assert.equal(shut.sources, undefined);
  }
});

test('who entered a row is told, which other app never', () => {
  const one = (source: Source, start: number) => part([{ start, value: start }], { source });
  const parts = [one(DEVICE, 3), one(TYPED, 2), one(OWN, 1), one(OTHER, 0)];
  const series = cut(parts);
  const told = [...series.provenance].map((code) => PROVENANCES[code]);
  assert.deepEqual(told, ['another-app', 'this-app', 'person', 'device']);
  const shown = JSON.stringify(series.sources?.labels);
  assert.ok(!/secret|Clinic/i.test(shown) && shown.includes('Apple Watch'));
  assert.deepEqual(
    [...(series.sources?.of ?? [])].map((i) => series.sources?.labels[i]),
    ['another-app', 'this-app', 'pain.csv', 'Apple Watch'],
  );
  assert.deepEqual(valuesOf(cut(parts, { othersEntries: false })), [1, 2, 3]);
});

test('what was added after the grant stays where new entries are not granted', () => {
  const rows = [0, 1, 2, 3].map((start) => ({ start, value: start, note: `n${start}` }));
  const parts = [part(rows, { addedAt: [1_000, 1_001, 500, 2_000] })];
  const series = cut(parts, { includesNew: false });
  assert.deepEqual(valuesOf(series), [0, 2]);
  assert.deepEqual([...series.notes.values()], ['n0', 'n2']);
  assert.equal(cut([part(rows)], { includesNew: false }).times.length, 0, 'not known when: left out');
});

test('units are converted, and what cannot be is counted', () => {
  const scale = { min: 0, max: 10, worse: 'high' } as const;
  const parts = [
    part(rowsFrom(1)),
    part([{ start: 0, value: 100 }], { unit: '[lb_av]' }),
    part(rowsFrom(1, 2, 3), { unit: '{count}' }),
    part(rowsFrom(1, 2), { scale }),
  ];
  const series = cut(parts);
  assert.deepEqual(valuesOf(series), [45.359237, 0]);
  assert.equal(series.skippedUnits, 5);
  assert.equal(series.unit, 'kg');
  const inGrams = cut(parts.slice(0, 2), {}, { unit: 'g' });
  assert.deepEqual([inGrams.unit, valuesOf(inGrams)], ['g', [45_359.237, 0]]);
  assert.equal(cut(parts.slice(0, 1), {}, { unit: 'Cel' }).skippedUnits, 1);
});

test('a day is the local day of each row; where no offset is known, of UTC', () => {
  const at = (start: number, value: number, offset = UNKNOWN_OFFSET) => ({ start, value, offset, note: 'n' });
  const local = [
    at(22 * HOUR, 10, 120),
    at(23 * HOUR, 20, 120),
    at(24 * HOUR, 30, 120),
    at(46 * HOUR, 4, 120),
  ];
  const series = cut([part(local)], { granularity: 'day' });
  assert.deepEqual([...series.times], [22 * HOUR, 46 * HOUR]);
  assert.deepEqual([...series.ends], [46 * HOUR, 70 * HOUR]);
  assert.deepEqual(valuesOf(series), [20, 4]);
  assert.equal(series.notes.size, 0);
  assert.ok(series.offsets.every((offset) => offset === UNKNOWN_OFFSET));
  assert.equal(series.sources, undefined);
  const utc = cut([part([at(22 * HOUR, 10), at(25 * HOUR, 30)])], { granularity: 'day' });
  assert.deepEqual([...utc.times], [0, DAY]);
});

test('weeks begin on Monday and amounts add up', () => {
  const monday = Date.UTC(2026, 0, 5);
  const steps = [-1, 0, 6 * DAY, 7 * DAY].map((after) => ({ start: monday + after, value: 100 }));
  const series = cut([part(steps, { unit: '{count}' })], { granularity: 'week', unit: '{count}' });
  assert.deepEqual([...series.times], [monday - 7 * DAY, monday, monday + 7 * DAY]);
  assert.deepEqual(valuesOf(series), [100, 200, 100]);
});

test('an ask for a moment of a day never answers with the measurement of that moment', () => {
  const day = [8, 9, 10].map((hour) => ({ start: hour * HOUR, value: hour }));
  const parts = [part(day)];
  const moment = cut(parts, { granularity: 'day' }, { from: 9 * HOUR, to: 9 * HOUR + 1 });
  assert.equal(moment.times.length, 0);
  const around = cut(parts, { granularity: 'day' }, { from: 0, to: 1, limit: 1 });
  assert.deepEqual(valuesOf(around), [9]);
  assert.equal(cut(parts, { granularity: 'week' }, { granularity: 'each' }).times.length, 1);
  assert.equal(cut(parts, {}, { granularity: 'week' }).times.length, 1);
});

test('one source and the whole range cost no copy', () => {
  const own = part(rowsFrom(0, 1, 2));
  const series = cut([own]);
  assert.equal(series.values, own.columns.values);
  assert.equal(series.times, own.columns.starts);
  assert.equal(cut([own], { from: 1 }).values.buffer, own.columns.values.buffer);
});
