import { clockTime, dayStart, hourOfHalf } from '../civil-time.ts';
import type { DateOrder } from './mapping.ts';

/** What a cell says about a moment. `wall`: the clock's own time written as if it were UTC, ms. */
export interface CellMoment {
  readonly wall: number;
  readonly hasTime: boolean;
  /** Minutes east of UTC; 'utc': the text says UTC or Z, which tells the instant but not the place. */
  readonly zone: number | 'utc' | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MAX_LENGTH = 64;

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/u;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?=$|T)/u;
const DAY_OR_MONTH_FIRST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/u;
const DAY_MONTH_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?!\d)/u;
const MONTH_NAME_DAY = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/u;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:[\s\u202f]?([ap])\.?m\.?)?/iu;
const ZONE = /^(?:Z|UTC|GMT|(?:UTC|GMT)?([+\u2212-])(\d\d?):?(\d\d)?)$/iu;

/** A day's number among month, day and year, before the order is known. */
export interface DateParts {
  readonly first: number;
  readonly second: number;
  readonly year: number;
  /** How it is written: only `either` needs an order. */
  readonly kind: 'year-first' | 'named' | 'either';
  readonly rest: string;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function fullYear(text: string): number {
  // Health data in a file is younger than 1970.
  return text.length === 4 ? Number(text) : Number(text) + (Number(text) >= 70 ? 1900 : 2000);
}

/** Splits the date at the beginning of a cell from the rest; undefined: no date is written there. */
export function datePartsOf(cell: string): DateParts | undefined {
  const text = cell.trim();
  if (text.length > MAX_LENGTH) return undefined;
  const after = (match: RegExpExecArray): string => text.slice(match[0].length);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, , month, day] = yearFirst;
    return {
      year: Number(year),
      first: Number(month),
      second: Number(day),
      kind: 'year-first',
      rest: after(yearFirst),
    };
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const [, year, month, day] = compact;
    return {
      year: Number(year),
      first: Number(month),
      second: Number(day),
      kind: 'year-first',
      rest: after(compact),
    };
  }
  const either = DAY_OR_MONTH_FIRST.exec(text);
  if (either !== null) {
    const [, first, , second, year = ''] = either;
    return {
      year: fullYear(year),
      first: Number(first),
      second: Number(second),
      kind: 'either',
      rest: after(either),
    };
  }
  const named = DAY_MONTH_NAME.exec(text) ?? MONTH_NAME_DAY.exec(text);
  if (named === null) return undefined;
  const [, one = '', two = '', year] = named;
  const dayFirst = /^\d/u.test(one);
  const month = monthOf(dayFirst ? two : one);
  if (month === 0) return undefined;
  return {
    year: Number(year),
    first: month,
    second: Number(dayFirst ? one : two),
    kind: 'named',
    rest: after(named),
  };
}

/** A clock time with what follows it; undefined: no time. */
function clockOf(text: string): { clock: number; rest: string } | undefined {
  const match = CLOCK.exec(text);
  if (match === null) return undefined;
  const [all, hours, minutes, seconds = '0', fraction = '0', half] = match;
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half.toLowerCase() === 'p');
  const clock =
    clockTime(hour, Number(minutes), Number(seconds)) + Math.floor(Number(`0.${fraction}`) * 1000);
  return Number.isNaN(clock) ? undefined : { clock, rest: text.slice(all.length).trim() };
}

/** Minutes east of UTC in a text such as `+01:00`, `UTC+0100`, `Z`; undefined where it says no zone. */
export function zoneOf(text: string): number | 'utc' | undefined {
  const match = ZONE.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, hours, minutes = '0'] = match;
  if (sign === undefined) return 'utc';
  const offset = Number(hours) * 60 + Number(minutes);
  if (offset > 1439) return undefined;
  return sign === '+' ? offset : -offset;
}

/** ms since 1970 where a cell of digits is an instant between 1990 and 2100 in seconds or milliseconds. */
function epochOf(text: string): number {
  if (!/^\d{9,13}(?:\.\d+)?$/u.test(text)) return Number.NaN;
  const number = Math.floor(Number(text) * (text.split('.')[0]?.length === 13 ? 1 : 1000));
  return number >= 631_152_000_000 && number < 4_102_444_800_000 ? number : Number.NaN;
}

/**
 * The moment in a date cell and, if the time stands in its own, a time cell. undefined: no such day or time, or
 * day and month cannot be told apart and `order` is null. An empty time cell leaves a day without a time.
 */
export function cellMoment(
  dateCell: string,
  timeCell: string,
  order: DateOrder | null,
): CellMoment | undefined {
  const epoch = epochOf(dateCell.trim());
  if (!Number.isNaN(epoch)) return { wall: epoch, hasTime: true, zone: 'utc' };
  const parts = datePartsOf(dateCell);
  if (parts === undefined) return undefined;
  if (parts.kind === 'either' && (order === null || order === 'year-first')) return undefined;
  const isDayFirst = parts.kind === 'either' && order === 'day-first';
  const day = dayStart(
    parts.year,
    isDayFirst ? parts.second : parts.first,
    isDayFirst ? parts.first : parts.second,
  );
  if (Number.isNaN(day)) return undefined;
  const inDate = parts.rest.replace(/^(?:T|,|\s)+/iu, '').trim();
  const timeText = inDate === '' ? timeCell.trim() : inDate;
  if (timeText === '') return { wall: day, hasTime: false, zone: undefined };
  const time = clockOf(timeText);
  if (time === undefined) return undefined;
  const zone = time.rest === '' ? undefined : zoneOf(time.rest);
  if (time.rest !== '' && zone === undefined) return undefined;
  return { wall: day + time.clock, hasTime: true, zone };
}

export function looksLikeClock(cell: string): boolean {
  const time = clockOf(cell.trim());
  return time !== undefined && (time.rest === '' || zoneOf(time.rest) !== undefined);
}

/** Whether a cell is a date, in one order or another; 'date-time' where it holds a time as well. */
export function looksLikeDate(cell: string): 'date' | 'date-time' | undefined {
  const moment = cellMoment(cell, '', 'day-first') ?? cellMoment(cell, '', 'month-first');
  if (moment === undefined || (moment.zone === 'utc' && /^\d+(?:\.\d+)?$/u.test(cell.trim())))
    return undefined;
  return moment.hasTime ? 'date-time' : 'date';
}

export function looksLikeEpoch(cell: string): boolean {
  return !Number.isNaN(epochOf(cell.trim()));
}
