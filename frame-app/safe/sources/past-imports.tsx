import { Button } from '../../ui/button.tsx';
import { Badge, Card } from '../../ui/card.tsx';
import { formatDayTime } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import type { Batch } from '../../vault/model.ts';
import type { Session } from '../session.ts';
import { receiptLine } from './receipt-words.ts';

/** Every file that was brought in, newest first, each with its way back. */
export function PastImports({ session, busy }: { session: Session; busy: boolean }) {
  const imports = session.contents.value.batches
    .flatMap((batch) => (batch.cause.kind === 'import' ? [{ batch, cause: batch.cause }] : []))
    .reverse();
  if (imports.length === 0) return null;
  return (
    <Card
      heading="Past imports"
      aside={<span class="soft small">{formatCount(imports.length, 'file', 'files')}</span>}
    >
      <ul class="rows">
        {imports.map(({ batch, cause }) => (
          <li key={batch.id} class="past-import" data-testid="past-import">
            <div class="past-import-words" id={`import-${batch.id}`}>
              <bdi class="file-name">{cause.fileName}</bdi>
              <p class="soft small figures">
                {formatDayTime(batch.at)}. {receiptLine(batch.receipt)}
                {batch.state === 'running' && !busy ? '. It did not finish.' : ''}
              </p>
            </div>
            <ImportState batch={batch} session={session} busy={busy} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** One that runs has its Cancel at the top; one whose tab was closed in the middle can be taken back. */
function ImportState({ batch, session, busy }: { batch: Batch; session: Session; busy: boolean }) {
  if (batch.state === 'undone') return <Badge>Taken back</Badge>;
  if (batch.state === 'running' && busy) return <Badge kind="warning">Coming in</Badge>;
  return (
    <Button
      describedBy={`import-${batch.id}`}
      onPress={() => void session.act(() => session.safe.undo(batch.id))}
    >
      Undo
    </Button>
  );
}
