import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { newBatchId } from '../ids.ts';
import { rowsOf } from '../testing/sample-rows.ts';
import type { StoredColumns } from './columns.ts';
import { checkRows } from './columns.ts';
import { decodeColumns, decodeLive, newTarget } from './decode-columns.ts';
import { deflate, inflate } from './deflate.ts';
import { encodeColumns } from './encode-columns.ts';
import { ByteReader, ByteWriter, unzigzag, varintLength, zigzag } from './varint.ts';

const time = fc.oneof(
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.integer({ min: 0, max: 10_000 }).map((n) => 1_700_000_000_000 + n * 60_000),
  fc.integer({ min: 0, max: 10_000 }).map((n) => 1_700_000_000_000 + n * 1_000),
);
const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100),
  fc.constant(-0),
);
const row = fc.record({
  start: time,
  long: fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined }),
  value,
  offset: fc.oneof(fc.constant(UNKNOWN_OFFSET), fc.integer({ min: -1_440, max: 1_440 })),
  note: fc.option(fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constant('🧠 çok ağrı 👩‍⚕️')), {
    nil: undefined,
    freq: 5,
  }),
  batch: fc.nat(2),
  retiredBy: fc.nat(3),
});

const columnsArb: fc.Arbitrary<StoredColumns> = fc.array(row, { maxLength: 60 }).map((unsorted) => {
  const sorted = unsorted.sort((a, b) => a.start - b.start);
  const rows = rowsOf(
    sorted.map(({ start, long, note, ...rest }) => ({
      ...rest,
      start,
      ...(long === undefined || start + long > 8.64e15 ? {} : { end: start + long }),
      ...(note === undefined ? {} : { note }),
    })),
  );
  return {
    ...rows,
    batches: Uint32Array.from(sorted, (r) => r.batch),
    retiredBy: Uint32Array.from(sorted, (r) => r.retiredBy),
    table: [0, 1, 2].map((at) => ({ id: newBatchId(), at })),
  };
});

function assertSame(actual: StoredColumns, expected: StoredColumns): void {
  for (const column of ['starts', 'ends', 'values'] as const) {
    // As bits: -0 and 0 differ, NaN is NaN.
    const bits = (c: StoredColumns) => new BigUint64Array(c[column].slice().buffer);
    assert.deepEqual(bits(actual), bits(expected), column);
  }
  assert.deepEqual(actual.offsets, expected.offsets);
  assert.deepEqual(actual.batches, expected.batches);
  assert.deepEqual(actual.retiredBy, expected.retiredBy);
  assert.deepEqual([...actual.notes], [...expected.notes]);
  assert.deepEqual(actual.table, expected.table);
}

test('columns come back bit for bit', () => {
  fc.assert(
    fc.property(columnsArb, (columns) => {
      assertSame(decodeColumns(encodeColumns(columns), columns.starts.length), columns);
    }),
    { numRuns: 300 },
  );
});

test('live rows come back without their history, and only where there is none', () => {
  fc.assert(
    fc.property(columnsArb, (columns) => {
      const rows = columns.starts.length;
      const payload = encodeColumns({ ...columns, retiredBy: new Uint32Array(rows) });
      const target = newTarget(rows);
      const { notes } = decodeLive(payload, target);
      assertSame({ ...columns, ...target, notes }, columns);
      if (columns.retiredBy.some((by) => by !== 0)) {
        assert.throws(() => decodeLive(encodeColumns(columns), newTarget(rows)), { code: 'damaged' });
      }
    }),
  );
});

test('columns come back through deflate', async () => {
  await fc.assert(
    fc.asyncProperty(columnsArb, async (columns) => {
      const payload = encodeColumns(columns);
      const back = await inflate(await deflate(payload), payload.length);
      assertSame(decodeColumns(back, columns.starts.length), columns);
    }),
    { numRuns: 30 },
  );
});

test('a payload that is cut short or has bytes to spare is damage', () => {
  fc.assert(
    fc.property(columnsArb, fc.nat(), (columns, at) => {
      const payload = encodeColumns(columns);
      const count = columns.starts.length;
      assert.throws(() => decodeColumns(payload.slice(0, at % payload.length), count));
      assert.throws(() => decodeColumns(new Uint8Array([...payload, 0]), count));
      assert.throws(() => decodeColumns(payload, count + 1));
    }),
  );
});

test('inflate refuses another length than was told', async () => {
  const deflated = await deflate(new Uint8Array(1_000));
  await assert.rejects(inflate(deflated, 999), { code: 'damaged' });
  await assert.rejects(inflate(deflated, 1_001), { code: 'damaged' });
  await assert.rejects(inflate(deflated.slice(0, 5), 1_000), { code: 'damaged' });
});

test('varints and zigzags of every size come back', () => {
  const whole = fc.oneof(fc.maxSafeNat(), fc.nat(300), fc.nat(2 ** 31 - 1));
  fc.assert(
    fc.property(fc.array(whole), (numbers) => {
      const writer = new ByteWriter(0);
      for (const number of numbers) writer.varint(number);
      const bytes = writer.finish();
      assert.equal(
        bytes.length,
        numbers.reduce((sum, number) => sum + varintLength(number), 0),
      );
      const reader = new ByteReader(bytes);
      assert.deepEqual(
        numbers.map(() => reader.varint()),
        numbers,
      );
      assert.ok(reader.atEnd());
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 51), max: 2 ** 51 }), (n) => {
      assert.equal(unzigzag(zigzag(n)), n);
    }),
  );
});

test('a month of heart rates costs under 3 bytes a row before deflate', () => {
  const count = 10_000;
  const columns: StoredColumns = {
    ...rowsOf(Array.from({ length: count }, (_, i) => ({ start: 1.7e12 + i * 5_000, value: 60 + (i % 30) }))),
    batches: new Uint32Array(count),
    retiredBy: new Uint32Array(count),
    table: [{ id: newBatchId(), at: 0 }],
  };
  assert.ok(encodeColumns(columns).length < 3 * count);
});

test('rows that could not come back as they are, are refused by name', () => {
  const refused = (row: Parameters<typeof rowsOf>[0][number]): void =>
    assert.throws(() => checkRows(rowsOf([{ start: 0, value: 0 }, row])), { code: 'bad-rows', message: /1/ });
  refused({ start: 1, value: Number.NaN });
  refused({ start: 1, value: Number.POSITIVE_INFINITY });
  refused({ start: 1.5, value: 1 });
  refused({ start: -0, value: 1 });
  refused({ start: 9e15, value: 1 });
  refused({ start: 5, end: 4, value: 1 });
  refused({ start: 5, value: 1, offset: 1_441 });
  refused({ start: 5, value: 1, note: 'half \uD83D a pair' });
  const short = { ...rowsOf([{ start: 0, value: 0 }]), values: new Float64Array(0) };
  assert.throws(() => checkRows(short), { code: 'bad-rows' });
  assert.doesNotThrow(() => checkRows(rowsOf([{ start: 5, end: 5, value: -0, note: '🙂' }])));
});
