const DAY = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Midnight UTC of a calendar day, ms; NaN where there is no such day (31 April, month 13). `Date.UTC` is not
 * used: it turns 31 April into 1 May and the year 16 into 1916.
 */
export function dayStart(year: number, month: number, day: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : MONTH_DAYS[month - 1];
  if (days === undefined || day < 1 || day > days || year < 1 || year > 9999) return Number.NaN;
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY;
}

/** Time since midnight, ms; NaN where a clock does not show it. */
export function clockTime(hour: number, minute: number, second: number): number {
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59))
    return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

/** An hour of a twelve-hour clock as one of twenty-four; NaN for hour 0 or 13. */
export function hourOfHalf(hour: number, afternoon: boolean): number {
  if (!(hour >= 1 && hour <= 12)) return Number.NaN;
  return (hour % 12) + (afternoon ? 12 : 0);
}
