import type { Points } from './decimate.ts';

const DAY = 86_400_000;
/** A break this many times longer than the usual step is a gap, if it also lasts over a day and a half. */
const UNUSUAL = 4;
const SHORTEST_GAP = 1.5 * DAY;

/**
 * Where a diary was not kept the line is broken: a line through a gap would show values nobody measured. Returns
 * plain columns, a null value standing in the middle of each gap.
 */
export function breakAtGaps({ times, values }: Points): { times: number[]; values: (number | null)[] } {
  const steps: number[] = [];
  for (let index = 1; index < times.length; index += 1) {
    steps.push((times[index] ?? 0) - (times[index - 1] ?? 0));
  }
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const gap = Math.max(SHORTEST_GAP, usual * UNUSUAL);
  const outTimes: number[] = [];
  const outValues: (number | null)[] = [];
  for (let index = 0; index < times.length; index += 1) {
    const time = times[index] ?? 0;
    const step = steps[index - 1];
    if (step !== undefined && step > gap) {
      outTimes.push(time - step / 2);
      outValues.push(null);
    }
    outTimes.push(time);
    outValues.push(values[index] ?? null);
  }
  return { times: outTimes, values: outValues };
}
