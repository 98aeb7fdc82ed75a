import { decimate } from './chart/decimate.ts';

const MARGIN = 3;

export interface SparkShape {
  /** An SVG path; empty where there are fewer than two points. */
  readonly path: string;
  /** Where the newest value stands; null where there is none. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

/** Fits a series into width x height, at most four points a pixel. */
export function sparkPath(
  times: Float64Array,
  values: Float64Array,
  width: number,
  height: number,
): SparkShape {
  const points = decimate(times, values, width);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of points.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const count = points.times.length;
  const firstTime = points.times[0];
  const lastTime = points.times[count - 1];
  if (firstTime === undefined || lastTime === undefined) return { path: '', end: null };
  const timeSpan = lastTime - firstTime;
  const x = (time: number) =>
    timeSpan === 0 ? width - MARGIN : MARGIN + ((time - firstTime) / timeSpan) * (width - 2 * MARGIN);
  const y = (value: number) =>
    high === low ? height / 2 : height - MARGIN - ((value - low) / (high - low)) * (height - 2 * MARGIN);
  let path = '';
  let end: SparkShape['end'] = null;
  for (let index = 0; index < count; index += 1) {
    const value = points.values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    end = { x: round(x(points.times[index] ?? firstTime)), y: round(y(value)) };
    path += `${path === '' ? 'M' : 'L'}${end.x} ${end.y}`;
  }
  return { path: path.includes('L') ? path : '', end };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
