import { useEffect, useMemo, useState } from 'preact/hooks';
import { Card } from '../../ui/card.tsx';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import type { HeldVariable, ReadSeries } from '../../vault/safe/safe.ts';
import type { Session } from '../session.ts';
import { dayWords, firstDetail, glancePoints } from '../variables/daily.ts';
import { newestOf } from '../variables/held.ts';

const SHOWN = 90 * 86_400_000;
const WIDE = '(min-width: 72rem)';

/** The newest variable's last 90 days, where there is room for it: a phone neither draws nor loads it. */
export function NewestChart({ session, held }: { session: Session; held: HeldVariable }) {
  const wide = useWide();
  const [series, setSeries] = useState<ReadSeries | null>(null);
  const last = newestOf(held)?.at ?? null;
  const id = held.variable.id;
  useEffect(() => {
    if (!wide || last === null) return;
    let gone = false;
    session.safe
      .readVariable(id, { from: last - SHOWN })
      .then(([first]) => {
        if (!gone) setSeries(first ?? null);
      })
      // The variable's own page says what is wrong with it; here its chart is left out.
      .catch(() => setSeries(null));
    return () => {
      gone = true;
    };
  }, [session, id, last, wide]);
  const points = useMemo(
    () => (series === null ? null : glancePoints(series.columns, series.variable)),
    [series],
  );
  if (!wide || series === null || points === null) return null;
  const { columns, variable } = series;
  const daily = firstDetail(columns) === 'day';
  return (
    <Card heading={variable.name}>
      {daily ? <p class="small">Shown: the {dayWords(variable)}.</p> : null}
      <LineChart
        title={daily ? `${variable.name}, ${dayWords(variable)}` : variable.name}
        times={points.times}
        values={points.values}
        each={daily ? 'day' : 'entry'}
        unit={columns.unit}
        scale={variable.scale}
        height={200}
      />
    </Card>
  );
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const follow = () => setWide(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return wide;
}
