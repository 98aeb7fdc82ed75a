import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CollectingSink } from './collected-rows.ts';
import { BATCH_ROWS, type RowBatch, SKIPPED_LISTED } from './contract.ts';
import { MAX_SERIES, RowBuffers } from './row-buffers.ts';
import { SkipLog } from './skip-log.ts';
import { BATCHES_IN_FLIGHT, type FromWorker, fromWorker } from './worker-messages.ts';
import { WorkerSink } from './worker-sink.ts';

const header = {
  name: 'Step Count',
  unit: '{count}',
  category: 'Physical Activity',
  source: { kind: 'device', label: 'Phone' },
  identity: 'time-and-value',
} as const;

function batchOf(rows: number): RowBatch {
  const column = (): Float64Array => new Float64Array(rows);
  return {
    series: 0,
    starts: column(),
    ends: column(),
    values: column(),
    offsets: new Int16Array(rows),
    notes: [],
  };
}

describe('the sink inside the worker', () => {
  it('lets two batches go ahead and no third before the page has stored one', async () => {
    const posted: FromWorker[] = [];
    const sink = new WorkerSink((message) => posted.push(message));
    const given = Array.from({ length: 5 }, () => batchOf(1));
    let done = 0;
    const work = (async () => {
      for (const batch of given) {
        await sink.rows(batch);
        done += 1;
      }
    })();
    for (let stored = 0; stored <= 3; stored++) {
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(posted.length, Math.min(given.length, BATCHES_IN_FLIGHT + stored));
      assert.equal(done, posted.length);
      sink.stored();
    }
    await work;
    assert.equal(posted.length, 5);
  });

  it('transfers whole buffers, each once', async () => {
    const transfers: Transferable[][] = [];
    const rows = new RowBuffers(new WorkerSink((_message, transfer) => transfers.push(transfer ?? [])));
    const series = rows.open(header);
    for (let row = 0; row < 100; row++) rows.add(series, row, Number.NaN, row, 0);
    await rows.drain(true);
    const [buffers = []] = transfers.filter((transfer) => transfer.length > 0);
    assert.deepEqual(
      buffers.map((buffer) => (buffer instanceof ArrayBuffer ? buffer.byteLength : -1)),
      [800, 800, 800, 200],
    );
    assert.equal(new Set(buffers).size, 4);
  });
});

describe('messages of the worker', () => {
  it('are refused when their columns differ, are too long or are no columns', () => {
    const rows = (batch: unknown): boolean => fromWorker.safeParse({ kind: 'rows', batch }).success;
    assert.ok(rows(batchOf(3)));
    assert.ok(!rows({ ...batchOf(3), values: new Float64Array(2) }));
    assert.ok(!rows({ ...batchOf(3), offsets: new Float64Array(3) }));
    assert.ok(!rows({ ...batchOf(3), starts: [1, 2, 3] }));
    assert.ok(!rows({ ...batchOf(3), notes: [[3, 'beyond']] }));
    assert.ok(!rows(batchOf(BATCH_ROWS + 1)));
    assert.ok(!fromWorker.safeParse({ kind: 'other' }).success);
    assert.ok(!fromWorker.safeParse(null).success);
  });
});

describe('rows in batches', () => {
  it('are announced with their first row, keep their order, and are never more than a batch', async () => {
    const sink = new CollectingSink();
    const rows = new RowBuffers(sink);
    rows.open({ ...header, name: 'never used' });
    const one = rows.open(header);
    const other = rows.open({ ...header, unit: '1' });
    const count = 2 * BATCH_ROWS + 7;
    for (let row = 0; row < count; row++) {
      rows.add(one, row, Number.NaN, row, 60, row % 10_000 === 0 ? `note ${row}` : undefined);
      if (row % 1000 === 0) rows.add(other, row, row, -row, 0);
    }
    await rows.drain(true);
    assert.deepEqual(
      sink.headers.map(({ series, unit }) => [series, unit]),
      [
        [0, '{count}'],
        [1, '1'],
      ],
    );
    assert.ok(
      sink.batches.every(
        ({ starts }) => starts.length <= BATCH_ROWS && starts.buffer.byteLength === starts.byteLength,
      ),
    );
    const all = sink.all.filter(({ series }) => series.unit === '{count}');
    assert.deepEqual(
      all.map(({ value }) => value),
      Array.from({ length: count }, (_, row) => row),
    );
    assert.deepEqual(
      all.filter(({ note }) => note !== undefined).map(({ value, note }) => `${value} ${note}`),
      [0, 1, 2, 3, 4, 5, 6].map((index) => `${index * 10_000} note ${index * 10_000}`),
    );
    assert.equal(rows.given, count + Math.ceil(count / 1000));
  });

  it('do not pile up when a file holds very many series', () => {
    const rows = new RowBuffers(new CollectingSink());
    const all = Array.from({ length: 9000 }, (_, index) => rows.open({ ...header, name: `n${index}` }));
    for (let round = 0; round < 40; round++)
      for (const series of all) rows.add(series, round, round, round, 0);
    assert.ok(rows.hasReady, 'rows are given out although no series fills a batch');
    assert.throws(() => {
      for (let index = 0; index <= MAX_SERIES; index++) rows.open(header);
    }, /kinds of data/u);
  });
});

describe('the list of skipped records', () => {
  it('counts all and lists the first ones, without making text for the others', () => {
    const log = new SkipLog();
    let made = 0;
    const text = (): string => {
      made += 1;
      return 'x'.repeat(500);
    };
    for (let index = 0; index < SKIPPED_LISTED + 500; index++)
      log.skip('nested-copy', () => `${index}`, text);
    log.skip('bad-date', () => '', text);
    assert.deepEqual(log.counts, { 'nested-copy': SKIPPED_LISTED + 500, 'bad-date': 1 });
    assert.equal(log.total, SKIPPED_LISTED + 501);
    assert.equal(log.records.length, SKIPPED_LISTED);
    assert.equal(made, SKIPPED_LISTED);
    assert.equal(log.records[0]?.excerpt.length, 200);
  });
});
