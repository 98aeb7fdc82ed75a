import type { Points } from './decimate.ts';

const DAY = 86_400_000;
/** A break this many times longer than the usual step is a gap, if it also lasts over a day and a half. */
const UNUSUAL = 4;
const SHORTEST_GAP = 1.5 * DAY;
/** Steps looked at to find the usual one; more would cost time and say the same. */
const SAMPLED = 5_000;

/** Where a diary was not kept: the last time before each gap, and the first after it. Times must rise. */
export function gapsIn(times: Float64Array): readonly (readonly [number, number])[] {
  const shortest = Math.max(SHORTEST_GAP, usualStep(times) * UNUSUAL);
  const gaps: (readonly [number, number])[] = [];
  for (let index = 1; index < times.length; index += 1) {
    const before = times[index - 1] ?? 0;
    const after = times[index] ?? 0;
    if (after - before > shortest) gaps.push([before, after]);
  }
  return gaps;
}

function usualStep(times: Float64Array): number {
  const stride = Math.max(1, Math.floor(times.length / SAMPLED));
  const steps: number[] = [];
  for (let index = 1; index < times.length; index += stride) {
    steps.push((times[index] ?? 0) - (times[index - 1] ?? 0));
  }
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

/**
 * A line through a gap would show values nobody measured, so it is broken: plain columns, a null value standing
 * in the middle of each gap. `gaps` are those of the whole series, for points that were thinned out since.
 */
export function breakAtGaps(
  { times, values }: Points,
  gaps: readonly (readonly [number, number])[],
): { times: number[]; values: (number | null)[] } {
  const outTimes: number[] = [];
  const outValues: (number | null)[] = [];
  let next = 0;
  for (let index = 0; index < times.length; index += 1) {
    const time = times[index] ?? 0;
    for (let gap = gaps[next]; gap !== undefined && gap[1] <= time; gap = gaps[next]) {
      if (index > 0) {
        outTimes.push((gap[0] + gap[1]) / 2);
        outValues.push(null);
      }
      next += 1;
    }
    outTimes.push(time);
    outValues.push(values[index] ?? null);
  }
  return { times: outTimes, values: outValues };
}
