import { MAX_TIME, UNKNOWN_OFFSET } from '../protocol/series.ts';
import { invalid } from './human-fs-error.ts';
import type { TimeInput } from './types.ts';

/** Text must name its zone: the same clock time is another instant elsewhere. */
const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|([+-])(\d\d):?(\d\d))$/;

/** ms UTC, and the minutes east of UTC that the input itself tells. */
export function parseTime(
  input: TimeInput,
  path: string,
): { readonly time: number; readonly offset: number } {
  let time = typeof input === 'number' ? input : Number.NaN;
  let offset = UNKNOWN_OFFSET;
  if (input instanceof Date) {
    time = input.getTime();
    offset = -input.getTimezoneOffset();
  } else if (typeof input === 'string') {
    const match = ISO_WITH_ZONE.exec(input);
    // Engines turn the 30th of February into March; that day is none.
    const day = input.slice(0, 10);
    if (match && new Date(Date.parse(day)).toJSON()?.startsWith(day)) time = Date.parse(input);
    if (match?.[1] !== undefined)
      offset = Number(`${match[1]}1`) * (Number(match[2]) * 60 + Number(match[3]));
  }
  if (!Number.isInteger(time) || Math.abs(time) > MAX_TIME)
    throw invalid(
      path,
      'must be a Date, ISO text with a zone (2026-05-24T20:00:00+02:00), or whole milliseconds.',
    );
  return { time, offset };
}
