import { dialectOf } from './dialect.ts';

/** How sure a text is a table: never certain, so that any format that knows its files comes first. */
const LIKELY = 0.3;

export function recogniseTable(head: Uint8Array): number {
  return dialectOf(head) === undefined ? 0 : LIKELY;
}
