import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDay, formatDayRange } from '../../ui/format-date.ts';
import { formatNumber, formatWithUnit, unitWords } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Contents, HeldVariable, ReadSeries } from '../../vault/safe/safe.ts';
import { type Problem, problemOf } from '../problems.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { countOf, newestOf, scaleWords } from './held.ts';
import { SeriesView } from './series-view.tsx';
import { SourceRows } from './source-rows.tsx';

/** One variable: what it is, its chart, its entries, where they come from. */
export function VariableDetail({ session, held }: { session: Session; held: HeldVariable }) {
  const { variable } = held;
  const heading = useRef<HTMLHeadingElement>(null);
  const [read, problem] = useSeries(session, held);
  const newest = newestOf(held);
  useEffect(() => {
    document.title = `${variable.name} - Your safe`;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [variable.name]);

  const facts = [unitWords(variable.unit), scaleWords(variable.scale), variable.category];
  return (
    <article class="variable-detail stack">
      <div class="back-link">
        <ButtonLink href={hrefOf('variables')} look="quiet">
          Back to all variables
        </ButtonLink>
      </div>
      <header class="stack-tight">
        <h1 tabIndex={-1} ref={heading}>
          <bdi>{variable.name}</bdi>
        </h1>
        <p class="soft">{facts.filter((fact) => fact !== null && fact !== '').join(' · ')}</p>
      </header>
      {newest === null ? null : (
        <p class="newest">
          <span class="newest-value">{formatWithUnit(newest.value, variable.unit)}</span>
          <span class="soft">on {formatDay(newest.at)}</span>
        </p>
      )}
      {problem === null ? null : (
        <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} />
      )}
      {held.streams.some((stream) => stream.damaged) ? (
        <Notice
          kind="error"
          happened={`One source of ${variable.name} could not be opened.`}
          safe="All other sources are fine."
          todo="Bring in the file for it again."
        />
      ) : null}
      {read?.damaged.map((part) => (
        <Notice
          key={part.chunk}
          kind="error"
          happened={`${variable.name}, ${formatDayRange(part.first, part.last)}, is damaged: ${formatNumber(part.rows)} entries.`}
          safe="All other days are fine."
          todo="Bring in the file for those days again."
        />
      ))}
      {read === null ? (
        <p class="soft" role="status">
          {problem === null ? 'Reading ...' : ''}
        </p>
      ) : (
        <SeriesView read={read} last={newest?.at ?? 0} />
      )}
      <Card heading="Where it comes from">
        <SourceRows session={session} held={held} />
      </Card>
      <p class="soft small">
        {formatNumber(countOf(held))} entries in all. Nothing is rounded, dropped or merged when it is kept.
      </p>
      <div class="back-link">
        <Button look="quiet" onPress={() => heading.current?.scrollIntoView()}>
          Back to the top
        </Button>
      </div>
    </article>
  );
}

/** Reads all days once, and again when entries of this variable may have changed. */
function useSeries(session: Session, held: HeldVariable): readonly [ReadSeries | null, Problem | null] {
  const [state, setState] = useState<readonly [ReadSeries | null, Problem | null]>([null, null]);
  const id = held.variable.id;
  const stamp = changeStamp(session.contents.value, held);
  // `stamp` is among the causes: it stands for what was read.
  useEffect(() => {
    let gone = false;
    session.safe
      .readVariable(id)
      .then(([series]) => {
        if (!gone) setState([series ?? null, null]);
      })
      .catch((error: unknown) => {
        if (!gone) setState([null, problemOf(error)]);
      });
    return () => {
      gone = true;
    };
  }, [session, id, stamp]);
  return state;
}

/** Changes whenever entries may have: a correction in the middle leaves every summary as it was. */
function changeStamp({ batches }: Contents, { streams }: HeldVariable): string {
  const corrected = batches.reduce((sum, { receipt }) => sum + receipt.corrected, 0);
  const undone = batches.filter(({ state }) => state === 'undone').length;
  return JSON.stringify([streams.map(({ summary }) => summary), corrected, undone]);
}
