/** The question itself, in the order in which a careful person reads it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Fold } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { Check, RadioGroup } from '../ui/radio-group.tsx';
import { SiteName } from '../ui/site-name.tsx';
import type { Decision } from './decide.ts';
import type { Proposal } from './proposal.ts';
import { ProposalView } from './proposal-view.tsx';
import { useRoomToRead } from './room-to-read.ts';
import type { Question } from './stage.ts';
import {
  CONNECT_LENGTHS,
  COPIES,
  headingVerb,
  IF_DENIED,
  LENGTH_LABELS,
  LENGTHS,
  lengthDetail,
  NOT_CHECKED,
  NOTHING_YET,
  stoppedLine,
  VERY_PRIVATE,
  whyLine,
} from './words.ts';

const EXTRA_LABELS = {
  notes: 'Your notes too',
  offsets: 'The time zone of each entry',
  sources: 'The names of your devices and files',
} as const;

export interface QuestionViewProps {
  readonly question: Question;
  readonly onDecide: (decision: Decision | 'deny') => void;
}

export function QuestionView({ question, onDecide }: QuestionViewProps) {
  const { meeting, proposals, safeName, stopped } = question;
  const { origin, request } = meeting.claimed;
  const [length, setLength] = useState(question.length);
  const [extrasOn, setExtrasOn] = useState<ReadonlySet<string>>(new Set());
  const [off, setOff] = useState<ReadonlySet<number>>(
    () => new Set(proposals.flatMap((p, i) => (p.private && proposals.length > 1 ? [i] : []))),
  );
  const room = useRoomToRead();
  const heading = useRef<HTMLHeadingElement>(null);
  const now = Date.now();
  // Focus starts on the heading, never on a button: what is typed before reading must decide nothing.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const several = proposals.length > 1;
  const chosen = proposals.flatMap((proposal, place) => (off.has(place) ? [] : [{ proposal, place }]));
  const why = !room
    ? 'Make this window larger to read it all.'
    : chosen.length === 0
      ? 'Nothing is switched on.'
      : undefined;
  const extras = [
    ...new Set(proposals.flatMap((proposal) => (proposal.access === 'read' ? proposal.extras : []))),
  ];
  const toggle = <T,>(set: ReadonlySet<T>, value: T): ReadonlySet<T> => {
    const next = new Set(set);
    if (!next.delete(value)) next.add(value);
    return next;
  };

  return (
    <main class="ask">
      <header class="ask-bar">
        <Icon name="lock" />
        <span>Your safe</span>
        {safeName === null ? null : <bdi class="ask-name">{safeName}</bdi>}
        <span class="ask-host">{location.host}</span>
      </header>
      <div class="ask-body stack">
        <h1 ref={heading} tabIndex={-1}>
          <SiteName origin={origin} /> {headingVerb(proposals)}{' '}
          {several ? null : <bdi>{proposals[0]?.terms.variable}</bdi>}
        </h1>
        {stopped?.revokedAt == null ? null : <p class="ask-stopped">{stoppedLine(stopped.revokedAt)}</p>}
        <p class="ask-yet">{NOTHING_YET}</p>
        {proposals.map((proposal, place) => (
          <ProposalView
            key={place}
            proposal={proposal}
            extrasOn={extrasOn}
            {...(several ? { on: !off.has(place), onSwitch: () => setOff(toggle(off, place)) } : {})}
          />
        ))}
        {several ? <p class="soft">{`You are sharing ${chosen.length} of ${proposals.length}.`}</p> : null}
        <section aria-labelledby="why">
          <h2 id="why">Why</h2>
          <p>
            <bdi>{whyLine(request.params.purpose)}</bdi>
          </p>
        </section>
        {extras.length === 0 ? null : (
          <Fold summary="The site also asks for">
            <div class="choice-list">
              {extras.map((extra) => (
                <Check
                  key={extra}
                  label={EXTRA_LABELS[extra]}
                  checked={extrasOn.has(extra)}
                  onChange={() => setExtrasOn(toggle(extrasOn, extra))}
                />
              ))}
            </div>
          </Fold>
        )}
        {proposals.some(isPrivate) ? <p class="ask-private">{VERY_PRIVATE}</p> : null}
        <RadioGroup
          legend="How long"
          value={length}
          onChange={setLength}
          options={(request.verb === 'connect' ? CONNECT_LENGTHS : LENGTHS).map((value) => ({
            value,
            label: LENGTH_LABELS[value],
            detail: lengthDetail(value, now),
          }))}
        />
        <p>{COPIES}</p>
        <p>{NOT_CHECKED}</p>
        <Fold summary="What happens if I deny?">
          <p>{IF_DENIED}</p>
        </Fold>
      </div>
      <footer class="ask-foot">
        {why === undefined ? null : (
          <p id="why-off" role="status">
            {why}
          </p>
        )}
        <ButtonRow equal>
          <Button onPress={() => onDecide('deny')}>Deny</Button>
          <Button
            off={why !== undefined}
            {...(why === undefined ? {} : { describedBy: 'why-off' })}
            onPress={() =>
              onDecide({
                chosen,
                asked: proposals.length,
                extrasOn,
                length,
                stoppedAt: stopped?.revokedAt ?? null,
              })
            }
          >
            Allow
          </Button>
        </ButtonRow>
      </footer>
    </main>
  );
}

const isPrivate = (proposal: Proposal): boolean => proposal.private;
