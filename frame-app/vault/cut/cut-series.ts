/**
 * What a grant lets through. Pure: columns in, columns out, nothing that the terms withhold is anywhere in the
 * result. An ask can only narrow what the terms allow.
 */
import {
  GRANULARITIES,
  type Granularity,
  PROVENANCES,
  type Provenance,
  type Scale,
  UNKNOWN_OFFSET,
} from '../../../protocol/series.ts';
import type { ReadTerms, SeriesColumns, Source } from '../model.ts';
import { combine } from './combine-days.ts';
import { mergeByTime } from './merge-by-time.ts';
import { combinesBy, converter, sameScale } from './units.ts';

/** One source's live rows, by start. */
export interface CutPart {
  readonly columns: {
    readonly starts: Float64Array;
    readonly ends: Float64Array;
    readonly values: Float64Array;
    readonly offsets: Int16Array;
    readonly notes: ReadonlyMap<number, string>;
    /** When each row was added, ms UTC; needed where terms.includesNew is false, null is then "not known": left out. */
    readonly addedAt: Float64Array | null;
    /** No row has an end; absent or false: some may. */
    readonly noEnds?: boolean;
  };
  readonly source: Source;
  readonly unit: string;
  readonly scale: Scale | null;
}

export interface ReadAsk {
  readonly from?: number | null;
  readonly to?: number | null;
  /** The newest this many. */
  readonly limit?: number | null;
  /** Throws nothing if it cannot be: the rows are then counted as skippedUnits. */
  readonly unit?: string | null;
  readonly granularity?: Granularity;
  readonly include?: { readonly notes: boolean; readonly offsets: boolean; readonly sources: boolean };
}

/** Columns on their way through the cut. */
export interface CutColumns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly values: Float64Array;
  readonly offsets: Int16Array;
  readonly provenance: Uint8Array;
  /** Which of the parts each row is from. */
  readonly part: Uint16Array;
  readonly notes: ReadonlyMap<number, string>;
}

const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

const EMPTY: CutColumns = {
  starts: new Float64Array(0),
  ends: new Float64Array(0),
  values: new Float64Array(0),
  offsets: new Int16Array(0),
  provenance: new Uint8Array(0),
  part: new Uint16Array(0),
  notes: new Map(),
};

/** `reader`: the app's origin; null: the person. */
export function provenanceOf(source: Source, reader: string | null): Provenance {
  if (source.kind === 'import') return source.entered;
  if (source.kind === 'person') return 'person';
  return source.origin === reader ? 'this-app' : 'another-app';
}

/** How a source is called to an app that may know: an app's own name never crosses to another app. */
function labelOf(source: Source, reader: string): string {
  if (source.kind === 'import') return source.label;
  return provenanceOf(source, reader);
}

export function cutSeries(
  parts: readonly CutPart[],
  terms: ReadTerms,
  ask: ReadAsk,
  reader: string,
  grantedAt: number,
): SeriesColumns {
  const unit = ask.unit ?? terms.unit;
  const granularity = coarser(terms.granularity, ask.granularity ?? 'each');
  const asked = { from: ask.from ?? Number.NEGATIVE_INFINITY, to: ask.to ?? Number.POSITIVE_INFINITY };
  // Days are combined from all that is granted and only then narrowed: an ask for one minute of a day would
  // otherwise answer with the very measurement that the person withheld.
  const rowsAsked = granularity === 'each' ? asked : ALWAYS;
  const from = Math.max(terms.from ?? Number.NEGATIVE_INFINITY, rowsAsked.from);
  const to = Math.min(terms.to ?? Number.POSITIVE_INFINITY, rowsAsked.to);
  const include = {
    notes: granularity === 'each' && terms.notes && (ask.include?.notes ?? true),
    offsets: granularity === 'each' && terms.offsets && (ask.include?.offsets ?? true),
    sources: granularity === 'each' && terms.sources && (ask.include?.sources ?? true),
  };
  let skippedUnits = 0;
  const cut: CutColumns[] = [];
  for (const [number, part] of parts.entries()) {
    if (!terms.othersEntries && provenanceOf(part.source, reader) === 'another-app') continue;
    const rows = visible(part, terms, from, to, grantedAt);
    const convert = sameScale(part.scale, terms.scale) ? converter(part.unit, unit) : null;
    if (convert === null) {
      skippedUnits += rows.starts.length;
      continue;
    }
    if (rows.starts.length === 0) continue;
    cut.push({
      ...rows,
      values: part.unit === unit ? rows.values : rows.values.map(convert),
      notes: include.notes ? rows.notes : EMPTY.notes,
      provenance: new Uint8Array(rows.starts.length).fill(
        PROVENANCES.indexOf(provenanceOf(part.source, reader)),
      ),
      part: new Uint16Array(rows.starts.length).fill(number),
    });
  }
  const merged = mergeByTime(cut) ?? EMPTY;
  const how = combinesBy({ unit: terms.unit, scale: terms.scale });
  const combined = granularity === 'each' ? merged : coarsen(merged, granularity, how, asked);
  const newest = takeNewest(combined, ask.limit ?? null);
  const { starts, ends, values, provenance, notes, part } = newest;
  return {
    times: starts,
    ends,
    values,
    offsets: include.offsets ? newest.offsets : new Int16Array(starts.length).fill(UNKNOWN_OFFSET),
    provenance,
    notes,
    unit,
    scale: terms.scale,
    skippedUnits,
    ...(granularity === 'each' ? { uniform: uniformOf(cut, parts) } : {}),
    ...(include.sources
      ? { sources: { labels: parts.map((p) => labelOf(p.source, reader)), of: part } }
      : {}),
  };
}

