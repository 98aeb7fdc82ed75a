import { type ByteSource, readPieces } from '../byte-source.ts';
import type { ImportSink, ImportSummary } from '../contract.ts';
import { RowBuffers } from '../row-buffers.ts';
import { SkipLog } from '../skip-log.ts';
import { ByteWindow } from './byte-window.ts';
import { MeasurementSink } from './measurement-sink.ts';
import { Scanner } from './scanner.ts';
import { APOSTROPHE, GREATER, QUOTE } from './tag-end.ts';

/** A tag longer than this is stepped over: real ones have some hundred bytes, the longest seen a few thousand. */
export const MAX_TAG_BYTES = 1 << 20;

/** Bytes looked at between two moves of the window: small enough to stay in the processor's cache. */
const STEP_BYTES = 1 << 16;

/** Steps over a tag too long for the window, without keeping any of it. */
class LongTag {
  #quote = 0;

  /** Position after the tag's end, or -1 where the piece ends first. */
  skip(piece: Uint8Array, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at];
      if (this.#quote !== 0) {
        if (byte === this.#quote) this.#quote = 0;
      } else if (byte === GREATER) {
        return at + 1;
      } else if (byte === QUOTE || byte === APOSTROPHE) {
        this.#quote = byte;
      }
    }
    return -1;
  }
}

/** Feeds pieces of any size to a scanner through one window of fixed size. */
export class AppleHealthFeed {
  readonly scanner: Scanner;
  readonly #window: ByteWindow;
  readonly #maxTag: number;
  #wanted = 0;
  #long: LongTag | undefined;

  constructor(sink: MeasurementSink, maxTag = MAX_TAG_BYTES) {
    this.#maxTag = maxTag;
    this.#window = new ByteWindow(2 * maxTag);
    this.scanner = new Scanner(this.#window, sink);
  }

  push(piece: Uint8Array): void {
    let from = 0;
    while (from < piece.length && !this.scanner.complete) {
      if (this.#long !== undefined) {
        const after = this.#long.skip(piece, from);
        this.#window.base += (after < 0 ? piece.length : after) - from;
        if (after < 0) return;
        from = after;
        this.#long = undefined;
      }
      from += this.#window.fill(piece, from, Math.max(STEP_BYTES, this.#wanted));
      if (this.#window.end >= this.#wanted) this.#run();
    }
  }

  /** Reads what is left. True: the file ended where it should. */
  finish(): boolean {
    this.scanner.run();
    if (!this.scanner.complete) this.scanner.finish();
    return this.scanner.complete;
  }

  #run(): void {
    const { scanner } = this;
    scanner.run();
    scanner.hold();
    this.#window.drop(scanner.at);
    scanner.at = 0;
    const left = this.#window.end;
    // An unfinished tag is looked at again only once twice as much is there, so that a long tag in small pieces
    // costs as much as in one.
    this.#wanted = 2 * left;
    if (left >= this.#maxTag) {
      scanner.skipLong();
      this.#long = new LongTag();
      this.#long.skip(this.#window.bytes.subarray(0, left), 0);
      this.#window.drop(left);
      this.#wanted = 0;
    }
  }
}

/**
 * Reads an Apple Health `export.xml`. Rows arrive in the file's own order, which is by type. Memory does not
 * depend on the size of the file. A file that is cut off gives what came before the cut.
 */
export async function readAppleHealth(
  source: ByteSource,
  sink: ImportSink,
  maxTag = MAX_TAG_BYTES,
): Promise<ImportSummary> {
  const rows = new RowBuffers(sink);
  const skips = new SkipLog();
  const feed = new AppleHealthFeed(new MeasurementSink(rows, skips), maxTag);
  let bytesRead = 0;
  const damaged = await readPieces(source, async (piece) => {
    feed.push(piece);
    bytesRead += piece.length;
    if (rows.hasReady) await rows.drain();
    sink.progress({ bytesRead, bytesTotal: source.size, recordsRead: rows.given + skips.total });
    return !feed.scanner.complete;
  });
  const whole = feed.finish();
  await rows.drain(true);
  sink.progress({ bytesRead, bytesTotal: source.size, recordsRead: rows.given + skips.total });
  return {
    format: 'apple-health',
    recordsRead: rows.given + skips.total,
    rowsGiven: rows.given,
    skipped: skips.counts,
    skippedRecords: skips.records,
    cutOff: damaged !== undefined || !whole,
  };
}
