import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import type { Stream } from '../model.ts';
import { memoryRecords } from '../testing/memory-records.ts';
import { newBatch, newHandle, type RowLike, rowsOf } from '../testing/sample-rows.ts';
import {
  type Adding,
  appendRows,
  createStream,
  DamagedChunk,
  readHistory,
  readIndex,
  readRows,
  retireRows,
  type StreamHandle,
  summaryOf,
  undoBatch,
} from './stream.ts';
import { StreamDraft } from './stream-draft.ts';

const TINY = { rows: 5, batches: 4 };

interface Step {
  readonly undo: readonly number[];
  readonly rows: readonly RowLike[];
}

async function newStream(identity: Stream['identity'] = 'time') {
  const records = memoryRecords();
  const handle = await newHandle(identity);
  await records.commit(await createStream(handle));
  const apply = async (batch: Adding, { undo, rows }: Step) => {
    const draft = await StreamDraft.open(records, handle, TINY);
    const back = await draft.retire(batch, { starts: Float64Array.from(undo), ends: null });
    const added = await draft.append(batch, rowsOf(rows));
    await records.commit(await draft.finish());
    return { back, added };
  };
  const takeBack = async (batch: Adding) => {
    const draft = await StreamDraft.open(records, handle, TINY);
    await draft.undo(batch.id);
    await records.commit(await draft.finish());
  };
  return { records, handle, apply, takeBack };
}

type World = Awaited<ReturnType<typeof newStream>>;

async function live({ records, handle }: Pick<World, 'records' | 'handle'>): Promise<string[]> {
  const { starts, ends, values, offsets, notes } = await readRows(records, handle);
  const shown = Array.from(starts, (start, i) =>
    JSON.stringify([start, String(ends[i]), String(values[i]), offsets[i], notes.get(i) ?? null]),
  );
  return shown.sort();
}

/** What must hold of any stream, whatever was done to it. */
async function assertSound({ records, handle }: World): Promise<void> {
  const index = await readIndex(records, handle);
  const named = new Set([handle.indexKey, ...index.chunks.map((chunk) => chunk.record)]);
  assert.deepEqual(new Set(await records.keys()), named, 'records that nothing names, or names of nothing');
  for (const [i, chunk] of index.chunks.entries()) {
    assert.ok(chunk.rows > 0 && chunk.first <= chunk.last);
    const before = index.chunks[i - 1];
    if (before !== undefined) assert.ok(before.last < chunk.first, 'chunks overlap');
  }
  const read = await readRows(records, handle);
  const summary = summaryOf(index);
  assert.equal(summary.count, read.starts.length);
  assert.equal(summary.first, read.starts[0] ?? null);
  assert.equal(summary.last, read.starts.at(-1) ?? null);
  assert.equal(summary.lastValue, read.values.at(-1) ?? null);
  assert.equal(summary.lowest, read.values.length === 0 ? null : Math.min(...read.values));
  assert.equal(summary.highest, read.values.length === 0 ? null : Math.max(...read.values));
  assert.ok(read.starts.every((start, i) => i === 0 || start >= (read.starts[i - 1] ?? 0)));
}

const start = fc.nat(8);
const spot = fc.record({ start, long: fc.constantFrom(null, 0, 7), note: fc.constantFrom('', '', '🍞') });
const stepsOf = (spots: fc.Arbitrary<Spot>) =>
  fc.array(
    fc.record({ undo: fc.array(start, { maxLength: 2 }), spots: fc.array(spots, { maxLength: 12 }) }),
    { maxLength: 7 },
  );

type Spot = typeof spot extends fc.Arbitrary<infer T> ? T : never;

