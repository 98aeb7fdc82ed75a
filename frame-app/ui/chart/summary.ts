import { formatDayRange, formatDuration } from '../format-date.ts';
import { formatCount, formatMeasured, formatWithUnit } from '../format-number.ts';

const DAY = 86_400_000;
/** A gap is told from this length on: shorter ones are how most people keep a diary. */
const TOLD_GAP = 3 * DAY;
/** Fewer entries than this at either end say nothing about a change. */
const FEW = 3;
/** A change under this part of the whole range is no change. */
const STEADY_PART = 0.1;

export interface SeriesFacts {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
  /** Mean of the first and of the last third of the time covered; null where it has too few values. */
  readonly early: number | null;
  readonly late: number | null;
  /** Longest time between two neighbours, ms. */
  readonly longestGap: number;
}

/** One pass over a rising series; null where no value is finite. */
export function seriesFacts(times: Float64Array, values: Float64Array): SeriesFacts | null {
  const first = times[0];
  const last = times[times.length - 1];
  if (first === undefined || last === undefined) return null;
  const third = (last - first) / 3;
  let count = 0;
  let sum = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let longestGap = 0;
  let before = first;
  const thirds = { earlySum: 0, earlyCount: 0, lateSum: 0, lateCount: 0 };
  for (let index = 0; index < times.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    const time = times[index] ?? before;
    if (!Number.isFinite(value)) continue;
    count += 1;
    sum += value;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    if (time - before > longestGap) longestGap = time - before;
    before = time;
    if (time < first + third) {
      thirds.earlySum += value;
      thirds.earlyCount += 1;
    } else if (time >= last - third) {
      thirds.lateSum += value;
      thirds.lateCount += 1;
    }
  }
  if (count === 0) return null;
  return {
    count,
    first,
    last,
    lowest,
    highest,
    mean: sum / count,
    early: thirds.earlyCount < FEW ? null : thirds.earlySum / thirds.earlyCount,
    late: thirds.lateCount < FEW ? null : thirds.lateSum / thirds.lateCount,
    longestGap,
  };
}

/**
 * The chart in words: how many, from when to when, lowest, highest, average, how the end compares with the start,
 * the longest gap. It says what is there and never what it means.
 */
export function summaryOf(
  times: Float64Array,
  values: Float64Array,
  unit: string,
  each: 'entry' | 'day' = 'entry',
): string {
  const facts = seriesFacts(times, values);
  if (facts === null) return 'No entries in these days.';
  if (facts.count === 1) return `1 ${each}: ${formatWithUnit(facts.lowest, unit)}.`;
  const sentences = [
    `${formatCount(facts.count, each, each === 'day' ? 'days' : 'entries')}, ${formatDayRange(facts.first, facts.last)}.`,
    `Lowest ${formatMeasured(facts.lowest)}, highest ${formatMeasured(facts.highest)}, average ${formatWithUnit(facts.mean, unit)}.`,
    trend(facts),
    facts.longestGap >= TOLD_GAP ? `Longest gap: ${formatDuration(facts.longestGap)}.` : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function trend({ early, late, lowest, highest }: SeriesFacts): string {
  if (early === null || late === null || highest === lowest) return '';
  const change = late - early;
  if (Math.abs(change) < STEADY_PART * (highest - lowest))
    return 'About the same at the end as at the start.';
  const word = change > 0 ? 'Higher' : 'Lower';
  return `${word} at the end than at the start: ${formatMeasured(late)} against ${formatMeasured(early)} on average.`;
}
