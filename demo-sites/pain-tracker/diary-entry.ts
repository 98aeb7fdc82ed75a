/** One row of a diary as this site keeps it. `time` is ISO text with its zone, so that travel does not move a day. */
export interface DiaryEntry {
  readonly time: string;
  /** 0 (no pain) to 10 (worst) */
  readonly value: number;
  readonly note?: string;
}

/** A later row at the same time corrects the earlier one. */
export function latestEntries(entries: readonly DiaryEntry[]): DiaryEntry[] {
  return [...new Map(entries.map((entry) => [Date.parse(entry.time), entry])).values()];
}
