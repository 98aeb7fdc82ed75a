/** A cut series as it crosses to the app: nothing beside the rows that are in it, and no longer buffers than they need. */
import type { GrantedScope, Result } from '../../protocol/verbs.ts';
import { type ReadTerms, type SeriesColumns, UNBOUND_UNIT } from '../vault/model.ts';

interface About {
  readonly asOf: number;
  readonly live: boolean;
  readonly include: { readonly notes: boolean; readonly offsets: boolean; readonly sources: boolean };
}

export function seriesResult(
  terms: ReadTerms,
  series: SeriesColumns,
  scope: GrantedScope,
  about: About,
): Result<'read'> {
  const { asOf, live, include } = about;
  return {
    variable: terms.variable,
    // Nothing of this name is there yet, so nothing has a unit.
    unit: series.unit === UNBOUND_UNIT ? '1' : series.unit,
    scale: series.scale && { ...series.scale },
    times: ownBuffer(series.times),
    values: ownBuffer(series.values),
    ends: hasEnds(series) ? ownBuffer(series.ends) : null,
    provenance: runsOf(series),
    offsets: terms.offsets && include.offsets ? ownBuffer(series.offsets) : null,
    notes: terms.notes && include.notes ? [...series.notes] : null,
    sources:
      terms.sources && include.sources && series.sources !== undefined ? [...series.sources.labels] : null,
    skippedUnits: series.skippedUnits,
    scope,
    asOf,
    live,
  };
}

/** The buffers of a read's columns, to be passed rather than copied. */
export function buffersOf({ times, values, ends }: Result<'read'>): Transferable[] {
  return [times.buffer, values.buffer, ...(ends === null ? [] : [ends.buffer])].filter(
    (buffer) => buffer instanceof ArrayBuffer,
  );
}

/** A view would take its whole buffer along, with rows in it that this read must not carry. */
function ownBuffer<T extends Float64Array | Int16Array>(column: T): T {
  return (column.byteLength === column.buffer.byteLength ? column : column.slice()) as T;
}

function hasEnds({ ends, uniform }: SeriesColumns): boolean {
  if (uniform?.noEnds === true) return false;
  for (let i = 0; i < ends.length; i++) if (!Number.isNaN(ends[i])) return true;
  return false;
}

function runsOf({ provenance: codes, uniform }: SeriesColumns): number[] {
  if (uniform?.provenance != null) return codes.length === 0 ? [] : [uniform.provenance, codes.length];
  const runs: number[] = [];
  let begin = 0;
  for (let i = 1; i <= codes.length; i++) {
    if (i < codes.length && codes[i] === codes[begin]) continue;
    runs.push(codes[begin] ?? 0, i - begin);
    begin = i;
  }
  return runs;
}
