import { Button } from '../../ui/button.tsx';
import { formatDayRange } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import { SiteName } from '../../ui/site-name.tsx';
import type { HeldStream, HeldVariable } from '../../vault/safe/safe.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { sourceWords } from './held.ts';

/** A variable's entries by where they come from, each with its way back. */
export function SourceRows({ session, held }: { session: Session; held: HeldVariable }) {
  return (
    <ul class="rows">
      {held.streams.map(({ stream, summary }) => (
        <li key={stream.id} class="access">
          <div class="access-words" id={`source-${stream.id}`}>
            <SourceName stream={stream} />
            <p class="soft small figures">
              {formatCount(summary.count, 'entry', 'entries')}
              {summary.first === null || summary.last === null
                ? ''
                : `, ${formatDayRange(summary.first, summary.last)}`}
            </p>
          </div>
          <UndoSource session={session} stream={stream} />
        </li>
      ))}
    </ul>
  );
}

function SourceName({ stream }: { stream: HeldStream['stream'] }) {
  const { source } = stream;
  return source.kind === 'app' ? <SiteName origin={source.origin} /> : <bdi>{sourceWords(source)}</bdi>;
}

function UndoSource({ session, stream }: { session: Session; stream: HeldStream['stream'] }) {
  const { source } = stream;
  if (source.kind === 'import') return <a href={hrefOf('sources')}>Undo an import</a>;
  if (source.kind === 'person') return null;
  return (
    <Button
      look="danger"
      describedBy={`source-${stream.id}`}
      onPress={() => void session.act(() => session.safe.undoApp(source.origin))}
    >
      Undo everything this site added
    </Button>
  );
}
