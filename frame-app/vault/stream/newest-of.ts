interface Extent {
  readonly first: number;
  readonly last: number;
  readonly live: number;
}

/** The last parts that together hold the newest so many: parts that the range cuts are taken, but not counted on. */
export function newestOf<P extends Extent>(
  parts: readonly P[],
  newest: number | null,
  range: { readonly from: number; readonly to: number },
): readonly P[] {
  if (newest === null) return parts;
  let sure = 0;
  let begin = parts.length;
  while (begin > 0 && sure < newest) {
    begin--;
    const part = parts[begin];
    if (part !== undefined && part.first >= range.from && part.last < range.to) sure += part.live;
  }
  return parts.slice(begin);
}
