import type { Points } from './decimate.ts';

/** The part with from <= time < to of a rising series, without copying. */
export function sliceTimes({ times, values }: Points, from: number, to: number): Points {
  const start = firstAtOrAfter(times, from);
  const end = firstAtOrAfter(times, to);
  return { times: times.subarray(start, end), values: values.subarray(start, end) };
}

function firstAtOrAfter(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
