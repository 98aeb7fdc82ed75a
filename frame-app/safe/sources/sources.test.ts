import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ImportSink } from '../../importers/contract.ts';
import type { TableInspection } from '../../importers/import-plan.ts';
import type { Batch } from '../../vault/model.ts';
import type { ImportRun, ImportSeries } from '../../vault/safe/safe.ts';
import { openSession } from '../session.ts';
import { ids, madeUpSafe } from '../testing/made-up-safe.ts';
import { type Importer, makeImportDesk } from './import-desk.ts';
import {
  asksDateOrder,
  firstMapping,
  isAnswered,
  openAnswers,
  withColumnFacts,
  withValueColumn,
} from './mapping-answers.ts';
import { receiptLine, skippedCount, skippedLines, skippedTable } from './receipt-words.ts';
import { unitChoices } from './unit-choices.ts';

const RECEIPT: Batch['receipt'] = {
  read: 475_371,
  new: 0,
  same: 475_355,
  corrected: 0,
  skipped: { 'no-date': 2, 'bad-value': 14, 'cut-off': 0 },
};

test('a receipt adds up in words', () => {
  assert.equal(receiptLine(RECEIPT), '475,371 read: 0 new, 475,355 already here, 0 corrected, 16 skipped');
  assert.equal(skippedCount(RECEIPT.skipped), 16);
  assert.deepEqual(skippedLines(RECEIPT.skipped), ['14 had a value that is not a number', '2 had no date']);
});

test('no cell of the downloaded list starts a formula, and quotes stay inside', () => {
  fc.assert(
    fc.property(fc.string(), (excerpt) => {
      const table = skippedTable([{ where: 'row 3', reason: 'no-date', excerpt }]);
      const row = table.slice('Where,Why,What it says\r\n'.length);
      const last = row.slice('"row 3","had no date",'.length, -'\r\n'.length);
      assert.match(last, /^"[^=+\-@\t\r]?(?:[^"]|"")*"$/u);
      const text = last.slice(1, -1).replaceAll('""', '"');
      assert.ok(text === excerpt || text === `'${excerpt}`);
    }),
  );
});

const TABLE: TableInspection = {
  kind: 'table',
  path: 'pain.csv',
  bytes: 100,
  columns: [
    { index: 0, header: 'Date', role: 'date', samples: ['03/04/2026'] },
    { index: 1, header: 'Pain', role: 'value', samples: ['3'] },
    { index: 2, header: null, role: 'value', samples: ['71'] },
    { index: 3, header: 'Other day', role: 'other', samples: ['2026-04-03'] },
  ],
  rows: [],
  timesHaveZone: true,
  questions: [
    { kind: 'date-order', column: 0, examples: ['03/04/2026'] },
    { kind: 'unit', column: 2 },
  ],
  guess: {
    encoding: 'utf-8',
    delimiter: ',',
    firstRow: 1,
    start: { date: 0, time: null, zone: null },
    end: null,
    dateOrder: null,
    numbers: 'point',
    zone: { minutes: 0 },
    note: null,
    values: {
      layout: 'wide',
      columns: [
        { column: 1, name: 'Pain', unit: '1', category: 'Other' },
        { column: 2, name: 'Weight', unit: 'kg', category: 'Body' },
      ],
    },
  },
};

test('what cannot be known is asked, and nothing is ready before it is answered', () => {
  const first = firstMapping(TABLE);
  const open = openAnswers(TABLE, first);
  assert.equal(isAnswered(open), false);
  assert.ok(open.dateOrder);
  assert.equal(open.columns.get(2)?.unit, 'Choose the unit.');
  const dated = { ...first, dateOrder: 'day-first' as const };
  const done = withColumnFacts(dated, { column: 2, name: 'Weight', unit: 'kg', category: 'Body' });
  assert.equal(isAnswered(openAnswers(TABLE, done)), true);
});

test('a date that begins with its year is not asked about', () => {
  const moved = { ...TABLE.guess, start: { date: 3, time: null, zone: null } };
  assert.deepEqual(asksDateOrder(TABLE, moved), []);
  assert.deepEqual(asksDateOrder(TABLE, TABLE.guess), ['03/04/2026']);
});

test('a column without a header gets a name a person can find', () => {
  const none = TABLE.columns.reduce(
    (mapping, column) => withValueColumn(mapping, column, false),
    TABLE.guess,
  );
  assert.ok(openAnswers(TABLE, none).values);
  const column = TABLE.columns[2];
  assert.ok(column);
  const added = withValueColumn(none, column, true);
  assert.equal(added.values.layout === 'wide' && added.values.columns[0]?.name, 'Column 3');
});

test('a rating must have its lowest under its highest, a name must show', () => {
  const upside = withColumnFacts(TABLE.guess, {
    column: 1,
    name: ' ',
    unit: '1',
    category: 'Other',
    scale: { min: 10, max: Number.NaN, worse: 'high' },
  });
  const faults = openAnswers(TABLE, upside).columns.get(1);
  assert.ok(faults?.scale && faults.name);
});

test("a file's own unit stays on offer", () => {
  assert.ok(unitChoices('ug/L').some(({ value }) => value === 'ug/L'));
  assert.equal(unitChoices('')[0]?.value, '');
});

function batchOf(state: Batch['state'], read: number, added: number): Batch {
  return {
    id: ids.batch('batch'),
    cause: { kind: 'import', format: 'table', fileName: 'pain.csv', bytes: 1 },
    at: 0,
    streams: [],
    receipt: { read, new: added, same: 0, corrected: 0, skipped: {} },
    state,
  };
}

