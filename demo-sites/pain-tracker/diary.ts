import { localDay } from '../sample-person/calendar-day.ts';
import { makeSam } from '../sample-person/sam.ts';
import { type RowProblem, sentenceOf } from './diary-csv.ts';
import type { DiaryEntry } from './diary-entry.ts';

/** The diary on the page: the made-up one, or one from a file, which stays on the page until it is saved. */
export interface Diary {
  readonly entries: readonly DiaryEntry[];
  /** null: the sample. */
  readonly fileName: string | null;
  readonly problems: readonly RowProblem[];
}

export function sampleDiary(now: Date = new Date()): Diary {
  const { ratings } = makeSam({
    lastDay: localDay(now.getTime()) - 1,
    homeOffset: -now.getTimezoneOffset(),
  });
  return {
    entries: ratings.map(({ time, value, note }) => ({
      time,
      value,
      ...(note === undefined ? {} : { note }),
    })),
    fileName: null,
    problems: [],
  };
}

/** '166 came in. Rows 14 and 90: no date.' */
export function sayLoaded({ entries, problems }: Diary): string {
  const came = `${entries.length} ${entries.length === 1 ? 'row' : 'rows'} came in.`;
  return problems.length === 0 ? came : `${came} ${problems.length} did not. ${sentenceOf(problems)}`;
}
