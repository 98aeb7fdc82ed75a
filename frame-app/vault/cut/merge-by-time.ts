/** Columns of several sources as one, by time; rows of one time keep the order of the sources. */
import type { CutColumns } from './cut-series.ts';

/** At most one part: that part itself, no copy. */
export function mergeByTime(parts: readonly CutColumns[]): CutColumns | null {
  const [first, second, ...more] = parts;
  if (first === undefined || second === undefined) return first ?? null;
  // Pairwise halves: each row moves log2(parts) times.
  if (more.length === 0) return mergeTwo(first, second);
  const half = parts.length >> 1;
  const left = mergeByTime(parts.slice(0, half));
  const right = mergeByTime(parts.slice(half));
  return left === null || right === null ? (left ?? right) : mergeTwo(left, right);
}

function mergeTwo(a: CutColumns, b: CutColumns): CutColumns {
  const inA = a.starts.length;
  const length = inA + b.starts.length;
  const out: CutColumns = {
    starts: new Float64Array(length),
    ends: new Float64Array(length),
    values: new Float64Array(length),
    offsets: new Int16Array(length),
    provenance: new Uint8Array(length),
    part: new Uint16Array(length),
    notes: new Map(),
  };
  const notes: [number, string][] = [];
  let i = 0;
  let j = 0;
  while (i < inA || j < b.starts.length) {
    const fromA = j >= b.starts.length || (i < inA && (a.starts[i] ?? 0) <= (b.starts[j] ?? 0));
    const side = fromA ? a : b;
    const at = fromA ? i++ : j++;
    const row = i + j - 1;
    out.starts[row] = side.starts[at] ?? NaN;
    out.ends[row] = side.ends[at] ?? NaN;
    out.values[row] = side.values[at] ?? NaN;
    out.offsets[row] = side.offsets[at] ?? 0;
    out.provenance[row] = side.provenance[at] ?? 0;
    out.part[row] = side.part[at] ?? 0;
    const note = side.notes.size === 0 ? undefined : side.notes.get(at);
    if (note !== undefined) notes.push([row, note]);
  }
  return { ...out, notes: new Map(notes) };
}
