import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeTotals, single, sum } from './test-totals.ts';

const closing = (pass: number, fail: number, more = '') =>
  `TAP version 13\n# Subtest: a\nok 1 - a\n1..1\n# tests ${pass + fail}\n# pass ${pass}\n# fail ${fail}\n# cancelled 0\n# skipped 2\n# todo 0\n${more}`;

test('counts are those of the closing lines', () => {
  assert.deepEqual(nodeTotals(closing(7, 0), 0), { passed: 7, failed: 0, skipped: 2 });
  assert.deepEqual(nodeTotals(closing(7, 3), 1), { passed: 7, failed: 3, skipped: 2 });
  assert.deepEqual(nodeTotals(closing(1, 1).replace('cancelled 0', 'cancelled 4'), 1).failed, 5);
});

test('a line that a test prints is not taken for the closing one', () => {
  assert.equal(nodeTotals(`# pass 99\n${closing(1, 0)}`, 0).passed, 1);
});

test('silence is a failure', () => {
  assert.equal(nodeTotals('', 0).failed, 1);
  assert.equal(nodeTotals('TAP version 13\n', 1).failed, 1);
  assert.equal(nodeTotals(closing(0, 0).replace('skipped 2', 'skipped 0'), 0).failed, 1);
  assert.equal(nodeTotals(closing(5, 0), 1).failed, 1);
});

test('totals add up', () => {
  assert.deepEqual(sum([single(true), single(false), { passed: 2, failed: 0, skipped: 1 }]), {
    passed: 3,
    failed: 1,
    skipped: 1,
  });
});
