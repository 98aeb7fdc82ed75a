/** Prints how long a million rows take to read, beside the least that any reader of the same bytes must do. */

import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { openRecord } from '../cipher.ts';
import type { Rows } from '../model.ts';
import { openRecords } from '../storage/records.ts';
import { windowStorageArea } from '../storage/storage-area.ts';
import { equal } from '../testing/assert.ts';
import { newBatch, newHandle } from '../testing/sample-rows.ts';
import { inflate } from './deflate.ts';
import { appendRows, createStream, readIndex, readRows } from './stream.ts';

const MILLION = 1_000_000;
const NO_OFFSETS = new Int16Array(MILLION).fill(UNKNOWN_OFFSET);

/** A heart rate every five seconds or so for two months. */
function heartRates(): Rows {
  let start = Date.UTC(2026, 0, 1);
  let rate = 70;
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const starts = new Float64Array(MILLION);
  const values = new Float64Array(MILLION);
  for (let i = 0; i < MILLION; i++) {
    start += 1_000 * (3 + Math.floor(random() * 5));
    rate = Math.min(180, Math.max(45, rate + Math.floor(random() * 7) - 3));
    starts[i] = start;
    values[i] = rate;
  }
  return { starts, values, ends: new Float64Array(MILLION).fill(NaN), offsets: NO_OFFSETS, notes: new Map() };
}

/** Weights with all the digits that a float64 has: the values stay raw. */
function noise(): Rows {
  const { starts, ...rest } = heartRates();
  return {
    ...rest,
    starts,
    ends: starts.map((start) => start + 1_000),
    values: starts.map((_, i) => Math.sin(i) * 80),
  };
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function pass(values: readonly Float64Array[]): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise((resolve) => {
    port2.onmessage = resolve;
  });
  port1.postMessage(values);
  await arrived;
  port1.close();
  port2.close();
}

describe('a million rows', () => {
  for (const [name, make] of [
    ['heart rates', heartRates],
    ['raw values with ends', noise],
  ] as const) {
    it(`of ${name} come back whole; the times are printed`, async () => {
      const records = openRecords(windowStorageArea(), 'humanfs-speed-test');
      await records.destroy();
      const handle = await newHandle();
      await records.commit(await createStream(handle));
      const rows = make();
      const write = await timed(async () => {
        await records.commit((await appendRows(records, handle, newBatch(), rows)).change);
      });
      const { chunks } = await readIndex(records, handle);
      let bytes = 0;
      const floor = () =>
        timed(async () => {
          bytes = 0;
          const stored = await records.getMany(chunks.map((chunk) => chunk.record));
          await Promise.all(
            chunks.map(async ({ id }, i) => {
              const plain = await openRecord(handle.key, ['chunk', handle.id, id], stored[i]);
              bytes += plain.length;
              const length = new DataView(plain.buffer).getUint32(0, true);
              await inflate(plain.subarray(4), length);
            }),
          );
          await pass([rows.starts, rows.values]);
        });
      const read = () =>
        timed(async () => {
          const { starts, values } = await readRows(records, handle);
          await pass([starts, values]);
        });
      const floors: number[] = [];
      const reads: number[] = [];
      for (let i = 0; i < 5; i++) {
        floors.push(await floor());
        reads.push(await read());
      }
      const back = await readRows(records, handle);
      equal(back.starts.length, MILLION);
      equal(
        back.values.every((value, i) => Object.is(value, rows.values[i])),
        true,
      );
      equal(
        back.starts.every((start, i) => start === rows.starts[i]),
        true,
      );
      const one = { ...rows, notes: new Map(), ...single(rows) };
      const plan = await appendRows(records, handle, newBatch(), one);
      equal(plan.change.delete.length <= 1, true);
      const add = await timed(() => records.commit(plan.change));
      const [least, took] = [median(floors), median(reads)];
      console.warn(
        `1,000,000 ${name}: ${(bytes / 1e6).toFixed(2)} MB in ${chunks.length} chunks; read ${took.toFixed(0)} ms, ` +
          `floor ${least.toFixed(0)} ms, ratio ${(took / least).toFixed(2)}; write ${write.toFixed(0)} ms; ` +
          `commit of one row more ${add.toFixed(0)} ms`,
      );
      await records.destroy();
    });
  }
});

function single({ starts }: Rows): Pick<Rows, 'starts' | 'ends' | 'values' | 'offsets'> {
  return {
    starts: Float64Array.of((starts[MILLION / 2] ?? 0) + 1),
    ends: Float64Array.of(NaN),
    values: Float64Array.of(1),
    offsets: Int16Array.of(UNKNOWN_OFFSET),
  };
}
