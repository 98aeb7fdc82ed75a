import type { Points } from '../../ui/chart/decimate.ts';
import { combine } from '../../vault/cut/combine-days.ts';
import { combinesBy } from '../../vault/cut/units.ts';
import type { SeriesColumns, Variable } from '../../vault/model.ts';

const DAY = 86_400_000;
const NOON = DAY / 2;
/** From so many entries a day on, a chart of each entry is a black bar and one of days says more. */
const DENSE = 4;

export type Detail = 'each' | 'day';

/** What a chart of this series starts with. */
export function firstDetail({ times }: Pick<SeriesColumns, 'times'>): Detail {
  return perDay(times) >= DENSE ? 'day' : 'each';
}

/** Whether one number a day is another chart than each entry. */
export function offersDays({ times }: Pick<SeriesColumns, 'times'>): boolean {
  return perDay(times) > 1.5;
}

function perDay(times: Float64Array): number {
  const first = times[0];
  const last = times[times.length - 1];
  return first === undefined || last === undefined ? 0 : times.length / Math.max(1, (last - first) / DAY);
}

/** "total of each day" for what adds up, "average of each day" for all else. */
export function dayWords(variable: Variable): string {
  return combinesBy(variable) === 'sum' ? 'total of each day' : 'average of each day';
}

/**
 * One point a day of the place of recording, at its noon, so that a reader in a zone up to twelve hours away
 * still reads the right day.
 */
export function dailyPoints(columns: SeriesColumns, variable: Variable): Points {
  const { times: starts, values, offsets, provenance } = columns;
  const days = combine({ starts, values, offsets, provenance }, 'day', combinesBy(variable));
  return { times: days.starts.map((start) => start + NOON), values: days.values };
}

/** What a small chart draws: days where entries are dense, else each entry. */
export function glancePoints(columns: SeriesColumns, variable: Variable): Points {
  return firstDetail(columns) === 'day'
    ? dailyPoints(columns, variable)
    : { times: columns.times, values: columns.values };
}
