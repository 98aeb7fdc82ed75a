import { displayName, isShowableName } from '../../../protocol/names.ts';
import type { Scale } from '../../../protocol/series.ts';
import type { SkipReason } from '../contract.ts';
import { MAX_NOTE_LENGTH } from '../note-length.ts';
import type { RowBuffers } from '../row-buffers.ts';
import type { SkipLog } from '../skip-log.ts';

export interface SeriesKey {
  readonly name: string;
  readonly unit: string;
  readonly scale?: Scale;
  readonly category: string;
  readonly sourceLabel: string;
  readonly kind: 'device' | 'person';
}

/**
 * Opens each series once and puts rows into it, or counts why not. Shared by records, workouts and daily
 * summaries, so that "everything seen is either given or counted" holds in one place.
 */
export class MeasurementSink {
  readonly rows: RowBuffers;
  readonly skips: SkipLog;
  readonly #series = new Map<string, number>();
  /** Position of the element in the file, and its text, for the list of what was left out. */
  where: () => string = () => '';
  excerpt: () => string = () => '';

  constructor(rows: RowBuffers, skips: SkipLog) {
    this.rows = rows;
    this.skips = skips;
  }

  /** Number of the series, or why there is none. */
  seriesFor(key: SeriesKey): number | SkipReason {
    const name = displayName(key.name);
    if (!isShowableName(name)) return 'name-too-long';
    const { scale } = key;
    const text = JSON.stringify([name, key.unit, scale, key.sourceLabel, key.kind]);
    const known = this.#series.get(text);
    if (known !== undefined) return known;
    const series = this.rows.open({
      name,
      unit: key.unit,
      ...(scale === undefined ? {} : { scale }),
      category: key.category,
      source: { kind: key.kind, label: key.sourceLabel },
      identity: 'time-and-value',
    });
    this.#series.set(text, series);
    return series;
  }

  skip(reason: SkipReason): void {
    this.skips.skip(reason, this.where, this.excerpt);
  }

  /** A row whose times were checked; a note that is too long keeps the whole row out, and says so. */
  add(
    series: number | SkipReason,
    start: number,
    end: number,
    value: number,
    offset: number,
    note?: string,
  ): void {
    if (typeof series === 'string') this.skip(series);
    else if (note !== undefined && note.length > MAX_NOTE_LENGTH) this.skip('note-too-long');
    else this.rows.add(series, start, end, value, offset, note);
  }
}
