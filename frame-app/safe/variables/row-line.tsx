import { useEffect, useRef, useState } from 'preact/hooks';
import { decimate, type Points } from '../../ui/chart/decimate.ts';
import { SparkLine } from '../../ui/spark-line.tsx';
import type { HeldVariable } from '../../vault/safe/safe.ts';
import type { Session } from '../session.ts';
import { glancePoints } from './daily.ts';
import { countOf, newestOf } from './held.ts';

const SHOWN_DAYS = 90 * 86_400_000;
const PIXELS = 96;

/** The last 90 days of a row, read once the row comes into view: a list of 500 variables reads only what is seen. */
export function RowLine({ session, held }: { session: Session; held: HeldVariable }) {
  const place = useRef<HTMLSpanElement>(null);
  const [points, setPoints] = useState<Points | null>(null);
  const newest = newestOf(held);
  const count = countOf(held);
  const id = held.variable.id;
  const last = newest?.at ?? null;
  // `count` is among the causes: entries in the middle change the line, too
  useEffect(() => {
    const element = place.current;
    if (element === null || last === null) return;
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      session.safe
        .readVariable(id, { from: last - SHOWN_DAYS })
        .then(([series]) => {
          if (!gone && series !== undefined) {
            const { times, values } = glancePoints(series.columns, series.variable);
            setPoints(decimate(times, values, PIXELS));
          }
        })
        // A row without its line still says all it has to say; the variable's own page tells what is damaged.
        .catch(() => setPoints(null));
    });
    observer.observe(element);
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [session, id, last, count]);
  return (
    <span class="variable-line" ref={place}>
      {points === null ? null : <SparkLine times={points.times} values={points.values} />}
    </span>
  );
}
