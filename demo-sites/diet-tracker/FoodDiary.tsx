import { useState } from 'preact/hooks';
import { DaySlider } from '../look/DaySlider.tsx';
import { dayScale } from '../look/day-scale.ts';
import { type Rating, sayNumber } from '../look/ratings.ts';
import { daySpan, longDay } from '../look/say-dates.ts';
import { useWidth } from '../look/use-width.ts';
import type { Day } from '../sample-person/calendar-day.ts';
import type { FoodDay } from '../sample-person/sam.ts';
import { daysAfter, litDays, sayDaysAfter } from './day-after.ts';
import { type DayRow, dayRows, type Shown, sayDay } from './day-words.ts';
import { Lane } from './Lane.tsx';
import { FoodPlot, PainPlot, StepsPlot } from './plots.tsx';
import type { Variable } from './read-from-safe.ts';
import { ratingsOf } from './shared-series.ts';
import type { Sharings } from './use-safe.ts';
import { WhatYouShared } from './WhatYouShared.tsx';

const SUSPECT = 'moonberry jam';
const EIGHT_WEEKS = 56;
/** Below this a half year of dots would run into each other, so a narrow screen starts with eight weeks. */
const WIDE = 560;

export interface FoodDiaryProps {
  readonly food: readonly FoodDay[];
  readonly sharings: Sharings;
  readonly safeLoaded: boolean;
  readonly onRead: (variable: Variable) => void;
}

/** Three lanes over one day axis: pain and steps, which are the person's to share, and the food this site knows. */
export function FoodDiary({ food, sharings, safeLoaded, onRead }: FoodDiaryProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [chosenSpan, setChosenSpan] = useState<'weeks' | 'all' | null>(null);
  const [chosenDay, setChosenDay] = useState<Day | null>(null);

  const painSeries = sharings['Arthritis Severity'].series;
  const stepSeries = sharings['Step Count'].series;
  const shown: Shown = {
    food,
    pain: painSeries === null ? null : ratingsOf(painSeries),
    steps: stepSeries === null ? null : ratingsOf(stepSeries),
  };
  const span = chosenSpan ?? (width >= WIDE ? 'all' : 'weeks');
  const [start, last] = spanOf(shown);
  const first = span === 'all' ? start : Math.max(start, last - EIGHT_WEEKS + 1);
  const day = Math.min(last, Math.max(first, chosenDay ?? last));
  const scale = dayScale(first, last, width);
  const rows = dayRows(shown, start, last);
  const row = rows[day - start];
  const plot = { scale, day };

  return (
    <figure class="card" data-testid="chart">
      <figcaption class="hidden">
        Pain, steps and food on one line of days, {daySpan(first, last)}.
      </figcaption>
      <fieldset class="row">
        <legend class="hidden">Days to show</legend>
        {(['weeks', 'all'] as const).map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={span === choice}
            onClick={() => setChosenSpan(choice)}
          >
            {choice === 'weeks' ? 'Last 8 weeks' : 'All days'}
          </button>
        ))}
      </fieldset>
      <div class="lanes" ref={ref}>
        <Lane
          variable="Arthritis Severity"
          title="Your pain scores"
          unseen="Your pain scores are on another site. We cannot see them."
          sharing={sharings['Arthritis Severity']}
          safeLoaded={safeLoaded}
          main
          onRead={() => onRead('Arthritis Severity')}
        >
          <Comparison ratings={shown.pain ?? []} food={food} granularity={painSeries?.scope.granularity} />
          <PainPlot
            {...plot}
            ratings={shown.pain ?? []}
            min={painSeries?.scale?.min ?? 0}
            max={painSeries?.scale?.max ?? highest(shown.pain)}
            lit={litDays(SUSPECT, food)}
            label={`Pain scores, ${daySpan(first, last)}. The days after ${SUSPECT} are lit.`}
          />
        </Lane>
        <section class="lane" aria-label="Food diary">
          <div class="lane-head">
            <h2>What Sam ate</h2>
            <p class="soft small legend">
              <span class="key-eaten">eaten</span>
              <span class="key-unwritten">not written down</span>
            </p>
          </div>
          <FoodPlot {...plot} food={food} label={sayFood(food, first, last)} />
          <DaySlider
            id="diet-day"
            first={first}
            last={last}
            day={day}
            saying={row === undefined ? '' : sayDay(row, rows[day - start - 1], shown)}
            onDay={setChosenDay}
          />
        </section>
        <Lane
          variable="Step Count"
          title="Your steps"
          unseen="Your steps are not here either. They are yours to share, or not."
          sharing={sharings['Step Count']}
          safeLoaded={safeLoaded}
          main={false}
          onRead={() => onRead('Step Count')}
        >
          <StepsPlot
            {...plot}
            steps={shown.steps ?? []}
            label={`Steps of each day, ${daySpan(first, last)}.`}
          />
        </Lane>
      </div>
      {painSeries !== null && <WhatYouShared variable="Arthritis Severity" series={painSeries} />}
      {stepSeries !== null && <WhatYouShared variable="Step Count" series={stepSeries} />}
      <DayTable rows={rows} />
    </figure>
  );
}

interface ComparisonProps {
  readonly ratings: readonly Rating[];
  readonly food: readonly FoodDay[];
  readonly granularity: string | undefined;
}

function Comparison({ ratings, food, granularity }: ComparisonProps) {
  if (granularity === 'week') {
    return <p class="note">You shared one number a week, so single days cannot be compared.</p>;
  }
  return (
    <div class="note note-lit">
      <p>
        <strong>Look at the days after {SUSPECT}. This is not proof.</strong>
      </p>
      <p>{sayDaysAfter(SUSPECT, daysAfter(SUSPECT, food, ratings))}</p>
    </div>
  );
}

function DayTable({ rows }: { readonly rows: readonly DayRow[] }) {
  return (
    <details>
      <summary>Show as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-box" tabIndex={0} aria-label="All days">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Pain</th>
              <th scope="col">Steps</th>
              <th scope="col">Food</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, pain, steps, food }) => (
              <tr key={day}>
                <td>{longDay(day)}</td>
                <td>{pain}</td>
                <td>{steps}</td>
                <td>{food}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** First and last day of all that is shown. */
function spanOf({ food, pain, steps }: Shown): [Day, Day] {
  let first = food[0]?.day ?? 0;
  let last = food.at(-1)?.day ?? first;
  for (const { day } of [...(pain ?? []), ...(steps ?? [])]) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return [first, last];
}

function highest(ratings: readonly Rating[] | null): number {
  return (ratings ?? []).reduce((most, { value }) => Math.max(most, value), 1);
}

function sayFood(food: readonly FoodDay[], first: Day, last: Day): string {
  const written = food.filter(({ day }) => day >= first && day <= last);
  const jam = written.filter(({ eaten }) => eaten.includes(SUSPECT)).length;
  return `Food diary, ${daySpan(first, last)}: ${sayNumber(written.length)} days written down, ${jam} with ${SUSPECT}.`;
}
