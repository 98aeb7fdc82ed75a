import { useState } from 'preact/hooks';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card, Fold } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import type { Session } from '../session.ts';

const WORD = 'delete';

/** The only way to lose everything here: a word must be typed, and what goes and what stays is said before. */
export function DeleteSafe({ session }: { session: Session }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const remove = async () => {
    if (typed.trim().toLowerCase() !== WORD) {
      setError(`Type the word ${WORD} to go on.`);
      return;
    }
    await session.act(() => session.safe.deleteEverything());
  };
  return (
    <Card heading="Delete my safe">
      <div class="stack">
        <p class="prose">
          This erases everything in this safe from this browser. Nobody can get it back. Sites keep what they
          have read; to have that erased, ask them. Copies you saved stay where you put them.
        </p>
        <Fold summary="I want to delete my safe">
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void remove();
            }}
          >
            <Field
              label={`Type ${WORD}`}
              value={typed}
              error={error}
              onInput={(value) => {
                setTyped(value);
                setError(undefined);
              }}
            />
            <ButtonRow>
              <Button look="danger" type="submit">
                Delete my safe
              </Button>
            </ButtonRow>
          </form>
        </Fold>
      </div>
    </Card>
  );
}
