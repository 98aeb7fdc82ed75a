import type { Session } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { DeskStateCard } from './desk-state.tsx';
import { DropZone } from './drop-zone.tsx';
import { HowTo } from './how-to.tsx';
import type { ImportDesk } from './import-desk.ts';
import { PastImports } from './past-imports.tsx';
import { ReceiptCard } from './receipt-card.tsx';

export function SourcesPage({ session, desk }: { session: Session; desk: ImportDesk }) {
  const finished = desk.finished.value;
  const busy = desk.state.value.kind !== 'idle';
  const neverCopied = session.contents.value.settings.lastCopyAt === null;
  return (
    <Page title="Data Sources" lead="Bring in files. They are read on this device and go nowhere else.">
      <div class="sources">
        <div class="stack">
          <DeskStateCard desk={desk} />
          {finished.map((each) => (
            <ReceiptCard key={each.id} finished={each} offerCopy={neverCopied} />
          ))}
          <DropZone onFiles={desk.add} />
          <PastImports session={session} busy={busy} />
        </div>
        <HowTo />
      </div>
    </Page>
  );
}
