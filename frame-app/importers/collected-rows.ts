import type { ImportSink, RowBatch, SeriesHeader } from './contract.ts';

/** One row as a test compares it: everything that a row is, in one line. */
export interface CollectedRow {
  readonly series: SeriesHeader;
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly offset: number;
  readonly note: string | undefined;
}

/** A sink for tests: keeps what a reader gives, as rows. */
export class CollectingSink implements ImportSink {
  readonly headers: SeriesHeader[] = [];
  readonly batches: RowBatch[] = [];

  series(header: SeriesHeader): void {
    this.headers.push(header);
  }

  async rows(batch: RowBatch): Promise<void> {
    this.batches.push(batch);
  }

  progress(): void {
    // Nothing to keep.
  }

  get all(): CollectedRow[] {
    return this.batches.flatMap((batch) => {
      const series = this.headers[batch.series];
      if (series === undefined) throw new Error(`series ${batch.series} was not announced`);
      const notes = new Map(batch.notes);
      return Array.from(batch.starts, (start, row) => ({
        series,
        start,
        end: batch.ends[row] ?? Number.NaN,
        value: batch.values[row] ?? Number.NaN,
        offset: batch.offsets[row] ?? Number.NaN,
        note: notes.get(row),
      }));
    });
  }

  /** The rows as lines, for reading and comparing: name, unit, source, times, value, offset, note. */
  get lines(): string[] {
    return this.all.map(({ series, start, end, value, offset, note }) =>
      [
        series.name,
        series.unit,
        `${series.source.label} (${series.source.kind})`,
        new Date(start).toISOString(),
        Number.isNaN(end) ? '-' : new Date(end).toISOString(),
        value,
        offset,
        note ?? '',
      ].join(' | '),
    );
  }
}
