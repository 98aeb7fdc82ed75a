/**
 * A calendar day as one whole number: days since 1 January 1970. Days can then be counted and compared without
 * meeting the 23- and 25-hour days of real clocks.
 */
export type Day = number;

export const DAY_MS = 86_400_000;

/** @param month 1 to 12 */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  return Math.round(Date.UTC(year, month - 1, dayOfMonth) / DAY_MS);
}

/** The day that `ms` falls on where this device is. */
export function localDay(ms: number): Day {
  const date = new Date(ms);
  return dayFrom(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** '2026-05-24' */
export function isoDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Monday 0 to Sunday 6. 1 January 1970 was a Thursday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * ISO text with its zone: '2026-05-24T20:05:00+02:00'.
 * @param minute wall-clock minutes after midnight of `day`; negative for the evening before
 * @param offset minutes east of UTC of that wall clock
 */
export function isoWithZone(day: Day, minute: number, offset: number): string {
  const wall = new Date(day * DAY_MS + minute * 60_000).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
