/**
 * What every importer gives and gets. A reader turns bytes into batches of rows and knows nothing of the
 * vault, of keys or of a screen; the page that runs it writes each batch and answers before the next one comes,
 * so that memory does not grow with the file.
 */
import type { Scale } from '../../protocol/series.ts';

/** Where the measurements of one series come from: the device or program that the file itself names. */
export interface SeriesSource {
  readonly kind: 'device' | 'person';
  /** As the file names it, spaces collapsed: `iPhone`, `Apple Watch`, `pain.csv`. Shown to the person, never to an app. */
  readonly label: string;
}

/** One variable from one source inside one import; announced once, before its first rows. */
export interface SeriesHeader {
  /** Number of the series inside this run, from 0. */
  readonly series: number;
  /** The variable's name as a person reads it: `Step Count`. */
  readonly name: string;
  /** UCUM. A file's own spelling (`count/min`, `Cal`) is translated by the reader. */
  readonly unit: string;
  readonly scale?: Scale;
  readonly category: string;
  readonly source: SeriesSource;
  /**
   * What makes two rows of this series the same measurement. `time`: one value for a start and end, a second
   * value is a correction. `time-and-value`: several values may share a time (two foods in one minute).
   */
  readonly identity: 'time' | 'time-and-value';
}

/** Rows of one series, at most `BATCH_ROWS`; columns of equal length. */
export interface RowBatch {
  readonly series: number;
  /** Start, ms UTC, whole numbers. */
  readonly starts: Float64Array;
  /** End, ms UTC; NaN: none. */
  readonly ends: Float64Array;
  readonly values: Float64Array;
  /** Minutes east of UTC at the place of recording; `UNKNOWN_OFFSET` where the file does not say. */
  readonly offsets: Int16Array;
  /** Index of the row in this batch, and its note. */
  readonly notes: readonly (readonly [number, string])[];
}

export const BATCH_ROWS = 32_768;

/** One record that was not imported. `where` is a row number or a byte position a person can find again. */
export interface SkippedRecord {
  readonly where: string;
  readonly reason: SkipReason;
  /** At most 200 characters of the record, for the downloadable list. */
  readonly excerpt: string;
}

/** Why a record was not imported; each has its sentence in the receipt. */
export type SkipReason =
  | 'no-date'
  | 'bad-date'
  | 'end-before-start'
  | 'no-value'
  | 'bad-value'
  | 'unknown-unit'
  | 'unknown-category'
  | 'name-too-long'
  | 'note-too-long'
  | 'nested-copy'
  | 'not-a-measurement'
  | 'cut-off';

export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly recordsRead: number;
}

export interface ImportSummary {
  readonly format: string;
  /** Every record seen: rows given out + skipped. */
  readonly recordsRead: number;
  readonly rowsGiven: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** The first `SKIPPED_LISTED` skipped records, for download. */
  readonly skippedRecords: readonly SkippedRecord[];
  /** The file ended in the middle of something: what came before is in. */
  readonly cutOff: boolean;
}

export const SKIPPED_LISTED = 10_000;

/** What the reader calls; a returned promise holds the reader back until the batch is stored. */
export interface ImportSink {
  series(header: SeriesHeader): void;
  rows(batch: RowBatch): Promise<void>;
  progress(progress: ImportProgress): void;
}
