import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DAY,
  formatDay,
  formatDayRange,
  formatDaysAgo,
  formatDaysAhead,
  formatDayTime,
  formatDuration,
} from './format-date.ts';
import {
  formatBytes,
  formatCount,
  formatExactWithUnit,
  formatMeasured,
  formatNumber,
  formatShort,
  formatWithUnit,
  unitWords,
} from './format-number.ts';
import { screenLocale } from './locale.ts';

const UK = 'en-GB';
const noon = (year: number, month: number, day: number) => new Date(year, month - 1, day, 12).getTime();

test('screens stay in English whatever the person speaks', () => {
  assert.equal(screenLocale(['de-DE', 'en-US']), 'en-US');
  assert.equal(screenLocale(['de-DE', 'fr']), 'en-GB');
  assert.equal(screenLocale(['enm']), 'en-GB');
});

test('numbers: grouped, without noise digits, NaN said in words', () => {
  assert.equal(formatNumber(475_371, UK), '475,371');
  assert.equal(formatNumber(0.1 + 0.2, UK), '0.3');
  assert.equal(formatNumber(Number.NaN, UK), 'no value');
  assert.equal(formatCount(1, 'entry', 'entries', UK), '1 entry');
  assert.equal(formatCount(0, 'entry', 'entries', UK), '0 entries');
});

test('measured values: two decimals at most, small ones keep two digits, no "-0"', () => {
  assert.equal(formatMeasured(71.234, UK), '71.23');
  assert.equal(formatMeasured(0.00123, UK), '0.0012');
  assert.equal(formatMeasured(12_345.6, UK), '12,346');
  assert.equal(formatMeasured(-0, UK), '0');
  assert.equal(formatMeasured(-0.5, UK), '-0.5');
});

test('narrow places shorten from a million on, either side of zero', () => {
  assert.equal(formatShort(999_999, UK), '999,999');
  assert.match(formatShort(1_775_421_029_000, UK), /^1\.78/u);
  assert.match(formatShort(-2_500_000, UK), /^-2\.5/u);
  assert.equal(formatShort(Number.NaN, UK), 'no value');
});

test('units in words; an exact number keeps its digits', () => {
  assert.equal(formatWithUnit(72, 'kg', UK), '72 kg');
  assert.equal(formatWithUnit(18.123, '%', UK), '18.12%');
  assert.equal(formatExactWithUnit(18.123456, '%', UK), '18.123456%');
  assert.equal(formatWithUnit(4, '1', UK), '4');
  assert.equal(unitWords('{count}'), '');
  assert.equal(unitWords('{puff}'), 'puff');
  assert.equal(unitWords('constructor'), 'constructor');
});

test('bytes step up before they read 1000', () => {
  assert.equal(formatBytes(1, UK), '1 byte');
  assert.equal(formatBytes(999, UK), '999 bytes');
  assert.equal(formatBytes(999_999, UK), '1 MB');
  assert.equal(formatBytes(191_000_000, UK), '191 MB');
  assert.equal(formatBytes(1_500, UK), '1.5 kB');
});

test('days: names near today, dates beyond, in both directions', () => {
  const now = noon(2026, 11, 22);
  assert.equal(formatDaysAgo(now - 3_600_000, now, UK), 'today');
  assert.equal(formatDaysAgo(noon(2026, 11, 21), now, UK), 'yesterday');
  assert.equal(formatDaysAgo(noon(2026, 11, 15), now, UK), '7 days ago');
  assert.equal(formatDaysAgo(noon(2026, 11, 14), now, UK), '14 Nov 2026');
  assert.equal(formatDaysAgo(noon(2026, 11, 23), now, UK), '23 Nov 2026');
  assert.equal(formatDaysAhead(noon(2026, 11, 25), now, UK), 'in 3 days');
  assert.equal(formatDaysAhead(noon(2026, 12, 31), now, UK), 'on 31 Dec 2026');
  assert.equal(formatDaysAhead(now - DAY, now, UK), 'today');
});

test('ranges leave out a shared year; one day stands alone', () => {
  assert.equal(formatDayRange(noon(2026, 5, 24), noon(2026, 11, 21), UK), '24 May to 21 Nov 2026');
  assert.equal(formatDayRange(noon(2025, 5, 24), noon(2026, 11, 21), UK), '24 May 2025 to 21 Nov 2026');
  assert.equal(formatDayRange(noon(2026, 5, 24), noon(2026, 5, 24), UK), '24 May 2026');
});

test('a place east of UTC reads its own wall clock', () => {
  const at = Date.UTC(2026, 0, 1, 22, 30);
  assert.equal(formatDay(at, UK, 120), '2 Jan 2026');
  assert.equal(formatDayTime(at, UK, -330), '1 Jan 2026, 17:00');
  assert.equal(formatDay(Number.NaN, UK), 'unknown day');
});

test('durations name their largest whole unit', () => {
  assert.equal(formatDuration(6 * DAY + 5), '6 days');
  assert.equal(formatDuration(3_600_000), '1 hour');
  assert.equal(formatDuration(59_000), 'under a minute');
});
