import { Button } from '../ui/button.tsx';
import { formatDay } from '../ui/format-date.ts';
import { hostOf } from '../ui/site-name.tsx';
import { FirstUseView } from './first-use-view.tsx';
import { QuestionView } from './question-view.tsx';
import type { ConsentRun, Stage } from './stage.ts';

const SENTENCES: Readonly<
  Record<
    'looking' | 'locked' | 'gone' | 'not-found' | 'unsafe-host' | 'working' | 'done' | 'failed',
    readonly [string, string]
  >
> = {
  looking: ['Opening your safe', 'One moment.'],
  working: ['One moment', 'Your answer is being kept.'],
  done: ['Done', 'You can close this tab and go back to the site.'],
  locked: ['Your safe is locked', 'Open your safe yourself, in its own tab. Then ask again on the site.'],
  gone: [
    'The site has gone',
    'Nothing was shared. Close this window, go back to the site and try again there.',
  ],
  'not-found': [
    'We cannot find the page that asked',
    'Nothing was shared. Close this window, go back to the site and try again there.',
  ],
  'unsafe-host': [
    'This address is not ready to hold a safe',
    'It does not send the headers that protect you. Nothing was stored. Tell whoever runs it.',
  ],
  failed: ['That did not work', 'Nothing was shared and nothing was lost. Close this window and try again.'],
};

export function ConsentView({ run, close }: { readonly run: ConsentRun; readonly close: () => void }) {
  const stage: Stage = run.stage.value;
  switch (stage.is) {
    case 'first-use':
      return <FirstUseView onCreate={(name) => void run.createSafe(name)} onLater={close} />;
    case 'asking':
      return (
        <QuestionView
          question={stage.question}
          onDecide={(decision) => void run.decide(stage.question, decision)}
        />
      );
    case 'refreshing': {
      const { grant, origin } = stage;
      const until = grant?.length.kind === 'until' ? `, until ${formatDay(grant.length.until)}` : '';
      const allowed =
        grant === undefined ? '' : ` You allowed this on ${formatDay(grant.createdAt)}${until}.`;
      return (
        <Message title={`Sending new entries to ${hostOf(origin)}`} text={`No question needed.${allowed}`} />
      );
    }
    default: {
      const [title, text] = SENTENCES[stage.is];
      const waiting = stage.is === 'looking' || stage.is === 'working';
      return <Message title={title} text={text} {...(waiting ? {} : { onClose: close })} />;
    }
  }
}

function Message({
  title,
  text,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly onClose?: () => void;
}) {
  return (
    <main class="ask ask-first stack" aria-live="polite">
      <h1>{title}</h1>
      <p>{text}</p>
      {onClose === undefined ? null : <Button onPress={onClose}>Close this window</Button>}
    </main>
  );
}
