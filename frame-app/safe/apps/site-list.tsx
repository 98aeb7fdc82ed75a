import { useId } from 'preact/hooks';
import { SiteName } from '../../ui/site-name.tsx';
import type { Grant } from '../../vault/model.ts';
import { hrefOf } from '../routes.ts';
import type { Session } from '../session.ts';
import { endedWords, isLive, justStopped, lastReadWords, untilWords, whatWords } from './access.ts';
import { StopButton, StoppedNotice } from './stop-button.tsx';

export interface SiteListProps {
  readonly grants: readonly Grant[];
  readonly session: Session;
  /** Without links to records. */
  readonly short?: boolean;
}

/** Who may do what until when, each with its Stop. */
export function SiteList({ grants, session, short = false }: SiteListProps) {
  return (
    <ul class="rows">
      {grants.map((grant) => (
        <li key={grant.id}>
          <AccessRow grant={grant} session={session} short={short} />
        </li>
      ))}
    </ul>
  );
}

function AccessRow({ grant, session, short }: { grant: Grant; session: Session; short: boolean }) {
  const id = useId();
  const now = Date.now();
  const live = isLive(grant, now);
  return (
    <div class="access" data-testid="access" data-host={grant.origin} data-state={live ? 'live' : 'over'}>
      <div class="access-words" id={id}>
        <SiteName origin={grant.origin} />
        <p>
          <strong>{whatWords(grant)}</strong>, {live ? untilWords(grant) : endedWords(grant)}
        </p>
        <p class="soft small">
          {lastReadWords(grant, now)}{' '}
          {short ? null : <a href={hrefOf('apps', grant.id)}>See what you allowed</a>}
        </p>
      </div>
      {live ? <StopButton grant={grant} session={session} describedBy={id} /> : null}
      {justStopped(grant, now) ? (
        <div class="access-notice">
          <StoppedNotice grant={grant} session={session} />
        </div>
      ) : null}
    </div>
  );
}
