import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Badge, Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { hrefOf } from '../routes.ts';
import { datedName, downloadFile } from '../shell/download.ts';
import type { Finished } from './import-desk.ts';
import { receiptLine, skippedCount, skippedLines, skippedTable } from './receipt-words.ts';

const STATE_WORDS = {
  running: 'Still running',
  done: 'Done',
  cancelled: 'You stopped it',
  failed: 'Not finished',
  undone: 'Taken back',
} as const;

/** What became of one file. */
export function ReceiptCard({ finished, offerCopy }: { finished: Finished; offerCopy: boolean }) {
  if (finished.kind === 'refused') {
    const { problem, fileName } = finished;
    return (
      <Notice
        kind="error"
        happened={`${fileName}: ${problem.happened}`}
        safe={problem.safe}
        todo={problem.todo}
      />
    );
  }
  const { batch, skippedRecords, cutOff, problem, fileName } = finished;
  const { receipt, state } = batch;
  const download = () =>
    downloadFile(datedName('skipped', batch.at, 'csv'), [skippedTable(skippedRecords)], 'text/csv');
  return (
    <Card
      heading={fileName}
      aside={<Badge kind={state === 'done' ? 'done' : 'warning'}>{STATE_WORDS[state]}</Badge>}
    >
      <div class="stack">
        <p
          class="lead figures"
          role="status"
          data-testid="receipt"
          data-read={receipt.read}
          data-new={receipt.new}
          data-same={receipt.same}
          data-corrected={receipt.corrected}
          data-skipped={skippedCount(receipt.skipped)}
        >
          {receiptLine(receipt)}
        </p>
        {state === 'done' && receipt.new === 0 && receipt.corrected === 0 && receipt.same > 0 ? (
          <p>Everything in this file was here already. Nothing changed.</p>
        ) : null}
        {problem === null ? null : (
          <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} />
        )}
        {cutOff ? (
          <Notice
            kind="warning"
            happened="The file ends in the middle of something."
            safe="What came before is in your safe."
            todo="Get the file again and bring it in. Nothing will be doubled."
          />
        ) : null}
        {skippedRecords.length === 0 ? null : (
          <div class="stack-tight">
            <ul class="plain-list">
              {skippedLines(receipt.skipped).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <ButtonRow>
              <Button onPress={download}>Download the list</Button>
            </ButtonRow>
          </div>
        )}
        <ButtonRow>
          <ButtonLink href={hrefOf('variables')}>See your data</ButtonLink>
          {offerCopy ? <ButtonLink href={hrefOf('settings')}>Save a copy</ButtonLink> : null}
        </ButtonRow>
      </div>
    </Card>
  );
}
