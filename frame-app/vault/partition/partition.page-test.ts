import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { newBatchId, newGrantId, newRecordKey } from '../ids.ts';
import type { SeriesColumns, VariableKey } from '../model.ts';
import { openRecords } from '../storage/records.ts';
import { windowStorageArea } from '../storage/storage-area.ts';
import { equal, ok } from '../testing/assert.ts';
import { decodeBatch, encodeBatch } from './batch-payload.ts';
import type { GrantForFrame } from './held-grant.ts';
import { Partition } from './partition.ts';

const A = 'http://a.localhost:1';
const B = 'http://b.localhost:1';
const HOUR = 3_600_000;
let now = Date.UTC(2026, 10, 22);
const clock = (): number => now;
const area = windowStorageArea();
const records = openRecords(area, 'humanfs-partition');

async function grantFor(variable: string, change: Partial<GrantForFrame> = {}): Promise<GrantForFrame> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return {
    id: newGrantId(),
    key,
    terms: {
      access: 'read',
      variable,
      key: variable.toLowerCase() as VariableKey,
      unit: '{score}',
      scale: { min: 0, max: 10, worse: 'high' },
      from: null,
      to: null,
      granularity: 'each',
      notes: true,
      offsets: false,
      sources: false,
      includesNew: true,
      othersEntries: true,
    },
    until: null,
    metAt: now,
    leaseUntil: now + 24 * HOUR,
    wrapRecord: newRecordKey(),
    safe: { epoch: 'e', inbox: { publicKey: new Uint8Array(32), keyId: 'k' } },
    ...change,
  };
}

function seriesOf(rows: number): SeriesColumns {
  return {
    times: Float64Array.from({ length: rows }, (_, i) => i * 1_000),
    ends: new Float64Array(rows).fill(Number.NaN),
    values: Float64Array.from({ length: rows }, (_, i) => (i % 11) + 0.125),
    offsets: new Int16Array(rows).fill(UNKNOWN_OFFSET),
    provenance: Uint8Array.from({ length: rows }, (_, i) => i % 4),
    notes: new Map([[rows - 1, 'the last one']]),
    unit: '{score}',
    scale: { min: 0, max: 10, worse: 'high' },
    skippedUnits: 3,
  };
}

