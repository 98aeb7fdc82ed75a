import assert from 'node:assert/strict';
import { test } from 'node:test';
import { against, figureText, median } from './figures.ts';

test('the median is the middle, or between the two in the middle', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 2, 100]), 3);
  assert.throws(() => median([]));
});

test('a time over its budget and a speed under it are said', () => {
  const slow = against('hello', [13, 14, 15], 'penpal', [10, 10, 10], 1.3);
  assert.equal(slow.ratio, 1.4);
  assert.match(figureText(slow), /ratio +1\.40 +budget 1\.3 +MISSED/);
  assert.doesNotMatch(figureText({ ...slow, budget: 1.5 }), /MISSED/);
  assert.match(figureText({ ...slow, unit: 'MB/s', budget: 1.5 }), /MISSED/);
});
