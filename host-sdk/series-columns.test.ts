import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN_OFFSET } from '../protocol/series.ts';
import { VERBS } from '../protocol/verbs.ts';
import { HumanFSError } from './human-fs-error.ts';
import { toColumns } from './series-columns.ts';

const refused = (data: unknown, path: string | RegExp): void => {
  assert.throws(
    () => toColumns(data as never),
    (error: unknown) => {
      assert.ok(error instanceof HumanFSError);
      assert.equal(error.code, 'INVALID_REQUEST');
      assert.match(error.path ?? '', new RegExp(path));
      return true;
    },
  );
};

describe('what an app writes', () => {
  it('becomes columns, in the order it came, with what each time tells of its zone', () => {
    const { times, values, ends, offsets, notes } = toColumns([
      { time: '2026-05-24T20:00:00+02:00', value: 4, note: 'after rain' },
      { time: 5, value: -0.5, end: 9 },
      { time: '2026-05-24T18:00Z', value: 1 },
    ]);
    assert.deepEqual([...times], [Date.UTC(2026, 4, 24, 18), 5, Date.UTC(2026, 4, 24, 18)]);
    assert.deepEqual([...values], [4, -0.5, 1]);
    assert.deepEqual([...ends], [Number.NaN, 9, Number.NaN]);
    assert.deepEqual([...offsets], [120, UNKNOWN_OFFSET, UNKNOWN_OFFSET]);
    assert.deepEqual(notes, [[0, 'after rain']]);
  });

  it('is refused with its path where it has no form', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '4', null, undefined])
      refused([{ time: 1, value }], 'data\\[0\\]\\.value');
    for (const time of [
      '2026-05-24T20:00:00',
      '2026-05-24',
      'yesterday',
      1.5,
      Number.NaN,
      9e15,
      new Date(Number.NaN),
      null,
    ])
      refused(
        [
          { time: 1, value: 1 },
          { time, value: 1 },
        ],
        'data\\[1\\]\\.time',
      );
    refused(null, 'data');
    refused([null], 'data\\[0\\]\\.time');
    refused([{ time: 5, value: 1, end: 4 }], 'data\\[0\\]\\.end');
    refused({ times: [1, 2], values: [1] }, 'data');
    refused({ times: [1], values: [1], ends: [2, 3] }, 'data');
    refused({ values: [1] }, 'data');
    refused({ times: [1], values: [Number.NaN] }, 'data\\[0\\]\\.value');
  });

  it('has a bound', () => {
    assert.throws(() => toColumns(new Array(200_001).fill({ time: 1, value: 1 })), { code: 'TOO_LARGE' });
  });

  it('always gives the frame what its schema takes', () => {
    const row = fc.record(
      {
        time: fc.oneof(fc.integer(), fc.date({ noInvalidDate: true })),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        note: fc.string({ maxLength: 20 }),
      },
      { requiredKeys: ['time', 'value'] },
    );
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const asking = { purpose: null, interaction: 'auto', ticket: null, window: 'not-tried' };
        const params = {
          name: 'x',
          unit: 'kg',
          scale: null,
          category: 'c',
          ...toColumns(rows),
          undo: new Float64Array(0),
          ...asking,
        };
        assert.equal(VERBS.write.params.safeParse(params).error, undefined);
      }),
    );
  });
});
