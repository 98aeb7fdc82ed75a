import { type DayScale, PLOT } from '../look/day-scale.ts';
import { DayAxis, RatingPlot } from '../look/RatingPlot.tsx';
import { daySums, type Rating, sayNumber } from '../look/ratings.ts';
import { DAY_MS, type Day } from '../sample-person/calendar-day.ts';
import { FOODS } from '../sample-person/formula.ts';
import type { FoodDay } from '../sample-person/sam.ts';

export interface PlotProps {
  readonly scale: DayScale;
  readonly day: Day;
  readonly label: string;
}

const TOP = 10;
const PAIN_HEIGHT = 150;
const STEPS_HEIGHT = 80;
const ROW = 38;

interface PainPlotProps extends PlotProps {
  readonly ratings: readonly Rating[];
  readonly min: number;
  readonly max: number;
  readonly lit: ReadonlySet<Day>;
}

/** Scores over the days; the days after the food stand on a lit ground. */
export function PainPlot({ scale, day, label, ratings, min, max, lit }: PainPlotProps) {
  return (
    <svg role="img" aria-label={label} height={TOP + PAIN_HEIGHT + 10}>
      {[...lit]
        .filter((litDay) => shows(scale, litDay))
        .map((litDay) => (
          <rect
            key={litDay}
            class="lit"
            x={scale.x(litDay) - scale.step / 2}
            width={scale.step}
            y={TOP}
            height={PAIN_HEIGHT}
          />
        ))}
      <RatingPlot
        scale={scale}
        ratings={ratings}
        top={TOP}
        height={PAIN_HEIGHT}
        min={min}
        max={max}
        lit={(ratedDay) => lit.has(ratedDay)}
      />
      <Cursor scale={scale} day={day} top={TOP} bottom={TOP + PAIN_HEIGHT} />
    </svg>
  );
}

interface StepsPlotProps extends PlotProps {
  readonly steps: readonly Rating[];
}

/** One bar a day. */
export function StepsPlot({ scale, day, label, steps }: StepsPlotProps) {
  const sums = [...daySums(steps)].filter(([walked]) => shows(scale, walked));
  const most = Math.max(1, ...sums.map(([, count]) => count));
  // The highest bar stays clear of the figure above it.
  const height = (count: number): number => (count / most) * (STEPS_HEIGHT - 12);
  return (
    <svg role="img" aria-label={label} height={TOP + STEPS_HEIGHT + 10}>
      <text class="tick" x={PLOT.left} y={TOP + 2}>
        most: {sayNumber(Math.round(most))}
      </text>
      {sums.map(([walked, count]) => (
        <rect
          key={walked}
          class="bar"
          x={scale.x(walked) - scale.step * 0.35}
          width={scale.step * 0.7}
          y={TOP + STEPS_HEIGHT - height(count)}
          height={height(count)}
        />
      ))}
      <Cursor scale={scale} day={day} top={TOP} bottom={TOP + STEPS_HEIGHT} />
    </svg>
  );
}

interface FoodPlotProps extends PlotProps {
  readonly food: readonly FoodDay[];
}

/** A row for each food, a dot for each day it was eaten, stripes where nobody wrote the day down. */
export function FoodPlot({ scale, day, label, food }: FoodPlotProps) {
  const bottom = ROW * FOODS.length + 4;
  const radius = Math.min(5, Math.max(1.8, scale.step * 0.4));
  const written = new Map(
    food.filter((meal) => shows(scale, meal.day)).map((meal) => [meal.day, meal.eaten]),
  );
  const known = food.map((meal) => meal.day);
  const [first, last] = [Math.max(scale.first, known[0] ?? 0), Math.min(scale.last, known.at(-1) ?? -1)];
  const unwritten = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).filter(
    (missed) => !written.has(missed),
  );
  return (
    <svg role="img" aria-label={label} height={bottom + 26}>
      {unwritten.map((missed) => (
        <rect
          key={missed}
          class="unwritten"
          x={scale.x(missed) - scale.step / 2}
          width={scale.step}
          y={0}
          height={bottom}
        />
      ))}
      <DayAxis scale={scale} top={0} bottom={bottom} />
      {FOODS.map((name, row) => (
        <g key={name} class={row === 0 ? 'food food-first' : 'food'}>
          <text class="food-name" x={PLOT.left} y={row * ROW + 15}>
            {name}
          </text>
          {[...written].map(
            ([eatenOn, eaten]) =>
              eaten.includes(name) && (
                <circle key={eatenOn} cx={scale.x(eatenOn)} cy={row * ROW + 28} r={radius} />
              ),
          )}
        </g>
      ))}
      <Cursor scale={scale} day={day} top={0} bottom={bottom} />
    </svg>
  );
}

function Cursor({ scale, day, top, bottom }: { scale: DayScale; day: Day; top: number; bottom: number }) {
  const x = scale.x(day);
  return (
    <line
      class="cursor"
      x1={x}
      x2={x}
      y1={top}
      y2={bottom}
      data-day={new Date(day * DAY_MS).toISOString().slice(0, 10)}
    />
  );
}

function shows({ first, last }: DayScale, day: Day): boolean {
  return day >= first && day <= last;
}
