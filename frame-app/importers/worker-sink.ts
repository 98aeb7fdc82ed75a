import type { ImportProgress, ImportSink, RowBatch, SeriesHeader } from './contract.ts';
import { BATCHES_IN_FLIGHT, type FromWorker } from './worker-messages.ts';

const PROGRESS_EVERY_MS = 100;

type Post = (message: FromWorker, transfer?: Transferable[]) => void;

/** The sink inside the worker: posts to the page, and lets two batches go ahead of what the page has stored. */
export class WorkerSink implements ImportSink {
  readonly #post: Post;
  #free = BATCHES_IN_FLIGHT;
  #resume: (() => void) | undefined;
  #lastProgress = Number.NEGATIVE_INFINITY;

  constructor(post: Post) {
    this.#post = post;
  }

  series(header: SeriesHeader): void {
    this.#post({ kind: 'series', header });
  }

  async rows(batch: RowBatch): Promise<void> {
    if (this.#free === 0) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    }
    this.#free -= 1;
    const buffers = [batch.starts, batch.ends, batch.values, batch.offsets].map((column) => column.buffer);
    this.#post(
      { kind: 'rows', batch: { ...batch, notes: batch.notes.map(([row, note]) => [row, note]) } },
      buffers,
    );
  }

  progress(progress: ImportProgress): void {
    const now = performance.now();
    if (now - this.#lastProgress < PROGRESS_EVERY_MS && progress.bytesRead < progress.bytesTotal) return;
    this.#lastProgress = now;
    this.#post({ kind: 'progress', ...progress });
  }

  /** The page stored one batch. */
  stored(): void {
    this.#free += 1;
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }
}
