import { formatDay, formatDaysAgo, formatDayTime } from './format-date.ts';
import { formatCount, formatNumber } from './format-number.ts';

export interface DateTextProps {
  /** ms UTC. */
  readonly at: number;
  /** `day` "21 Nov 2026", `day-time` adds the clock, `ago` "today". */
  readonly show?: 'day' | 'day-time' | 'ago';
  /** Needed for `ago`. */
  readonly now?: number;
}

/** A moment, also for machines. */
export function DateText({ at, show = 'day', now = Date.now() }: DateTextProps) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>unknown day</span>;
  const text =
    show === 'ago' ? formatDaysAgo(at, now) : show === 'day-time' ? formatDayTime(at) : formatDay(at);
  return <time dateTime={date.toISOString()}>{text}</time>;
}

/** "475,371". */
export function NumberText({ value }: { value: number }) {
  return <span class="figures">{formatNumber(value)}</span>;
}

/** "1 entry", "1,204 entries". */
export function CountText({ count, one, many }: { count: number; one: string; many: string }) {
  return <span class="figures">{formatCount(count, one, many)}</span>;
}
