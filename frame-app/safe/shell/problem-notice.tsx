import { Button, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Session } from '../session.ts';

/** The last thing that went wrong, on top of whatever page is open. */
export function ProblemNotice({ session }: { session: Session }) {
  const problem = session.problem.value;
  if (problem === null) return null;
  return (
    <Notice kind="error" happened={problem.happened} safe={problem.safe} todo={problem.todo} testId="problem">
      <ButtonRow>
        <Button onPress={session.dismissProblem}>Close</Button>
      </ButtonRow>
    </Notice>
  );
}