/** Every value is another one, so that no row repeats one before. */
function withValues(steps: readonly { readonly undo: number[]; readonly spots: Spot[] }[]): Step[] {
  let value = 0;
  const there = new Set<number>();
  return steps.map(({ undo, spots }) => {
    // A take-back of nothing is not remembered, so no undo could bring its effect about later.
    const hits = [...new Set(undo)].filter((start) => there.delete(start));
    const rows = spots.map(({ start, long, note }) => {
      there.add(start);
      const more = { ...(long === null ? {} : { end: start + long }), ...(note === '' ? {} : { note }) };
      return { start, value: value++, ...more };
    });
    return { undo: hits, rows };
  });
}

test('writes, corrections and take-backs end as a plain list would', async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf(spot), async (raw) => {
      const world = await newStream();
      const model = new Map<string, string>();
      for (const step of withValues(raw)) {
        const { added, back } = await world.apply(newBatch(), step);
        for (const gone of step.undo) {
          for (const key of model.keys()) if (key.startsWith(`${gone}:`)) model.delete(key);
        }
        let fresh = 0;
        for (const { start, end, value, note } of step.rows) {
          const key = `${start}:${end}`;
          if (!model.has(key)) fresh++;
          model.set(
            key,
            JSON.stringify([start, String(end ?? NaN), String(value), UNKNOWN_OFFSET, note ?? null]),
          );
        }
        assert.deepEqual(
          { new: added.new, same: added.same, corrected: added.corrected },
          { new: fresh, same: 0, corrected: step.rows.length - fresh },
        );
        assert.equal(back.undone + back.same, step.undo.length);
        await assertSound(world);
      }
      assert.deepEqual(await live(world), [...model.values()].sort());
    }),
    { numRuns: 60 },
  );
});

// With one end a start, a take-back by start hits one row: what else it would have hit later is not remembered.
const oneEnd = spot.map((one) => ({ ...one, long: null }));

test('undoing batches, in any order, leaves what would be there without them', async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf(oneEnd), fc.array(fc.nat(6), { maxLength: 4 }), async (raw, undone) => {
      const steps = withValues(raw);
      const world = await newStream();
      const batches = steps.map(() => newBatch());
      for (const [i, step] of steps.entries()) await world.apply(batches[i] ?? newBatch(), step);
      for (const i of undone) await world.takeBack(batches[i] ?? newBatch());
      await assertSound(world);
      const without = await newStream();
      for (const [i, step] of steps.entries()) if (!undone.includes(i)) await without.apply(newBatch(), step);
      assert.deepEqual(await live(world), await live(without));
    }),
    { numRuns: 60 },
  );
});

test('a file read again changes nothing, whatever it holds and however it is cut', async () => {
  const rowArb = fc.record({
    start: fc.nat(12),
    value: fc.constantFrom(0, -0, 1, 2),
    offset: fc.constantFrom(0, 60),
    note: fc.constantFrom('a', 'b'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowArb, { maxLength: 40 }),
      fc.constantFrom('time' as const, 'time-and-value' as const),
      fc.integer({ min: 1, max: 40 }),
      async (rows, identity, cut) => {
        const world = await newStream(identity);
        const readFile = async () => {
          const batch = { ...newBatch(), reread: true };
          const sum = { new: 0, same: 0, corrected: 0 };
          for (let from = 0; from < rows.length; from += cut) {
            const { added } = await world.apply(batch, { undo: [], rows: rows.slice(from, from + cut) });
            sum.new += added.new;
            sum.same += added.same;
            sum.corrected += added.corrected;
          }
          assert.equal(sum.new + sum.same + sum.corrected, rows.length);
          return sum;
        };
        await readFile();
        const after = await live(world);
        const commits = world.records.commits.flatMap((change) => change.put).length;
        assert.deepEqual(await readFile(), { new: 0, same: rows.length, corrected: 0 });
        assert.deepEqual(await live(world), after);
        assert.equal(world.records.commits.flatMap((change) => change.put).length, commits);
      },
    ),
    { numRuns: 80 },
  );
});

