import { useId, useMemo, useState } from 'preact/hooks';
import { Card } from '../../ui/card.tsx';
import { EntryTable, LineChart } from '../../ui/chart/line-chart.tsx';
import { sliceTimes } from '../../ui/chart/slice.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { combinesBy } from '../../vault/cut/units.ts';
import type { ReadSeries } from '../../vault/safe/safe.ts';
import { type Detail, dailyPoints, dayWords, firstDetail, offersDays } from './daily.ts';

const DAY = 86_400_000;
const SPANS = { '30': 30 * DAY, '90': 90 * DAY, '365': 365 * DAY, all: Number.POSITIVE_INFINITY } as const;
type Span = keyof typeof SPANS;

export interface SeriesViewProps {
  readonly read: ReadSeries;
  /** Time of the newest entry: the shown days end there. */
  readonly last: number;
}

/** The chart of one variable and the table of exactly what it draws. */
export function SeriesView({ read, last }: SeriesViewProps) {
  const { variable, columns, sources } = read;
  const [span, setSpan] = useState<Span>('90');
  const [chosen, setDetail] = useState<Detail | null>(null);
  const tableId = useId();
  const offered = offersDays(columns);
  const detail = offered ? (chosen ?? firstDetail(columns)) : 'each';
  const points = useMemo(
    () =>
      detail === 'day' ? dailyPoints(columns, variable) : { times: columns.times, values: columns.values },
    [columns, variable, detail],
  );
  const shown = useMemo(
    () => sliceTimes(points, last - SPANS[span], Number.POSITIVE_INFINITY),
    [points, last, span],
  );
  const title = detail === 'day' ? `${variable.name}, ${dayWords(variable)}` : variable.name;
  const each = detail === 'day' ? 'day' : 'entry';
  const doubled = detail === 'day' && sources.length > 1 && combinesBy(variable) === 'sum';
  return (
    <>
      <Card heading="Chart">
        <div class="stack">
          <div class="cluster">
            <RadioGroup
              legend="Days shown"
              look="segments"
              value={span}
              onChange={setSpan}
              options={[
                { value: '30', label: '30 days' },
                { value: '90', label: '90 days' },
                { value: '365', label: '1 year' },
                { value: 'all', label: 'All' },
              ]}
            />
            {offered ? (
              <RadioGroup
                legend="How much detail"
                look="segments"
                value={detail}
                onChange={setDetail}
                options={[
                  { value: 'day', label: 'One number a day' },
                  { value: 'each', label: 'Each entry' },
                ]}
              />
            ) : null}
          </div>
          {detail === 'day' ? <p class="small">Shown: the {dayWords(variable)}.</p> : null}
          {doubled ? (
            <p class="soft small">
              More than one source is in this total. They may count the same thing twice.
            </p>
          ) : null}
          <LineChart
            title={title}
            times={shown.times}
            values={shown.values}
            unit={variable.unit}
            scale={variable.scale}
            tableId={tableId}
            each={each}
          />
        </div>
      </Card>
      <Card heading={detail === 'day' ? 'Days' : 'Entries'}>
        <div id={tableId}>
          <EntryTable
            title={title}
            times={shown.times}
            values={shown.values}
            unit={variable.unit}
            each={each}
          />
        </div>
      </Card>
    </>
  );
}
