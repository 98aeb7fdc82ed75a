import { isId, newBatchId } from '../ids.ts';
import type { VariableKey } from '../model.ts';
import { equal, ok, rejects } from '../testing/assert.ts';
import { freshSafe, NOON, PAIN, WEIGHT } from '../testing/fresh-safe.ts';
import { rowsOf } from '../testing/sample-rows.ts';
import { createSafe, lookForSafe, openSafe, type Safe } from './safe.ts';

const FILE = { format: 'csv', fileName: 'pain.csv', bytes: 120 };
const KEY = 'arthritis severity' as VariableKey;
const ROWS = rowsOf([
  { start: NOON - 3_000, value: 3, note: 'bad night 🌧️' },
  { start: NOON - 2_000, value: 0.1 + 0.2, end: NOON - 1_000, offset: 120 },
  { start: NOON - 1_000, value: -0, offset: -300 },
]);

async function importFile(safe: Safe, rows = ROWS, series = PAIN) {
  const run = await safe.beginImport(FILE);
  const counts = await run.write(series, rows);
  const batch = await run.finish({ read: rows.starts.length + 1, skipped: { 'no-value': 1 } }, 'done');
  return { counts, batch };
}

describe('a safe', () => {
  it('is found, made once, and opened by the device', async () => {
    const { area, safe, records } = await freshSafe();
    equal(await lookForSafe(area), 'device');
    await rejects(createSafe(area, { name: null }), 'safe-exists');
    const again = await openSafe(area);
    equal(again.epoch, safe.epoch);
    equal(again.inbox, safe.inbox);
    equal((await again.contents()).name, "Mom's safe");
    await safe.deleteEverything();
    equal(await lookForSafe(area), 'none');
    await rejects(openSafe(area), 'no-safe');
    await rejects(again.contents(), 'deleted');
    equal(await records.keys(), []);
  });

  it('reads back an import bit for bit, after opening it again', async () => {
    const { area, safe } = await freshSafe();
    const { counts, batch } = await importFile(safe);
    equal(counts, { new: 3, same: 0, corrected: 0, undone: 0 });
    equal(batch.state, 'done');
    equal(batch.receipt, { read: 4, new: 3, same: 0, corrected: 0, skipped: { 'no-value': 1 } });
    const [series] = await (await openSafe(area)).readVariable(KEY);
    ok(series);
    equal(series.columns.times, ROWS.starts);
    equal(series.columns.ends, ROWS.ends);
    equal(series.columns.values, ROWS.values);
    equal(series.columns.offsets, ROWS.offsets);
    equal(series.columns.notes, new Map([[0, 'bad night 🌧️']]));
    equal(series.damaged, []);
    equal(series.sources[0]?.summary.count, 3);
  });

  it('counts a file that comes again as the same, and a changed one as corrected', async () => {
    const { safe } = await freshSafe();
    await importFile(safe);
    equal((await importFile(safe)).counts, { new: 0, same: 3, corrected: 0, undone: 0 });
    const changed = rowsOf([{ start: NOON - 3_000, value: 4 }]);
    const { counts, batch } = await importFile(safe, changed);
    equal(counts, { new: 0, same: 0, corrected: 1, undone: 0 });
    equal((await safe.readVariable(KEY))[0]?.columns.values[0], 4);
    await safe.undo(batch.id);
    const [series] = await safe.readVariable(KEY);
    equal(series?.columns.values, ROWS.values);
    equal(series?.columns.notes.get(0), 'bad night 🌧️');
    equal(
      (await safe.contents()).batches.map(({ state }) => state),
      ['done', 'done', 'undone'],
    );
  });

  it('keeps another unit, scale or source apart and merges sources when read', async () => {
    const { safe } = await freshSafe();
    await importFile(safe);
    const other = { ...PAIN, source: { kind: 'device', label: 'Watch' } as const };
    await importFile(safe, rowsOf([{ start: NOON - 2_500, value: 9 }]), other);
    await importFile(safe, ROWS, { ...PAIN, name: 'ARTHRITIS  severity ', unit: '%', scale: null });
    const all = await safe.readVariable(KEY);
    equal(all.length, 2);
    equal([...(all[0]?.columns.values ?? [])], [3, 9, 0.1 + 0.2, -0]);
    equal([...(all[0]?.columns.provenance ?? [])], [1, 0, 1, 1]);
    equal(all[0]?.sources.length, 2);
    const { variables } = await safe.contents();
    equal(
      variables.map((held) => held.streams.length),
      [2, 1],
    );
    const { candidates } = await safe.matchRequest('arthritis severity', '{score}');
    equal(
      candidates.map(({ count }) => count),
      [4],
    );
    equal((await safe.matchRequest('Artritis Severity')).near.length, 2);
  });

  it('holds nothing readable but the header, under names that say nothing', async () => {
    const { safe, records } = await freshSafe();
    await importFile(safe);
    const keys = await records.keys();
    equal(
      keys.filter((key) => !isId(key)),
      ['header'],
    );
    ok(keys.length >= 7);
    const text = new TextDecoder('latin1');
    for (const value of await records.getMany(keys)) {
      if (value instanceof CryptoKey) {
        equal(value.extractable, false);
        continue;
      }
      const shown = value instanceof Uint8Array ? text.decode(value) : JSON.stringify(value);
      for (const word of ['rthritis', 'severity', 'pain.csv', 'Mom', 'night', 'Symptoms', 'score']) {
        ok(!shown.includes(word), `a record shows "${word}"`);
      }
    }
  });

  it('names the variable part that is damaged and reads the rest', async () => {
    const { safe, records } = await freshSafe();
    const rows = rowsOf(
      Array.from({ length: 40_000 }, (_, i) => ({
        start: NOON + i * 60_000,
        value: (Math.imul(i, 2_654_435_761) >>> 8) % 1_000,
      })),
    );
    await importFile(safe, rows, WEIGHT);
    const large = [];
    for (const key of await records.keys()) {
      const value = await records.get(key);
      if (value instanceof Uint8Array && value.length > 10_000) large.push({ key, value });
    }
    const [victim] = large.sort((a, b) => b.value.length - a.value.length);
    ok(victim);
    victim.value[100] = (victim.value[100] ?? 0) ^ 4;
    await records.commit({ put: [[victim.key, victim.value]], delete: [] });
    const [series] = await safe.readVariable('body weight' as VariableKey);
    equal(series?.variable.name, 'Body Weight');
    equal(series?.damaged.length, 1);
    equal(series?.damaged[0]?.rows, 32_768);
    equal(series?.damaged[0]?.first, NOON);
    equal(series?.columns.times.length, 40_000 - 32_768);
    equal((await safe.contents()).variables.length, 1);
  });

  it('leaves the old state when a commit is interrupted', async () => {
    const { safe, area } = await freshSafe();
    await importFile(safe);
    const before = await safe.contents();
    const run = await safe.beginImport(FILE);
    const put = IDBObjectStore.prototype.put;
    let puts = 0;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      if (++puts === 3) this.transaction.abort();
      return request;
    };
    try {
      await rejects(run.write(PAIN, rowsOf([{ start: 5, value: 5 }])), 'storage-failed');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    ok(puts >= 3);
    const again = await openSafe(area);
    const after = await again.contents();
    equal(after.variables, before.variables);
    equal((await again.readVariable(KEY))[0]?.columns.times.length, 3);
    equal((await again.verifyLog()).ok, true);
    equal((await run.write(PAIN, rowsOf([{ start: 5, value: 5 }]))).new, 1);
  });

  it('calls an import failed once its page is gone, and leaves a living one alone', async () => {
    const { safe, area, records } = await freshSafe();
    const living = await safe.beginImport(FILE);
    const abandoned = await safe.beginImport(FILE);
    await abandoned.write(PAIN, ROWS);
    // A page that dies lets go of its locks; here the lock is taken from it.
    await navigator.locks.request(
      `humanfs-import:${abandoned.batch}`,
      { steal: true },
      async () => undefined,
    );
    const { batches } = await (await openSafe(area)).contents();
    equal(
      batches.map(({ state }) => state),
      ['running', 'failed'],
    );
    equal(batches[1]?.receipt.new, 3);
    equal((await living.finish({ read: 0, skipped: {} }, 'done')).state, 'done');
    await rejects(abandoned.write(PAIN, ROWS), 'no-such-batch');
    ok((await records.keys()).length > 0);
  });

  it('two tabs that write at once lose nothing and double nothing', async () => {
    const { safe, area } = await freshSafe();
    const tabs = [safe, await openSafe(area)];
    const variable = { name: 'Pain', unit: '{score}', scale: null, category: 'Symptoms' };
    const write = (tab: Safe, i: number, batch = newBatchId()) =>
      tab.writeFromApp({
        origin: 'https://a.example',
        appName: null,
        variable,
        rows: rowsOf([{ start: i, value: i }]),
        batch,
        at: NOON,
      });
    const twice = newBatchId();
    const writes = Array.from({ length: 200 }, (_, i) => {
      const tab = tabs[i % 2];
      ok(tab);
      return write(tab, i, i === 50 || i === 51 ? twice : newBatchId());
    });
    const counts = await Promise.all(writes);
    equal(
      counts.reduce((sum, one) => sum + one.new, 0),
      200,
      'the second delivery repeats the first receipt',
    );
    const [series] = await safe.readVariable('pain' as VariableKey);
    equal(series?.columns.times.length, 199);
    equal(new Set(series?.columns.times).size, 199);
    const { batches, variables } = await safe.contents();
    equal(batches.length, 199);
    equal(variables.length, 1);
    equal(variables[0]?.streams.length, 1);
    const check = await safe.verifyLog();
    ok(check.ok);
    equal(check.entries, 200);
  });

  it('threads of their own that write at once lose nothing either', async () => {
    const { safe } = await freshSafe();
    const tab = (from: number) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(new URL('../testing/writing-tab.ts', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.onerror = () => reject(new Error('the other thread failed'));
        worker.postMessage({ from, count: 100 });
      });
    const added = await Promise.all([tab(0), tab(50)]);
    equal(Number(added[0]) + Number(added[1]), 150);
    const [series] = await safe.readVariable('pain' as VariableKey);
    equal(series?.columns.times.length, 150, 'fifty rows were written by both');
    const check = await safe.verifyLog();
    ok(check.ok);
    equal(check.entries, 201);
  });

  it('of a newer program is left alone', async () => {
    const { safe, area, records } = await freshSafe();
    await importFile(safe);
    const header = await records.get('header');
    ok(typeof header === 'object');
    await records.commit({ put: [['header', { ...header, version: 2 }]], delete: [] });
    equal(await lookForSafe(area), 'newer-format');
    await rejects(openSafe(area), 'newer-format');
    await rejects(createSafe(area, { name: null }), 'safe-exists');
    const locked = { ...header, slots: [{ kind: 'passkey', id: 'x' }] };
    await records.commit({ put: [['header', locked]], delete: [] });
    equal(await lookForSafe(area), 'locked');
    await rejects(openSafe(area), 'locked');
    await records.commit({ put: [['header', header]], delete: [] });
    equal((await (await openSafe(area)).contents()).variables.length, 1);
  });

  it('keeps settings, and holds five hundred variables', async () => {
    const { safe, area } = await freshSafe();
    await safe.settings({ lastCopyAt: NOON, persistent: true });
    const run = await safe.beginImport(FILE);
    for (let i = 0; i < 500; i++) {
      await run.write({ ...WEIGHT, name: `Variable ${i}` }, rowsOf([{ start: NOON, value: i }]));
    }
    const begin = performance.now();
    await run.write({ ...WEIGHT, name: 'Variable 7' }, rowsOf([{ start: NOON + 1, value: 0 }]));
    const write = performance.now() - begin;
    await run.finish({ read: 501, skipped: {} }, 'done');
    const opening = performance.now();
    const again = await openSafe(area);
    const { variables, settings, batches } = await again.contents();
    console.warn(
      `500 variables: one write ${write.toFixed(0)} ms, open and list ${(performance.now() - opening).toFixed(0)} ms`,
    );
    equal(variables.length, 500);
    equal(batches[0]?.streams.length, 500);
    equal([settings.lastCopyAt, settings.persistent], [NOON, true]);
  }).timeout(170_000);

  it('lets apps touch only their own entries, and the person undo them', async () => {
    const { safe } = await freshSafe();
    await importFile(safe);
    const write = (origin: string, value: number, undo?: number) =>
      safe.writeFromApp({
        origin,
        appName: null,
        variable: PAIN,
        rows: rowsOf([{ start: NOON - 3_000, value }]),
        ...(undo === undefined ? {} : { undo: { starts: Float64Array.of(undo), ends: null } }),
        batch: newBatchId(),
        at: NOON,
      });
    equal((await write('https://a.example', 3)).new, 1, 'no word of the import');
    equal((await write('https://b.example', 8)).new, 1);
    equal((await write('https://b.example', 9)).corrected, 1);
    equal(await write('https://b.example', 7, NOON - 3_000), { new: 1, same: 0, corrected: 0, undone: 1 });
    const values = async () => [...((await safe.readVariable(KEY))[0]?.columns.values ?? [])];
    equal(await values(), [3, 3, 7, 0.1 + 0.2, -0]);
    await safe.undoApp('https://b.example');
    equal(await values(), [3, 3, 0.1 + 0.2, -0]);
    const states = (await safe.contents()).batches.map(({ state }) => state);
    equal(states, ['done', 'done', 'undone', 'undone', 'undone']);
  });

  it('deletes a variable with all its records', async () => {
    const { safe, records } = await freshSafe();
    await importFile(safe);
    const before = (await records.keys()).length;
    await importFile(safe, ROWS, WEIGHT);
    const weight = (await safe.contents()).variables.find((held) => held.variable.name === 'Body Weight');
    ok(weight);
    await safe.deleteVariable(weight.variable.id);
    equal((await safe.contents()).variables.length, 1);
    // Two log entries of the import, one of the deletion.
    equal((await records.keys()).length, before + 3);
  });

  it('tells this tab and others that something changed', async () => {
    const { safe, area } = await freshSafe();
    const other = await openSafe(area);
    const here: string[] = [];
    const stop = safe.onChange((change) => here.push(change));
    const there = new Promise((resolve) => other.onChange(resolve));
    await safe.rename('Home');
    equal(here, ['settings']);
    equal(await there, 'settings');
    equal((await other.contents()).name, 'Home');
    stop();
    await safe.rename(null);
    equal(here, ['settings']);
  });
});