test('a correction keeps history and undo restores what it replaced', async () => {
  const world = await newStream();
  const [first, second] = [newBatch(1), newBatch(2)];
  await world.apply(first, { undo: [], rows: [{ start: 1, value: 5, note: 'was' }] });
  await world.apply(second, { undo: [], rows: [{ start: 1, value: 6 }] });
  assert.match((await live(world)).join(), /"6"/);
  const history = [];
  for await (const columns of readHistory(world.records, world.handle)) history.push(columns);
  assert.deepEqual([...(history[0]?.values ?? [])], [5, 6]);
  assert.deepEqual([...(history[0]?.retiredBy ?? [])], [2, 0]);
  assert.deepEqual(history[0]?.table, [first, second]);
  await world.takeBack(second);
  assert.deepEqual(await live(world), [JSON.stringify([1, 'NaN', '5', UNKNOWN_OFFSET, 'was'])]);
});

test('an app may go back to a value it had; a file read again may not', async () => {
  const world = await newStream();
  await world.apply(newBatch(), { undo: [], rows: [5, 6].map((value) => ({ start: 1, value })) });
  const again = { ...newBatch(), reread: true };
  assert.equal((await world.apply(again, { undo: [], rows: [{ start: 1, value: 5 }] })).added.same, 1);
  const { added } = await world.apply(newBatch(), { undo: [], rows: [{ start: 1, value: 5 }] });
  assert.equal(added.corrected, 1);
});

test('a range reads its rows and opens only its chunks', async () => {
  const world = await newStream();
  const rows = Array.from({ length: 40 }, (_, i) => ({
    start: i,
    value: i,
    ...(i % 9 === 0 ? { note: `n${i}` } : {}),
  }));
  await world.apply(newBatch(7), { undo: [], rows });
  const part = await readRows(world.records, world.handle, { from: 17, to: 29, withAddedAt: true });
  assert.deepEqual(
    [...part.starts],
    Array.from({ length: 12 }, (_, i) => i + 17),
  );
  assert.deepEqual(
    [...part.notes],
    [
      [1, 'n18'],
      [10, 'n27'],
    ],
  );
  assert.deepEqual([...(part.addedAt ?? [])], new Array(12).fill(7));
  const { chunks } = await readIndex(world.records, world.handle);
  for (const chunk of chunks)
    if (chunk.last < 17 || chunk.first >= 29) world.records.map.delete(chunk.record);
  assert.equal((await readRows(world.records, world.handle, { from: 17, to: 29 })).starts.length, 12);
  assert.equal(
    (await readRows(world.records, world.handle, { from: 100 }).catch(() => null))?.starts.length,
    0,
  );
});

