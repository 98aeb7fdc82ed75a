/** One value a local day or week: what an app gets that may not see each measurement. */
import { UNKNOWN_OFFSET } from '../../../protocol/series.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const DAYS_FROM_MONDAY = 3;

export interface CombineInput {
  readonly starts: Float64Array;
  readonly values: Float64Array;
  readonly offsets: Int16Array;
  readonly provenance: Uint8Array;
}

export interface Combined {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly values: Float64Array;
  readonly provenance: Uint8Array;
}

interface Period {
  /** Start of the local day or week as an instant. */
  readonly start: number;
  readonly end: number;
  sum: number;
  count: number;
  /** The provenance of all its rows, or of the least trusted where they differ. */
  provenance: number;
}

/**
 * The day is that of the place of recording; where no offset is known, that of UTC. Rows of one local day may
 * carry two offsets (a clock change, a flight): they are one day, and the first row says when it began.
 */
export function combine(input: CombineInput, by: 'day' | 'week', how: 'sum' | 'mean'): Combined {
  const { starts, values, offsets, provenance } = input;
  const periods = new Map<number, Period>();
  let period: Period | undefined;
  let current = Number.NaN;
  for (let i = 0; i < starts.length; i++) {
    const shift = offsets[i] === UNKNOWN_OFFSET ? 0 : (offsets[i] ?? 0) * MINUTE;
    const day = Math.floor(((starts[i] ?? 0) + shift) / DAY);
    const first = by === 'day' ? day : day - mod(day + DAYS_FROM_MONDAY, 7);
    if (period === undefined || first !== current) {
      current = first;
      period = periods.get(first);
    }
    if (period === undefined) {
      const start = first * DAY - shift;
      period = { start, end: start + (by === 'day' ? DAY : 7 * DAY), sum: 0, count: 0, provenance: 0 };
      periods.set(first, period);
    }
    period.sum += values[i] ?? 0;
    period.count++;
    period.provenance = Math.max(period.provenance, provenance[i] ?? 0);
  }
  const inOrder = [...periods.values()].sort((a, b) => a.start - b.start);
  return {
    starts: Float64Array.from(inOrder, (p) => p.start),
    ends: Float64Array.from(inOrder, (p) => p.end),
    values: Float64Array.from(inOrder, (p) => (how === 'sum' ? p.sum : p.sum / p.count)),
    provenance: Uint8Array.from(inOrder, (p) => p.provenance),
  };
}

function mod(n: number, by: number): number {
  return ((n % by) + by) % by;
}
