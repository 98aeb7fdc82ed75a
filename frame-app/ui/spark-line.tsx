import { sparkPath } from './spark-path.ts';

const WIDTH = 96;
const HEIGHT = 28;

export interface SparkLineProps {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** A tiny line beside a number that says the same; screen readers skip it. */
export function SparkLine({ times, values }: SparkLineProps) {
  const { path, end } = sparkPath(times, values, WIDTH, HEIGHT);
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {path === '' ? null : <path d={path} />}
      {end === null ? null : <circle cx={end.x} cy={end.y} r="2.5" />}
    </svg>
  );
}
