import { DAY_MS, type Day, localDay } from '../sample-person/calendar-day.ts';

/** The pages are in English; a month in letters is read the same way everywhere. */
const LANGUAGE = 'en-GB';

const dayForm = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: 'UTC' });
const SHORT = dayForm({ day: 'numeric', month: 'short' });
const LONG = dayForm({ day: 'numeric', month: 'short', year: 'numeric' });
const WEEKDAY = dayForm({ weekday: 'short', day: 'numeric', month: 'short' });
const MONTH = dayForm({ month: 'short' });
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' });

const format = (form: Intl.DateTimeFormat, day: Day): string => form.format(day * DAY_MS);

/** '24 May' */
export const shortDay = (day: Day): string => format(SHORT, day);
/** '24 May 2026' */
export const longDay = (day: Day): string => format(LONG, day);
/** 'Sun, 24 May' */
export const weekdayAndDay = (day: Day): string => format(WEEKDAY, day);
/** 'May' */
export const monthName = (day: Day): string => format(MONTH, day);

/** '24 May to 21 Nov 2026'; the first year only where the two differ. */
export function daySpan(first: Day, last: Day): string {
  if (first === last) return longDay(first);
  const sameYear = longDay(first).slice(-4) === longDay(last).slice(-4);
  return `${sameYear ? shortDay(first) : longDay(first)} to ${longDay(last)}`;
}

/** '14:05 today', or '21 Nov 2026, 14:05', on the clocks of this device. */
export function localTime(ms: number, now: number = Date.now()): string {
  const day = localDay(ms);
  return day === localDay(now) ? `${CLOCK.format(ms)} today` : `${longDay(day)}, ${CLOCK.format(ms)}`;
}
