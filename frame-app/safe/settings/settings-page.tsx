import { useState } from 'preact/hooks';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Badge, Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { formatBytes } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { MAX_SAFE_NAME } from '../first-use/first-use.tsx';
import { copyLine } from '../overview/status.ts';
import { WHERE_IT_IS, WHO_CAN_SEE } from '../safety-words.ts';
import type { Session } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { DeleteSafe } from './delete-safe.tsx';
import { exportEverything } from './export-everything.ts';
import { askToKeep, type Keeping, keepingOf } from './keep-storage.ts';

export function SettingsPage({ session }: { session: Session }) {
  return (
    <Page title="Settings">
      <SaveCopy session={session} />
      <SafeName session={session} />
      <Protection session={session} />
      <WhereItIs session={session} />
      <DeleteSafe session={session} />
    </Page>
  );
}

function SaveCopy({ session }: { session: Session }) {
  const [saved, setSaved] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const { lastCopyAt } = session.contents.value.settings;
  const save = async (kind: 'json' | 'csv') => {
    if (busy) return;
    setBusy(true);
    setSaved(null);
    const worked = await session.act(async () => {
      const now = Date.now();
      const bytes = await exportEverything(session.safe, kind, now);
      await session.safe.settings({ lastCopyAt: now });
      setSaved(bytes);
    });
    if (!worked) setSaved(null);
    setBusy(false);
  };
  return (
    <Card heading="Save a copy">
      <div class="stack">
        <p>{copyLine(lastCopyAt, Date.now())}</p>
        <Notice
          kind="warning"
          happened="This file is not locked. Anyone who has it can read it."
          todo="Keep it where only you can open it. Do not send it by e-mail."
        />
        <ButtonRow>
          <Button look="main" off={busy} onPress={() => void save('json')}>
            Export everything (JSON)
          </Button>
          <Button off={busy} onPress={() => void save('csv')}>
            Export as a table (CSV)
          </Button>
        </ButtonRow>
        {saved === null ? null : (
          <Notice
            kind="done"
            spoken
            happened={`Your copy was handed to the browser: ${formatBytes(saved)}.`}
            todo="Look for it in your downloads."
            testId="copy-saved"
          />
        )}
      </div>
    </Card>
  );
}

function SafeName({ session }: { session: Session }) {
  const { name } = session.contents.value;
  const [typed, setTyped] = useState(name ?? '');
  const [saved, setSaved] = useState(false);
  const save = async () => {
    const next = typed.trim() === '' ? null : typed.trim();
    setSaved(await session.act(() => session.safe.rename(next)));
  };
  return (
    <Card heading="Name of this safe">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label="Whose data is this? (optional)"
          hint="A name only you see, like “Mom”."
          value={typed}
          maxLength={MAX_SAFE_NAME}
          onInput={(value) => {
            setTyped(value);
            setSaved(false);
          }}
        />
        <ButtonRow>
          <Button type="submit">Save the name</Button>
          <span role="status" class="saved-word">
            {saved ? 'Saved.' : ''}
          </span>
        </ButtonRow>
      </form>
    </Card>
  );
}

function Protection({ session }: { session: Session }) {
  const onlyDevice = session.safe.protectedBy.every((by) => by === 'device');
  if (!onlyDevice) return null;
  return (
    <Card heading="Who can open it" aside={<Badge kind="warning">Not yet protected</Badge>}>
      <div class="stack prose">
        <p>
          Your safe opens by itself in this browser. That keeps other sites out. It does not stop a person who
          can use this device, or who copies this browser’s files.
        </p>
        <p>{WHO_CAN_SEE}</p>
        <p>Lock this device with a code when you leave it.</p>
      </div>
    </Card>
  );
}

const KEEPING_WORDS: Readonly<Record<Keeping, string>> = {
  kept: 'This browser promised to keep it until you clear it yourself.',
  'not-promised': 'This browser did not promise to keep it. It may clear it when space runs low.',
  'not-asked': 'This browser has not said whether it keeps it.',
  'cannot-say': 'This browser cannot promise to keep it.',
};

function WhereItIs({ session }: { session: Session }) {
  const keeping = keepingOf(session.contents.value.settings.persistent, navigator.storage);
  const ask = async () => {
    const persistent = await askToKeep(navigator.storage);
    if (persistent !== null) await session.act(() => session.safe.settings({ persistent }));
  };
  return (
    <Card heading="Where your data is">
      <div class="stack prose">
        <p>{WHERE_IT_IS}</p>
        <p>{KEEPING_WORDS[keeping]}</p>
        {keeping === 'kept' || keeping === 'cannot-say' ? null : (
          <ButtonRow>
            <Button onPress={() => void ask()}>Ask this browser to keep it</Button>
          </ButtonRow>
        )}
      </div>
    </Card>
  );
}
