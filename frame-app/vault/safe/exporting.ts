/**
 * Everything in the safe as a file the person can keep: JSON with history, or one CSV table of the live rows.
 * Pieces come one after another, so that a large safe needs no large text.
 */
import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';
import { readLog } from '../audit/chain.ts';
import type { StoredStream } from '../manifest/manifest.ts';
import type { Variable } from '../model.ts';
import { readHistory, readRows, type StoredColumns, type StreamColumns } from '../stream/stream.ts';
import { perform } from './act.ts';
import { contents } from './contents.ts';
import type { Core } from './core.ts';
import { csvCell } from './csv-cell.ts';

const ROWS_A_PIECE = 4_096;

/** Logged before the first piece. Throws DamagedChunk: a copy with a hole must not pass for a whole one. */
export async function* exportAll(core: Core, kind: 'json' | 'csv'): AsyncGenerator<string> {
  await perform(core, (act) => act.log('export', { detail: { kind } }));
  yield* kind === 'json' ? jsonOf(core) : csvOf(core);
}

async function* jsonOf(core: Core): AsyncGenerator<string> {
  const { variables: _, ...about } = await contents(core);
  const manifest = await core.manifest();
  const log = await readLog(core.records, core.keys, core.epoch, manifest.log);
  yield `{"format":"humanfs-safe-export","version":1,"exportedAt":${core.clock()},`;
  yield `"about":${JSON.stringify(about)},"log":${JSON.stringify(log)},"variables":[`;
  for (const [i, variable] of manifest.variables.entries()) {
    const streams = manifest.streams.filter((stream) => stream.variable === variable.id);
    yield `${i === 0 ? '' : ','}${JSON.stringify(variable).slice(0, -1)},"streams":[`;
    for (const [j, stream] of streams.entries()) {
      const { id, source, identity } = stream;
      yield `${j === 0 ? '' : ','}${JSON.stringify({ id, source, identity }).slice(0, -1)},"rows":[`;
      yield* jsonRows(core, stream);
      yield ']}';
    }
    yield ']}';
  }
  yield ']}\n';
}

/** [start, end or null, value, offset or null, note or null, added by, retired by or null], times in ms UTC. */
async function* jsonRows(core: Core, stream: StoredStream): AsyncGenerator<string> {
  let before = '';
  for await (const columns of readHistory(core.records, await core.handle(stream))) {
    for (let from = 0; from < columns.starts.length; from += ROWS_A_PIECE) {
      const to = Math.min(columns.starts.length, from + ROWS_A_PIECE);
      const rows: string[] = [];
      for (let at = from; at < to; at++) rows.push(jsonRow(columns, at));
      yield before + rows.join(',\n');
      before = ',\n';
    }
  }
}

function jsonRow(columns: StoredColumns, at: number): string {
  const { starts, ends, values, offsets, notes, batches, retiredBy, table } = columns;
  const value = values[at] ?? 0;
  const end = ends[at] ?? NaN;
  const retired = retiredBy[at] ?? 0;
  // JSON.stringify writes -0 as 0; the value must come back as it was.
  const shown = Object.is(value, -0) ? '-0' : JSON.stringify(value);
  const rest = [
    offsetOf(offsets[at]),
    notes.get(at) ?? null,
    table[batches[at] ?? 0]?.id ?? null,
    retired === 0 ? null : (table[retired - 1]?.id ?? null),
  ];
  return `[${starts[at]},${Number.isNaN(end) ? 'null' : end},${shown},${JSON.stringify(rest).slice(1)}`;
}

const offsetOf = (offset: number | undefined): number | null =>
  offset === undefined || offset === UNKNOWN_OFFSET ? null : offset;

const CSV_HEAD = 'variable,unit,scale,category,source,start,end,value,utc_offset_minutes,note\r\n';

async function* csvOf(core: Core): AsyncGenerator<string> {
  yield CSV_HEAD;
  const manifest = await core.manifest();
  for (const variable of manifest.variables) {
    for (const stream of manifest.streams.filter((one) => one.variable === variable.id)) {
      const head = csvHead(variable, stream);
      const rows = await readRows(core.records, await core.handle(stream));
      for (let from = 0; from < rows.starts.length; from += ROWS_A_PIECE) {
        yield csvPiece(head, rows, from, Math.min(rows.starts.length, from + ROWS_A_PIECE));
      }
    }
  }
}

function csvHead({ name, unit, scale, category }: Variable, { source }: StoredStream): string {
  const range = scale === null ? '' : `${scale.min} to ${scale.max} (${scale.worse} is worse)`;
  const label =
    source.kind === 'import' ? source.label : source.kind === 'app' ? source.origin : 'entered here';
  return [name, unit, range, category, label].map(csvCell).join(',');
}

function csvPiece(head: string, rows: StreamColumns, from: number, to: number): string {
  const instant = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString());
  let piece = '';
  for (let at = from; at < to; at++) {
    const value = rows.values[at] ?? 0;
    const shown = Object.is(value, -0) ? '-0' : String(value);
    const start = instant(rows.starts[at] ?? NaN);
    const end = instant(rows.ends[at] ?? NaN);
    const note = csvCell(rows.notes.get(at) ?? '');
    piece += `${head},${start},${end},${shown},${offsetOf(rows.offsets[at]) ?? ''},${note}\r\n`;
  }
  return piece;
}
