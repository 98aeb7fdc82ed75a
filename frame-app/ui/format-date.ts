import { screenLocale } from './locale.ts';

const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Reads a ms-UTC time as the wall clock of a place: minutes east of UTC; null: this device's own zone. */
function zoned(
  at: number,
  offset: number | null,
): { readonly date: Date; readonly zone: { timeZone?: 'UTC' } } {
  return offset === null
    ? { date: new Date(at), zone: {} }
    : { date: new Date(at + offset * MINUTE), zone: { timeZone: 'UTC' } };
}

/** "21 Nov 2026". */
export function formatDay(at: number, locale: string = screenLocale(), offset: number | null = null): string {
  const { date, zone } = zoned(at, offset);
  if (Number.isNaN(date.getTime())) return 'unknown day';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...zone }).format(
    date,
  );
}

/** "21 Nov 2026, 14:02". */
export function formatDayTime(
  at: number,
  locale: string = screenLocale(),
  offset: number | null = null,
): string {
  const { date, zone } = zoned(at, offset);
  if (Number.isNaN(date.getTime())) return 'unknown time';
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    ...zone,
  }).format(date);
}

/** "Sun 14:00": within the coming week. */
export function formatWeekdayTime(at: number, locale: string = screenLocale()): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(at);
}

/** "14:02". */
export function formatTime(at: number, locale: string = screenLocale()): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);
}

function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

/** "today", "yesterday", "3 days ago" up to a week, then the day. Whole calendar days of this device. */
export function formatDaysAgo(at: number, now: number, locale: string = screenLocale()): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days > 1 && days <= 7) return `${days} days ago`;
  return formatDay(at, locale);
}

/** "today", "tomorrow", "in 3 days" up to 30, then "on 22 Dec 2026". */
export function formatDaysAhead(at: number, now: number, locale: string = screenLocale()): string {
  const days = dayNumber(at) - dayNumber(now);
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days <= 30) return `in ${days} days`;
  return `on ${formatDay(at, locale)}`;
}

/** "24 May to 21 Nov 2026"; one day alone when both fall on it. The first year is left out when both share it. */
export function formatDayRange(first: number, last: number, locale: string = screenLocale()): string {
  if (dayNumber(first) === dayNumber(last)) return formatDay(last, locale);
  if (new Date(first).getFullYear() !== new Date(last).getFullYear()) {
    return `${formatDay(first, locale)} to ${formatDay(last, locale)}`;
  }
  const start = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(first);
  return `${start} to ${formatDay(last, locale)}`;
}

/** "6 days", "3 hours", "20 minutes": the largest whole unit. */
export function formatDuration(length: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [DAY, 'day'],
    [3_600_000, 'hour'],
    [MINUTE, 'minute'],
  ];
  for (const [size, name] of steps) {
    const count = Math.floor(length / size);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'under a minute';
}
