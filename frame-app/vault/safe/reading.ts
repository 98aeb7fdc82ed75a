/** Reading for the person (everything) and for an app (what its terms let through). */
import { PROVENANCES } from '../../../protocol/series.ts';
import { type CutPart, cutSeries, provenanceOf } from '../cut/cut-series.ts';
import { mergeByTime } from '../cut/merge-by-time.ts';
import { isId } from '../ids.ts';
import type { ReadTerms, SeriesColumns, Variable, VariableId, VariableKey } from '../model.ts';
import { type DamagedRange, readRows, type StreamColumns } from '../stream/stream.ts';
import { heldStreams } from './contents.ts';
import type { Core } from './core.ts';
import type { ReadPreview, ReadSeries } from './safe.ts';
import { countRows, reach } from './wraps.ts';

interface Range {
  readonly from?: number;
  readonly to?: number;
}

export async function readVariable(
  core: Core,
  which: VariableKey | VariableId,
  range: Range = {},
): Promise<readonly ReadSeries[]> {
  const { variables } = await core.manifest();
  const byId = isId(which) ? variables.filter(({ id }) => id === which) : [];
  const found = byId.length > 0 ? byId : variables.filter(({ key }) => key === which);
  return Promise.all(found.map((variable) => readOne(core, variable, range)));
}

async function readOne(core: Core, variable: Variable, range: Range): Promise<ReadSeries> {
  const manifest = await core.manifest();
  const streams = manifest.streams.filter((stream) => stream.variable === variable.id);
  const held = await heldStreams(core, streams);
  const damaged: DamagedRange[] = [];
  const sources = await Promise.all(
    streams.flatMap((stream, i) => {
      const one = held[i];
      if (one === undefined || one.damaged) return [];
      const read = async () => {
        const handle = await core.handle(stream);
        const rows = await readRows(core.records, handle, { ...range, onDamaged: (r) => damaged.push(r) });
        return { ...one, columns: asSeries(rows, variable, one.stream.source) };
      };
      return [read()];
    }),
  );
  return {
    variable,
    columns: merged(
      sources.map(({ columns }) => columns),
      variable,
    ),
    sources,
    damaged,
  };
}

function asSeries(rows: StreamColumns, variable: Variable, source: CutPart['source']): SeriesColumns {
  const provenance = PROVENANCES.indexOf(provenanceOf(source, null));
  return {
    times: rows.starts,
    ends: rows.ends,
    values: rows.values,
    offsets: rows.offsets,
    provenance: new Uint8Array(rows.starts.length).fill(provenance),
    notes: rows.notes,
    unit: variable.unit,
    scale: variable.scale,
    skippedUnits: 0,
  };
}

function merged(series: readonly SeriesColumns[], variable: Variable): SeriesColumns {
  const whole = mergeByTime(
    series.map((one, part) => ({
      ...one,
      starts: one.times,
      part: new Uint16Array(one.times.length).fill(part),
    })),
  );
  const { unit, scale } = variable;
  if (whole === null) {
    return {
      times: new Float64Array(0),
      ends: new Float64Array(0),
      values: new Float64Array(0),
      offsets: new Int16Array(0),
      provenance: new Uint8Array(0),
      notes: new Map(),
      unit,
      scale,
      skippedUnits: 0,
    };
  }
  const { starts, ends, values, offsets, provenance, notes } = whole;
  return { times: starts, ends, values, offsets, provenance, notes, unit, scale, skippedUnits: 0 };
}

/** Cut by the terms alone, in the granted unit. Throws DamagedChunk: an app is not handed a series with holes. */
export async function snapshot(
  core: Core,
  terms: ReadTerms,
  origin: string,
  grantedAt: number,
): Promise<SeriesColumns> {
  const manifest = await core.manifest();
  const { reached, otherUnits } = reach(manifest, terms, origin, grantedAt);
  const parts = await Promise.all(
    reached.map(async ({ stream, unit, scale }): Promise<CutPart> => {
      const { from, to } = terms;
      const options = { from, to, withAddedAt: !terms.includesNew };
      const columns = await readRows(core.records, await core.handle(stream), options);
      return { columns, source: stream.source, unit, scale };
    }),
  );
  const cut = cutSeries(parts, terms, {}, origin, grantedAt);
  const others = await countRows(core.records, core, otherUnits);
  return { ...cut, skippedUnits: cut.skippedUnits + others };
}

export async function previewRead(core: Core, terms: ReadTerms, origin: string): Promise<ReadPreview> {
  const columns = await snapshot(core, terms, origin, core.clock());
  const { times, values } = columns;
  let lowest: number | null = null;
  let highest: number | null = null;
  for (const value of values) {
    if (lowest === null || value < lowest) lowest = value;
    if (highest === null || value > highest) highest = value;
  }
  return {
    count: times.length,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    lowest,
    highest,
    columns,
  };
}
