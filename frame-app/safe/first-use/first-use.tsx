import { useState } from 'preact/hooks';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Problem } from '../problems.ts';
import { EMERGENCY, FIRST_SAFE, FOR_ADULTS, NOT_ADVICE } from '../safety-words.ts';

export const MAX_SAFE_NAME = 64;

export interface FirstUseProps {
  /** The name as typed, trimmed; null: none. Resolves when the safe is there or it did not work. */
  readonly onCreate: (name: string | null) => Promise<void>;
  readonly problem: Problem | null;
}

/** No safe is here yet: one sentence on what it is, one optional field, one press. */
export function FirstUse({ onCreate, problem }: FirstUseProps) {
  const [whose, setWhose] = useState('');
  const [busy, setBusy] = useState(false);
  const create = async () => {
    if (busy) return;
    setBusy(true);
    const name = whose.trim();
    await onCreate(name === '' ? null : name);
    setBusy(false);
  };
  return (
    <main class="welcome">
      <form
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <span class="welcome-mark">
          <Icon name="lock" size="large" />
        </span>
        <h1>Keep your health data in your own safe</h1>
        <p class="lead">{FIRST_SAFE}</p>
        {problem === null ? null : (
          <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} />
        )}
        <Field
          label="Whose data is this? (optional)"
          hint="A name only you see, like “Mom”."
          value={whose}
          onInput={setWhose}
          maxLength={MAX_SAFE_NAME}
        />
        <ButtonRow>
          <Button look="main" type="submit" off={busy}>
            Create my safe
          </Button>
        </ButtonRow>
        <div class="stack-tight soft small">
          <p>
            Safari may erase it if you stay away for about a week. A private window erases it when it closes.
          </p>
          <p>{NOT_ADVICE}</p>
          <p>{EMERGENCY}</p>
          <p>{FOR_ADULTS}</p>
        </div>
      </form>
    </main>
  );
}
