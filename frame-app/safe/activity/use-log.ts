import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry } from '../../vault/audit/entry.ts';
import { type Problem, problemOf } from '../problems.ts';
import type { Session } from '../session.ts';

/** The whole log, read anew with every change; null until it is there, with what went wrong if it never is. */
export function useLog(session: Session): readonly [readonly AuditEntry[] | null, Problem | null] {
  const [state, setState] = useState<readonly [readonly AuditEntry[] | null, Problem | null]>([null, null]);
  const version = session.version.value;
  // A new version means that the log may have grown
  useEffect(() => {
    let gone = false;
    session.safe
      .log()
      .then((log) => {
        if (!gone) setState([log, null]);
      })
      .catch((error: unknown) => {
        if (!gone) setState([null, problemOf(error)]);
      });
    return () => {
      gone = true;
    };
  }, [session, version]);
  return state;
}