test('one flipped byte costs one chunk, which is named; the others are read', async () => {
  const world = await newStream();
  await world.apply(newBatch(), {
    undo: [],
    rows: Array.from({ length: 20 }, (_, i) => ({ start: i, value: i, note: `n${i}` })),
  });
  const chunk = (await readIndex(world.records, world.handle)).chunks[1];
  assert.ok(chunk);
  const bytes = world.records.map.get(chunk.record);
  assert.ok(bytes instanceof Uint8Array);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  const range = { stream: world.handle.id, chunk: chunk.id, first: 5, last: 9, rows: 5 };
  await assert.rejects(readRows(world.records, world.handle), (error) => {
    assert.ok(error instanceof DamagedChunk);
    assert.deepEqual(error.range, range);
    return true;
  });
  const told: unknown[] = [];
  const rest = await readRows(world.records, world.handle, { onDamaged: (damaged) => told.push(damaged) });
  assert.deepEqual(told, [range]);
  assert.deepEqual([...rest.starts], [0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  assert.equal(rest.notes.get(5), 'n10');
});

test('a chunk of another stream, another chunk, or an older one in its place is refused', async () => {
  const one = await newStream();
  const other: StreamHandle = { ...(await newHandle()), key: one.handle.key };
  await one.records.commit(await createStream(other));
  const rows = rowsOf([{ start: 1, value: 1 }]);
  await one.records.commit((await appendRows(one.records, one.handle, newBatch(), rows)).change);
  await one.records.commit((await appendRows(one.records, other, newBatch(), rows)).change);
  const [mine] = (await readIndex(one.records, one.handle)).chunks;
  const [theirs] = (await readIndex(one.records, other)).chunks;
  assert.ok(mine && theirs);
  const old = one.records.map.get(mine.record);
  one.records.map.set(mine.record, one.records.map.get(theirs.record));
  await assert.rejects(readRows(one.records, one.handle), { code: 'damaged' });
  one.records.map.set(mine.record, old);
  await one.records.commit(
    (await appendRows(one.records, one.handle, newBatch(), rowsOf([{ start: 2, value: 2 }]))).change,
  );
  const [newer] = (await readIndex(one.records, one.handle)).chunks;
  one.records.map.set(newer?.record ?? '', old);
  await assert.rejects(readRows(one.records, one.handle), { code: 'damaged' });
});

test('a newer format is refused by name and nothing is written', async () => {
  const world = await newStream();
  const index = world.records.map.get(world.handle.indexKey);
  assert.ok(index instanceof Uint8Array);
  index[0] = 2;
  const rows = rowsOf([{ start: 1, value: 1 }]);
  await assert.rejects(appendRows(world.records, world.handle, newBatch(), rows), { code: 'newer-format' });
  assert.equal(world.records.commits.length, 1);
});

test('one row more in a stream of many chunks rewrites one chunk and the index', async () => {
  const world = await newStream();
  const rows = rowsOf(Array.from({ length: 100_000 }, (_, i) => ({ start: i * 10, value: i % 100 })));
  await world.records.commit((await appendRows(world.records, world.handle, newBatch(), rows)).change);
  for (const start of [5, 499_995, 327_675, 9e9]) {
    const added = rowsOf([{ start, value: 1 }]);
    const { change, counts } = await appendRows(world.records, world.handle, newBatch(), added);
    assert.deepEqual(counts, { new: 1, same: 0, corrected: 0, undone: 0 });
    assert.ok(change.delete.length <= 1);
    assert.ok(change.put.length <= 3, 'a full chunk is parted in two, and there is the index');
    await world.records.commit(change);
  }
  assert.equal((await readRows(world.records, world.handle)).starts.length, 100_004);
});

test('thousands of rows at one instant stay quick, and too many are refused', async () => {
  const world = await newStream('time-and-value');
  const many = Array.from({ length: 20_000 }, (_, value) => ({ start: 1, value }));
  const first = await appendRows(world.records, world.handle, newBatch(), rowsOf([...many, ...many]));
  assert.deepEqual(first.counts, { new: 20_000, same: 20_000, corrected: 0, undone: 0 });
  const tooMany = rowsOf(Array.from({ length: 41 }, (_, value) => ({ start: 1, value })));
  const draft = await StreamDraft.open(world.records, world.handle, TINY);
  await assert.rejects(draft.append(newBatch(), tooMany), { code: 'too-many-at-once' });
});

test('retireRows and undoBatch speak of one stream and commit nothing by themselves', async () => {
  const world = await newStream();
  const [adding, taking] = [newBatch(), newBatch()];
  const rows = rowsOf([1, 2, 3].map((start) => ({ start, value: start, end: start + 1 })));
  await world.records.commit((await appendRows(world.records, world.handle, adding, rows)).change);
  const entries = { starts: Float64Array.of(2, 3, 9), ends: Float64Array.of(3, Number.NaN, 1) };
  const { counts, change } = await retireRows(world.records, world.handle, taking, entries);
  assert.deepEqual(counts, { new: 0, same: 2, corrected: 0, undone: 1 });
  assert.equal((await live(world)).length, 3);
  await world.records.commit(change);
  assert.equal((await live(world)).length, 2);
  await world.records.commit(await undoBatch(world.records, world.handle, taking.id));
  assert.equal((await live(world)).length, 3);
});
