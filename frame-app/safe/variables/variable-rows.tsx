import { formatDaysAgo } from '../../ui/format-date.ts';
import { formatCount, formatShort, unitWords } from '../../ui/format-number.ts';
import type { HeldVariable } from '../../vault/safe/safe.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { countOf, newestOf } from './held.ts';
import { RowLine } from './row-line.tsx';

export interface VariableRowsProps {
  readonly session: Session;
  readonly held: readonly HeldVariable[];
  /** Id of the variable that is open beside the list. */
  readonly chosen: string | null;
}

/** One row a variable: name, last value, unit, last day, tiny line. */
export function VariableRows({ session, held, chosen }: VariableRowsProps) {
  return (
    <ul class="rows">
      {held.map((each) => {
        const { variable } = each;
        const newest = newestOf(each);
        const scale = variable.scale === null ? null : `${variable.scale.min} to ${variable.scale.max}`;
        return (
          <li key={variable.id}>
            <a
              class="variable-row"
              href={hrefOf('variables', variable.id)}
              aria-current={variable.id === chosen ? 'true' : undefined}
            >
              <span class="variable-name">
                <bdi>{variable.name}</bdi>
                <span class="soft small">
                  {formatCount(countOf(each), 'entry', 'entries')}
                  {scale === null ? '' : ` · ${scale}`}
                </span>
              </span>
              <RowLine session={session} held={each} />
              <span class="variable-last">
                <LastValue held={each} />
                <span class="soft small">{newest === null ? '' : formatDaysAgo(newest.at, Date.now())}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function LastValue({ held }: { held: HeldVariable }) {
  const newest = newestOf(held);
  if (newest === null) {
    const damaged = held.streams.some((stream) => stream.damaged);
    return <strong>{damaged ? 'damaged' : 'no entries'}</strong>;
  }
  const unit = unitWords(held.variable.unit);
  return (
    <span>
      <strong>{formatShort(newest.value)}</strong>
      {unit === '' ? null : <span class="variable-unit"> {unit}</span>}
    </span>
  );
}
