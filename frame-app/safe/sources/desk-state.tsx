import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatBytes, formatCount } from '../../ui/format-number.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { DeskState, ImportDesk } from './import-desk.ts';
import { MappingForm } from './mapping-form.tsx';
import { soFar } from './receipt-words.ts';

/** The file at hand: being looked at, being asked about, or coming in. */
export function DeskStateCard({ desk }: { desk: ImportDesk }) {
  const state = desk.state.value;
  const waiting = desk.waiting.value;
  if (state.kind === 'idle') return null;
  return (
    <Card heading={headingOf(state)} testId="desk">
      <div class="stack">
        <Body state={state} desk={desk} />
        {waiting === 0 ? null : (
          <p class="soft small">{formatCount(waiting, 'more file waits', 'more files wait')}.</p>
        )}
      </div>
    </Card>
  );
}

function headingOf(state: Exclude<DeskState, { kind: 'idle' }>): string {
  switch (state.kind) {
    case 'looking':
      return `Looking at ${state.file.name}`;
    case 'asking':
      return `What is in ${state.file.name}?`;
    case 'running':
      return `Bringing in ${state.file.name}`;
  }
}

function Body({ state, desk }: { state: Exclude<DeskState, { kind: 'idle' }>; desk: ImportDesk }) {
  if (state.kind === 'asking') {
    return (
      <MappingForm
        key={state.file.name}
        inspection={state.inspection}
        onDone={(mapping) => desk.answer({ format: 'table', mapping })}
        onCancel={desk.cancel}
      />
    );
  }
  const progress = state.kind === 'running' ? state.progress : null;
  const part =
    progress === null || progress.bytesTotal === 0 ? null : progress.bytesRead / progress.bytesTotal;
  const detail =
    progress === null
      ? 'Finding out what it is.'
      : `${formatBytes(progress.bytesRead)} of ${formatBytes(progress.bytesTotal)}, ${soFar(progress.recordsRead)}`;
  return (
    <>
      <ProgressBar
        label={state.kind === 'looking' ? 'Looking at the file' : 'Reading the file'}
        part={part}
        detail={detail}
      />
      <ButtonRow>
        <Button onPress={desk.cancel}>Cancel</Button>
      </ButtonRow>
    </>
  );
}
