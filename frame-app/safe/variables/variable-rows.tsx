import { formatDay } from '../../ui/format-date.ts';
import { formatCount, formatWithUnit } from '../../ui/format-number.ts';
import type { HeldVariable } from '../../vault/safe/safe.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { countOf, newestOf, scaleWords } from './held.ts';
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
        const scale = scaleWords(variable.scale);
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
                  {scale === null ? '' : `, ${scale}`}
                </span>
              </span>
              <RowLine session={session} held={each} />
              <span class="variable-last">
                <strong>
                  {newest === null ? 'no entries' : formatWithUnit(newest.value, variable.unit)}
                </strong>
                <span class="soft small">{newest === null ? '' : formatDay(newest.at)}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function lastWords(held: HeldVariable): string {
  const newest = newestOf(held);
  if (newest !== null) return formatWithUnit(newest.value, held.variable.unit);
  return held.streams.some((stream) => stream.damaged) ? 'damaged' : 'no entries';
}
