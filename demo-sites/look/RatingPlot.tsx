import type { DayScale } from './day-scale.ts';
import { dayTicks, PLOT } from './day-scale.ts';
import type { Rating } from './ratings.ts';
import { sayNumber, sevenDayLines } from './ratings.ts';

/** More dots than this are a smear and slow; the average line stands for them. */
const MOST_DOTS = 1500;

export interface RatingPlotProps {
  readonly scale: DayScale;
  readonly ratings: readonly Rating[];
  readonly top: number;
  readonly height: number;
  readonly min: number;
  readonly max: number;
  /** Dots for which this holds are lit, the others step back. */
  readonly lit?: (day: number) => boolean;
}

/** Dots of single ratings and the line of their 7-day average, with three grid lines. */
export function RatingPlot({ scale, ratings, top, height, min, max, lit }: RatingPlotProps) {
  const y = (value: number) => top + height - ((value - min) / (max - min)) * height;
  const shown = ratings.filter(({ day }) => day >= scale.first && day <= scale.last);
  const radius = Math.min(4.5, Math.max(2.2, scale.step * 0.55));
  return (
    <g>
      {[min, (min + max) / 2, max].map((value) => (
        <g key={value}>
          <line class="grid" x1={PLOT.left} x2={scale.width - PLOT.right} y1={y(value)} y2={y(value)} />
          <text class="tick" x={PLOT.left - 8} y={y(value) + 4} text-anchor="end">
            {sayNumber(value)}
          </text>
        </g>
      ))}
      {shown.length <= MOST_DOTS &&
        shown.map(({ day, value }, index) => (
          <circle
            key={index}
            class={lit === undefined || lit(day) ? 'dot' : 'dot dot-back'}
            cx={scale.x(day)}
            cy={y(value)}
            r={radius}
          />
        ))}
      {sevenDayLines(ratings, scale.first, scale.last).map((line) => (
        <polyline
          key={line[0]?.day}
          class="average"
          points={line.map(({ day, value }) => `${scale.x(day).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
        />
      ))}
    </g>
  );
}

export function DayAxis({ scale, top, bottom }: { scale: DayScale; top: number; bottom: number }) {
  return (
    <g>
      {dayTicks(scale).map(({ day, label }) => (
        <g key={day}>
          <line class="grid grid-day" x1={scale.x(day)} x2={scale.x(day)} y1={top} y2={bottom} />
          <text class="tick" x={scale.x(day)} y={bottom + 18} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}
