import { useMemo, useState } from 'preact/hooks';
import { DaySlider } from '../look/DaySlider.tsx';
import { dayScale } from '../look/day-scale.ts';
import { DayAxis, RatingPlot } from '../look/RatingPlot.tsx';
import { middleOf, sayNumber } from '../look/ratings.ts';
import { daySpan, longDay, weekdayAndDay } from '../look/say-dates.ts';
import { useWidth } from '../look/use-width.ts';
import { DAY_MS, type Day } from '../sample-person/calendar-day.ts';
import { type DiaryEntry, latestEntries } from './diary-entry.ts';

const TOP = 12;
/** px; a wide chart has the room to be taller. */
const HEIGHT = { narrow: 180, wide: 250 };

interface DiaryPoint {
  readonly day: Day;
  readonly value: number;
  readonly note: string;
}

/** The diary as dots and a line, the same in one sentence, by day with a slider, and as a table. */
export function PainChart({ entries }: { readonly entries: readonly DiaryEntry[] }) {
  const points = useMemo(() => pointsOf(entries), [entries]);
  const [chosen, setChosen] = useState<Day | null>(null);
  const { ref, width } = useWidth<HTMLDivElement>();
  const first = points[0]?.day ?? 0;
  const last = points.at(-1)?.day ?? 0;
  const day = Math.min(last, Math.max(first, chosen ?? last));
  const scale = dayScale(first, last, width);
  const height = width < 560 ? HEIGHT.narrow : HEIGHT.wide;
  return (
    <figure data-testid="chart" data-count={points.length}>
      <div class="canvas" ref={ref}>
        <svg role="img" aria-label={summaryOf(points)} height={TOP + height + 28}>
          <DayAxis scale={scale} top={TOP} bottom={TOP + height} />
          <RatingPlot scale={scale} ratings={points} top={TOP} height={height} min={0} max={10} />
          <line class="cursor" x1={scale.x(day)} x2={scale.x(day)} y1={TOP} y2={TOP + height} />
        </svg>
      </div>
      <DaySlider
        id="pain-day"
        first={first}
        last={last}
        day={day}
        saying={sayDay(points, day)}
        onDay={setChosen}
      />
      <p class="legend" aria-hidden="true">
        <span class="key-dot">one rating</span>
        <span class="key-line">7-day average</span>
      </p>
      <figcaption>{summaryOf(points)}</figcaption>
      <details>
        <summary>Show as a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <section class="table-box" tabIndex={0} aria-label="All ratings">
          <table>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Pain, 0 to 10</th>
                <th scope="col">Note</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point, index) => (
                <tr key={index}>
                  <td>{longDay(point.day)}</td>
                  <td>{sayNumber(point.value)}</td>
                  <td>{point.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}

function pointsOf(entries: readonly DiaryEntry[]): DiaryPoint[] {
  return latestEntries(entries)
    .map(({ time, value, note }) => ({ day: writtenDay(time), value, note: note ?? '' }))
    .sort((a, b) => a.day - b.day);
}

/** The day on the clocks of the place where it was written, which is the one that stands in the text. */
function writtenDay(iso: string): Day {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

function summaryOf(points: readonly DiaryPoint[]): string {
  const values = points.map(({ value }) => value);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'No ratings yet.';
  const [low, high] = values.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [10, 0]);
  const count = points.length === 1 ? '1 rating' : `${points.length} ratings`;
  return (
    `${count}, ${daySpan(first.day, last.day)}. Lowest ${sayNumber(low)}, ` +
    `middle ${sayNumber(middleOf(values))}, highest ${sayNumber(high)}.`
  );
}

function sayDay(points: readonly DiaryPoint[], day: Day): string {
  const here = points.filter((point) => point.day === day);
  if (here.length === 0) return `${weekdayAndDay(day)}: nothing written`;
  const ratings = here.map(({ value, note }) => `pain ${sayNumber(value)}${note === '' ? '' : ` (${note})`}`);
  return `${weekdayAndDay(day)}: ${ratings.join(', ')}`;
}