function uniformOf(
  cut: readonly CutColumns[],
  parts: readonly CutPart[],
): { noEnds: boolean; provenance: number | null } {
  const codes = new Set(cut.map(({ provenance }) => provenance[0] ?? 0));
  const [only] = codes;
  const noEnds = cut.every(({ part }) => parts[part[0] ?? 0]?.columns.noEnds === true);
  return { noEnds, provenance: codes.size === 1 ? (only ?? null) : null };
}

function coarser(a: Granularity, b: Granularity): Granularity {
  return GRANULARITIES.indexOf(a) >= GRANULARITIES.indexOf(b) ? a : b;
}

type Rows = Omit<CutColumns, 'provenance' | 'part'>;

/** The rows of one part that the terms let through; views unless rows in between are withheld. */
function visible(part: CutPart, terms: ReadTerms, from: number, to: number, grantedAt: number): Rows {
  const { columns } = part;
  const begin = firstFrom(columns.starts, from);
  const end = Math.max(begin, firstFrom(columns.starts, to));
  const rows = sub(columns, begin, end);
  if (terms.includesNew) return rows;
  const added = columns.addedAt?.subarray(begin, end) ?? null;
  const old = (row: number): boolean => (added?.[row] ?? Number.POSITIVE_INFINITY) <= grantedAt;
  for (let row = 0; row < rows.starts.length; row++) if (!old(row)) return filtered(rows, old);
  return rows;
}

function firstFrom(starts: Float64Array, time: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sub<C extends Rows>(columns: C, begin: number, end: number): Rows {
  const { starts, ends, values, offsets, notes } = columns;
  if (begin === 0 && end === starts.length) return { starts, ends, values, offsets, notes };
  const within = new Map<number, string>();
  for (const [row, note] of notes) if (row >= begin && row < end) within.set(row - begin, note);
  return {
    starts: starts.subarray(begin, end),
    ends: ends.subarray(begin, end),
    values: values.subarray(begin, end),
    offsets: offsets.subarray(begin, end),
    notes: within,
  };
}

function filtered(rows: Rows, keep: (row: number) => boolean): Rows {
  const kept = (_: number, row: number): boolean => keep(row);
  const notes = new Map<number, string>();
  let count = 0;
  for (let row = 0; row < rows.starts.length; row++) {
    if (!keep(row)) continue;
    const note = rows.notes.get(row);
    if (note !== undefined) notes.set(count, note);
    count++;
  }
  return {
    starts: rows.starts.filter(kept),
    ends: rows.ends.filter(kept),
    values: rows.values.filter(kept),
    offsets: rows.offsets.filter(kept),
    notes,
  };
}

function coarsen(
  columns: CutColumns,
  by: 'day' | 'week',
  how: 'sum' | 'mean',
  asked: { readonly from: number; readonly to: number },
): CutColumns {
  const whole = combine(columns, by, how);
  const begin = firstFrom(whole.starts, asked.from);
  const end = Math.max(begin, firstFrom(whole.starts, asked.to));
  const starts = whole.starts.subarray(begin, end);
  return {
    starts,
    ends: whole.ends.subarray(begin, end),
    values: whole.values.subarray(begin, end),
    provenance: whole.provenance.subarray(begin, end),
    offsets: new Int16Array(starts.length).fill(UNKNOWN_OFFSET),
    part: new Uint16Array(starts.length),
    notes: EMPTY.notes,
  };
}

function takeNewest(columns: CutColumns, limit: number | null): CutColumns {
  const { length } = columns.starts;
  if (limit === null || length <= limit) return columns;
  const begin = length - limit;
  return {
    ...sub(columns, begin, length),
    provenance: columns.provenance.subarray(begin),
    part: columns.part.subarray(begin),
  };
}
