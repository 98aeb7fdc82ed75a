/** The safe's own step: no claim of the app is on it, so that nobody makes a safe because a site said so. */
import { useState } from 'preact/hooks';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

const LONGEST_NAME = 64;

export interface FirstUseViewProps {
  readonly onCreate: (name: string | null) => void;
  readonly onLater: () => void;
}

export function FirstUseView({ onCreate, onLater }: FirstUseViewProps) {
  const [whose, setWhose] = useState('');
  const [elsewhere, setElsewhere] = useState(false);
  const [pressed, setPressed] = useState(false);
  const create = (): void => {
    if (pressed) return;
    setPressed(true);
    onCreate(whose.trim() === '' ? null : whose.trim());
  };
  return (
    <main class="ask ask-first stack">
      <Icon name="lock" size="large" />
      <h1>You need a safe first</h1>
      <p>
        A safe keeps your health data locked in this browser, on this device. No account. We cannot see it.
      </p>
      <p>If you clear this browser, it is gone, so save a copy later.</p>
      <Field
        label="Whose data is this? (optional)"
        hint="A name only you see, like “Mom”."
        value={whose}
        onInput={setWhose}
        maxLength={LONGEST_NAME}
      />
      <Button look="main" onPress={create} off={pressed}>
        Create my safe
      </Button>
      <ButtonRow>
        <Button look="quiet" onPress={() => setElsewhere(true)}>
          I already have a safe
        </Button>
        <Button look="quiet" onPress={onLater}>
          Not now
        </Button>
      </ButtonRow>
      {elsewhere ? (
        <p role="status">
          A safe lives in the browser where it was made. Open this site there. In a private window your safe
          is not to be seen.
        </p>
      ) : null}
      <p class="soft small">
        Safari may erase it if you stay away for about a week. A private window erases it when it closes.
      </p>
    </main>
  );
}