describe("the frame's partition", () => {
  beforeEach(() => records.destroy());

  it('gives back what a meeting gave, over several pieces', async () => {
    const partition = new Partition(area, A, clock);
    const series = seriesOf(300_000);
    await partition.hold([{ grant: await grantFor('Pain'), series }]);
    const [held] = await partition.grants();
    ok(held !== undefined);
    equal(held.snapshot?.pieces.length, 3);
    const read = await partition.readSnapshot(held);
    equal(read.times, series.times);
    equal(read.values, series.values);
    equal(read.provenance, series.provenance);
    equal(read.notes, series.notes);
    equal(read.skippedUnits, 3);
  });

  it('destroys what is past its lease before it answers (threat 7)', async () => {
    const partition = new Partition(area, A, clock);
    await partition.hold([{ grant: await grantFor('Pain'), series: seriesOf(10) }]);
    now += 25 * HOUR;
    equal(await new Partition(area, A, clock).grants(), []);
    equal((await partition.howEnded('read', 'pain'))?.why, 'lease');
    // Neither the snapshot nor the key is anywhere: one record of the app is left, without a grant in it.
    const left = await records.getMany(await records.keys());
    equal(left.length, 1);
    equal(Reflect.get(Object(left[0]), 'grants'), []);
  });

  it('does not believe a clock that was set back', async () => {
    const partition = new Partition(area, A, clock);
    await partition.hold([{ grant: await grantFor('Pain'), series: seriesOf(10) }]);
    now -= 48 * HOUR;
    equal(await partition.grants(), []);
  });

  it('keeps origins of one site apart (threat 2)', async () => {
    await new Partition(area, A, clock).hold([{ grant: await grantFor('Pain'), series: seriesOf(3) }]);
    equal(await new Partition(area, B, clock).grants(), []);
    equal((await new Partition(area, B, clock).howEnded('read', 'pain'))?.why, undefined);
  });

  it('replaces a renewed grant and leaves nothing of its former self', async () => {
    const partition = new Partition(area, A, clock);
    const grant = await grantFor('Pain');
    await partition.hold([{ grant, series: seriesOf(3) }]);
    const before = (await records.keys()).length;
    await partition.hold([{ grant: { ...grant, metAt: now + 1 }, series: seriesOf(5) }]);
    equal((await records.keys()).length, before);
    equal(
      (await partition.grants()).map(({ metAt }) => metAt),
      [now + 1],
    );
  });

  it('forgets a stopped grant, and remembers that it was stopped', async () => {
    const partition = new Partition(area, A, clock);
    const grant = await grantFor('Pain');
    await partition.hold([{ grant, series: seriesOf(3) }]);
    await partition.drop([grant.id], 'revoked');
    equal(await partition.grants(), []);
    equal((await partition.howEnded('read', 'pain'))?.why, 'revoked');
    await partition.hold([{ grant: await grantFor('Pain'), series: seriesOf(3) }]);
    equal((await partition.howEnded('read', 'pain'))?.why, undefined, 'given anew');
  });

  it('counts reads of two tabs at once, and lets none of their writes go', async () => {
    const grant = await grantFor('Pain');
    const tabs = [new Partition(area, A, clock), new Partition(area, A, clock)] as const;
    await tabs[0].hold([{ grant, series: null }]);
    const sealed = (batch: ReturnType<typeof newBatchId>) => async (seq: number) => ({
      version: 1 as const,
      keyId: 'k',
      ad: { safe: 'e', origin: A, grant: grant.id, batch, seq },
      bytes: new Uint8Array(8),
    });
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const batch = newBatchId();
        const tab = tabs[i % 2 === 0 ? 0 : 1];
        return Promise.all([tab.countRead(grant.id), tab.enqueue(batch, sealed(batch))]);
      }),
    );
    equal((await tabs[1].grants())[0]?.reads, 40);
    const waiting = await tabs[0].outbox();
    equal(new Set(waiting.map(({ ad }) => ad.seq)).size, 40, 'no number twice');
    await tabs[1].delivered(waiting.slice(0, 39).map(({ ad }) => ad.batch));
    equal((await tabs[0].outbox()).length, 1);
  });

  it('writes no name and no value in clear', async () => {
    await new Partition(area, A, clock).hold([
      { grant: await grantFor('Arthritis Severity'), series: seriesOf(50) },
    ]);
    const text = (await records.getMany(await records.keys())).map((value) => describeDeep(value)).join();
    ok(!/arthritis/i.test(text), text.slice(0, 300));
    ok(!text.includes('the last one'));
  });

  it('drops a grant whose record was damaged, and keeps the others', async () => {
    const partition = new Partition(area, A, clock);
    await partition.hold([
      { grant: await grantFor('Pain'), series: null },
      { grant: await grantFor('Sleep'), series: null },
    ]);
    const stored = await records.get(`app:${A}`);
    const grants: { sealed: Uint8Array }[] = Reflect.get(Object(stored), 'grants');
    const sealed = grants[0]?.sealed;
    ok(sealed);
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    await records.commit({ put: [[`app:${A}`, stored]], delete: [] });
    equal(
      (await partition.grants()).map(({ terms }) => terms.variable),
      ['Sleep'],
    );
  });
});

describe("an app's write under its seal", () => {
  it('comes back sorted, later of one time last', () => {
    const head = {
      name: 'Pain',
      unit: '{score}',
      scale: null,
      category: 'c',
      appName: null,
      at: 7,
      undo: [3],
    };
    const { rows, head: back } = decodeBatch(
      encodeBatch({
        head,
        rows: {
          starts: Float64Array.of(5, 1, 5),
          ends: new Float64Array(3).fill(Number.NaN),
          values: Float64Array.of(1, 2, 3),
          offsets: new Int16Array(3),
          notes: new Map([[2, 'n']]),
        },
      }),
    );
    equal(back, head);
    equal([...rows.starts], [1, 5, 5]);
    equal([...rows.values], [2, 1, 3]);
    equal(rows.notes, new Map([[2, 'n']]));
  });
});

function describeDeep(value: unknown): string {
  if (value instanceof Uint8Array) return String.fromCharCode(...value);
  if (Array.isArray(value)) return value.map(describeDeep).join();
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, inner]) => `${key}:${describeDeep(inner)}`)
      .join();
  return String(value);
}
