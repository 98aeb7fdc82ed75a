import type { ByteSource } from '../byte-source.ts';
import { CollectingSink } from '../collected-rows.ts';
import type { ImportSummary } from '../contract.ts';
import { RowBuffers } from '../row-buffers.ts';
import { SkipLog } from '../skip-log.ts';
import { MeasurementSink } from './measurement-sink.ts';
import { AppleHealthFeed, readAppleHealth } from './read-apple-health.ts';

/** For tests: bytes as a source that comes in the given pieces, or in one. */
export function sourceOf(bytes: Uint8Array, cuts: readonly number[] = []): ByteSource {
  const ends = [...cuts, bytes.length].sort((a, b) => a - b);
  return {
    size: bytes.length,
    open: () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          let from = 0;
          for (const end of ends) {
            if (end > from) controller.enqueue(bytes.subarray(from, end));
            from = Math.max(from, end);
          }
          controller.close();
        },
      }),
  };
}

export interface ExportRead {
  readonly sink: CollectingSink;
  readonly summary: ImportSummary;
}

export async function readExport(bytes: Uint8Array, cuts?: readonly number[]): Promise<ExportRead> {
  const sink = new CollectingSink();
  return { sink, summary: await readAppleHealth(sourceOf(bytes, cuts), sink) };
}

/** The same with a small limit for one tag, so that a test of the limit needs no megabytes. */
export async function readWithLimit(bytes: Uint8Array, maxTag: number, step: number): Promise<ExportRead> {
  const sink = new CollectingSink();
  const rows = new RowBuffers(sink);
  const skips = new SkipLog();
  const feed = new AppleHealthFeed(new MeasurementSink(rows, skips), maxTag);
  for (let at = 0; at < bytes.length; at += step) feed.push(bytes.subarray(at, at + step));
  const whole = feed.finish();
  await rows.drain(true);
  const summary = {
    format: 'apple-health',
    recordsRead: rows.given + skips.total,
    rowsGiven: rows.given,
    skipped: skips.counts,
    skippedRecords: skips.records,
    cutOff: !whole,
  };
  return { sink, summary };
}
