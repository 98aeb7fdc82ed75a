import { dayFrom, isoDay, isoWithZone } from '../sample-person/calendar-day.ts';

/** A date as read: exact, or a day and perhaps a minute on the clocks of this device. */
type ReadDate =
  | { readonly kind: 'instant'; readonly iso: string }
  | {
      readonly kind: 'local';
      readonly year: number;
      readonly month: number;
      readonly day: number;
      readonly minute: number | null;
    };

export type DayMonthOrder = 'day first' | 'month first';

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const LOCAL = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T, ]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/;

/** No time stood in the file: noon is far from both midnights, so the day stays the same day. */
const NOON = 12 * 60;

/** '3/4/2026' can be two days. What the whole file shows: an order, both (so it is no order), or nothing. */
export function dayMonthOrderOf(dates: readonly string[]): DayMonthOrder | 'both' | 'unknown' {
  let dayFirst = false;
  let monthFirst = false;
  for (const date of dates) {
    const match = LOCAL.exec(date);
    if (match === null) continue;
    if (match[2] === '.' || Number(match[1]) > 12) dayFirst = true;
    else if (Number(match[3]) > 12) monthFirst = true;
  }
  if (dayFirst && monthFirst) return 'both';
  if (dayFirst) return 'day first';
  return monthFirst ? 'month first' : 'unknown';
}

/** Whether a date can only be read when the order of day and month is known. */
export function needsOrder(date: string): boolean {
  const match = LOCAL.exec(date);
  return match !== null && match[1] !== match[3];
}

/** ISO text with zone, or null when it is no date that exists. A date without a zone is one of this device. */
export function isoFromCell(cell: string, order: DayMonthOrder): string | null {
  const read = readIso(cell) ?? readLocal(cell, order);
  if (read === null) return null;
  if (read.kind === 'instant') return read.iso;
  const { year, month, day, minute } = read;
  const wall = minute ?? NOON;
  const date = new Date(year, month - 1, day, Math.floor(wall / 60), wall % 60);
  return isoWithZone(
    dayFrom(date.getFullYear(), date.getMonth() + 1, date.getDate()),
    date.getHours() * 60 + date.getMinutes(),
    -Math.round(date.getTimezoneOffset()),
  );
}

function readIso(cell: string): ReadDate | null {
  const match = ISO.exec(cell);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  const local = localDate(Number(year), Number(month), Number(day), hour, minute);
  if (local === null || zone === undefined) return local;
  const dayText = isoDay(dayFrom(Number(year), Number(month), Number(day)));
  const zoneText = /^z$/i.test(zone)
    ? 'Z'
    : zone.length === 5
      ? `${zone.slice(0, 3)}:${zone.slice(3)}`
      : zone;
  const iso = `${dayText}T${String(hour).padStart(2, '0')}:${minute}:${second ?? '00'}${zoneText}`;
  return Number.isNaN(Date.parse(iso)) ? null : { kind: 'instant', iso };
}

function readLocal(cell: string, order: DayMonthOrder): ReadDate | null {
  const match = LOCAL.exec(cell);
  if (match === null) return null;
  const [, first, , second, year, hour, minute] = match;
  const [day, month] = order === 'day first' ? [first, second] : [second, first];
  return localDate(Number(year), Number(month), Number(day), hour, minute);
}

function localDate(
  year: number,
  month: number,
  day: number,
  hour: string | undefined,
  minute: string | undefined,
): ReadDate | null {
  const exists = isoDay(dayFrom(year, month, day)).endsWith(
    `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
  if (!exists || year < 1900 || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return null;
  const wall = hour === undefined ? null : Number(hour) * 60 + Number(minute);
  return { kind: 'local', year, month, day, minute: wall };
}
