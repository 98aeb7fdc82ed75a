/** A series that was already cut for its grant, narrowed to what one read asks. Nothing is added, so nothing can leak. */
import { GRANULARITIES, UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import type { ReadTerms, SeriesColumns } from '../model.ts';
import { firstAtOrAfter } from '../stream/columns.ts';
import { combine } from './combine-days.ts';
import type { ReadAsk } from './cut-series.ts';
import { combinesBy, converter } from './units.ts';

export function narrowSeries(series: SeriesColumns, terms: ReadTerms, ask: ReadAsk): SeriesColumns {
  const ranged = between(coarsened(series, terms, ask), ask.from ?? null, ask.to ?? null);
  const { length } = ranged.times;
  const limited =
    ask.limit != null && ask.limit < length ? slice(ranged, length - ask.limit, length) : ranged;
  const unit = ask.unit ?? series.unit;
  if (unit === series.unit) return limited;
  const convert = converter(series.unit, unit);
  if (convert === null)
    return { ...slice(limited, 0, 0), unit, skippedUnits: series.skippedUnits + limited.times.length };
  return { ...limited, unit, values: limited.values.map(convert) };
}

function coarsened(series: SeriesColumns, terms: ReadTerms, ask: ReadAsk): SeriesColumns {
  const wanted = ask.granularity ?? 'each';
  if (wanted === 'each' || GRANULARITIES.indexOf(wanted) <= GRANULARITIES.indexOf(terms.granularity))
    return series;
  const { starts, ...rest } = combine({ ...series, starts: series.times }, wanted, combinesBy(terms));
  const { unit, scale, skippedUnits } = series;
  return {
    times: starts,
    ...rest,
    offsets: new Int16Array(starts.length).fill(UNKNOWN_OFFSET),
    notes: new Map(),
    unit,
    scale,
    skippedUnits,
  };
}

function between(series: SeriesColumns, from: number | null, to: number | null): SeriesColumns {
  const begin = from === null ? 0 : firstAtOrAfter(series.times, from);
  const end = to === null ? series.times.length : Math.max(begin, firstAtOrAfter(series.times, to));
  return begin === 0 && end === series.times.length ? series : slice(series, begin, end);
}

function slice(series: SeriesColumns, begin: number, end: number): SeriesColumns {
  const notes = new Map<number, string>();
  for (const [row, note] of series.notes) if (row >= begin && row < end) notes.set(row - begin, note);
  const { sources } = series;
  return {
    ...series,
    times: series.times.subarray(begin, end),
    ends: series.ends.subarray(begin, end),
    values: series.values.subarray(begin, end),
    offsets: series.offsets.subarray(begin, end),
    provenance: series.provenance.subarray(begin, end),
    notes,
    ...(sources === undefined ? {} : { sources: { ...sources, of: sources.of.subarray(begin, end) } }),
  };
}