/** A desk over a safe that keeps what is written, and an importer that the test leads. */
async function deskWith(importer: Partial<Importer>) {
  const written: { series: ImportSeries; rows: number }[] = [];
  const ended: string[] = [];
  const run: ImportRun = {
    batch: ids.batch('batch'),
    write: async (series, rows) => {
      written.push({ series, rows: rows.starts.length });
      return { new: rows.starts.length, same: 0, corrected: 0, undone: 0 };
    },
    finish: async (told, state) => {
      ended.push(state);
      return batchOf(
        state,
        told.read,
        written.reduce((sum, each) => sum + each.rows, 0),
      );
    },
  };
  const { safe } = madeUpSafe({ acts: { beginImport: async () => run } });
  const session = await openSession(safe, () => assert.fail('not deleted'));
  const desk = makeImportDesk(session, async () => ({
    inspectFile: async () => ({ kind: 'apple-health', path: 'export.xml', bytes: 1 }),
    runImport: () => assert.fail('no plan was made'),
    ...importer,
  }));
  const settled = () =>
    new Promise<void>((resolve) => {
      const stop = desk.state.subscribe((state) => {
        if (state.kind === 'idle' && desk.finished.value.length > 0) queueMicrotask(() => resolve(stop()));
      });
    });
  return { desk, written, ended, settled };
}

async function giveRows(sink: ImportSink, count: number): Promise<void> {
  sink.series({
    series: 0,
    name: 'Step Count',
    unit: '{count}',
    category: 'Activity',
    source: { kind: 'device', label: 'iPhone' },
    identity: 'time',
  });
  await sink.rows({
    series: 0,
    starts: new Float64Array(count),
    ends: new Float64Array(count),
    values: new Float64Array(count),
    offsets: new Int16Array(count),
    notes: [[0, 'hello']],
  });
}

const file = () => new File(['x'], 'export.xml');

test('a file comes in, its series under their header, and its receipt stands there', async () => {
  const { desk, written, ended, settled } = await deskWith({
    runImport: async (_, plan, sink) => {
      assert.deepEqual(plan, { format: 'apple-health' });
      await giveRows(sink, 3);
      return {
        format: 'apple-health',
        recordsRead: 4,
        rowsGiven: 3,
        skipped: { 'no-date': 1 },
        skippedRecords: [],
        cutOff: true,
      };
    },
  });
  const done = settled();
  desk.add([file()]);
  await done;
  assert.equal(written[0]?.series.name, 'Step Count');
  assert.equal(written[0]?.series.scale, null);
  assert.deepEqual(ended, ['done']);
  const [first] = desk.finished.value;
  assert.ok(first?.kind === 'receipt' && first.cutOff && first.problem === null);
});

test('cancel ends the batch as cancelled and keeps what came in', async () => {
  const { desk, ended, settled } = await deskWith({
    runImport: async (_, __, sink, options) => {
      await giveRows(sink, 2);
      desk.cancel();
      throw options?.signal?.aborted ? new DOMException('stop', 'AbortError') : new Error('was not told');
    },
  });
  const done = settled();
  desk.add([file()]);
  await done;
  assert.deepEqual(ended, ['cancelled']);
  const [first] = desk.finished.value;
  assert.ok(first?.kind === 'receipt' && first.batch.receipt.read === 2 && first.problem === null);
});

test('a fault in the middle ends the batch as failed, with words; the next file still comes in', async () => {
  let runs = 0;
  const { desk, ended } = await deskWith({
    runImport: async (_, __, sink) => {
      runs += 1;
      await giveRows(sink, 1);
      if (runs === 1) {
        const fault = new Error('Reading the file stopped.');
        fault.name = 'ImportFault';
        throw fault;
      }
      return {
        format: 'apple-health',
        recordsRead: 1,
        rowsGiven: 1,
        skipped: {},
        skippedRecords: [],
        cutOff: false,
      };
    },
  });
  const both = new Promise<void>((resolve) => {
    desk.finished.subscribe((finished) => {
      if (finished.length === 2) resolve();
    });
  });
  desk.add([file(), file()]);
  await both;
  assert.deepEqual(ended, ['failed', 'done']);
  const failed = desk.finished.value[1];
  assert.equal(failed?.kind === 'receipt' && failed.problem?.happened, 'Reading the file stopped.');
});

test('a file of no known kind is refused with its reason and begins no batch', async () => {
  const { desk, ended, settled } = await deskWith({
    inspectFile: async () => ({ kind: 'unknown', message: 'This is a picture.' }),
  });
  const done = settled();
  desk.add([file()]);
  await done;
  assert.deepEqual(ended, []);
  const [first] = desk.finished.value;
  assert.equal(first?.kind === 'refused' && first.problem.happened, 'This is a picture.');
});

test('a table is asked about; its answer becomes the plan', async () => {
  const { desk, settled } = await deskWith({
    inspectFile: async () => TABLE,
    runImport: async (_, plan) => {
      assert.equal(plan.format === 'table' && plan.mapping.dateOrder, 'day-first');
      return {
        format: 'table',
        recordsRead: 0,
        rowsGiven: 0,
        skipped: {},
        skippedRecords: [],
        cutOff: false,
      };
    },
  });
  const done = settled();
  const stop = desk.state.subscribe((state) => {
    if (state.kind === 'asking') {
      queueMicrotask(() =>
        desk.answer({ format: 'table', mapping: { ...TABLE.guess, dateOrder: 'day-first' } }),
      );
    }
  });
  desk.add([file()]);
  await done;
  stop();
  const [first] = desk.finished.value;
  assert.ok(first?.kind === 'receipt' && first.problem === null);
});
