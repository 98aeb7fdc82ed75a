import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { Fold } from '../card.tsx';
import { formatDay, formatDayTime } from '../format-date.ts';
import {
  formatExactWithUnit,
  formatMeasured,
  formatNumber,
  formatWithUnit,
  unitWords,
} from '../format-number.ts';
import { PagedTable } from '../table.tsx';
import { decimate } from './decimate.ts';
import { breakAtGaps, gapsIn } from './gaps.ts';
import { loadPlot } from './load-plot.ts';
import type { Plot } from './plot.ts';
import { summaryOf } from './summary.ts';

/** Above this many points only what the pixels can show is drawn. */
const DRAWN_WHOLE = 4_000;
const READING_PAUSE = 250;
const HINT = 'Point at the line to read one entry.';

export interface LineChartProps {
  /** What is drawn: the figure's accessible name. */
  readonly title: string;
  /** Start of each entry, ms UTC, rising. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** UCUM. */
  readonly unit: string;
  /** A rating's bounds, drawn whole. */
  readonly scale?: { readonly min: number; readonly max: number } | null;
  readonly height?: number;
  /** Id of a table with the same entries elsewhere on the page; without it the figure brings its own, folded. */
  readonly tableId?: string;
  /** `day`: a point stands for a whole day, so no clock time and no more digits than a day's number has. */
  readonly each?: 'entry' | 'day';
}

/**
 * A line over time. For those who do not see it: a figure with a name, a summary in words, arrow keys that walk
 * from point to point and are read out, and the entries as a table. The drawing code loads when a chart is shown.
 */
export function LineChart(props: LineChartProps) {
  const { title, times, values, unit, scale = null, height = 240, tableId, each = 'entry' } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const [width, setWidth] = useState(0);
  const [cursor, setCursor] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const dark = useDarkScheme();

  const drawn = useMemo(() => {
    const pixels = Math.max(1, width);
    const points = times.length > DRAWN_WHOLE ? decimate(times, values, pixels) : { times, values };
    return breakAtGaps(points, gapsIn(times));
  }, [times, values, width]);
  const words = useMemo(() => summaryOf(times, values, unit, each), [times, values, unit, each]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => observer.disconnect();
  }, []);

  // `dark` is among the causes because colours are read from CSS when the chart is drawn.
  useEffect(() => {
    const element = box.current;
    if (element === null || width === 0 || times.length === 0) return;
    let gone = false;
    setCursor(null);
    loadPlot()
      .then(({ drawPlot }) => {
        if (gone) return;
        element.replaceChildren();
        plot.current = drawPlot(element, { data: drawn, width, height, range: scale, onCursor: setCursor });
      })
      .catch((error: unknown) => {
        console.error(error);
        setFailed(true);
      });
    return () => {
      gone = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [drawn, width, height, scale?.min, scale?.max, dark]);

  const point = cursor === null ? null : pointText(drawn, cursor, unit, each);
  const spoken = useSettled(point, READING_PAUSE);

  const walk = (event: KeyboardEvent) => {
    const next = nextPoint(event.key, cursor, drawn.values);
    if (next === undefined) return;
    event.preventDefault();
    plot.current?.pointAt(next);
    setCursor(next);
  };

  return (
    <figure class="chart" aria-labelledby={`${id}-title`} aria-details={tableId ?? `${id}-table`}>
      <figcaption>
        <span class="only-spoken" id={`${id}-title`}>
          {title}
          {unitWords(unit) === '' ? '' : `, ${unitWords(unit)}`}
        </span>
        <p class="soft small" id={`${id}-words`}>
          {words}
        </p>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields; this is a picture */}
      <div
        class="chart-plot"
        ref={box}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk from point to point here
        tabIndex={0}
        aria-label={`${title}: chart. Arrow keys read it entry by entry.`}
        aria-describedby={`${id}-words`}
        onKeyDown={walk}
        onBlur={() => plot.current?.pointAt(null)}
      />
      <p class="chart-reading soft small" aria-hidden="true">
        {failed ? 'The chart could not load. The table below has the same entries.' : (point ?? HINT)}
      </p>
      <span class="only-spoken" role="status">
        {spoken ?? ''}
      </span>
      {tableId === undefined ? (
        <div id={`${id}-table`}>
          <Fold summary="Show as a table">
            <EntryTable title={title} times={times} values={values} unit={unit} each={each} />
          </Fold>
        </div>
      ) : null}
    </figure>
  );
}

/** Newest first, 25 at a time. */
export function EntryTable({
  title,
  times,
  values,
  unit,
  each = 'entry',
}: Pick<LineChartProps, 'title' | 'times' | 'values' | 'unit' | 'each'>) {
  const count = times.length;
  const header = unitWords(unit) === '' ? 'Value' : `Value (${unitWords(unit)})`;
  return (
    <PagedTable
      caption={`${title}, newest first`}
      captionHidden
      count={count}
      rowAt={(index) => ({
        time: times[count - 1 - index] ?? 0,
        value: values[count - 1 - index] ?? Number.NaN,
      })}
      columns={[
        {
          header: 'When',
          cell: (row) => (each === 'day' ? formatDay(row.time) : formatDayTime(row.time)),
          names: true,
        },
        {
          header,
          cell: (row) => (each === 'day' ? formatMeasured(row.value) : formatNumber(row.value)),
          align: 'end',
        },
      ]}
    />
  );
}

interface Drawn {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
}

function pointText(drawn: Drawn, index: number, unit: string, each: 'entry' | 'day'): string | null {
  const time = drawn.times[index];
  const value = drawn.values[index];
  if (time === undefined || typeof value !== 'number') return null;
  const number = each === 'day' ? formatWithUnit(value, unit) : formatExactWithUnit(value, unit);
  return `${formatDay(time)}: ${number}`;
}

/** undefined: not a key of the chart. */
function nextPoint(key: string, at: number | null, values: Drawn['values']): number | null | undefined {
  if (key === 'Escape') return null;
  const last = values.length - 1;
  const jumps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowRight: [(at ?? -1) + 1, 1],
    ArrowLeft: [(at ?? last + 1) - 1, -1],
    Home: [0, 1],
    End: [last, -1],
    PageUp: [(at ?? last + 1) - 10, -1],
    PageDown: [(at ?? -1) + 10, 1],
  };
  const jump = Object.hasOwn(jumps, key) ? jumps[key] : undefined;
  if (jump === undefined) return undefined;
  const [target, step] = jump;
  let index = Math.min(last, Math.max(0, target));
  // Steps over the marks of a gap, which stand between two entries and hold nothing.
  while (index > 0 && index < last && typeof values[index] !== 'number') index += step;
  return index;
}

function useSettled(text: string | null, pause: number): string | null {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text, pause]);
  return settled;
}

function useDarkScheme(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return dark;
}
