import uPlot from 'uplot';
import { formatDay } from '../format-date.ts';
import { formatShort } from '../format-number.ts';
import { screenLocale } from '../locale.ts';

export interface PlotData {
  readonly times: readonly number[];
  /** null: a gap, the line is broken there. */
  readonly values: readonly (number | null)[];
}

export interface PlotOptions {
  readonly data: PlotData;
  readonly width: number;
  readonly height: number;
  /** Bounds of a rating's axis; null: fitted to the data. */
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly onCursor: (index: number | null) => void;
}

/** What the figure may do with a drawn chart. */
export interface Plot {
  resize(width: number): void;
  /** Puts the cursor on a point of `data`; null takes it away. */
  pointAt(index: number | null): void;
  destroy(): void;
}

const DAY_SECONDS = 86_400;
const YEARS = 700 * DAY_SECONDS;

/** Draws into `box` in the colours its CSS gives it. Times go in as ms and are drawn in this device's zone. */
export function drawPlot(box: HTMLElement, options: PlotOptions): Plot {
  const style = getComputedStyle(box);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const font = `13px ${style.fontFamily}`;
  const { times, values } = options.data;
  const seconds = times.map((time) => time / 1000);
  const sparse = times.length < options.width / 6;
  const axis: uPlot.Axis = {
    stroke: colour('--ink-soft'),
    font,
    grid: { stroke: colour('--chart-grid'), width: 1 },
    ticks: { show: false },
  };
  const range = options.range;
  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      ms: 1e-3,
      padding: [12, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
      scales: {
        x: { time: true },
        y: range === null ? {} : { range: [range.min, range.max] },
      },
      axes: [
        { ...axis, space: 88, values: (_, marks) => dayMarks(marks) },
        { ...axis, size: 52, values: (_, marks) => marks.map((mark) => formatShort(mark)) },
      ],
      series: [
        {},
        {
          stroke: colour('--chart-line'),
          width: 2,
          fill: colour('--chart-fill'),
          fillTo: (self) => self.scales.y?.min ?? 0,
          points: sparse ? { show: true, size: 5, fill: colour('--chart-line') } : { show: false },
        },
      ],
      hooks: { setCursor: [(self) => options.onCursor(self.cursor.idx ?? null)] },
    },
    [seconds, [...values]],
    box,
  );
  return {
    resize: (width) => plot.setSize({ width, height: options.height }),
    pointAt: (index) => {
      const time = index === null ? undefined : seconds[index];
      const value = index === null ? undefined : values[index];
      const left = time === undefined ? -10 : plot.valToPos(time, 'x');
      const top = typeof value === 'number' ? plot.valToPos(value, 'y') : -10;
      plot.setCursor({ left, top });
    },
    destroy: () => plot.destroy(),
  };
}

/** Axis marks in the person's English; how fine depends on how far apart they stand. */
function dayMarks(marks: readonly number[]): string[] {
  const span = (marks[marks.length - 1] ?? 0) - (marks[0] ?? 0);
  const step = (marks[1] ?? 0) - (marks[0] ?? 0);
  const locale = screenLocale();
  if (span === 0) return marks.map((mark) => formatDay(mark * 1000, locale));
  const options: Intl.DateTimeFormatOptions =
    span > YEARS
      ? { year: 'numeric', month: 'short' }
      : step >= DAY_SECONDS
        ? { day: 'numeric', month: 'short' }
        : step >= 3600
          ? { weekday: 'short', hour: 'numeric' }
          : { hour: 'numeric', minute: '2-digit' };
  return marks.map((mark) => part(mark, locale, options));
}

function part(mark: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, options).format(mark * 1000);
}
