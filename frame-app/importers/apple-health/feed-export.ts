import type { ByteSource } from '../byte-source.ts';
import { CollectingSink } from '../collected-rows.ts';
import type { ImportSummary } from '../contract.ts';
import { readAppleHealth } from './read-apple-health.ts';

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

/** `maxTag`: a small window makes thousands of runs cheap; `MAX_TAG_BYTES` is what a person's import has. */
export async function readExport(
  bytes: Uint8Array,
  cuts?: readonly number[],
  maxTag = 16_384,
): Promise<ExportRead> {
  const sink = new CollectingSink();
  return { sink, summary: await readAppleHealth(sourceOf(bytes, cuts), sink, maxTag) };
}
