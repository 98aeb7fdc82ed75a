import { Button } from '../../ui/button.tsx';
import { formatDayRange } from '../../ui/format-date.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { SiteName } from '../../ui/site-name.tsx';
import { Table } from '../../ui/table.tsx';
import type { HeldStream, HeldVariable } from '../../vault/safe/safe.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { sourceWords } from './held.ts';

/** A variable's entries by where they come from, each with its way back. */
export function SourceTable({ session, held }: { session: Session; held: HeldVariable }) {
  return (
    <Table
      caption={`Where ${held.variable.name} comes from`}
      captionHidden
      rows={held.streams}
      rowKey={({ stream }) => stream.id}
      columns={[
        { header: 'From', names: true, cell: ({ stream }) => <SourceName stream={stream} /> },
        { header: 'Entries', align: 'end', cell: ({ summary }) => formatNumber(summary.count) },
        {
          header: 'Days',
          cell: ({ summary }) =>
            summary.first === null || summary.last === null
              ? 'none'
              : formatDayRange(summary.first, summary.last),
        },
        { header: 'Undo', cell: ({ stream }) => <UndoSource session={session} stream={stream} /> },
      ]}
    />
  );
}

function SourceName({ stream }: { stream: HeldStream['stream'] }) {
  const { source } = stream;
  return source.kind === 'app' ? <SiteName origin={source.origin} /> : <bdi>{sourceWords(source)}</bdi>;
}

function UndoSource({ session, stream }: { session: Session; stream: HeldStream['stream'] }) {
  const { source } = stream;
  if (source.kind === 'app') {
    return (
      <Button look="danger" onPress={() => void session.act(() => session.safe.undoApp(source.origin))}>
        Undo everything this site added
      </Button>
    );
  }
  return source.kind === 'import' ? <a href={hrefOf('sources')}>Undo its import</a> : <span>-</span>;
}
