import { canonicalName } from '../../../protocol/names.ts';
import type { Source } from '../../vault/model.ts';
import type { HeldVariable } from '../../vault/safe/safe.ts';

/** A variable's newest value over all its sources; null: it has no entries. */
export interface Newest {
  readonly at: number;
  readonly value: number;
}

export function newestOf(held: HeldVariable): Newest | null {
  let newest: Newest | null = null;
  for (const { summary } of held.streams) {
    if (summary.last === null || summary.lastValue === null) continue;
    if (newest === null || summary.last > newest.at) newest = { at: summary.last, value: summary.lastValue };
  }
  return newest;
}

export function countOf(held: HeldVariable): number {
  return held.streams.reduce((sum, { summary }) => sum + summary.count, 0);
}

/** Whether a person has anything to see there: what was taken back leaves its empty variable behind. */
export function isListed(held: HeldVariable): boolean {
  return countOf(held) > 0 || held.streams.some((stream) => stream.damaged);
}

/** All words of the search stand somewhere in the name or the category. */
export function matches(held: HeldVariable, search: string): boolean {
  const text = `${canonicalName(held.variable.name)} ${canonicalName(held.variable.category)}`;
  return canonicalName(search)
    .split(' ')
    .every((word) => text.includes(word));
}

/** Every category there is, in alphabetical order. */
export function categoriesOf(variables: readonly HeldVariable[]): readonly string[] {
  return [...new Set(variables.map(({ variable }) => variable.category))].sort((a, b) =>
    a.localeCompare(b, 'en'),
  );
}

/** Where entries come from: "iPhone (device)", "diet.localhost", "You". */
export function sourceWords(source: Source): string {
  switch (source.kind) {
    case 'import':
      return `${source.label} (${source.entered === 'device' ? 'device' : 'entered by a person'})`;
    case 'app':
      return source.origin;
    case 'person':
      return 'You';
  }
}

/** "0 to 10, high is worse". */
export function scaleWords(scale: HeldVariable['variable']['scale']): string | null {
  return scale === null ? null : `${scale.min} to ${scale.max}, ${scale.worse} is worse`;
}
