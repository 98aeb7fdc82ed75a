import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Grant } from '../../vault/model.ts';
import type { Session } from '../session.ts';
import { stoppedWords, takeBackLeft } from './access.ts';

/** One press, no question. */
export function StopButton({
  grant,
  session,
  describedBy,
}: {
  grant: Grant;
  session: Session;
  describedBy: string;
}) {
  return (
    <Button
      describedBy={describedBy}
      testId="stop"
      onPress={() => void session.act(() => session.safe.revoke(grant.id))}
    >
      Stop access
    </Button>
  );
}

/** What the stop meant; "Allow again" stays for ten seconds. */
export function StoppedNotice({ grant, session }: { grant: Grant; session: Session }) {
  const left = useTimeLeft(takeBackLeft(grant, Date.now()));
  return (
    <Notice kind="done" happened={stoppedWords(grant, Date.now())} spoken testId="stopped">
      {left ? (
        <div>
          <Button onPress={() => void session.act(() => session.safe.allowAgain(grant.id))}>
            Allow again
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}

/** True for `length` ms after it was first drawn. */
function useTimeLeft(length: number): boolean {
  const [left, setLeft] = useState(length > 0);
  // The time runs from the first drawing on
  useEffect(() => {
    if (length <= 0) return;
    const timer = setTimeout(() => setLeft(false), length);
    return () => clearTimeout(timer);
  }, []);
  return left;
}
