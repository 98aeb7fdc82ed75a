import { useEffect } from 'preact/hooks';
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
  useEffect(() => {
    if (!busy) return;
    // The browser asks before the tab closes in the middle of an import.
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [busy]);
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
