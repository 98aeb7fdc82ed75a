import { sparkPath } from './spark-path.ts';

export interface SparkLineProps {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Of the drawing, in its own units; styles say how large it is on screen. */
  readonly width?: number;
  readonly height?: number;
}

/** A tiny line beside a number that says the same; screen readers skip it. */
export function SparkLine({ times, values, width = 96, height = 28 }: SparkLineProps) {
  const { path, end } = sparkPath(times, values, width, height);
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {path === '' ? null : <path d={path} />}
      {end === null ? null : <circle cx={end.x} cy={end.y} r="2.5" />}
    </svg>
  );
}
