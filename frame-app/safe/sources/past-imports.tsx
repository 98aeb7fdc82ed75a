import { Button } from '../../ui/button.tsx';
import { Badge, Card } from '../../ui/card.tsx';
import { formatDayTime } from '../../ui/format-date.ts';
import { formatCount } from '../../ui/format-number.ts';
import type { Batch } from '../../vault/model.ts';
import type { Session } from '../session.ts';
import { receiptLine } from './receipt-words.ts';

/** Every file that was brought in, newest first, each with its way back. */
export function PastImports({ session }: { session: Session }) {
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
              </p>
            </div>
            <ImportState batch={batch} session={session} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ImportState({ batch, session }: { batch: Batch; session: Session }) {
  if (batch.state === 'undone') return <Badge>Taken back</Badge>;
  if (batch.state === 'running') return <Badge kind="warning">Not finished</Badge>;
  return (
    <Button
      describedBy={`import-${batch.id}`}
      onPress={() => void session.act(() => session.safe.undo(batch.id))}
    >
      Undo
    </Button>
  );
}
