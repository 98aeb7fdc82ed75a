/** What a measurement says, and how it is printed. All are ratios of two things measured turn by turn in one run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly against: string;
  readonly floor: number;
  /** value / floor; for speeds the other way round is said in `unit`. */
  readonly ratio: number;
  readonly budget: number | null;
  readonly unit: 'ms' | 'MB/s';
}

/** @throws for no numbers at all */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('The median of nothing.');
  return (low + high) / 2;
}

export function against(
  name: string,
  values: readonly number[],
  peer: string,
  floors: readonly number[],
  budget: number | null,
): Figure {
  const [value, floor] = [median(values), median(floors)];
  return { name, value, against: peer, floor, ratio: value / floor, budget, unit: 'ms' };
}

export function figureText(figure: Figure): string {
  const { name, value, floor, ratio, budget, unit } = figure;
  // A time must stay under its budget, a speed over it.
  const holds = budget === null || (unit === 'ms' ? ratio <= budget : ratio >= budget);
  const goal = budget === null ? '' : `  budget ${budget}${holds ? '' : '  MISSED'}`;
  const number = (each: number) => each.toFixed(each < 10 ? 3 : 1).padStart(9);
  return `${name.padEnd(34)}${number(value)} ${unit.padEnd(5)}${figure.against.padEnd(24)}${number(floor)} ${unit.padEnd(5)} ratio ${ratio.toFixed(2).padStart(6)}${goal}`;
}
