import { useId } from 'preact/hooks';
import { Fold } from '../ui/card.tsx';
import { formatDayTime } from '../ui/format-date.ts';
import { formatWithUnit } from '../ui/format-number.ts';
import { Check } from '../ui/radio-group.tsx';
import { SparkLine } from '../ui/spark-line.tsx';
import type { Proposal, ReadProposal } from './proposal.ts';
import { whatLines } from './words.ts';

/** How many entries "See these entries" lists: enough to recognise them by. */
const LISTED = 25;

export interface ProposalViewProps {
  readonly proposal: Proposal;
  readonly extrasOn: ReadonlySet<string>;
  readonly on?: boolean;
  readonly onSwitch?: () => void;
}

export function ProposalView({ proposal, extrasOn, on, onSwitch }: ProposalViewProps) {
  const id = useId();
  const { access, terms } = proposal;
  const heading = access === 'read' ? 'It would get' : 'It would add';
  return (
    <section class="card stack-tight" aria-labelledby={id}>
      {on === undefined || onSwitch === undefined ? (
        <h2 id={id}>{heading}</h2>
      ) : (
        <Check
          label={`${access === 'read' ? 'Read' : 'Add to'} ${terms.variable}`}
          checked={on}
          onChange={onSwitch}
        />
      )}
      <p>
        <bdi>{whatLines(proposal, extrasOn).join(' ')}</bdi>
      </p>
      {access === 'read' && proposal.preview.count > 0 ? <Preview proposal={proposal} /> : null}
    </section>
  );
}

function Preview({ proposal: { preview, terms } }: { readonly proposal: ReadProposal }) {
  const { times, values } = preview.columns;
  const newest = Array.from({ length: Math.min(LISTED, times.length) }, (_, i) => times.length - 1 - i);
  return (
    <>
      <div class="ask-chart">
        <SparkLine times={times} values={values} width={480} height={72} />
      </div>
      <Fold summary="See these entries">
        <ul class="ask-entries">
          {newest.map((row) => (
            <li key={row}>
              <span>{formatDayTime(times[row] ?? 0)}</span>
              <span>{formatWithUnit(values[row] ?? 0, terms.unit)}</span>
            </li>
          ))}
        </ul>
        {times.length > LISTED ? (
          <p class="soft small">{`The newest ${LISTED} of ${times.length}.`}</p>
        ) : null}
      </Fold>
    </>
  );
}
