import { WRITE_ROWS } from '../protocol/limits.ts';
import { UNKNOWN_OFFSET } from '../protocol/series.ts';
import { HumanFSError, invalid } from './human-fs-error.ts';
import { parseTime } from './time-input.ts';
import type { ColumnsInput, MeasurementInput, SeriesInput } from './types.ts';

/**
 * An app's measurements as columns. Order is free and a time may stand twice (the safe sorts; an exact repeat
 * counts as same, the later of two values for one time corrects the earlier). What is no finite number, has no
 * zone, or does not line up is refused here, with its path, before anything is sent.
 */
export function toColumns(data: SeriesInput) {
  if (!data) throw invalid('data', 'is missing.');
  const list = Array.isArray(data) ? (data as readonly MeasurementInput[]) : rowsOf(data as ColumnsInput);
  const rows = list.length;
  if (rows > WRITE_ROWS) throw new HumanFSError('TOO_LARGE', { path: 'data' });
  const times = new Float64Array(rows);
  const values = new Float64Array(rows);
  const ends = new Float64Array(rows).fill(Number.NaN);
  const offsets = new Int16Array(rows).fill(UNKNOWN_OFFSET);
  const notes: [number, string][] = [];
  list.forEach((row, i) => {
    const at = `data[${i}].`;
    const { time, value, end, note } = row ?? {};
    const start = parseTime(time, `${at}time`);
    times[i] = start.time;
    offsets[i] = start.offset;
    if (!Number.isFinite(value)) throw invalid(`${at}value`, 'is not a finite number.');
    values[i] = value;
    if (end !== undefined) {
      const { time: last } = parseTime(end, `${at}end`);
      if (last < start.time) throw invalid(`${at}end`, 'is before its time.');
      ends[i] = last;
    }
    if (note != null) notes.push([i, note]);
  });
  return { times, values, ends, offsets, notes };
}

function rowsOf({ times, values, ends, notes }: ColumnsInput): MeasurementInput[] {
  const rows = times?.length;
  for (const column of [values, ends ?? times, notes ?? times])
    if (!(rows >= 0) || column?.length !== rows) throw invalid('data', 'has columns of different lengths.');
  return Array.from(times, (time, i) => {
    const end = ends?.[i] ?? Number.NaN;
    return {
      time,
      value: values[i] ?? Number.NaN,
      end: Number.isNaN(end) ? undefined : end,
      note: notes?.[i] ?? undefined,
    };
  });
}
