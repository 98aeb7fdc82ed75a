import type { Day } from '../sample-person/calendar-day.ts';

export interface DaySliderProps {
  readonly id: string;
  readonly first: Day;
  readonly last: Day;
  readonly day: Day;
  /** What the chart shows on that day, as one sentence. */
  readonly saying: string;
  readonly onDay: (day: Day) => void;
}

/** One day of a chart by mouse, finger, arrow keys or screen reader, without a hover that only a mouse has. */
export function DaySlider({ id, first, last, day, saying, onDay }: DaySliderProps) {
  return (
    <div class="day-slider">
      <label class="hidden" for={id}>
        Look at one day
      </label>
      <input
        id={id}
        type="range"
        min={first}
        max={last}
        value={day}
        aria-valuetext={saying}
        onInput={(event) => onDay(Number(event.currentTarget.value))}
      />
      <p class="day-saying" aria-hidden="true">
        {saying}
      </p>
    </div>
  );
}
