import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { newestOf } from './newest-of.ts';

it('takes the parts that the newest so many of a range need, and no part before them', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 }).map((sizes) => {
    let at = 0;
    return sizes.map((live) => {
      const first = at;
      at += live;
      return { first, last: at - 1, live };
    });
  });
  const range = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(parts, fc.nat(20), range, (all, newest, [from, to]) => {
      const touched = all.filter((part) => part.last >= from && part.first < to);
      const rowsOf = (some: readonly { first: number; last: number }[]): number[] =>
        some
          .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
          .filter((row) => row >= from && row < to);
      const taken = newestOf(touched, newest, { from, to });
      const wanted = newest === 0 ? [] : rowsOf(touched).slice(-newest);
      assert.deepEqual(rowsOf(taken).slice(rowsOf(taken).length - wanted.length), wanted);
      const [first, ...rest] = taken;
      // Where the range cuts no part, nothing is opened in vain: without the first it would not be enough.
      const uncut = taken.every((part) => part.first >= from && part.last < to);
      if (first !== undefined && uncut) assert.ok(rowsOf(rest).length < newest);
    }),
  );
  assert.equal(newestOf([{ first: 0, last: 1, live: 2 }], null, { from: 0, to: 9 }).length, 1);
});
